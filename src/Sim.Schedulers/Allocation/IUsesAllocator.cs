namespace Sim.Schedulers;

/// <summary>A scheduler that holds its RAM through an allocator, so that checkers and services can reach that.</summary>
public interface IUsesAllocator
{
    RamAllocator Allocator { get; }
}
