namespace Noroshi.Sensor.Detectors;

/// <summary>Where a text of a sighting stands: in the block that was read, or, when it had to be unescaped, in the sightings' own room.</summary>
/// <param name="At">Offset in the block; or the complement of the offset in the own room.</param>
/// <param name="Length">Length in bytes.</param>
internal readonly record struct TextSlice(int At, int Length);
