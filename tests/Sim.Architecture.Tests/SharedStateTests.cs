using System.Reflection;
using Sim.Engine;
using Sim.Experiments;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Architecture.Tests;

/// <summary>What a copy of a run shares with the original (<see cref="SharedStateAttribute"/>) can indeed not change.</summary>
public sealed class SharedStateTests
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static TheoryData<Type> SharedTypes =>
    [
        .. new[] { typeof(EventLoop), typeof(GameRun), typeof(Conductor), typeof(Simulation) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(SharedStateAttribute), inherit: false)),
    ];

    [Theory]
    [MemberData(nameof(SharedTypes))]
    public void ASharedType_NeverChanges(Type type)
    {
        Assert.True(type.IsSealed, $"{type} is not sealed: a class derived from it could change.");
        foreach (var field in FieldsOf(type))
        {
            if (field.GetCustomAttribute<SharedStateAttribute>() is { } exception)
            {
                Assert.True(exception.Reason.Length > 10, $"{type}.{field.Name} may be shared, but nobody says why.");
                continue;
            }

            Assert.True(field.IsInitOnly, $"{type}.{field.Name} can be written after the constructor.");
            Assert.True(NeverChanges(field.FieldType), $"{type}.{field.Name} is a {field.FieldType}, which may change.");
        }
    }

    [Fact]
    public void TheTestItself_FindsWhatMayChange()
    {
        Assert.False(NeverChanges(typeof(int[])));
        Assert.False(NeverChanges(typeof(IReadOnlyList<int>)));
        Assert.False(NeverChanges(typeof(object)));
        Assert.False(NeverChanges(typeof(GameRun)));
        Assert.False(NeverChanges(typeof((int, int[]))));
        Assert.False(NeverChanges(typeof(System.Collections.Immutable.ImmutableArray<int[]>)));
        Assert.True(NeverChanges(typeof((int, string)?)));
        Assert.NotEmpty(SharedTypes);
    }

    private static bool NeverChanges(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(Type)) return true;
        if (type.IsGenericType && type.Namespace == "System.Collections.Immutable") return type.GetGenericArguments().All(NeverChanges);
        if (type.IsValueType) return FieldsOf(type).All(field => NeverChanges(field.FieldType));
        return type.IsSealed && type.IsDefined(typeof(SharedStateAttribute), inherit: false);
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(Own)) yield return field;
        }
    }
}
