namespace Noroshi.Sensor.Rules;

/// <summary>The log a rule is written for. Words are lower case; what is null is not said.</summary>
/// <param name="Category">A kind of log across products, such as <c>process_creation</c> or <c>webserver</c>.</param>
/// <param name="Product">A product, such as <c>linux</c>.</param>
/// <param name="Service">A subset of a product's logs, such as <c>sshd</c>.</param>
public sealed record LogSource(string? Category, string? Product, string? Service)
{
    /// <summary>A log source that says nothing.</summary>
    public static LogSource Unsaid { get; } = new(null, null, null);

    /// <summary>Whether everything said here is said by the other too.</summary>
    public bool Covers(LogSource other) =>
        (Category is null || Category == other.Category) && (Product is null || Product == other.Product) && (Service is null || Service == other.Service);
}
