namespace Sim.Cli;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>A check or a gate failed.</summary>
    public const int CheckFailed = 1;

    /// <summary>Bad input or usage; nothing was written.</summary>
    public const int BadInput = 2;

    /// <summary>Ctrl-C.</summary>
    public const int Interrupted = 130;
}
