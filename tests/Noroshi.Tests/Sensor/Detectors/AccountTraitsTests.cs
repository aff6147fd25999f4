using System.Text;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Tests.Sensor.Detectors;

public sealed class AccountTraitsTests
{
    [Theory]
    [InlineData("root administrator toor sa system", nameof(SightingFlags.Privileged))]
    [InlineData("anonymous ftp guest", nameof(SightingFlags.Anonymous))]
    [InlineData("alice ro rooter boot ssa fts quest systems administrators anonymously", nameof(SightingFlags.None))]
    public void Of_NameInAnyCaseAndDomain_SaysWhatItIs(string names, string trait)
    {
        foreach (var name in names.Split(' '))
        {
            foreach (var written in (string[])[name, name.ToUpperInvariant(), "EXAMPLE\\" + name])
            {
                Assert.Equal(trait, AccountTraits.Of(Encoding.UTF8.GetBytes(written)).ToString());
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("EXAMPLE\\")]
    public void Of_NoName_SaysNothing(string name) => Assert.Equal(SightingFlags.None, AccountTraits.Of(Encoding.UTF8.GetBytes(name)));
}
