namespace Sim.Game;

/// <summary>A hacknet node of the player's.</summary>
/// <param name="Level">1 to 200.</param>
/// <param name="RamGigabytes">A power of two, 1 to 64.</param>
/// <param name="Cores">1 to 16.</param>
public readonly record struct HacknetNode(int Level, int RamGigabytes, int Cores)
{
    public const int LevelMax = 200;

    public const int RamGigabytesMax = 64;

    public const int CoresMax = 16;

    /// <summary>As the game sells it.</summary>
    public static HacknetNode New => new(1, 1, 1);
}
