using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Sim.Engine;

/// <summary>What <see cref="StateCopy"/> does with objects of a type, worked out once for each type.</summary>
internal sealed class CopyRule
{
    private const BindingFlags InstanceFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The runtime's own classes that are known to hold nothing but what they seem to.</summary>
    private static readonly HashSet<Type> s_collections =
        [typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(SortedSet<>), typeof(Queue<>), typeof(Stack<>)];

    private static readonly ConcurrentDictionary<Type, CopyRule> s_rules = new();

    private CopyRule()
    {
    }

    /// <summary>A field in which something may have to be replaced.</summary>
    /// <param name="Info">The field.</param>
    /// <param name="Name">Its name with a point before it.</param>
    /// <param name="Struct">The rule of the struct that lies in it; null for a reference.</param>
    internal sealed record Field(FieldInfo Info, string Name, CopyRule? Struct);

    /// <summary>What the elements of an array are, where they may have to be replaced.</summary>
    /// <param name="Struct">The rule of structs; null for references.</param>
    internal sealed record ElementKind(CopyRule? Struct);

    /// <summary>Why objects of this type are not copied; null if they are.</summary>
    public string? Refusal { get; private init; }

    /// <summary>True for what never changes.</summary>
    public bool IsShared { get; private init; }

    /// <summary>Fields of the type and its bases that may refer to something copied.</summary>
    public ImmutableArray<Field> Fields { get; private init; } = [];

    /// <summary>For arrays with elements that may refer to something copied.</summary>
    public ElementKind? Elements { get; private init; }

    private bool HasNothingToReplace => Refusal is null && Fields.IsEmpty;

    public static CopyRule Of(Type type) => s_rules.TryGetValue(type, out var known) ? known : s_rules.GetOrAdd(type, Make(type));

    /// <summary>True if objects of this type have a state.</summary>
    public static bool HasFields(Type type) => FieldsOf(type).Any();

    private static CopyRule Make(Type type)
    {
        if (IsImmutable(type)) return new CopyRule { IsShared = true };
        if (type.IsArray) return OfArray(type);
        if (typeof(Delegate).IsAssignableFrom(type)) return new CopyRule();
        return FindRefusal(type) is { } refusal ? new CopyRule { Refusal = refusal } : OfFields(type);
    }

    private static CopyRule OfArray(Type type)
    {
        var element = Plain(type.GetElementType()!);
        if (element.IsPointer || element.IsFunctionPointer) return new CopyRule { Refusal = "which holds pointers" };
        if (!MayHoldCopies(element)) return new CopyRule();
        if (type.GetArrayRank() > 1) return new CopyRule { Refusal = "an array of references with several dimensions" };
        if (!element.IsValueType) return new CopyRule { Elements = new ElementKind(null) };
        var rule = Of(element);
        return rule.Refusal is null ? new CopyRule { Elements = new ElementKind(rule) } : rule;
    }

    private static CopyRule OfFields(Type type)
    {
        var fields = ImmutableArray.CreateBuilder<Field>();
        foreach (var field in FieldsOf(type))
        {
            var holds = Plain(field.FieldType);
            if (holds.IsPointer || holds.IsFunctionPointer) return new CopyRule { Refusal = $"whose field {NameOf(field)} is a pointer" };
            if (!MayHoldCopies(holds)) continue;
            if (!holds.IsValueType)
            {
                fields.Add(new Field(field, "." + NameOf(field), null));
                continue;
            }

            if (holds.IsDefined(typeof(InlineArrayAttribute)))
            {
                if (typeof(IHasInlineArrays).IsAssignableFrom(type)) continue;
                return new CopyRule { Refusal = $"whose inline array {NameOf(field)} holds references" };
            }

            var rule = Of(holds);
            if (rule.Refusal is not null) return rule;
            fields.Add(new Field(field, "." + NameOf(field), rule));
        }

        return new CopyRule { Fields = fields.ToImmutable() };
    }

    /// <summary>Whether a place of this type may lead to something that is copied, or that is refused.</summary>
    private static bool MayHoldCopies(Type type)
    {
        if (type.IsPrimitive || type.IsEnum) return false;
        if (!type.IsValueType) return !(type.IsSealed && IsImmutable(type));
        if (Generic(type) == typeof(ImmutableArray<>)) return MayHoldCopies(type.GetGenericArguments()[0]);
        if (type.IsDefined(typeof(InlineArrayAttribute))) return FieldsOf(type).Any(field => MayHoldCopies(field.FieldType));
        return !Of(type).HasNothingToReplace;
    }

    private static bool IsImmutable(Type type)
    {
        if (type == typeof(string) || typeof(Type).IsAssignableFrom(type)) return true;
        if (type.IsDefined(typeof(SharedStateAttribute), inherit: false)) return true;
        if (!IsOfTheRuntime(type)) return false;

        // How a table compares its keys is fixed, and the table knows the comparer by its identity.
        if (Implements(type, typeof(IEqualityComparer<>)) || Implements(type, typeof(IComparer<>))) return true;
        if (typeof(IEqualityComparer).IsAssignableFrom(type) || typeof(IComparer).IsAssignableFrom(type)) return true;
        return type is { IsValueType: false, Namespace: "System.Collections.Immutable" }
            && type.GetGenericArguments().All(argument => !MayHoldCopies(argument));
    }

    private static string? FindRefusal(Type type)
    {
        if (typeof(IDisposable).IsAssignableFrom(type) || typeof(IAsyncDisposable).IsAssignableFrom(type)) return "which has to be disposed of";
        if (HasFinalizer(type)) return "which has a finalizer";
        if (type.IsValueType || !IsOfTheRuntime(type) || type == typeof(object)) return null;

        // A collection, or one of the links that it is made of.
        if ((type.DeclaringType ?? Generic(type)) is not { } collection || !s_collections.Contains(collection)) return "an inner working of the runtime";
        var isTable = collection == typeof(Dictionary<,>) || collection == typeof(HashSet<>) || collection == typeof(SortedSet<>);
        return isTable && MayHoldCopies(type.GetGenericArguments()[0]) ? "a table whose keys would be copied" : null;
    }

    private static bool HasFinalizer(Type type) =>
        type.GetMethod("Finalize", BindingFlags.Instance | BindingFlags.NonPublic, [])?.DeclaringType is { } owner && owner != typeof(object);

    private static bool IsOfTheRuntime(Type type) =>
        type.Assembly.GetName().Name is { } name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal));

    private static bool Implements(Type type, Type generic) => type.GetInterfaces().Any(each => Generic(each) == generic);

    /// <summary>The type of what reflection hands out: where a nullable struct has a value, the struct.</summary>
    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    /// <summary>The name in the source: the field of a property is called &lt;Name&gt;k__BackingField.</summary>
    private static string NameOf(FieldInfo field) =>
        field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;

    private static Type? Generic(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : null;

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var declaring = type; declaring is not null && declaring != typeof(object) && declaring != typeof(ValueType); declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(InstanceFields)) yield return field;
        }
    }
}
