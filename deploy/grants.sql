-- Least privilege on PostgreSQL: the program that runs every day may not rewrite the past.
--
-- Two roles: noroshi_owner owns the tables and is used only to start a new version once, so that it brings the schema up to date;
-- noroshi is what the service uses. Run this as noroshi_owner after the first start and after each upgrade (docs/operate/postgresql.md):
--     psql -U noroshi_owner -d noroshi -f deploy/grants.sql
-- Another name than noroshi: add -v role=NAME.

\set ON_ERROR_STOP on
\if :{?role} \else \set role noroshi
\endif

BEGIN;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :"role";

-- State moves by explicit updates.
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"role";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :"role";

-- What happened stays what happened. (The head row and the current tile move; entries, signed heads and the texts decisions rest on never do.)
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entry, ledger_signed_head, content_text FROM :"role";
REVOKE DELETE, TRUNCATE ON ledger_head, ledger_tile, ledger_key FROM :"role";

-- The schema itself belongs to the owner.
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "__EFMigrationsHistory" FROM :"role";

COMMIT;
