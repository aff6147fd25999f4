-- Least privilege on PostgreSQL: the program that runs every day may not rewrite the past.
--
-- Two roles: noroshi_owner owns the tables and is used only to start a new version once, so that it brings the schema up to date;
-- noroshi is what the service uses. Run this as noroshi_owner after each upgrade:
--     psql -U noroshi_owner -d noroshi -f deploy/grants.sql

\set ON_ERROR_STOP on

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO noroshi;

-- State moves by explicit updates.
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO noroshi;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO noroshi;

-- What happened stays what happened. (The head row and the current tile move; entries and signed heads never do.)
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entry, ledger_signed_head FROM noroshi;
REVOKE DELETE, TRUNCATE ON ledger_head, ledger_tile, ledger_key FROM noroshi;

-- The schema itself belongs to the owner.
REVOKE INSERT, UPDATE, DELETE ON "__EFMigrationsHistory" FROM noroshi;
