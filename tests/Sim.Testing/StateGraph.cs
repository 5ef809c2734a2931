using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sim.Engine;

namespace Sim.Testing;

/// <summary>
/// Every object that can be reached from one, by a walk of its own that knows nothing of how <see cref="StateCopy"/> does it: for
/// tests that two graphs share nothing that could change.
/// </summary>
public static class StateGraph
{
    /// <summary>
    /// The objects from a root on that may change: all but texts, types, empty arrays, comparers, functions without a state, and what
    /// is marked as shared.
    /// </summary>
    public static HashSet<object> Changeable(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var left = new Stack<object>();
        Visit(root, seen, left);
        while (left.TryPop(out var next))
        {
            foreach (var reference in ReferencesOf(next)) Visit(reference, seen, left);
        }

        return seen;
    }

    private static void Visit(object found, HashSet<object> seen, Stack<object> left)
    {
        if (!NeverChanges(found) && seen.Add(found)) left.Push(found);
    }

    private static bool NeverChanges(object found)
    {
        var type = found.GetType();
        if (found is string or Type or Array { Length: 0 } || type.IsDefined(typeof(SharedStateAttribute), inherit: false)) return true;
        if (found is Delegate function) return function.Target is null || !Fields(function.Target.GetType()).Any();
        return type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true && type.Name.Contains("Comparer", StringComparison.Ordinal);
    }

    /// <summary>What the fields or elements of an object refer to, through structs and inline arrays.</summary>
    private static IEnumerable<object> ReferencesOf(object owner)
    {
        if (owner is Array array)
        {
            if (array.GetType().GetElementType()!.IsPrimitive) yield break;
            foreach (var element in array)
            {
                foreach (var reference in ReferencesIn(element)) yield return reference;
            }

            yield break;
        }

        if (owner is Delegate function)
        {
            // The rest of it is the runtime's knowledge of a method.
            if (function.Target is { } target) yield return target;
            yield break;
        }

        foreach (var field in Fields(owner.GetType()))
        {
            if (field.FieldType.IsPrimitive || field.FieldType.IsEnum) continue;

            // What lies in an immutable array is looked at, the array itself may be shared.
            var value = field.GetValue(owner);
            foreach (var reference in ReferencesIn(value)) yield return reference;
        }
    }

    private static IEnumerable<object> ReferencesIn(object? value)
    {
        if (value is null) return [];
        var type = value.GetType();
        if (!type.IsValueType) return [value];
        if (type.IsPrimitive || type.IsEnum) return [];
        if (type.GetCustomAttribute<InlineArrayAttribute>() is { } inline)
        {
            var element = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)[0].FieldType;
            var elements = typeof(StateGraph).GetMethod(nameof(Elements), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(type, element).Invoke(null, [value, inline.Length])!;
            return ((object?[])elements).SelectMany(ReferencesIn);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(System.Collections.Immutable.ImmutableArray<>))
        {
            var inner = Fields(type).Single().GetValue(value);
            return inner is null ? [] : ReferencesOf(inner);
        }

        return ReferencesOf(value);
    }

    private static object?[] Elements<TArray, TElement>(object boxed, int length)
        where TArray : struct
    {
        ref var first = ref Unsafe.As<TArray, TElement>(ref Unsafe.Unbox<TArray>(boxed));
        return [.. MemoryMarshal.CreateSpan(ref first, length).ToArray().Cast<object?>()];
    }

    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            foreach (var field in declaring.GetFields(Own)) yield return field;
        }
    }
}
