namespace Sim.Schedulers;

/// <summary>How hosts are chosen among those that hold a chunk.</summary>
public enum AllocationPolicy
{
    /// <summary>Small hosts first, so that large ones stay whole.</summary>
    FirstFit,

    /// <summary>The host that is left with the least RAM.</summary>
    BestFit,

    /// <summary>The emptiest host first.</summary>
    WorstFit,
}
