namespace Sim.Experiments.Verification;

/// <summary>A handful of numbers by name, in order, in a buffer that is filled again for each line.</summary>
internal sealed class NamedNumbers
{
    private readonly List<KeyValuePair<string, double>> _entries = new(16);

    public int Count => _entries.Count;

    public KeyValuePair<string, double> this[int index] => _entries[index];

    public void Clear() => _entries.Clear();

    public void Add(string name, double value) => _entries.Add(new(name, value));

    public bool Contains(string name) => IndexOf(name) >= 0;

    public double Get(string name, double otherwise)
    {
        int index = IndexOf(name);
        return index >= 0 ? _entries[index].Value : otherwise;
    }

    private int IndexOf(string name)
    {
        for (int i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Key == name) return i;
        }

        return -1;
    }
}
