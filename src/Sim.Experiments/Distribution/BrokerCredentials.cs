using Sim.Engine;

namespace Sim.Experiments;

/// <summary>Who to be at the broker. Never printed, never on a command line.</summary>
public sealed class BrokerCredentials
{
    public const string UserVariable = "SIM_BROKER_USER";
    public const string PasswordVariable = "SIM_BROKER_PASSWORD";

    /// <summary>Where credentials may stand, for messages.</summary>
    public const string Places = $"{UserVariable} and {PasswordVariable} in the environment, or a file with these two for --credentials,";

    private BrokerCredentials(string user, string password) => (User, Password) = (user, password);

    public string User { get; }

    public string Password { get; }

    /// <summary>Those of the file if there is one, of the environment otherwise; without either the broker's own guest, who may come from its machine only.</summary>
    /// <param name="file">Lines SIM_BROKER_USER=... and SIM_BROKER_PASSWORD=..., as services and containers read them; may be null.</param>
    /// <exception cref="InputException">The file is missing or says something else, or only one of the two is given.</exception>
    public static BrokerCredentials Find(string? file)
    {
        var (place, values) = file is null ? ("the environment", FromEnvironment()) : (file, FromFile(file));
        var user = values.GetValueOrDefault(UserVariable);
        var password = values.GetValueOrDefault(PasswordVariable);
        if (user is null && password is null && file is null) return new BrokerCredentials("guest", "guest");
        if (!string.IsNullOrEmpty(user) && password is not null) return new BrokerCredentials(user, password);
        throw new InputException(new InputProblem(place, user is null ? UserVariable : PasswordVariable, "missing", $"both {UserVariable} and {PasswordVariable} are needed"));
    }

    private static Dictionary<string, string?> FromEnvironment() => new(StringComparer.Ordinal)
    {
        [UserVariable] = Environment.GetEnvironmentVariable(UserVariable),
        [PasswordVariable] = Environment.GetEnvironmentVariable(PasswordVariable),
    };

    private static Dictionary<string, string?> FromFile(string file)
    {
        if (!File.Exists(file)) throw new InputException(new InputProblem(file, "", "there is no such file", "a file of credentials is needed"));
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (line.Length == 0 || line[0] == '#') continue;
            var parts = line.Split('=', 2);
            if (parts.Length != 2 || parts[0] is not (UserVariable or PasswordVariable))
            {
                throw new InputException(new InputProblem(file, $"line {number}", "not understood", $"lines {UserVariable}=... and {PasswordVariable}=... are needed"));
            }

            values[parts[0]] = parts[1];
        }

        return values;
    }
}
