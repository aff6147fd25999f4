using System.Text.Json;
using Noroshi.Server.Serve;
using Noroshi.Server.Store;

namespace Noroshi.Server.Commands;

/// <summary><c>config print</c>: the settings in effect, secrets hidden, with what each means.</summary>
internal static class ConfigPrint
{
    internal static int Run(string[] args)
    {
        bool json = args.Contains("--json");
        (Settings? settings, var faults) = Settings.Load([.. args.Where(a => a != "--json")], Environment.GetEnvironmentVariable);
        if (settings is null)
        {
            throw new FaultException(faults);
        }

        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(settings.Effective().ToDictionary(s => s.Key, s => s.Value)));
            return 0;
        }

        foreach ((string key, string value, string meaning) in settings.Effective())
        {
            Console.WriteLine($"# {meaning}{Environment.NewLine}{key} = {value}");
        }

        return 0;
    }
}
