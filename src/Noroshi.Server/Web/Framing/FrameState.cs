using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Web.Framing;

/// <summary>What a page tells the frame around it: its title, the marking of what it shows.</summary>
internal sealed class FrameState
{
    private string _title = "";
    private Tlp? _tlp;
    private bool _isWide;

    internal event Action? Changed;

    internal string Title => _title;

    internal Tlp? Tlp => _tlp;

    internal bool IsWide => _isWide;

    internal void Tell(string title, Tlp? tlp, bool isWide)
    {
        if ((_title, _tlp, _isWide) == (title, tlp, isWide)) return;
        (_title, _tlp, _isWide) = (title, tlp, isWide);
        Changed?.Invoke();
    }
}
