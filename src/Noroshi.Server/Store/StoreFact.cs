namespace Noroshi.Server.Store;

/// <summary>A fact about the store itself, such as the oldest program that may run on its schema.</summary>
internal sealed class StoreFact
{
    public required string Name { get; init; }
    public required string Value { get; set; }
}
