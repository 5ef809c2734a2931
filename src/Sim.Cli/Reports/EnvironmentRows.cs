using System.Collections.Immutable;
using System.Globalization;
using Sim.Charts.Reports;
using Sim.Experiments;

namespace Sim.Cli.Reports;

/// <summary>Where and by what results were made, for the end of reports.</summary>
internal static class EnvironmentRows
{
    public static ImmutableArray<KeyValueRow> Of(RunEnvironment? environment) => environment is null
        ? []
        :
        [
            new("Version", environment.Version),
            .. environment.Commit.Length > 0 ? (KeyValueRow[])[new("Commit", environment.Commit)] : [],
            new("Runtime", environment.Runtime),
            new("Operating system", environment.OperatingSystem),
            new("Processor", string.Create(CultureInfo.InvariantCulture, $"{environment.Processor}, {environment.Processors} logical processors")),
        ];
}
