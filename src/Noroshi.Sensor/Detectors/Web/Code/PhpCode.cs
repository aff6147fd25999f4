namespace Noroshi.Sensor.Detectors.Web.Code;

/// <summary>PHP: tags, superglobals, calls of functions that run, read or write.</summary>
/// <remarks>PHP manual, function reference; variable functions and variable variables.</remarks>
internal static class PhpCode
{
    private const int Rare = 3;
    private const int Middle = 2;
    private const int Common = 1;

    private static readonly Words Functions = Words.Groups(
        (Rare, """
            usleep phpinfo shell_exec passthru proc_open popen pcntl_exec base64_decode gzinflate gzuncompress str_rot13 call_user_func call_user_func_array create_function file_get_contents file_put_contents fputs fwrite
            move_uploaded_file highlight_file show_source readfile php_uname phpversion getenv posix_getpwuid posix_getuid posix_getegid posix_kill posix_mkfifo posix_setuid assert_options preg_replace preg_replace_callback array_map
            array_filter array_walk usort uasort uksort ob_start register_shutdown_function register_tick_function set_error_handler unserialize curl_exec curl_init curl_multi_exec fsockopen pfsockopen stream_socket_client
            stream_get_contents include_once require_once parse_ini_file scandir glob opendir readdir chmod chgrp chown mkdir rmdir unlink tempnam tmpfile symlink readlink fopen fread fpassthru fgetcsv fputcsv file_exists is_writable
            is_readable is_dir is_file filesize fileperms fileowner filegroup fileinode filemtime ini_set ini_get ini_restore putenv dl apache_setenv mb_ereg_replace mb_eregi_replace escapeshellcmd escapeshellarg error_log
            syslog bzopen gzopen gzfile readgzfile zip_open chr hex2bin bin2hex pack unpack strrev implode ucfirst lcfirst ucwords str_replace substr_replace gethostbyname gethostbyaddr getmyuid getmypid get_current_user get_cfg_var
            get_defined_vars get_defined_functions get_object_vars func_get_args sys_get_temp_dir sys_getloadavg var_dump var_export print_r debug_zval_refcount debug_backtrace session_start setcookie extract parse_str
            array_diff_key array_diff_ukey array_intersect_ukey array_udiff array_reduce iterator_apply forward_static_call simplexml_load_file simplexml_load_string libxml_disable_entity_loader mysql_query mysqli_query pg_query pg_connect
            sqlite_query sqlite_open sqlite_create_function ftp_connect ftp_put ftp_get ssh2_exec imap_open mail expect_popen win_shell_execute win32_create_service xmlrpc_entity_decode json_decode openlog ignore_user_abort set_time_limit
            reflectionfunction htmlspecialchars_decode html_entity_decode convert_uuencode convert_uudecode str_repeat array_key_exists is_callable method_exists spl_autoload spl_autoload_register serialize memory_get_usage gettimeofday getrusage getlastmod getmyinode
            """),
        (Middle, "system exec eval assert include require intval strval floatval boolval gettype settype strlen isset unset md5 sha1 crypt printf sprintf fprintf vprintf"),
        (Common, "print echo file date time link copy rename delete stat touch rand key end next current reset dir header define constant die exit log sleep"));

    /// <summary>Points of a text as PHP.</summary>
    internal static int Weigh(in Passage passage)
    {
        var text = passage.Text;
        var best = 0;
        if (passage.HasAll(Marks.Angle | Marks.Question)) best = Tag(text);
        if (passage.HasAny(Marks.Bracket) && (Lexis.Has(text, "[php]"u8) || Lexis.Has(text, "[/php]"u8) || Lexis.Has(text, "[\\php]"u8))) best = Math.Max(best, 6);
        if (passage.HasAny(Marks.Equal | Marks.Dot)) best = Math.Max(best, Settings(text));
        if (passage.HasAny(Marks.Dollar) || (passage.HasAny(Marks.Bracket) && (passage.Hints & Hints.Php) != 0)) best = Math.Max(best, Variables(text));
        if (best < Points.High && passage.HasAny(Marks.AnyQuote | Marks.Dollar)) best = Math.Max(best, Inclusion(text));
        if (best < Points.High && passage.HasAll(Marks.Open | Marks.Tilde | Marks.Foreign) && text.IndexOf("(~"u8) is >= 0 and var not && not + 2 < text.Length && text[not + 2] >= 0x80 && Lexis.Has(text, ")("u8)) best = 8;
        if (best < Points.High && passage.HasAll(Marks.Open | Marks.Close)) best = Math.Max(best, Cast(text));
        // Functions named by texts put together: "sys"."tem"(id)
        if (best < Points.High && passage.HasAll(Marks.Open | Marks.Dot) && (Lexis.Has(text, "\".\""u8) || Lexis.Has(text, "'.'"u8) || (Lexis.Has(text, ".("u8) && Lexis.Has(text, ")("u8)))) best = Math.Max(best, 6);
        if (best < Points.High && passage.HasAny(Marks.Open)) best = Math.Max(best, Calls(text, passage.HasAny(Marks.Semicolon | Marks.AnyQuote | Marks.Dollar | Marks.Brace | Marks.At)));
        return best;
    }

    /// <summary>Settings of the interpreter, which old CGI installations took from the query.</summary>
    private static int Settings(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'=');
        if (end <= 0) return 0;
        var name = text[..end].TrimEnd((byte)' ');
        var dot = name.IndexOf((byte)'.');
        return Directives.Has(name[(name.LastIndexOf((byte)' ') + 1)..]) || (dot > 0 && Modules.Has(name[..dot]) && name[dot..].Contains((byte)'_')) || name.StartsWith("opcache."u8) || name.StartsWith("suhosin."u8) || name.StartsWith("session.save"u8) ? name.ContainsAny((byte)'_', (byte)'.') ? 7 : Points.Default : 0;
    }

    /// <summary>Modules whose settings begin with their name.</summary>
    private static readonly Words Modules = Words.Set("mbstring pcre assert xdebug zlib phar soap mysqli pdo_mysql mysqlnd sqlite3 uploadprogress upload_progress iconv filter");

    /// <summary>Names of settings as they are given, for the one look at a whole request.</summary>
    internal static IEnumerable<byte[]> All => Directives.Keys.Select(name => (name.Contains('_', StringComparison.Ordinal) || name.Contains('.', StringComparison.Ordinal) ? name : "=" + name) + "=").Concat(Modules.Keys.Select(name => "=" + name + ".")).Select(System.Text.Encoding.ASCII.GetBytes);

    private static readonly Words Directives = Words.Set("allow_url_include allow_url_fopen auto_prepend_file auto_append_file disable_functions disable_classes open_basedir extension_dir extension zend_extension safe_mode cgi.force_redirect cgi.redirect_status_env unserialize_max_depth unserialize_callback_func include_path user_ini.filename error_log sendmail_path mail.log mail.force_extra_parameters enable_dl ffi.enable ffi.preload engine memory_limit display_errors max_execution_time short_open_tag register_globals magic_quotes_gpc upload_tmp_dir open_basedir assert.active zend.assertions doc_root log_errors html_errors");

    private static readonly byte[][] Inclusions = [.. "include include_once require require_once".Split(' ').Select(System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>A file run by a statement without parentheses: <c>include '/tmp/x'</c>, <c>require_once $_get[1]</c>.</summary>
    private static int Inclusion(ReadOnlySpan<byte> text)
    {
        foreach (var word in Inclusions)
        {
            var at = Lexis.IndexOfWord(text, word);
            if (at < 0) continue;
            var file = text[(at + word.Length)..].TrimStart((byte)' ');
            if (file is [(byte)'$', (byte)'_', ..]) return 9;
            if (file is [(byte)'\'' or (byte)'"', ..] && file.IndexOfAny("/\\"u8) > 0) return 6;
        }
        return 0;
    }

    private static readonly Words Types = Words.Set("string array object int integer bool boolean float binary unset");

    /// <summary>A type in parentheses that begins an expression with calls: <c>(string)"system"("id")</c>.</summary>
    private static int Cast(ReadOnlySpan<byte> text)
    {
        if (text[0] != '(') return 0;
        var length = Lexis.WordLength(text[1..]);
        if (!Types.Has(text.Slice(1, length)) || length + 2 >= text.Length || text[length + 1] != ')') return 0;
        return text[(length + 2)..].IndexOf((byte)'(') >= 0 ? 7 : 0;
    }

    private static int Tag(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf("<?"u8);
        if (at < 0) return 0;
        var rest = text[(at + 2)..];
        if (rest.StartsWith("php"u8) || rest.StartsWith("="u8)) return 9;
        if (rest.StartsWith("xml"u8) || rest.StartsWith("xsl"u8) || rest.StartsWith("xpacket"u8) || rest.StartsWith("mso"u8) ) return 0;
        if (rest.IsEmpty) return Points.Default;
        return rest.IndexOf((byte)'(') >= 0 || rest.IndexOf((byte)'$') >= 0 || rest.IndexOf("?>"u8) >= 0 ? 8 : 0;
    }

    private static int Variables(ReadOnlySpan<byte> text)
    {
        foreach (var name in Superglobals)
        {
            var at = text.IndexOf(name);
            if (at < 0) continue;
            // "$_GET php" asks what it is.
            var isNamedOnly = at + name.Length < text.Length && text[at + name.Length] == ' ' && Lexis.IsLetter(text[^1]) && text.IndexOfAny(CodeMarks) < 0;
            if (!isNamedOnly) return 9;
        }
        // $   {$a}: blanks do not part the sign from its braces.
        if (text.IndexOf("$ "u8) is >= 0 and var sign && text[(sign + 1)..].TrimStart((byte)' ') is [(byte)'{', (byte)'$' or (byte)'\'' or (byte)'"', ..]) return 7;
        if (Lexis.Has(text, "}("u8) && (Lexis.Has(text, "${"u8) || Lexis.Has(text, "$ {"u8))) return 7;
        // Variable functions and variables: $a(1), ${'ff'}, $$z(29), $f[0](1)
        for (var from = 0; ;)
        {
            var at = text[from..].IndexOf((byte)'$');
            if (at < 0) return 0;
            from += at + 1;
            var rest = text[from..];
            var length = Lexis.WordLength(rest);
            if (length == 0 || !(Lexis.IsLetter(rest[0]) || rest[0] == '_')) continue;
            var behind = rest[length..];
            while (behind is [(byte)'[' or (byte)'{', ..] && behind.IndexOfAny("]}"u8) is > 0 and var close) behind = behind[(close + 1)..];
            behind = behind.TrimStart(" \n"u8);
            if (behind is [(byte)'(', _, ..] or [(byte)'-', (byte)'>', ..] or [(byte)':', (byte)':', ..]) return 7;
            if (behind is [(byte)'=', ..] && behind.IndexOf((byte)';') > 0) return 6;
        }
    }

    private static readonly System.Buffers.SearchValues<byte> CodeMarks = System.Buffers.SearchValues.Create("[](){};"u8);

    private static readonly byte[][] Superglobals = [.. "$_get $_post $_request $_cookie $_server $_files $_session $_env $globals $http_raw_post_data $php_errormsg _get[ _post[ _request[ _server[ globals[".Split(' ').Select(System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>A function called with or without blanks, comments, quotes or parentheses around its name: <c>(sys.tem)(ls)</c>, <c>exec /*x*/ (1)</c>.</summary>
    private static int Calls(ReadOnlySpan<byte> text, bool isCode)
    {
        var best = 0;
        for (var at = 0; at < text.Length && best < 9;)
        {
            if (!Lexis.IsWord(text[at]))
            {
                at++;
                continue;
            }
            var length = Lexis.WordLength(text[at..]);
            var word = text.Slice(at, length);
            var start = at;
            at += length;
            if (!Functions.TryGet(word, out var rarity) && !IsFamily(word, out rarity)) continue;
            if (start > 0 && text[start - 1] is (byte)'-') continue;
            // x.open() is a method of another language; 'a'.phpinfo() is not.
            if (start > 0 && text[start - 1] is (byte)'.' && (start == 1 || text[start - 2] is not ((byte)'\'' or (byte)'"' or (byte)')' or (byte)']'))) continue;
            var open = Open(text[at..], out var isHidden);
            if (open < 0) continue;
            var inner = text[(at + open + 1)..].TrimStart((byte)' ');
            if (!isHidden && (IsNamedOnly(text[..start], inner) || (Lexis.IsBlank(text[at]) && IsRemark(inner)))) continue;
            best = Math.Max(best, Call(rarity, inner, isCode || isHidden, start == 0));
        }
        return best;
    }

    /// <summary>Extensions give their functions a common beginning.</summary>
    private static bool IsFamily(ReadOnlySpan<byte> word, out int rarity)
    {
        rarity = Rare;
        var underscore = word.IndexOf((byte)'_');
        return underscore > 0 && underscore < word.Length - 2 && Families.Has(word[..underscore]);
    }

    private static readonly Words Families = Words.Set("array str mb curl mysql mysqli pg odbc oci sqlite imap ftp gz zlib openssl posix pcntl stream socket xml zend iterator preg file proc ob ctype iconv intl date image exif fdf ldap snmp ssh2 sodium hash mcrypt opcache readline session shmop sem shm spl svn tidy token wddx xmlrpc xdiff zip bz dba dbase apc apcu apache class get func is call create register parse strip html php ini inet escapeshell highlight show move move set odbc radius recode var debug func_get");

    /// <summary>"php phpinfo() function": parentheses that only say it is a function, among words; and the beginning of its error message, "fopen(): failed".</summary>
    private static bool IsNamedOnly(ReadOnlySpan<byte> before, ReadOnlySpan<byte> inner) =>
        inner is [(byte)')', ..] && (inner is [_, (byte)':', (byte)' ', ..] || inner is [_, (byte)' ', var next, ..] && (Lexis.IsLetter(next) || next >= 0x80) || (inner.Length == 1 && before is [.., var last, (byte)' '] && Lexis.IsLetter(last) && !before.EndsWith("echo "u8) && !before.EndsWith("print "u8) && !before.EndsWith("return "u8)));

    /// <summary>"include (see below)": words in parentheses behind a blank.</summary>
    private static bool IsRemark(ReadOnlySpan<byte> inner) => inner.IndexOf((byte)')') is > 0 and var close && Lexis.IsProse(inner[..close]);

    /// <summary>Whether a call is the argument: <c>md5(1))</c>.</summary>
    private static bool IsNested(ReadOnlySpan<byte> inner)
    {
        var length = Lexis.WordLength(inner);
        return length > 0 && inner[length..] is [(byte)'(', ..] && Functions.Has(inner[..length]);
    }

    /// <summary>Whether long numbers are computed, so that the answer shows who computed them: <c>print(9184823*9103874)</c>.</summary>
    private static bool IsComputed(ReadOnlySpan<byte> inner)
    {
        var length = 0;
        while (length < inner.Length && Lexis.IsDigit(inner[length])) length++;
        return length > 3 && inner[length..] is [(byte)'*' or (byte)'-' or (byte)'+', var next, ..] && Lexis.IsDigit(next);
    }

    private static int Call(int rarity, ReadOnlySpan<byte> inner, bool isCode, bool isStart)
    {
        var isQuoted = inner is [(byte)'\'' or (byte)'"' or (byte)'$' or (byte)'`', ..];
        return rarity switch
        {
            Rare => isQuoted || isCode ? 9 : isStart || inner is [(byte)')', ..] ? 7 : 6,
            Middle => isQuoted || isCode ? 9 : isStart || IsNested(inner) ? 6 : 4,
            _ => IsNested(inner) || IsComputed(inner) ? 6 : isQuoted && isCode ? 5 : 0,
        };
    }

    /// <summary>How far the opening parenthesis is behind a name; -1 when something else comes first.</summary>
    private static int Open(ReadOnlySpan<byte> text, out bool isHidden)
    {
        isHidden = false;
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == '(') return at;
            if (Lexis.IsBlank(text[at]))
            {
                isHidden |= text[at] == '\n';
                at++;
            }
            else if (text[at] is (byte)')' or (byte)']' or (byte)'"' or (byte)'\'' || (isHidden && (text[at] == '[' || Lexis.IsDigit(text[at]))))
            {
                isHidden = true;
                at++;
            }
            else if (text[at] == '#' || text[at..].StartsWith("//"u8))
            {
                isHidden = true;
                var end = text[at..].IndexOf((byte)'\n');
                if (end < 0) return -1;
                at += end + 1;
            }
            else if (text[at..].StartsWith("/*"u8) && text[at..].IndexOf("*/"u8) is > 0 and var close)
            {
                isHidden = true;
                at += close + 2;
            }
            else
            {
                return -1;
            }
        }
        return -1;
    }
}
