using System.Text;
using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>What must hold for every format: no line brings the reader down, and none allocates in steady state.</summary>
public sealed class AllFormatsTests
{
    [Fact]
    public void Read_Samples_AreAllRecognised() => Assert.All(FormatSamples.All, sample => Assert.NotNull(FileReading.Of(sample)[0]));

    [Fact]
    public void Read_EachSampleCutAtEachByte_NeverThrows()
    {
        foreach (var sample in FormatSamples.All.Select(Encoding.UTF8.GetBytes))
        {
            var reader = FileReading.NewReader();
            for (var length = 0; length <= sample.Length; length++) { ReadLine.Of(sample[..length], reader); }
        }
    }

    [Fact]
    public void Read_EachSampleWithWildBytes_NeverThrows()
    {
        Random random = new(20261121);
        byte[] wild = [0, 0xFF, (byte)'"', (byte)'\\', (byte)'[', (byte)']', (byte)' ', (byte)'\t', 0x1B, (byte)'{', (byte)'}', (byte)':', (byte)'-', (byte)'=', (byte)'|', (byte)'9'];
        var reader = FileReading.NewReader();
        foreach (var sample in FormatSamples.All.Select(Encoding.UTF8.GetBytes))
        {
            for (var i = 0; i < 1500; i++)
            {
                List<byte> line = [.. sample];
                for (var changes = random.Next(1, 5); changes > 0; changes--)
                {
                    var at = random.Next(line.Count);
                    if (random.Next(3) == 0) { line.RemoveAt(at); }
                    else if (random.Next(2) == 0) { line.Insert(at, wild[random.Next(wild.Length)]); }
                    else { line[at] = wild[random.Next(wild.Length)]; }
                    if (line.Count == 0) { break; }
                }
                ReadLine.Of([.. line], reader);
            }
        }
    }

    [Fact]
    public void Read_LineBeyondTheLimit_IsLookedAtAsFarAsItGoes()
    {
        var reader = FileReading.NewReader();
        byte[] line = [.. "192.0.2.1 - - [21/Nov/2026:01:02:03 +0000] \"GET /"u8, .. Enumerable.Repeat((byte)'a', 10_000_000), .. " HTTP/1.1\" 200 5"u8];
        ReadLine.Of(line, reader);
        foreach (var first in "{[<\"#0a-"u8.ToArray()) { ReadLine.Of([first, .. Enumerable.Repeat((byte)first, 10_000_000)], reader); }
    }

    [Fact]
    public void Read_SteadyState_AllocatesNothing()
    {
        // The journal and the audit log gather entries, and a declaration is kept: they may allocate for each.
        byte[][] samples = [.. FormatSamples.All.Where(s => s[0] is not ('_' or '-' or '#')).Select(Encoding.UTF8.GetBytes)];
        foreach (var sample in samples)
        {
            var reader = FileReading.NewReader();
            LogRecord record = new();
            for (var i = 0; i < 50; i++) { reader.TryRead(sample, ref record); }
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 50; i++) { reader.TryRead(sample, ref record); }
            Assert.True(GC.GetAllocatedBytesForCurrentThread() == before, Encoding.UTF8.GetString(sample));
        }
    }
}
