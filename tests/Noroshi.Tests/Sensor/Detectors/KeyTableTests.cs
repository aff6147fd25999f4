using FsCheck;
using FsCheck.Fluent;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Tests.Sensor.Detectors;

public sealed class KeyTableTests
{
    private struct Number : IRemembered
    {
        public long Touched { get; set; }

        public readonly int Worth => 0;

        internal int Value { get; set; }
    }

    [Fact]
    public void Table_TouchedAndDropped_HoldsWhatADictionaryHolds() =>
        // A negative step drops. The keys share their lowest bits, so that they stand in each other's way.
        Prop.ForAll(Gen.ListOf(Gen.Choose(-40, 40)).ToArbitrary(), steps =>
        {
            KeyTable<Number> table = new(64);
            Dictionary<ulong, int> kept = [];
            foreach (var step in steps.Where(s => s != 0))
            {
                var key = (ulong)Math.Abs(step) * 64;
                if (step > 0)
                {
                    table.Touch(key, out var isNew).Value = step;
                    Assert.Equal(kept.TryAdd(key, step), isNew);
                }
                else
                {
                    table.Drop(key);
                    kept.Remove(key);
                }
            }
            return table.Count == kept.Count && table.Forgotten == 0 && kept.All(k => table.Find(k.Key).Value == k.Value);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(300));
}
