namespace Sim.Schedulers;

/// <summary>
/// Lets batchers on several targets take turns: one is hacking, the others prepare and wait.
/// <code>
///   target A  |hack ....... level-up| drain, prepare |  wait  |hack ...
///   target B  | prepare  |  wait    |hack ........... level-up| drain ...
/// </code>
/// </summary>
/// <param name="count">How many take turns, 2 or more.</param>
/// <param name="switchOnlyOnLevelUp">
/// True to stay on a target until the player's level changes (ping-pong); false to go to the next prepared target after each volley.
/// </param>
public sealed class TurnTaking(int count, bool switchOnlyOnLevelUp)
{
    private readonly bool[] _isReady = new bool[count];
    private double _level = -1;

    /// <summary>Who may hack now.</summary>
    public int Active { get; private set; }

    /// <summary>Says that this one's target is prepped.</summary>
    public void SetReady(int index, bool ready) => _isReady[index] = ready;

    /// <summary>Asked by the active one when it could go on; gives the turn away if it is time to.</summary>
    /// <returns>True if the turn went to another one.</returns>
    public bool TryPass(double level)
    {
        if (_level < 0) _level = level;
        if (switchOnlyOnLevelUp && level == _level) return false;
        for (var step = 1; step < count; step++)
        {
            var next = (Active + step) % count;
            if (!_isReady[next]) continue;
            _isReady[next] = false;
            Active = next;
            _level = level;
            return true;
        }

        return false;
    }
}
