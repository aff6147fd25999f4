using Microsoft.AspNetCore.Components;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Web.Localisation;

namespace Noroshi.Server.Web.Parts;

/// <summary>What all fields are told. Components have no other way to share parameters than a base class.</summary>
public abstract class FieldBase : ComponentBase
{
    /// <summary>The texts.</summary>
    [CascadingParameter] public Words Words { get; set; } = null!;

    /// <summary>The faults of the form.</summary>
    [CascadingParameter] public FormFaults? Faults { get; set; }

    /// <summary>The name it is posted under.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>The path faults are reported at; the name, unless said.</summary>
    [Parameter] public string? Path { get; set; }

    /// <summary>What is asked.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>One line under the label.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>More, on demand.</summary>
    [Parameter] public string? Help { get; set; }

    /// <summary>Whether the form cannot go without it.</summary>
    [Parameter] public bool IsRequired { get; set; }

    /// <summary>How sure one is of the value; null when that is not asked. Posted as <c>CertaintyName</c>.</summary>
    [Parameter] public Certainty? Certainty { get; set; }

    /// <summary>The name the certainty is posted under; <c>{Name}.certainty</c> unless said.</summary>
    [Parameter] public string? CertaintyName { get; set; }

    private protected string At => Path ?? Name;

    private protected string Id => FormFaults.IdOf(At);

    private protected bool HasError => Faults?.At(At).Any() ?? false;

    private protected string? DescribedBy => FieldIds.DescribedBy(At, Hint, HasError);

    private protected string? AriaInvalid => HasError ? "true" : null;

    private protected string? AriaRequired => IsRequired ? "true" : null;
}
