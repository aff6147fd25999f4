using System.Buffers;
using Noroshi.Sensor.Logs.Patterns;

namespace Noroshi.Sensor.Logs.General;

/// <summary>Reads a log-in message of a product nobody described, by the words such messages are made of.</summary>
/// <remarks>
/// <code>
/// Failed login attempt by user 'bob' from 192.0.2.7: wrong password
/// The user bob (192.0.2.7) has failed to log in via ssh
/// </code>
/// Until it is known how the log-in ended, a word that such messages are not made of makes it none; so a sentence about something else that quotes one is not taken for it.
/// A name is the peer's to choose: behind it an address counts only when it is the only one.
/// </remarks>
internal ref struct Sentence
{
    private const int MaxWords = 48;
    private static readonly SearchValues<byte> Marks = SearchValues.Create(" \t,;:()[]<>{}\"'`=|!/"u8);
    private static readonly SearchValues<byte> EndsName = SearchValues.Create(" \t,;()[]<>\"'`=|"u8);
    private static readonly SearchValues<byte> AddressBytes = SearchValues.Create("0123456789abcdefABCDEF.:%"u8);

    private readonly ReadOnlySpan<byte> _text;
    private int _at;
    private Sense _expected;
    private ReadOnlySpan<byte> _nameLike;
    private int _nameLikeAt;
    private bool _isNegated;
    private bool _isOpen;
    private bool _isOwn;
    private Sense _verb;

    private Sentence(ReadOnlySpan<byte> text)
    {
        _text = text;
        _nameLikeAt = -1;
    }

    /// <summary>Reads a message, which may have a head: time, level, thread, logger.</summary>
    /// <param name="text">The message.</param>
    /// <param name="isKnown">Whether the source is known already, so that the message need name nobody.</param>
    /// <param name="said">What it says.</param>
    internal static bool TryRead(ReadOnlySpan<byte> text, bool isKnown, ref Said said)
    {
        for (var at = 0; at < text.Length && at <= PatternHead.MaxBytes;)
        {
            Said one = new();
            if (new Sentence(text[at..]).TryWords(ref one) && PatternHead.IsHead(text[..at]))
            {
                said = one;
                if (said.Source.IsEmpty && !said.IsAmbiguous) HeadSource(text[..at], ref said);
                return isKnown || !said.Source.IsEmpty || !said.Account.IsEmpty || said.IsAmbiguous;
            }
            var next = text[at..].IndexOfAny(" \t]"u8);
            if (next < 0) return false;
            at += next + 1;
        }
        return false;
    }

    /// <summary>Reads a text that has no head; it need name nobody.</summary>
    internal static bool TryPhrase(ReadOnlySpan<byte> text, ref Said said) => new Sentence(text).TryWords(ref said);

    /// <summary>The one address a head has in brackets or between dashes: of the client, since no other name stands there so.</summary>
    private static void HeadSource(ReadOnlySpan<byte> head, scoped ref Said said)
    {
        for (var at = 0; at < head.Length;)
        {
            var length = AddressLength(head[at..]);
            if (length > 0 && at > 0 && (head[at - 1] is (byte)'[' or (byte)'(' || head[..at].EndsWith("- "u8) || head[..at].EndsWith("client "u8)) && LineScan.TryAddress(head.Slice(at, length), out var address, out var port))
            {
                said.SetSource(address, port, at);
                return;
            }
            var next = head[at..].IndexOfAny(" ["u8);
            if (next < 0) return;
            at += next + 1;
        }
    }

    private bool TryWords(scoped ref Said said)
    {
        for (var words = 0; words < MaxWords && SkipMarks(); words++)
        {
            if (IsTaken(ref said)) continue;
            var word = Word();
            if (word.IsEmpty) break;
            var start = _at;
            _at += word.Length;
            if (!TryWord(word, start, words, ref said))
            {
                if (!said.IsLogin || (!_isOpen && said.AccountAt < 0 && said.SourceAt < 0)) return false;
                break;
            }
        }
        Name(ref said);
        if (!said.IsLogin || _verb != Sense.None) return false;
        Rest(ref said);
        Settle(ref said);
        return true;
    }

    /// <summary>Passes blanks and marks; a full stop, colon or comma opens what may be said freely behind a verdict.</summary>
    private bool SkipMarks()
    {
        for (; _at < _text.Length; _at++)
        {
            var mark = _text[_at];
            if (mark is (byte)'"' or (byte)'\'' or (byte)'`' && _at + 1 < _text.Length && _text[_at + 1] != ' ') return true;
            if (mark is (byte)':' or (byte)'=' && (_expected & Sense.Account) != 0) _isOwn = true;
            if (mark is (byte)',' or (byte)';' or (byte)'.' or (byte)':' or (byte)'(' or (byte)'-' or (byte)'|' or (byte)'!') _isOpen = true;
            if (mark is (byte)'[' or (byte)'(' or (byte)'<' && (_expected != Sense.None || AddressLength(_text[(_at + 1)..]) > 0)) return true;
            // "'bob'@'192.0.2.7'".
            if (mark == '@' && _expected == Sense.None)
            {
                _expected = Sense.Source;
                continue;
            }
            if (!Marks.Contains(mark) && mark is not ((byte)'-' or (byte)'.')) return true;
        }
        return false;
    }

    /// <summary>A name in quotes or brackets, or an address, where one may stand.</summary>
    private bool IsTaken(scoped ref Said said)
    {
        var open = _text[_at];
        byte close = open switch { (byte)'[' => (byte)']', (byte)'(' => (byte)')', (byte)'<' => (byte)'>', (byte)'"' or (byte)'\'' or (byte)'`' => open == '`' ? (byte)'\'' : open, _ => 0 };
        if (close == 0) return IsAddressTaken(_at, ref said);
        if (IsAddressTaken(_at + 1, ref said)) return true;
        var inside = _text[(_at + 1)..];
        var end = open is (byte)'"' or (byte)'\'' or (byte)'`' ? EndOfQuoted(inside, close) : inside.IndexOf(close);
        var isAccount = (_expected & Sense.Account) != 0 || (open is (byte)'"' or (byte)'\'' && (_at == 0 || (said.IsLogin && !_isOpen && _text[_at - 1] == ' ' && end > 0 && !inside[..end].Contains((byte)' '))));
        if (end > 0 && isAccount && said.AccountAt < 0)
        {
            said.SetAccount(inside[..end], _at + 1);
            _expected = Sense.None;
            _nameLike = [];
            _at += end + 2;
            return true;
        }
        if (open is (byte)'"' or (byte)'\'' or (byte)'`')
        {
            // Words in quotes that are no name: what is said of a log-in behind them is not this one.
            _at += Math.Max(end, 0) + 1;
            if (!said.IsLogin) said.Sense |= Sense.Veto;
            return true;
        }
        _at++;
        return true;
    }

    /// <summary>The closing quote: one that is followed by no letter, so that a name may have one within.</summary>
    private static int EndOfQuoted(ReadOnlySpan<byte> inside, byte close)
    {
        for (var at = 0; at < inside.Length;)
        {
            var next = inside[at..].IndexOf(close);
            if (next < 0) return -1;
            at += next;
            if (at + 1 == inside.Length || !char.IsAsciiLetterOrDigit((char)inside[at + 1])) return at;
            at++;
        }
        return -1;
    }

    private bool IsAddressTaken(int at, scoped ref Said said)
    {
        var length = at < _text.Length ? AddressLength(_text[at..]) : 0;
        if (length == 0 || !LineScan.TryAddress(_text.Slice(at, length), out var address, out var port)) return false;
        // "for 192.0.2.7": a name that looks like an address.
        if ((_expected & Sense.Account) != 0 && said.AccountAt < 0)
        {
            said.SetAccount(_text.Slice(at, length), at);
            _expected = Sense.None;
            _at = at + length;
            return true;
        }
        if (said.SourceAt < 0 && !IsDestination(_text[..at])) said.SetSource(address, port, at);
        _at = at + length;
        _expected = Sense.None;
        _isOpen = true;
        return true;
    }

    private static bool IsDestination(ReadOnlySpan<byte> before) => before.EndsWith(" to "u8) || before.EndsWith("server "u8) || before.EndsWith("server = "u8) || before.EndsWith("dst="u8) || before.EndsWith("server="u8);

    internal static int AddressLength(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAnyExcept(AddressBytes);
        if (length < 0) length = text.Length;
        while (length > 0 && text[length - 1] is (byte)'.' or (byte)':') length--;
        if (length < 3 || (length < text.Length && char.IsAsciiLetterOrDigit((char)text[length])) || !LineScan.TryAddress(text[..length], out _, out _)) return 0;
        return length;
    }

    private readonly ReadOnlySpan<byte> Word()
    {
        var rest = _text[_at..];
        var isName = (_expected & Sense.Account) != 0;
        var length = rest.IndexOfAny(isName ? EndsName : Marks);
        if (length < 0) length = rest.Length;
        // A domain's user, "EXAMPLE\bob", has no mark within; a colon or full stop at the end is the sentence's.
        while (length > 1 && rest[length - 1] is (byte)'.' or (byte)':' or (byte)'!' or (byte)'|') length--;
        return rest[..length];
    }

    private bool TryWord(ReadOnlySpan<byte> word, int start, int index, scoped ref Said said)
    {
        var sense = SenseWords.OfAny(word);
        if (_verb != Sense.None) return TryVerb(sense, ref said);
        // "invalid user agent": a browser, not an account.
        if ((sense & Sense.Account) != 0 && _text[_at..].StartsWith(" agent"u8)) return false;
        if (IsName(word, sense, start, ref said)) return true;
        // "the user said Failed login for user bob": somebody else's words.
        if ((sense & Sense.Account) != 0 && word.Length >= 4 && said.AccountAt >= 0 && !_isOpen)
        {
            said.Sense |= Sense.Veto;
            return false;
        }
        if (index == 0 && sense is Sense.None or (Sense.Account | Sense.Name) && (LogsIn(word) || IsBeforeAddress(word)))
        {
            said.SetAccount(word, start);
            return true;
        }
        if (sense == Sense.None)
        {
            if ((_expected & Sense.Means) == 0) return false;
            _expected = Sense.None;
            return true;
        }
        Take(word, sense, ref said);
        return (said.Sense & Sense.Veto) == 0;
    }

    /// <summary>Whether a sentence that begins with a bare name goes on with <c>logged in</c>.</summary>
    private readonly bool LogsIn(ReadOnlySpan<byte> name) => _text[name.Length..].StartsWith(" logged in from "u8) || _text[name.Length..].StartsWith(" logged on from "u8);

    /// <summary>Whether an address in brackets follows: <c>bob [192.0.2.7] authentication failure</c>.</summary>
    private readonly bool IsBeforeAddress(ReadOnlySpan<byte> name) => _text[name.Length..] is [(byte)' ', (byte)'[' or (byte)'(', .. var rest] && AddressLength(rest) is > 0 and var length && length < rest.Length && rest[length] is (byte)']' or (byte)')';

    private bool IsName(ReadOnlySpan<byte> word, Sense sense, int start, scoped ref Said said)
    {
        if ((_expected & Sense.Account) == 0 || said.AccountAt >= 0) return false;
        if ((sense & Sense.Name) != 0 && _nameLikeAt < 0)
        {
            _nameLike = word;
            _nameLikeAt = start;
            return true;
        }
        // Behind "user:" or "user=" any word is the name; behind "user" one the sentence itself is not made of.
        if (sense != Sense.None && (!_isOwn || (sense & (Sense.Account | Sense.Source)) != 0)) return false;
        said.SetAccount(word, start);
        _expected = Sense.None;
        _nameLike = [];
        _isOwn = false;
        return true;
    }

    private bool TryVerb(Sense sense, scoped ref Said said)
    {
        if ((sense & Sense.In) == 0) return false;
        said.Sense |= _verb;
        _verb = Sense.None;
        return true;
    }

    private void Take(ReadOnlySpan<byte> word, Sense sense, scoped ref Said said)
    {
        if ((sense & Sense.Verb) != 0)
        {
            // "logged in" worked, "to log in" was tried; "not logged in" is neither.
            var isDone = word[^1] is (byte)'d' or (byte)'D';
            if (isDone && _isNegated) said.Sense |= Sense.Veto;
            _verb = isDone ? Sense.Login | Sense.Done : _isNegated ? Sense.Login | Sense.Fail : Sense.Login;
            return;
        }
        if ((sense & Sense.Not) != 0) _isNegated = true;
        else if ((sense & (Sense.Done | Sense.IfNot)) != 0) said.Sense |= _isNegated ? Sense.Fail | (sense & Sense.Login) : sense & (Sense.Login | Sense.Done);
        else said.Sense |= sense & (Sense.Login | Sense.Fail | Sense.Unknown | Sense.Barred | Sense.Veto);
        // "User authentication failed. Reason ...": no name follows any more.
        if ((sense & (Sense.Login | Sense.Fail | Sense.Done)) != 0) _expected = Sense.None;
        if ((sense & Sense.Source) != 0) Name(ref said);
        if ((sense & (Sense.Account | Sense.Source | Sense.Means)) != 0)
        {
            _expected = sense & (Sense.Account | Sense.Source | Sense.Means);
            _isOwn = false;
        }
        // "login: bob", "login=bob".
        if (sense == Sense.Login && word.Length == 5 && said.IsLogin && _at < _text.Length && _text[_at] is (byte)':' or (byte)'=') _expected = Sense.Account;
        // "invalid user bob".
        if ((sense & Sense.Account) != 0 && said.Sense is Sense.Fail or (Sense.Fail | Sense.Unknown) && word.Length >= 4) said.Sense |= Sense.Login | Sense.Unknown;
    }

    /// <summary>A word that may be a name or what it is, as in <c>for admin from</c>, was the name after all.</summary>
    private void Name(scoped ref Said said)
    {
        if (said.AccountAt < 0 && _nameLikeAt >= 0) said.SetAccount(_nameLike, _nameLikeAt);
        _nameLike = [];
        _nameLikeAt = -1;
    }

    /// <summary>Behind what was said: an address or account that is named as such.</summary>
    private void Rest(scoped ref Said said)
    {
        for (var words = 0; words < MaxWords && (said.SourceAt < 0 || said.AccountAt < 0) && SkipMarks(); words++)
        {
            if (_text[_at] is (byte)'[' or (byte)'(' or (byte)'<' or (byte)'"' or (byte)'\'' or (byte)'`' && (_expected & Sense.Account) == 0)
            {
                if (IsAddressTaken(_at + 1, ref said)) continue;
                _at++;
                continue;
            }
            if (_expected != Sense.None && IsTaken(ref said)) continue;
            var word = Word();
            if (word.IsEmpty) return;
            var start = _at;
            _at += word.Length;
            var sense = SenseWords.OfAny(word);
            if (IsName(word, sense, start, ref said)) continue;
            // A name only behind a mark: "user: bob", "accountName = bob", "[user: bob]", "user 'bob'".
            var after = _text[_at..];
            var isNamed = after is [(byte)':' or (byte)'=' or (byte)'[' or (byte)'(', ..] || after is [(byte)' ', (byte)'=' or (byte)'\'' or (byte)'"' or (byte)'[', ..];
            _expected = sense & (isNamed ? Sense.Account | Sense.Source : Sense.Source);
        }
    }

    /// <summary>Behind a name an address counts only when there is no other: the name may have held one.</summary>
    private readonly void Settle(scoped ref Said said)
    {
        if (said.SourceAt < 0 || said.AccountAt < 0 || said.AccountAt > said.SourceAt) return;
        for (var at = said.AccountAt; at < _text.Length; at++)
        {
            if (at > 0 && char.IsAsciiLetterOrDigit((char)_text[at - 1])) continue;
            var length = AddressLength(_text[at..]);
            if (length == 0 || !LineScan.TryAddress(_text.Slice(at, length), out var address, out _)) continue;
            if (!address.SequenceEqual(said.Source) && !IsDestination(_text[..at]) && at != said.AccountAt)
            {
                said.Forget();
                return;
            }
            at += length;
        }
    }
}
