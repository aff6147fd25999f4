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
        (Of(SqlKind.Not), "not exists any some binary"),
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
            pg_sleep pg_sleep_for pg_sleep_until extractvalue updatexml load_file xp_cmdshell xp_dirtree xp_fileexist xp_regread xp_regwrite xp_subdirs xp_servicecontrol xp_availablemedia xp_enumdsn
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
            likelihood coercibility benchmark connection_id systimestamp
            regexp_like regexp_instr regexp_replace regexp_count regexp_matches json_contains json_contains_path json_length json_type json_valid json_value json_query json_overlaps json_unquote json_array_length jsonb_array_length
            jsonb_typeof json_each jsonb_each row_to_json array_to_string string_to_array st_astext st_aswkt st_geomfromtext st_pointfromtext uuid_to_bin bin_to_uuid inet6_aton is_uuid weight_string
            sys_context asciistr unistr ora_hash standard_hash xmlelement xmlagg xmlforest existsnode nvl2
            try_cast try_convert patindex newid has_perms_by_name is_member db_id serverproperty databasepropertyex original_login
            pg_backend_pid pg_stat_file pg_current_logfile pg_terminate_backend pg_typeof inet_server_addr inet_client_addr current_database current_schema quote_ident quote_literal has_table_privilege xpath xpath_exists xmlparse cursor_to_xml
            sqlite_source_id fts3_tokenizer
            any_value can_access_column cume_dist dense_rank first_value last_value nth_value percent_rank row_number ntile get_format icu_version inet6_ntoa is_free_lock is_used_lock is_ipv4 is_ipv6 is_ipv4_compat
            is_ipv4_mapped json_array_append json_array_insert json_arrayagg json_insert json_merge json_merge_patch json_merge_preserve json_objectagg json_pretty json_quote json_remove json_replace json_set
            json_storage_free json_storage_size json_table json_schema_valid json_agg json_build_object json_build_array json_object_keys json_populate_record json_group_array json_group_object json_patch jsonb_agg
            jsonb_array_elements jsonb_build_object jsonb_each_text jsonb_extract_path jsonb_object_keys jsonb_path_exists jsonb_path_query jsonb_set json_extract_path json_extract_path_text master_pos_wait source_pos_wait
            old_password procedure_analyse random_bytes release_lock release_all_locks statement_digest validate_password_strength wait_for_executed_gtid_set ps_current_thread_id aes_encrypt des_encrypt st_asgeojson
            st_buffer st_centroid st_collect st_contains st_distance st_envelope st_geohash st_geomfromgeojson st_hash st_intersects st_isvalid st_length st_makeenvelope st_pointfromgeohash st_simplify st_srid st_touches
            st_union st_validate st_within st_x st_y mbrcontains mbrwithin geomfromtext pointfromtext linefromtext polyfromtext array_append array_cat array_length array_position array_to_json btrim initcap clock_timestamp
            statement_timestamp transaction_timestamp timeofday set_config setval split_part regexp_split_to_array regexp_split_to_table to_ascii to_hex to_json to_jsonb to_tsquery to_tsvector plainto_tsquery ts_headline
            ts_rank ts_stat txid_current unnest width_bucket masklen netmask row_security_active pg_advisory_lock pg_conf_load_time pg_column_size pg_database_size pg_export_snapshot pg_get_userbyid pg_get_viewdef
            pg_get_functiondef pg_is_in_recovery pg_ls_logdir pg_ls_waldir pg_postmaster_start_time pg_reload_conf pg_relation_filepath pg_relation_size pg_rotate_logfile pg_size_pretty pg_switch_wal pg_table_is_visible
            pg_tablespace_size pg_total_relation_size pg_cancel_backend pg_client_encoding pg_file_write pg_logfile_rotate pg_read_server_files pg_has_role has_column_privilege has_database_privilege has_schema_privilege
            has_server_privilege dblink_exec dblink_send_query dblink_disconnect schema_to_xml cursor_to_xmlschema query_to_xml_and_xmlschema xml_is_well_formed xmlcomment xmlconcat xmlpi xmlroot xmlserialize xmltable
            xmlquery xmlexists xmlcast xmlsequence xmltransform xmlcolattval xmldiff xmlpatch app_name applock_test applock_mode binary_checksum checksum_agg cursor_status file_id file_idex file_name filegroup_id
            filegroup_name fileproperty getansinull getutcdate host_id ident_current ident_incr ident_seed index_col indexproperty is_rolemember isdate isnumeric loginproperty object_definition object_schema_name
            objectproperty original_db_name parsename pwdcompare pwdencrypt schema_id schema_name scope_identity stats_date suser_id suser_sid switchoffset sysdatetime sysdatetimeoffset sysutcdatetime textptr
            todatetimeoffset type_id type_name typeproperty user_id xact_state fn_dblog fn_get_sql fn_my_permissions fn_listextendedproperty fn_helpcollations fn_virtualfilestats rowcount_big min_active_rowversion
            add_months appendchildxml bfilename bin_to_num chartorowid empty_blob empty_clob from_tz insertchildxml lnnvl months_between nanvl new_time next_day nls_charset_id nls_charset_name nls_initcap nls_lower
            nls_upper nlssort numtodsinterval numtoyminterval rawtonhex rowidtochar scn_to_timestamp sys_connect_by_path sys_dburigen sys_extract_utc sys_guid sys_typeid sys_xmlagg sys_xmlgen to_binary_double
            to_binary_float to_clob to_dsinterval to_lob to_multi_byte to_nchar to_nclob to_single_byte to_timestamp_tz to_yminterval tz_offset userenv deletexml ora_rowscn sqlite_offset sqlite_log writefile
            last_insert_rowid
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
