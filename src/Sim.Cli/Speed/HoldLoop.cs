using Sim.Engine;

namespace Sim.Cli.Speed;

/// <summary>The same timers as in <see cref="HoldQueue"/>, in the simulator's own event loop.</summary>
internal sealed class HoldLoop
{
    private const int Pending = 10_000;
    private const int Operations = 50_000;
    private readonly EventLoop _loop = new();
    private Handler _handler;

    public HoldLoop()
    {
        _handler = new Handler(_loop);
        for (var i = 0; i < Pending; i++) _handler.Set(i);
    }

    public long Run()
    {
        for (var i = 0; i < Operations; i++) _loop.Step(ref _handler);
        return Operations;
    }

    private readonly struct Handler(EventLoop loop) : IEventHandler
    {
        private readonly RandomStream _random = new(1);

        public void Handle(SimEvent fired) => Set(fired.Subject);

        public void Set(int timer) => loop.Post(loop.Now + new SimDuration(HoldDelay.Draw(_random, timer)), new SimEvent(0, timer));
    }
}
