using BenchmarkDotNet.Running;
using Sim.Benchmarks;

if (args is ["quick", ..]) return QuickTables.Run(Console.Out, args[1..]);

// Filters and other arguments of BenchmarkDotNet pass through.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;

/// <summary>The entry point, named so that the assembly can be found by it.</summary>
internal static partial class Program;
