using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Tests.Sensor.Detectors;

public sealed class KeysTests
{
    private const ulong Seed = 0x1234_5678_9ABC_DEF0;

    // The numbers the program calculates with: whoever reads it knows them.
    private static readonly ulong[] Known = [0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3, 0x1D8E4E27C47D124F];

    [Fact]
    public void Of_TextsThatDifferInOneByte_GivesOtherKeys() =>
        Prop.ForAll(Gen.Choose(1, 300).Zip(Gen.Choose(0, 299)).ToArbitrary(), pair =>
        {
            var (length, place) = (pair.Item1, pair.Item2 % pair.Item1);
            var text = Enumerable.Range(0, length).Select(i => (byte)(i * 7)).ToArray();
            var key = Keys.Of(text, Seed);
            text[place] ^= 1;
            return key != 0 && key != Keys.Of(text, Seed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    /// <summary>A known number in the text must not make what stands beside it count for nothing: an attack could so be taken for a text in which nothing was found.</summary>
    [Fact]
    public void Of_TextsThatHoldKnownNumbers_GivesOtherKeysForOtherTexts()
    {
        foreach (var number in Known)
        {
            for (var length = 16; length <= 200; length += 8)
            {
                for (var at = 0; at + 8 <= length; at += 8) AssertEveryByteCounts(length, at, number);
            }
        }
    }

    private static void AssertEveryByteCounts(int length, int at, ulong number)
    {
        var text = new byte[length];
        text.AsSpan().Fill((byte)'a');
        BinaryPrimitives.WriteUInt64LittleEndian(text.AsSpan(at), number);
        var key = Keys.Of(text, Seed);
        for (var other = 0; other < length; other++)
        {
            if (other >= at && other < at + 8) continue;
            text[other] ^= 1;
            Assert.True(key != Keys.Of(text, Seed), $"{number:X} at {at} of {length}: byte {other} does not count");
            text[other] ^= 1;
        }
    }

    [Fact]
    public void OfName_OtherCase_IsTheSameKey()
    {
        for (var length = 1; length < 150; length++)
        {
            var name = new string('m', length - 1) + "N";
            Assert.Equal(Keys.OfName(System.Text.Encoding.ASCII.GetBytes(name), Seed), Keys.OfName(System.Text.Encoding.ASCII.GetBytes(name.ToUpperInvariant()), Seed));
        }
    }
}
