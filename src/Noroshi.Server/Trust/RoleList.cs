using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Trust;

/// <summary>Several roles as one text: their words, separated by spaces, in the order of the enumeration.</summary>
internal static class RoleList
{
    internal static string Write(IEnumerable<Role> roles) => string.Join(' ', roles.Distinct().Order().Select(Word));

    /// <summary>Words that are no role are passed over: a role that is retired gives nobody anything.</summary>
    internal static ImmutableArray<Role> Parse(string words) =>
        [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Find).OfType<Role>()];

    internal static string Word(Role role) => role.ToString().ToLowerInvariant();

    internal static Role? Find(string word)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            if (Word(role) == word)
            {
                return role;
            }
        }

        return null;
    }
}
