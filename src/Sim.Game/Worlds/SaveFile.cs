using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Sim.Engine;

namespace Sim.Game;

/// <summary>A save that the game exported, as far as the simulator reads it.</summary>
/// <param name="World">Player, BitNode and servers.</param>
/// <param name="Version">The layout's number (VersionSave).</param>
/// <param name="LastUpdateUnixMs">When the game last ran, in ms since 1970 (PlayerSave.lastUpdate).</param>
/// <param name="PlaytimeMs">Time played in all, in ms (PlayerSave.totalPlaytime).</param>
/// <param name="PurchasedServers">Hostnames of the servers bought, in the order of purchase.</param>
public sealed record SaveFile(
    WorldSpec World,
    int Version,
    double LastUpdateUnixMs,
    double PlaytimeMs,
    ImmutableArray<string> PurchasedServers)
{
    /// <summary>
    /// The one layout that is known to be read right, that of Bitburner 2.6.1dev: the reference saves have it. Others keep numbers
    /// in places that only look the same, so they are refused.
    /// </summary>
    public const int VersionKnown = 38;

    /// <summary>Reads a file in either of the game's forms (base64 text, gzip) or as plain JSON.</summary>
    /// <exception cref="InputException">The file can't be read or is no save of a known version; all its problems are told.</exception>
    public static SaveFile Load(string path)
    {
        byte[] bytes;
        try
        {
            var info = new FileInfo(path);
            if (info.Exists && info.Length > SaveDecoding.DecodedBytesMax)
            {
                throw new InputException(new InputProblem(path, "", "the file is larger than 64 MB", "no save is as large; a save file is needed"));
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(new InputProblem(path, "", "there is no such file"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException(new InputProblem(path, "", "the file can't be read", error.Message));
        }

        return Parse(path, bytes);
    }

    /// <summary>Reads the bytes of a save.</summary>
    /// <param name="file">What messages call the file.</param>
    /// <param name="bytes">The file's content.</param>
    /// <exception cref="InputException">The bytes are no save of a known version; all its problems are told.</exception>
    public static SaveFile Parse(string file, byte[] bytes)
    {
        var problems = new InputProblems(file);
        byte[] json = SaveDecoding.ToJson(bytes, problems);
        InputNode? root = InputNode.Parse(json, problems);
        if (root is null) problems.ThrowIfAny();
        return new Reader(problems).Read(file, root!);
    }

    private sealed class Reader(InputProblems problems)
    {
        public SaveFile Read(string file, InputNode root)
        {
            InputNode? data = root["data"];
            if (data is null || root["ctor"]?.Text != "BitburnerSaveObject")
            {
                throw problems.Fatal("", "the JSON is no Bitburner save", "an object with ctor BitburnerSaveObject and data is needed");
            }

            // First, because nothing else is where it is expected in a save of another layout.
            CheckVersion(data);

            InputNode? player = SubDocument(data, "PlayerSave") is { } playerSave ? Object(playerSave, "PlayerSave", "data") : null;
            InputNode? serverSave = SubDocument(data, "AllServersSave");
            ImmutableArray<ServerSpec> servers = serverSave is null ? [] : Servers(serverSave);
            ImmutableArray<string> programs = serverSave is null ? [] : HomePrograms(serverSave);
            if (player is null)
            {
                problems.ThrowIfAny();
                throw new InvalidOperationException("A player is missing without a problem having been told.");
            }

            const string Place = "PlayerSave";
            int bitNode = (int)Whole(player, Place, "bitNodeN", BitNodes.First, BitNodes.Last);
            ImmutableArray<KeyValuePair<int, int>> sourceFiles = SourceFiles(player, Place);
            int ownedLevel = sourceFiles.FirstOrDefault(file => file.Key == bitNode).Value;
            PlayerSpec playerSpec = Player(player, Place) with { SourceFiles = sourceFiles, Programs = programs };
            double lastUpdate = Number(player, Place, "lastUpdate", 0);
            double playtime = Number(player, Place, "totalPlaytime", 0);
            ImmutableArray<string> purchased = Strings(player, Place, "purchasedServers");
            problems.ThrowIfAny();

            var world = new WorldSpec
            {
                Source = file,
                Player = playerSpec,
                BitNode = bitNode,
                BitNodeLevel = ownedLevel + 1,
                Multipliers = BitNodes.Multipliers(bitNode, ownedLevel + 1),
                Servers = servers,
            };
            return new SaveFile(world, VersionKnown, lastUpdate, playtime, purchased);
        }

        private void CheckVersion(InputNode data)
        {
            InputNode? version = SubDocument(data, "VersionSave");
            problems.ThrowIfAny();
            if (version is { Kind: JsonValueKind.Number } && version.Text == VersionKnown.ToString(CultureInfo.InvariantCulture)) return;
            throw problems.Fatal("VersionSave", version!.Describe(), string.Create(
                CultureInfo.InvariantCulture, $"only saves of version {VersionKnown} (Bitburner 2.6.1dev) can be read"));
        }

        /// <summary>The members of a save are texts that hold JSON themselves.</summary>
        private InputNode? SubDocument(InputNode data, string name)
        {
            InputNode? text = data[name];
            if (text is null)
            {
                problems.Add(name, "missing", "a text that holds JSON is needed");
                return null;
            }

            if (text.Kind != JsonValueKind.String)
            {
                problems.Add(name, text.Describe(), "a text that holds JSON is needed");
                return null;
            }

            // Paths leave out the wrappers (data), so they begin with the sub-document's name again by hand.
            return InputNode.Parse(System.Text.Encoding.UTF8.GetBytes(text.Text), problems, name);
        }

        private PlayerSpec Player(InputNode player, string place)
        {
            ImmutableArray<KeyValuePair<string, double>> skills = Numbers(player, place, "skills", 0);
            ImmutableArray<KeyValuePair<string, double>> exp = Numbers(player, place, "exp", 0);
            ImmutableArray<KeyValuePair<string, double>> multipliers = Numbers(player, place, "mults", 0);

            var person = Person.New(
                Need(skills, $"{place}.skills", "hacking", 1),
                Need(exp, $"{place}.exp", "hacking", 0));
            person.Intelligence = Need(skills, $"{place}.skills", "intelligence", 0);
            foreach (string name in PersonMultipliers.Names)
            {
                person = PersonMultipliers.With(person, name, Need(multipliers, $"{place}.mults", name, 0));
            }

            return new PlayerSpec
            {
                Person = person,
                Money = Number(player, place, "money", double.MinValue),
                Multipliers = multipliers,
                Skills = skills,
                Exp = exp,
                Augmentations = Augmentations(player, place),
            };
        }

        /// <summary>A number that must be among those read; the places that were no numbers were told before.</summary>
        private double Need(ImmutableArray<KeyValuePair<string, double>> values, string place, string name, double min)
        {
            foreach ((string key, double value) in values)
            {
                if (key != name) continue;
                if (!(value >= min) && !problems.Mentions($"{place}.{name}")) problems.Add($"{place}.{name}", Print(value), NumberNeeded(min));
                return value;
            }

            if (!problems.Mentions(place) && !problems.Mentions($"{place}.{name}")) problems.Add($"{place}.{name}", "missing", NumberNeeded(min));
            return min;
        }

        private ImmutableArray<KeyValuePair<int, int>> SourceFiles(InputNode player, string place)
        {
            const string Valid = "a JSONMap of whole numbers is needed: source file and level";
            string at = $"{place}.sourceFiles";
            InputNode? map = player["sourceFiles"];
            if (map is null || map["ctor"]?.Text != "JSONMap" || map["data"] is not { Kind: JsonValueKind.Array } entries)
            {
                problems.Add(at, map is null ? "missing" : map.Describe(), Valid);
                return [];
            }

            var files = ImmutableArray.CreateBuilder<KeyValuePair<int, int>>();
            for (int i = 0; i < entries.Items.Length; i++)
            {
                ImmutableArray<InputNode> pair = entries.Items[i].Items;
                if (pair.Length == 2
                    && int.TryParse(pair[0].Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                    && int.TryParse(pair[1].Text, NumberStyles.None, CultureInfo.InvariantCulture, out int level)
                    && level < BitNodes.LevelMax)
                {
                    files.Add(KeyValuePair.Create(number, level));
                }
                else
                {
                    problems.Add(string.Create(CultureInfo.InvariantCulture, $"{at}[{i}]"), entries.Items[i].Describe(), Valid);
                }
            }

            return files.ToImmutable();
        }

        private ImmutableArray<KeyValuePair<string, int>> Augmentations(InputNode player, string place)
        {
            if (List(player, place, "augmentations") is not { } list) return [];
            var augmentations = ImmutableArray.CreateBuilder<KeyValuePair<string, int>>(list.Items.Length);
            for (int i = 0; i < list.Items.Length; i++)
            {
                string at = string.Create(CultureInfo.InvariantCulture, $"{place}.augmentations[{i}]");
                string name = String(list.Items[i], at, "name");
                int level = (int)Whole(list.Items[i], at, "level", 0, 1_000_000);
                augmentations.Add(KeyValuePair.Create(name, level));
            }

            return augmentations.ToImmutable();
        }

        private ImmutableArray<ServerSpec> Servers(InputNode save)
        {
            if (save.Kind != JsonValueKind.Object)
            {
                problems.Add("AllServersSave", save.Describe(), "an object of servers is needed");
                return [];
            }

            if (save["home"] is null) problems.Add("AllServersSave.home", "missing", "a save without the home computer can't be run");

            var servers = ImmutableArray.CreateBuilder<ServerSpec>(save.Members.Length);
            foreach ((string name, InputNode wrapper) in save.Members)
            {
                string place = $"AllServersSave.{name}";
                string ctor = wrapper["ctor"]?.Text ?? "";
                if (ctor is not ("Server" or "HacknetServer"))
                {
                    problems.Add($"{place}.ctor", ctor.Length > 0 ? $"\"{ctor}\"" : "missing", "Server or HacknetServer is needed");
                }
                else if (Object(wrapper, place, "data") is { } data)
                {
                    servers.Add(ctor == "Server" ? Server(data, place) : HacknetServer(data, place));
                }
            }

            return servers.ToImmutable();
        }

        private ServerSpec Server(InputNode data, string place) => Host(data, place) with
        {
            State = new Server
            {
                Money = Number(data, place, "moneyAvailable", 0),
                MoneyMax = Number(data, place, "moneyMax", 0),
                Security = Number(data, place, "hackDifficulty", 0, 100),
                SecurityMin = Number(data, place, "minDifficulty", 0, 100),
                SecurityBase = Number(data, place, "baseDifficulty", 0, 100),
                LevelRequired = Number(data, place, "requiredHackingSkill", 0),
                Growth = Number(data, place, "serverGrowth", 0),
                HasRoot = Flag(data, place, "hasAdminRights"),
            },
            PortsRequired = (int)Whole(data, place, "numOpenPortsRequired", 0, 5),
            PortsOpen = (int)Whole(data, place, "openPortCount", 0, 5),
        };

        /// <summary>A hacknet server lends RAM like any host, but has no money, security or ports of its own in the file.</summary>
        private ServerSpec HacknetServer(InputNode data, string place)
        {
            Server state = NewServers.Host();
            state.HasRoot = Flag(data, place, "hasAdminRights");
            return Host(data, place) with { State = state };
        }

        private ServerSpec Host(InputNode data, string place) => new()
        {
            Hostname = String(data, place, "hostname"),
            Organization = data["organizationName"]?.Text ?? "",
            State = default,
            RamMax = RamSize.FromGigabytesRounded(Number(data, place, "maxRam", 0, RamUnits.Max.Gigabytes)),
            Cores = (int)Whole(data, place, "cpuCores", 1, 1024),
            PurchasedByPlayer = Flag(data, place, "purchasedByPlayer"),
            Connections = Strings(data, place, "serversOnNetwork"),
        };

        private ImmutableArray<string> HomePrograms(InputNode save) =>
            save["home"]?["data"] is { Kind: JsonValueKind.Object } home ? Strings(home, "AllServersSave.home", "programs") : [];

        private InputNode? Object(InputNode parent, string place, string name)
        {
            if (parent[name] is { Kind: JsonValueKind.Object } value) return value;
            problems.Add($"{place}.{name}", parent[name]?.Describe() ?? "missing", "an object is needed");
            return null;
        }

        private InputNode? List(InputNode parent, string place, string name)
        {
            if (parent[name] is { Kind: JsonValueKind.Array } value) return value;
            problems.Add($"{place}.{name}", parent[name]?.Describe() ?? "missing", "a list is needed");
            return null;
        }

        private ImmutableArray<string> Strings(InputNode parent, string place, string name)
        {
            if (List(parent, place, name) is not { } list) return [];
            for (int i = 0; i < list.Items.Length; i++)
            {
                if (list.Items[i].Kind == JsonValueKind.String) continue;
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{place}.{name}[{i}]"), list.Items[i].Describe(), "a text is needed");
            }

            return [.. list.Items.Select(item => item.Text)];
        }

        private ImmutableArray<KeyValuePair<string, double>> Numbers(InputNode parent, string place, string name, double min)
        {
            if (Object(parent, place, name) is not { } values) return [];
            return [.. values.Members.Select(member => KeyValuePair.Create(member.Key, Number(values, $"{place}.{name}", member.Key, min)))];
        }

        private string String(InputNode parent, string place, string name)
        {
            if (parent[name] is { Kind: JsonValueKind.String } value) return value.Text;
            problems.Add($"{place}.{name}", parent[name]?.Describe() ?? "missing", "a text is needed");
            return "";
        }

        private bool Flag(InputNode parent, string place, string name)
        {
            if (parent[name] is { Kind: JsonValueKind.True or JsonValueKind.False } value) return value.Kind == JsonValueKind.True;
            problems.Add($"{place}.{name}", parent[name]?.Describe() ?? "missing", "true or false is needed");
            return false;
        }

        private double Whole(InputNode parent, string place, string name, double min, double max)
        {
            double value = Number(parent, place, name, min, max);
            if (Math.Floor(value).Equals(value)) return value;
            problems.Add($"{place}.{name}", Print(value), "a whole number is needed");
            return min;
        }

        private double Number(InputNode parent, string place, string name, double min, double max = double.MaxValue)
        {
            InputNode? node = parent[name];
            bool isNumber = node is { Kind: JsonValueKind.Number };
            if (isNumber && Units.TryParseNumber(node!.Text, out double value) && value >= min && value <= max) return value;
            problems.Add($"{place}.{name}", node?.Describe() ?? "missing", NumberNeeded(min, max));
            return min;
        }

        private static string NumberNeeded(double min, double max = double.MaxValue)
        {
            if (min <= double.MinValue) return "a number is needed";
            return max < double.MaxValue ? $"a number from {Print(min)} to {Print(max)} is needed" : $"a number >= {Print(min)} is needed";
        }

        private static string Print(double value) => value.ToString("R", CultureInfo.InvariantCulture);
    }
}
