using System.Text.Json.Nodes;

namespace Noroshi.Benchmarks.Load;

/// <summary>Reports made up for load, from a seed: about 60 words each, frequent and rare ones as in running text (Zipf), Japanese and English mixed. They stand for no real incident.</summary>
internal sealed class GeneratedReports(int seed)
{
    /// <summary>A word in nearly every report, in both scripts.</summary>
    internal const string CommonJa = "障害", CommonEn = "server";

    private const int Vocabulary = 20_000;
    private const int Words = 60;
    private static readonly string[] _ja = ["障害", "不正", "通信", "端末", "侵入", "認証", "漏えい", "業務", "停止", "復旧", "調査", "外部", "接続", "監視", "改ざん", "添付", "感染", "暗号", "管理", "委託"];
    private const string _kanji = "一右雨円王音下火花貝学気九休玉金空月犬見五口校左三山子四糸字耳七車手十出女小上森人水正生青夕石赤千川先早草足村大男竹中虫町天田土二日入年白八百文木本名目立力林六引羽雲園遠何科夏家歌画回会海絵外角楽活間丸岩顔汽記帰弓牛魚京強教近兄形計元言原戸古午後語工公";
    private static readonly string[] _en = ["server", "mail", "gateway", "account", "login", "backup", "router", "query", "sensor", "traffic"];
    private readonly Random _random = new(seed);

    /// <summary>A word that only a few reports hold: the <paramref name="rank"/>-th of the vocabulary, rarer as it grows.</summary>
    internal static string Word(int rank) => rank % 2 == 0 ? Ja(rank / 2) : _en[rank / 2 % _en.Length] + (rank < 20 ? "" : Letters(rank));

    /// <summary>The body of one submission.</summary>
    internal JsonObject Next()
    {
        var text = string.Join(' ', Enumerable.Range(0, Words).Select(_ => Word(Rank())));
        return new()
        {
            ["form"] = "liaison",
            ["stage"] = "initial",
            ["facts"] = new JsonObject
            {
                ["contact.person"] = Fact("負荷 試験"),
                ["contact.telephone"] = Fact("03-0000-0101"),
                ["incident.title"] = Fact($"{Word(Rank())}の{CommonJa} {Word(Rank())}"),
                ["incident.summary"] = Fact($"{CommonEn} {text}"),
                ["incident.classification"] = Fact("damage"),
                ["service.effect"] = Fact("degraded"),
            },
            ["consents"] = new JsonObject { ["companyName"] = false, ["sectorName"] = true, ["ceptoar"] = _random.Next(2) == 0, ["onward"] = false },
        };
    }

    // Two characters of a hundred and twenty; the same two only once.
    private static string Ja(int index) => index < _ja.Length ? _ja[index] : $"{_kanji[index % _kanji.Length]}{_kanji[((index / _kanji.Length) + (index * 7) + 1) % _kanji.Length]}";

    private static JsonObject Fact(string value) => new() { ["value"] = value, ["certainty"] = "tentative" };

    // Rank r about as often as 1/r.
    private int Rank() => (int)Math.Exp(_random.NextDouble() * Math.Log(Vocabulary)) - 1;

    private static string Letters(int number)
    {
        Span<char> letters = stackalloc char[6];
        for (var i = 0; i < letters.Length; i++, number /= 7) { letters[i] = (char)('a' + (number % 7 * 3)); }
        return new(letters);
    }
}
