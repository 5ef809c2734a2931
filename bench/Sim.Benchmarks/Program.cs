using BenchmarkDotNet.Running;

// Filters and other arguments of BenchmarkDotNet pass through.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

/// <summary>The entry point, named so that the assembly can be found by it.</summary>
internal static partial class Program;
