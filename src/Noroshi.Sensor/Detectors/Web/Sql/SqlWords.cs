namespace Noroshi.Sensor.Detectors.Web.Sql;

/// <summary>The words of SQL dialects that injections use, and how telling each is.</summary>
/// <remarks>Reference manuals of MySQL 8.4, PostgreSQL 17, Transact-SQL, Oracle Database 23, SQLite 3, Firebird 5, Db2 11.5, HSQLDB 2.7.</remarks>
internal static class SqlWords
{
    /// <summary>A function or name hardly anything but an attack asks for.</summary>
    internal const int Strong = 3;

    /// <summary>A function that belongs to SQL.</summary>
    internal const int Middle = 2;

    /// <summary>A function that other languages and formulas have too.</summary>
    internal const int Weak = 1;

    private const int KindShift = 4;

    private static readonly Words Table = Words.Groups(
        (Of(SqlKind.Union), "union intersect minus except"),
        (Of(SqlKind.Select), "select"),
        (Of(SqlKind.From), "from"),
        (Of(SqlKind.Where), "where"),
        (Of(SqlKind.Logic), "or and xor"),
        (Of(SqlKind.Not), "not exists any some"),
        (Of(SqlKind.Compare), "like ilike rlike regexp glob between in is sounds similar notnull"),
        (Of(SqlKind.Arithmetic), "div mod"),
        (Of(SqlKind.Quantifier), "all distinct distinctrow top"),
        (Of(SqlKind.Having), "having"),
        (Of(SqlKind.Limit), "limit offset procedure fetch"),
        (Of(SqlKind.Into), "into"),
        (Of(SqlKind.File), "outfile dumpfile infile"),
        (Of(SqlKind.Statement), "insert update delete drop create alter truncate exec execute declare shutdown merge grant revoke waitfor call handler set use load backup restore rename begin print kill attach pragma vacuum prepare do if while copy desc describe show"),
        (Of(SqlKind.Thing), "table schema view index trigger login role values column delay tablespace sequence immediate tables databases columns data"),
        (Of(SqlKind.Case), "case"),
        (Of(SqlKind.When), "when then else end"),
        (Of(SqlKind.Literal), "null true false unknown"),
        (Of(SqlKind.Function, Strong), """
            benchmark pg_sleep pg_sleep_for pg_sleep_until extractvalue updatexml load_file xp_cmdshell xp_dirtree xp_fileexist xp_regread xp_regwrite xp_subdirs xp_servicecontrol xp_availablemedia xp_enumdsn
            sp_executesql sp_oacreate sp_oamethod sp_configure sp_makewebtask sp_addextendedproc sp_password sp_addlogin sp_addsrvrolemember sp_start_job sp_xp_cmdshell openrowset openquery opendatasource group_concat
            string_agg listagg wm_concat get_lock name_const make_set elt sys_eval sys_exec lo_import lo_export lo_get pg_read_file pg_read_binary_file pg_ls_dir query_to_xml database_to_xml
            table_to_xml dblink dblink_connect sqlite_version sqlite_compileoption_get sqlite_compileoption_used load_extension randomblob zeroblob fn_varbintohexstr fn_xe_file_target_read_file receive_message dbms_lock
            json_search jsonb_pretty st_latfromgeohash st_longfromgeohash gtid_subset gtid_subtract multilinestring multipolygon geometrycollection
            is_srvrolemember has_dbaccess suser_sname suser_name db_name object_name col_name generate_series regexp_substring regexp_substr
            aes_decrypt des_decrypt unhex httpuritype database isnull
            """),
        (Of(SqlKind.Function, Middle), """
            sleep system_user session_user current_user user_name object_id host_name xmltype sysdate database ifnull nullif isnull coalesce nvl iif substring_index json_extract json_keys
            json_depth json_array json_object multipoint linestring current_setting to_base64 from_base64 last_insert_id row_count found_rows substring substr mid ascii ord chr char nchar
            concat concat_ws hex conv bin oct convert cast varchar nvarchar varbinary charindex instr locate char_length character_length octet_length bit_length datalength quotename lpad
            rpad lcase ucase strcmp find_in_set export_set rand sha1 sha2 uncompress inet_ntoa inet_aton uuid curdate curtime getdate localtimestamp dateadd datediff date_add date_sub
            date_format str_to_date to_char to_date to_number to_timestamp rawtohex hextoraw ltrim rtrim stuff soundex bitand crc32 format_bytes timestampdiff timestampadd adddate addtime
            subdate subtime datepart datename dayofmonth dayofweek dayofyear dayname monthname weekday weekofyear yearweek makedate maketime microsecond sec_to_time time_to_sec time_format
            to_days from_days from_unixtime unix_timestamp utc_date utc_time utc_timestamp period_add period_diff last_day current_date current_time current_timestamp lastval nextval currval
            bit_and bit_or bit_xor bit_count stddev stddev_pop stddev_samp var_pop var_samp array_agg atan2 log2 insert_str uncompressed_length strftime julianday typeof total_changes
            likelihood coercibility benchmark
            regexp_like regexp_instr regexp_replace regexp_count regexp_matches json_contains json_contains_path json_length json_type json_valid json_value json_query json_overlaps json_unquote json_array_length jsonb_array_length
            jsonb_typeof json_each jsonb_each row_to_json array_to_string string_to_array st_astext st_aswkt st_geomfromtext st_pointfromtext uuid_to_bin bin_to_uuid inet6_aton is_uuid weight_string
            sys_context asciistr unistr ora_hash standard_hash xmlelement xmlagg xmlforest existsnode nvl2
            try_cast try_convert patindex newid has_perms_by_name is_member db_id serverproperty databasepropertyex original_login
            pg_backend_pid pg_stat_file pg_current_logfile pg_terminate_backend pg_typeof inet_server_addr inet_client_addr current_database current_schema quote_ident quote_literal has_table_privilege xpath xpath_exists xmlparse cursor_to_xml
            sqlite_source_id fts3_tokenizer
            """),
        (Of(SqlKind.Function, Weak), """
            version schema position field user count sum avg min max group_by row md5 password encode decode encrypt compress now greatest least replace reverse quote translate std variance atan
            acos asin ceiling power radians degrees pi cot floor ln sqrt sign cos sin tan exp ceil abs pow round repeat space overlay unicode printf hour minute second
            month year quarter day week length left right lower upper trim format default values match against extract date time timestamp name total changes collation charset log10
            """),
        (Of(SqlKind.TellingName, Strong), """
            information_schema pg_catalog sysobjects syscolumns sysusers sysdatabases sysprocesses syslogins sysmaster msysobjects msysaces msysqueries msysrelationships msysaccessobjects sqlite_master sqlite_schema sqlite_temp_master
            all_users all_tables all_tab_columns user_tables user_tab_columns user_objects user_users user_constraints user_password dba_users dba_tables v_version sysibm syscat systables rdb domain_tables
            utl_http utl_inaddr utl_file dbms_pipe dbms_utility dbms_java dbms_xmlgen dbms_ldap dbms_assert ctxsys drithsx master_db pg_user pg_shadow pg_database pg_tables pg_class pg_proc pg_authid pg_stat_activity
            mysql_user innodb_table_stats performance_schema mysqlx table_schema table_name column_name xp_ntsec sp_prepare sp_oa tempdb northwind northwind_db msdb master_sysdatabases sql_longvarchar sql_variant
            all_tab_comments all_col_comments user_tab_comments user_views user_role_privs session_privs dba_tab_columns pg_roles pg_settings pg_stat_statements pg_namespace pg_attribute sysconstraints sysfiles sysindexes sqlite_sequence sysdummy1 executeimmediate
            """),
        (Of(SqlKind.TellingName, Middle), "xtype"));

    /// <summary>Words that may follow a value without being an operator.</summary>
    internal static readonly Words Suffixes = Words.Set("as asc collate escape using on join left right inner outer cross natural for with returning");

    /// <summary>Names and functions telling enough to be looked for in every request.</summary>
    internal static IEnumerable<string> Names => Table.Keys.Where(word => word.Length > 3 && Of(System.Text.Encoding.ASCII.GetBytes(word), out var weight) is var kind and (SqlKind.Function or SqlKind.TellingName) && weight == Strong && (word.Length > 5 || kind == SqlKind.TellingName));

    /// <summary>What a word is; <see cref="SqlKind.Word"/> for those SQL does not know.</summary>
    internal static SqlKind Of(ReadOnlySpan<byte> word, out int weight)
    {
        weight = 0;
        if (!Table.TryGet(word, out var value)) return SqlKind.Word;
        weight = value & ((1 << KindShift) - 1);
        return (SqlKind)(value >> KindShift);
    }

    private static int Of(SqlKind kind, int weight = 0) => ((int)kind << KindShift) | weight;
}
