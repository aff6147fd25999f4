using System.Buffers;

namespace Noroshi.Sensor.Logs.General;

/// <summary>Reads log-in messages written in Japanese: <c>ユーザー「bob」のログインに失敗しました (192.0.2.7)</c>.</summary>
/// <remarks>The words that say how it ended stand outside of quotes, and an address counts only when it is the only one.</remarks>
internal static class JapaneseSentence
{
    private static readonly SearchValues<byte> EndsName = SearchValues.Create(",\"'()[];"u8);
    private static readonly byte[][] Failures = Bytes("ログインに失敗 ログイン失敗 ログインエラー ログインできません 認証に失敗 認証失敗 認証エラー サインインに失敗 サインイン失敗 ログオンに失敗 ログオン失敗 パスワードが違います パスワードが正しくありません パスワード不一致 パスワード誤り");
    private static readonly byte[][] Successes = Bytes("ログインしました ログインに成功 ログイン成功 認証に成功 認証成功 サインインしました ログオンしました ログオンに成功");
    private static readonly byte[][] Others = Bytes("回数 通知 画面 履歴 一覧 時の 時に ページ した場合 設定");
    private static readonly byte[][] Accounts = Bytes("ユーザーID ユーザID ユーザーＩＤ ユーザＩＤ ユーザー名 ユーザ名 ユーザー ユーザ 利用者ID 利用者 アカウント名 アカウント ログインID ログイン名 user User");
    private static readonly byte[][] Opening = Bytes(": ： = 「 『 \" ' ( （ [ は");

    internal static bool TryRead(ReadOnlySpan<byte> text, scoped ref Said said)
    {
        var failed = Find(text, Failures, out var failedEnd);
        var done = Find(text, Successes, out _);
        if ((failed < 0) == (done < 0)) return false;
        var at = failed >= 0 ? failed : done;
        if (IsQuoted(text[..at]) || (failed >= 0 && StartsWithAny(text[failedEnd..], Others) > 0)) return false;
        SetAccount(text, ref said);
        SetSource(text, ref said);
        said.Sense = Sense.Login | (failed >= 0 ? Sense.Fail : Sense.Done);
        return !said.Source.IsEmpty || !said.Account.IsEmpty || said.IsAmbiguous;
    }

    private static byte[][] Bytes(string words) => [.. words.Split(' ').Select(System.Text.Encoding.UTF8.GetBytes)];

    private static int Find(ReadOnlySpan<byte> text, byte[][] words, out int end)
    {
        foreach (var word in words)
        {
            var at = text.IndexOf(word);
            if (at < 0) continue;
            end = at + word.Length;
            return at;
        }
        end = -1;
        return -1;
    }

    private static bool IsQuoted(ReadOnlySpan<byte> before) => before.Count((byte)'"') % 2 == 1 || before.LastIndexOf("「"u8) > before.LastIndexOf("」"u8) || before.LastIndexOf("『"u8) > before.LastIndexOf("』"u8);

    private static int StartsWithAny(ReadOnlySpan<byte> text, byte[][] words)
    {
        foreach (var word in words)
        {
            if (text.StartsWith(word)) return word.Length;
        }
        return 0;
    }

    /// <summary>A name of ASCII behind a word for account.</summary>
    private static void SetAccount(ReadOnlySpan<byte> text, scoped ref Said said)
    {
        foreach (var label in Accounts)
        {
            var at = text.IndexOf(label);
            if (at < 0) continue;
            at += label.Length;
            while (at < text.Length && text[at] == ' ') at++;
            if (StartsWithAny(text[at..], Opening) is > 0 and var open) at += open;
            while (at < text.Length && text[at] == ' ') at++;
            var name = text[at..];
            var end = name.IndexOfAnyExceptInRange((byte)'!', (byte)'~');
            if (end >= 0) name = name[..end];
            end = name.IndexOfAny(EndsName);
            if (end >= 0) name = name[..end];
            if (name.IsEmpty) continue;
            said.SetAccount(name, at);
            return;
        }
    }

    private static void SetSource(ReadOnlySpan<byte> text, scoped ref Said said)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiHexDigit((char)text[at]) || (at > 0 && char.IsAsciiLetterOrDigit((char)text[at - 1]))) continue;
            var length = Sentence.AddressLength(text[at..]);
            if (length == 0 || !LineScan.TryAddress(text.Slice(at, length), out var address, out var port)) continue;
            if (said.SourceAt >= 0 && !address.SequenceEqual(said.Source))
            {
                said.Forget();
                return;
            }
            // A name that is an address is no source.
            if (at != said.AccountAt) said.SetSource(address, port, at);
            at += length;
        }
    }
}
