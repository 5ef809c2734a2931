using Sim.Engine;

namespace Sim.Experiments;

/// <summary>
/// Divides a run, from its first clean batch on, into times in step and times out of step: from a desync until a batch ends prepped
/// without one. What was earned in step says what the rest should have earned.
/// <code>
///   batches  ok ok ok DE de de ok ok ok ok DE ok ...
///   in step  ========          ==========     ===      money / time = the rate
///   out               ========            ===          episodes: how long, and how much less than the rate
/// </code>
/// </summary>
public sealed class RecoveryMeter
{
    private SimTime _since = SimTime.Never;
    private double _moneyAtSince;
    private bool _isOut;
    private long _inMicros;
    private long _outMicros;
    private double _inMoney;
    private double _outMoney;

    /// <summary>Times out of step.</summary>
    public long Episodes { get; private set; }

    /// <summary>Mean length of a time out of step in seconds; null if there was none.</summary>
    public double? SecondsMean => Episodes == 0 ? null : _outMicros / 1e6 / Episodes;

    /// <summary>
    /// $ that the times out of step brought less than the times in step would have, all together; null if there were none, or no
    /// time in step to compare with.
    /// </summary>
    public double? MoneyLost =>
        Episodes == 0 || _inMicros == 0 ? null : Math.Max(0, (_inMoney / _inMicros * _outMicros) - _outMoney);

    /// <summary>A batch ended as it should.</summary>
    public void InStep(SimTime now, double money)
    {
        if (_since == SimTime.Never)
        {
            (_since, _moneyAtSince) = (now, money);
        }
        else if (_isOut)
        {
            Close(now, money);
            _isOut = false;
        }
    }

    /// <summary>Something went wrong with a batch.</summary>
    public void OutOfStep(SimTime now, double money)
    {
        if (_isOut || _since == SimTime.Never) return;
        Close(now, money);
        _isOut = true;
        Episodes++;
    }

    /// <summary>The run is over.</summary>
    public void Finish(SimTime now, double money)
    {
        if (_since != SimTime.Never) Close(now, money);
    }

    private void Close(SimTime now, double money)
    {
        if (_isOut)
        {
            _outMicros += (now - _since).Micros;
            _outMoney += money - _moneyAtSince;
        }
        else
        {
            _inMicros += (now - _since).Micros;
            _inMoney += money - _moneyAtSince;
        }

        (_since, _moneyAtSince) = (now, money);
    }
}
