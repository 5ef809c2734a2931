using System.CommandLine;

namespace Sim.Cli;

internal static class Program
{
    public static int Main(string[] args)
    {
        var root = new RootCommand("Simulates batch schedulers of the programming game Bitburner and says what they earn.");
        return root.Parse(args).Invoke();
    }
}
