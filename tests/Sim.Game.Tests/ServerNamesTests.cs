using Sim.Engine;
using Sim.Testing;

namespace Sim.Game.Tests;

public sealed class ServerNamesTests
{
    private static readonly WorldSpec s_mid = SaveFile.Load(Repository.Data("reference", "save", "mid.json.gz")).World;

    [Fact]
    public void PathTo_IsLinkedStepByStep_ForEveryServerOfASave()
    {
        var names = new ServerNames(s_mid);
        foreach (ServerSpec server in s_mid.Servers)
        {
            string[] path = [.. names.PathTo(server.Hostname)];
            if (server.Connections.IsEmpty)
            {
                Assert.Empty(path);
                continue;
            }

            Assert.Equal("home", path[0]);
            Assert.Equal(server.Hostname, path[^1]);
            for (int i = 1; i < path.Length; i++)
            {
                Assert.True(names.TryFind(path[i - 1], out ServerId id));
                Assert.Contains(path[i], s_mid.Servers[id.Index].Connections);
            }
        }
    }

    [Fact]
    public void ConnectCommand_CanBePasted()
    {
        var names = new ServerNames(s_mid);
        Assert.Equal("home", names.ConnectCommand("home"));
        Assert.Equal("home; connect n00dles", names.ConnectCommand("n00dles"));
        Assert.StartsWith("home; connect ", names.ConnectCommand("The-Cave"), StringComparison.Ordinal);
        Assert.Contains("no link leads", Assert.Throws<InputException>(() => names.ConnectCommand("darkweb")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownName_NamesTheNearest()
    {
        var error = Assert.Throws<InputException>(() => new ServerNames(s_mid).Find("phantsy"));
        Assert.Contains("there is no server \"phantsy\"; did you mean \"phantasy\"?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_ThatLeadInCircles_AreNoTrap()
    {
        ServerSpec a = CustomWorld.Host("home", RamSize.Zero, 1) with { Connections = ["b", "gone"] };
        ServerSpec b = CustomWorld.Host("b", RamSize.Zero, 1) with { Connections = ["home", "b"] };
        var names = new ServerNames(s_mid with { Servers = [a, b] });
        Assert.Equal("home b", string.Join(' ', names.PathTo("b")));
    }
}
