using System.Runtime.InteropServices;

namespace Noroshi.Sensor.Detectors.Forms;

/// <summary>One log-in form and how it answers. Whether an answer means "no" differs from form to form, and is read from all its answers together.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Form : IRemembered
{
    public long Touched { get; set; }

    internal string Path;
    internal string Site;
    internal long Refusals;
    internal long Okays;
    internal long Redirects;

    public readonly int Worth => 0;

    /// <summary>What a wrong password gets. A form that ever refuses says so by status; one that shows itself again and otherwise leads on says no by 200.</summary>
    internal readonly FormAnswer Failing => Refusals > 0 ? FormAnswer.Refusal : Okays > 0 && Redirects > 0 ? FormAnswer.Okay : FormAnswer.Unknown;

    /// <summary>How many of a source's tries got in.</summary>
    internal readonly int SuccessesOf(in FormSource source) => Failing switch
    {
        FormAnswer.Refusal => source.Okays + source.Redirects,
        FormAnswer.Okay => source.Redirects,
        _ => 0,
    };
}

/// <summary>Kinds of answers.</summary>
internal enum FormAnswer
{
    Unknown,
    Refusal,
    Okay,
}
