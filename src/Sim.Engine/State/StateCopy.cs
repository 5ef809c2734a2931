using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace Sim.Engine;

/// <summary>
/// Copies a whole graph of objects, private fields included, so that the original and the copy share nothing that ever changes.
/// <code>
///   run --> loop --> queue [....]        run' --> loop' --> queue' [....]
///    |  \                                 |  \
///    |   '-> jobs [....]      becomes     |   '-> jobs' [....]          an array without references is copied in one piece
///    v         ^                          v         ^
///   plans -----'                         plans' ----'                   what two refer to, two refer to in the copy
///    |                                    |
///    '-----> batch plan &lt;-----------------'                             what never changes is shared
/// </code>
/// <para>
/// It knows no class by name, so that a new field or class needs no code of its own. What it may share is said at the types, by
/// <see cref="SharedStateAttribute"/>. A function becomes that of the copy of its object, or of the copies of what it captured. What cannot
/// be copied for certain is refused rather than half copied: threads, files and whatever else has to be disposed of, inner workings of the runtime, and tables whose keys are
/// themselves copied, since such a key may have another hash afterwards.
/// </para>
/// <para>
/// Each object is cloned bit by bit, and then those of its fields that may refer to something copied are set anew. A list of objects
/// still to do takes the place of recursion, so chains may be of any length.
/// </para>
/// </summary>
public sealed class StateCopy
{
    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);
    private readonly List<Entry> _entries = [];
    private int _current = -1;
    private string _within = "";

    private StateCopy()
    {
    }

    /// <summary>A new object, and how the original was come upon.</summary>
    private readonly record struct Entry(object Copy, CopyRule Rule, int Parent, string Within, string Field, int Index);

    /// <summary>Copies an object with all that it refers to.</summary>
    /// <exception cref="InvariantException">Something in it cannot be copied; the message names the fields that lead there.</exception>
    public static T Of<T>(T original)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(original);
        var copy = new StateCopy();
        var root = Unsafe.As<T>(copy.Find(original, "", -1));
        for (copy._current = 0; copy._current < copy._entries.Count; copy._current++) copy.Complete(copy._entries[copy._current]);
        return root;
    }

    /// <summary>For classes that replace references themselves, see <see cref="IHasInlineArrays"/>: the copy of one of them.</summary>
    /// <param name="original">What an element refers to.</param>
    /// <param name="field">The name of the inline array, for messages.</param>
    /// <param name="index">The element's place in it.</param>
    internal T CopyOf<T>(T original, string field, int index)
        where T : class => Unsafe.As<T>(Find(original, "." + field, index));

    private object Find(object original, string field, int index)
    {
        if (_copies.TryGetValue(original, out var known)) return known;
        var rule = CopyRule.Of(original.GetType());
        if (rule.Refusal is { } refusal) Refuse(original.GetType(), refusal, field, index);
        if (rule.IsShared || original is Array { Length: 0 }) return original;
        if (original is Delegate function) return HasState(function) ? Bound(function, field, index) : original;
        var copy = MemberwiseClone(original);
        _copies.Add(original, copy);
        _entries.Add(new Entry(copy, rule, _current, _within, field, index));
        return copy;
    }

    /// <summary>The same function, of the copy of the object that it belongs to.</summary>
    private Delegate Bound(Delegate function, string field, int index)
    {
        if (!function.HasSingleTarget) Refuse(function.GetType(), "several functions in one", field, index);
        var copy = Delegate.CreateDelegate(function.GetType(), Find(function.Target!, field + ".Target", index), function.Method);
        _copies.Add(function, copy);
        return copy;
    }

    /// <summary>Functions that capture nothing are methods of an object without fields, or of none.</summary>
    private static bool HasState(Delegate function) =>
        !function.HasSingleTarget || (function.Target is { } target && CopyRule.HasFields(target.GetType()));

    private void Complete(Entry entry)
    {
        if (entry.Rule.Elements is { } elements) CompleteArray((Array)entry.Copy, elements);
        else CompleteFields(entry.Copy, entry.Rule);
        if (entry.Copy is IHasInlineArrays special) special.CopyInlineArrays(this);
    }

    private void CompleteArray(Array array, CopyRule.ElementKind elements)
    {
        if (array is object[] references)
        {
            for (var i = 0; i < references.Length; i++)
            {
                if (references[i] is { } element) references[i] = Find(element, "", i);
            }
        }
        else if (elements.Struct is { } rule)
        {
            for (var i = 0; i < array.Length; i++)
            {
                if (array.GetValue(i) is not { } boxed) continue;
                CompleteStruct(boxed, rule, $"[{i}]");
                array.SetValue(boxed, i);
            }
        }
    }

    private void CompleteFields(object owner, CopyRule rule)
    {
        foreach (var field in rule.Fields)
        {
            if (field.Info.GetValue(owner) is not { } value) continue;
            if (field.Struct is { } inner) CompleteStruct(value, inner, field.Name);
            else value = Find(value, field.Name, -1);
            field.Info.SetValue(owner, value);
        }
    }

    private void CompleteStruct(object boxed, CopyRule rule, string name)
    {
        var outside = _within;
        _within += name;
        CompleteFields(boxed, rule);
        _within = outside;
    }

    [DoesNotReturn]
    private void Refuse(Type type, string refusal, string field, int index)
    {
        var steps = new Stack<string>();
        var (parent, within) = (_current, _within);
        while (true)
        {
            steps.Push(within + (index >= 0 ? $"{field}[{index}]" : field));
            if (parent < 0) break;
            (_, _, parent, within, field, index) = _entries[parent];
        }

        var path = new StringBuilder(_entries.Count > 0 ? _entries[0].Copy.GetType().Name : type.Name);
        foreach (var step in steps) path.Append(step);
        throw new InvariantException($"The state cannot be copied: {path} is a {type}, {refusal}");
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(MemberwiseClone))]
    private static extern object MemberwiseClone(object original);
}
