namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Serialized objects of Java, PHP, .NET, Python, Ruby and Node.js, bare or in Base64.</summary>
/// <remarks>CWE-502; Java Object Serialization stream magic AC ED 00 05; PHP serialize() format; .NET BinaryFormatter header (MS-NRBF 2.6.1); pickle protocol opcodes; Ruby Marshal 4.8.</remarks>
internal static class Deserialization
{
    private const string Rule = "web.deserialization";
    private static readonly byte[] JavaMagic = [0xAC, 0xED];

    /// <summary>Names of gadget classes and commands in Base64, at each of the three ways bytes can fall into it. Letters keep their case.</summary>
    private static readonly byte[][] Encoded = Base64Forms.Of(
    [
        "processbuilder", "java.lang.Runtime", "java.lang.ProcessBuilder", "runtime", "clonetransformer", "forclosure", "instantiatefactory", "instantiatetransformer", "invokertransformer", "prototypeclonefactory", "prototypeserializationfactory", "whileclosure",
        "getruntime", "java.util.PriorityQueue", "InvokerTransformer", "TemplatesImpl", "org.apache.commons.collections", "ObjectDataProvider", "System.Windows.Data", "System.Diagnostics.Process", "TypeConfuseDelegate", "_$$ND_FUNC$$_", "require(\"child_process", "require('child_process", "/etc/passwd", "<script>", "${jndi:", "<?php",
    ]);

    /// <summary>All forms, for the one look at a whole request.</summary>
    internal static IEnumerable<byte[]> All => Encoded;

    /// <summary>The same for types in readable formats.</summary>
    internal static IEnumerable<byte[]> AllWritten => Types;

    internal static void Judge(in Passage passage, Evidence evidence)
    {
        if (passage.Cased.Length < 5 || passage.Place == Place.Path) return;
        var best = Math.Max(Magic(passage.Cased), passage.HasAll(Marks.Colon | Marks.Digit) ? Php(passage.Cased) : 0);
        if (best < Points.High && (passage.Hints & Hints.Written) != 0) best = Math.Max(best, Written(passage.Text));
        if (best == 0 && (passage.Hints & Hints.Encoded) != 0 && passage.Place is not Place.Referer) best = Names(passage.Cased);
        evidence.Add(WebAttack.Deserialization, best, Rule);
    }

    private static readonly byte[][] Types = [.. "!ruby/ !!python/ !!java !!com. !php/object \"json_class\": \"^o\": \"py/object\": \"py/reduce\": \"__type\":\"system. <objectdataprovider <dynamic-proxy _$$nd_func$$_".Split(' ').Select(System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>Types that a reader of YAML, JSON or XML is told to make: <c>!ruby/object:Gem::Installer</c>, <c>{"py/object":"os.system"}</c>.</summary>
    private static int Written(ReadOnlySpan<byte> text)
    {
        foreach (var type in Types)
        {
            if (text.IndexOf(type) >= 0) return 8;
        }
        return 0;
    }

    private static int Magic(ReadOnlySpan<byte> text)
    {
        if (Lexis.Has(text, "rO0AB"u8) || Lexis.Has(text, "KztAAU"u8) || Lexis.Has(text, "Cs7QAF"u8) || text.StartsWith(JavaMagic)) return 9;
        if (Lexis.Has(text, "AAEAAAD/////"u8)) return 9;
        if (text.StartsWith("gASV"u8) || text.StartsWith("gAJj"u8) || text.StartsWith("gANj"u8) || text.StartsWith("Y29zCnN5c3RlbQ"u8) || text.StartsWith("Y3Bvc2l4"u8) || text.StartsWith("cos\nsystem"u8) || text.StartsWith("cposix\nsystem"u8)) return 8;
        if (text.StartsWith("BAhv"u8) || text.StartsWith("BAhbCG8"u8) || text.StartsWith("BAhVOhVHZW0"u8)) return 7;
        if (Lexis.Has(text, "\"$type\":"u8) && Lexis.Has(text, "System."u8)) return 9;
        if (text.StartsWith("aced0005"u8) || text.StartsWith("ACED0005"u8)) return 8;
        // A view state that is nothing but an object of .NET's binary formatter.
        if (text.StartsWith("/wEy"u8) && Lexis.Has(text[..Math.Min(text.Length, 40)], "AAQAAAP////8"u8)) return 9;
        // An array of PHP with an object inside, at each of the three ways bytes can fall into Base64.
        if (text.StartsWith("YTo"u8) && (Lexis.Has(text, "7Tzo"u8) || Lexis.Has(text, "tPOj"u8) || Lexis.Has(text, "O086"u8)) && IsBase64(text)) return 6;
        return text.StartsWith("TzoxNDo"u8) || text.StartsWith("Tzo"u8) && text.Length > 12 && IsBase64(text) ? 6 : 0;
    }

    /// <summary><c>O:8:"stdClass":1:{</c>; arrays only with an object inside.</summary>
    private static int Php(ReadOnlySpan<byte> text)
    {
        for (var from = 0; ;)
        {
            var at = text[from..].IndexOf((byte)':');
            if (at < 0) return 0;
            at += from;
            from = at + 1;
            if (at == 0 || text[at - 1] is not ((byte)'O' or (byte)'C' or (byte)'o') || (at > 1 && Lexis.IsWord(text[at - 2]))) continue;
            var digits = at + 1;
            while (digits < text.Length && (Lexis.IsDigit(text[digits]) || text[digits] == '+')) digits++;
            if (digits > at + 1 && text[digits..].StartsWith(":\""u8)) return 9;
        }
    }

    private static int Names(ReadOnlySpan<byte> text)
    {
        foreach (var name in Encoded)
        {
            if (text.IndexOf(name) >= 0) return 7;
        }
        return 0;
    }

    private static bool IsBase64(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (!Lexis.IsLetter(b) && !Lexis.IsDigit(b) && b is not ((byte)'+' or (byte)'/' or (byte)'=' or (byte)'-' or (byte)'_')) return false;
        }
        return true;
    }
}
