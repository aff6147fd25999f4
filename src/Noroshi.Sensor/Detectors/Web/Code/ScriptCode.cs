namespace Noroshi.Sensor.Detectors.Web.Code;

/// <summary>Code of Node.js, Python, Ruby and Perl, and pollution of prototypes.</summary>
/// <remarks>CWE-94, CWE-1321; CVE-2025-55182 for flight data of React.</remarks>
internal static class ScriptCode
{
    private static readonly byte[][] Sure =
    [
        .. Bytes("""
            require('child_process require("child_process require(`child_process child_process process.mainmodule process.binding process.env process.cwd( process.argv process.exit( process.kill( process[ global.process this.constructor.constructor constructor.constructor __proto__ constructor.prototype constructor[prototype] constructor%5bprototype
            ["constructor"] ['constructor'] [constructor] __defineGetter__ __definesetter__ __lookupgetter__ function("return _$$nd_func$$_ __js_function fs.readfile fs.writefile fs.readdir execsync( spawnsync( .mainmodule.require module.require import('fs') eval(require require('fs require("fs reflect.construct
            __import__ __builtins__ __globals__ __subclasses__ __class__ __mro__ __init__ __bases__ __base__ __reduce__ os.system( os.popen( subprocess. eval(compile( exec(compile( builtins.exec importlib. socket.socket( ).read()
            kernel.exec kernel.system kernel.spawn kernel.open io.popen `#{ %x( erb.new %x{ instance_eval process.spawn open3.
            core::time core::system qx/ qx{ getpwuid( -e'system" exec{'
            _response" "$@ :prototype" :constructor" $1:constructor resolved_model vm.runin array.prototype object.prototype string.prototype arguments.callee "prototype":{ response.write( <cfexecute <cfoutput <cfquery <cffile os.execute( loadstring( file.open(" file.open(' io.read(" io.read(' const_get( send(:system send(:eval send(:exec globals()[ process.start(" process.start(' createobject("wscript createobject("shell createobject("scripting createobject("adodb wscript.shell" ".execute() '.execute() file.read('/ file.read("/ dir.glob(' dir.glob(" __halt_compiler __dict__ require[ beans.xmldecoder
            ].execute() execute(request eval(request ysoserial
            !!python/ !!java !ruby/object !php/object @system. yaml.load(' yaml.load(" yaml.unsafe_load( package.loadlib( pickle.loads('
            """),
    ];

    /// <summary>All phrases, for the one look at a whole request.</summary>
    internal static IEnumerable<byte[]> All => Sure;

    internal static int Weigh(in Passage passage)
    {
        var text = passage.Text;
        foreach (var phrase in (passage.Hints & Hints.Script) == 0 ? [] : Sure)
        {
            if (text.IndexOf(phrase) < 0 || (passage.Place == Place.Value && phrase[0] != 'c' && phrase.EndsWith(".prototype"u8) && IsNamed(text))) continue;
            // A question about a language names its parts without using them.
            return passage.HasAny(Marks.Blank) && !passage.HasAny(Marks.Open | Marks.Bracket | Marks.Brace | Marks.Semicolon | Marks.AnyQuote) ? 4 : 8;
        }
        if (text.StartsWith("eval request"u8) || text.StartsWith("execute request"u8)) return 8;
        if (!passage.HasAny(Marks.Open)) return 0;
        if (Lexis.IndexOfWord(text, "while"u8) is >= 0 and var loop && text[(loop + 5)..].TrimStart((byte)' ') is [(byte)'(', ..] && text.IndexOf((byte)')') > loop && text.IndexOf((byte)';') > loop) return 6;
        if (Lexis.HasWord(text, "require"u8) && (Lexis.Has(text, "require('"u8) || Lexis.Has(text, "require(\""u8) || Lexis.Has(text, "require(`"u8))) return 7;
        if (Lexis.Has(text, "for(;;)"u8) || Lexis.Has(text, "while(true){"u8) || Lexis.Has(text, "while(1){"u8)) return 6;
        if (Lexis.Has(text, "do{"u8) && Lexis.Has(text, "while("u8)) return 6;
        if (Lexis.Has(text, "function("u8) && text.IndexOf((byte)'{') > 0 || Lexis.Has(text, "=>{"u8) || Lexis.Has(text, "(()=>"u8)) return 6;
        return Lexis.Has(text, "console."u8) || Lexis.Has(text, "new function"u8) || Lexis.Has(text, "res.end("u8) || Lexis.Has(text, "response.end("u8) || Lexis.Has(text, "res.write("u8) || Lexis.Has(text, "new buffer("u8) || Lexis.Has(text, "settimeout("u8) ? 6 : 0;
    }

    /// <summary>A method by its full name, which is what one looks up in a manual: <c>Array.prototype.map()</c>.</summary>
    private static bool IsNamed(ReadOnlySpan<byte> text)
    {
        if (text.EndsWith("()"u8)) text = text[..^2];
        return text.IndexOfAnyExcept(Naming) < 0;
    }

    private static readonly System.Buffers.SearchValues<byte> Naming = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz."u8);

    private static IEnumerable<byte[]> Bytes(string words) => words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(System.Text.Encoding.ASCII.GetBytes);
}
