namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Operators of document databases and lookups of object mappers where a name or a value belongs: <c>user[$ne]=1</c>, <c>{"$gt":""}</c>.</summary>
/// <remarks>CWE-943; MongoDB manual, query operators; Django field lookups.</remarks>
internal static class NoSqlInjection
{
    private const string Rule = "web.nosql-injection";

    private static readonly Words Operators = Words.Set("eq ne gt gte lt lte in nin exists type regex options where expr mod text all elemmatch size and or nor not jsonschema near within slice comment rand meta project match lookup group function accumulator unionwith");

    private static readonly Words Lookups = Words.Set("startswith istartswith endswith iendswith contains icontains regex iregex iexact password__startswith isnull has_key has_keys has_any_keys contained_by");

    internal static void Judge(in Passage passage, Evidence evidence)
    {
        var best = 0;
        if (passage.HasAny(Marks.Dollar) && !IsFilter(passage)) best = Dollars(passage.Text, passage.Place);
        if (passage.Place == Place.Name) best = Math.Max(best, Lookup(passage.Text));
        if (passage.HasAll(Marks.Dot | Marks.Open) && IsCollection(passage.Text)) best = 9;
        if (best == 0 && passage.HasAny(Marks.Dot) && IsMethod(passage)) best = Points.Default;
        if (passage.HasAny(Marks.Dot) && (passage.Name.EndsWith("$where"u8) || passage.HasAny(Marks.Open)) && Lexis.IndexOfWord(passage.Text, "this."u8) is >= 0 and var self && (passage.Name.EndsWith("$where"u8) || IsMatching(passage.Text[self..]))) best = 9;
        if (passage.HasAny(Marks.Dot | Marks.Pipe | Marks.Semicolon) && (Lexis.Has(passage.Text, "|| this."u8) || Lexis.Has(passage.Text, "||this."u8) || Lexis.Has(passage.Text, "&& this."u8) || Lexis.Has(passage.Text, "&&this."u8) || Lexis.Has(passage.Text, "db.getcollection"u8) || Lexis.Has(passage.Text, "; return true"u8) || Lexis.Has(passage.Text, ";return true"u8) || Lexis.Has(passage.Text, ";return(true"u8) || Lexis.Has(passage.Text, "return this."u8))) best = 9;
        evidence.Add(WebAttack.SqlInjection, best, Rule);
    }

    private static readonly Words Calls = Words.Set("insert insertone insertmany find findone update updateone updatemany remove deleteone deletemany drop mapreduce aggregate count save runcommand getcollectionnames");

    /// <summary>A call of the MongoDB shell: <c>db.users.find({...})</c>, <c>db.dropDatabase()</c>.</summary>
    private static bool IsCollection(ReadOnlySpan<byte> text)
    {
        var at = Lexis.IndexOfWord(text, "db."u8);
        if (at < 0) return false;
        var rest = text[(at + 3)..];
        rest = rest[Lexis.WordLength(rest)..];
        if (rest is not [(byte)'.', .. var name]) return Lexis.Has(text, "db.dropdatabase("u8);
        var length = Lexis.WordLength(name);
        return Calls.Has(name[..length]) && name[length..] is [(byte)'(', (byte)'{' or (byte)'[' or (byte)'f', ..];
    }

    /// <summary>The form in which interfaces of content systems take what people filter by: <c>filters[title][$eq]=x</c>. What runs code there is an attack all the same.</summary>
    private static bool IsFilter(in Passage passage) =>
        passage.Place == Place.Name && (passage.Text.StartsWith("filters["u8) || (passage.Text.StartsWith("filter["u8) && !passage.Text.StartsWith("filter[where]"u8)))
        && !Lexis.Has(passage.Text, "[$where"u8) && !Lexis.Has(passage.Text, "[$regex"u8) && !Lexis.Has(passage.Text, "[$expr"u8) && !Lexis.Has(passage.Text, "[$function"u8);

    private static readonly Words Methods = Words.Set("version stats getname getcollectionnames getcollectioninfos getusers serverstatus hostinfo find findone count drop stats");

    /// <summary>A method of the MongoDB shell called with nothing, and nothing else: <c>db.version()</c>, <c>db.users.find()</c>.</summary>
    private static bool IsMethod(in Passage passage)
    {
        var text = passage.Text;
        if (passage.Place != Place.Value || !text.StartsWith("db."u8) || !text.EndsWith("()"u8)) return false;
        text = text[3..^2];
        return Methods.Has(text[(text.IndexOf((byte)'.') + 1)..]);
    }

    /// <summary>Whether a member of a document is matched with a pattern: <c>this.password.match(/^a/)</c>.</summary>
    private static bool IsMatching(ReadOnlySpan<byte> member) => Lexis.Has(member, ".match(/"u8) || Lexis.Has(member, ".test(this."u8);

    private static int Dollars(ReadOnlySpan<byte> text, Place place)
    {
        for (var from = 0; ;)
        {
            var at = text[from..].IndexOf((byte)'$');
            if (at < 0) return 0;
            at += from;
            from = at + 1;
            var word = text.Slice(from, Lexis.WordLength(text[from..]));
            if (!Operators.Has(word)) continue;
            var before = at == 0 ? (byte)' ' : text[at - 1];
            var behind = text[(from + word.Length)..];
            // The same operator in the other notation of nested names: user.$ne=1
            if (before == '.' && at > 1 && place == Place.Name && behind.IsEmpty) return 8;
            if (before == '[' && (behind is [(byte)']', ..] || place != Place.Name)) return 9;
            if (before is (byte)'"' or (byte)'\'' && IsComparison(word, behind.TrimStart("\"' "u8))) continue;
            if (before is (byte)'"' or (byte)'\'' or (byte)'{' or (byte)',' or (byte)' ' && behind.TrimStart("\"' "u8) is [(byte)':', ..]) return 9;
        }
    }

    private static readonly Words Comparisons = Words.Set("gt gte lt lte");

    /// <summary>What interfaces let people ask for: <c>{"price":{"$gt":10}}</c>, <c>{"tags":{"$in":["a"]}}</c>. Nothing, zero, or a text to compare with is what gets past a password.</summary>
    private static bool IsComparison(ReadOnlySpan<byte> word, ReadOnlySpan<byte> behind)
    {
        if (behind is not [(byte)':', ..]) return false;
        var value = behind[1..].TrimStart((byte)' ');
        return value is [>= (byte)'1' and <= (byte)'9', ..] ? Comparisons.Has(word) : value is [(byte)'[', (byte)'"', not (byte)'"', ..] && word.SequenceEqual("in"u8);
    }

    private static int Lookup(ReadOnlySpan<byte> name)
    {
        var at = name.LastIndexOf("__"u8);
        return at > 0 && Lookups.Has(name[(at + 2)..]) ? 5 : 0;
    }
}
