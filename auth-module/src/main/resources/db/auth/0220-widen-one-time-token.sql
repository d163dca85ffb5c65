--liquibase formatted sql

--changeset gatehouse:auth-0220
--comment: account_id is the holder's id, of whatever kind; the name stays, so that nodes of the older version go on
ALTER TABLE auth.one_time_token
    ADD COLUMN holder_kind   text    NOT NULL DEFAULT 'user' CHECK (holder_kind IN ('user', 'admin')),
    ADD COLUMN several_open  boolean NOT NULL DEFAULT false,
    ADD COLUMN pending_email text,
    ALTER COLUMN own_registration SET DEFAULT false,
    DROP CONSTRAINT one_time_token_purpose_check,
    ADD CONSTRAINT one_time_token_purpose_check CHECK (purpose ~ '^[a-z_]{1,30}$'),
    ADD CONSTRAINT one_time_token_forgets_address CHECK (consumed_at IS NULL OR pending_email IS NULL);
--rollback ALTER TABLE auth.one_time_token DROP CONSTRAINT one_time_token_forgets_address, DROP CONSTRAINT one_time_token_purpose_check, ADD CONSTRAINT one_time_token_purpose_check CHECK (purpose IN ('verify_email')), ALTER COLUMN own_registration DROP DEFAULT, DROP COLUMN pending_email, DROP COLUMN several_open, DROP COLUMN holder_kind;

--changeset gatehouse:auth-0220-forgotten splitStatements:false
--comment: links go with their account as by a foreign key, which admins rule out and which would make whoever adds a link wait for whoever holds the account, and so deadlock with the end of its sessions
ALTER TABLE auth.one_time_token DROP CONSTRAINT one_time_token_account_id_fkey;
CREATE FUNCTION auth.forget_one_time_tokens() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM auth.one_time_token WHERE account_id = OLD.id AND holder_kind = TG_ARGV[0];
    RETURN NULL;
END $$;
CREATE TRIGGER account_forgets_tokens AFTER DELETE ON auth.account
    FOR EACH ROW EXECUTE FUNCTION auth.forget_one_time_tokens('user');
--rollback DROP TRIGGER account_forgets_tokens ON auth.account; DROP FUNCTION auth.forget_one_time_tokens(); ALTER TABLE auth.one_time_token ADD CONSTRAINT one_time_token_account_id_fkey FOREIGN KEY (account_id) REFERENCES auth.account (id) ON DELETE CASCADE;

--changeset gatehouse:auth-0220-newest-only
DROP INDEX auth.one_time_token_open;
CREATE UNIQUE INDEX one_time_token_open ON auth.one_time_token (account_id, holder_kind, purpose)
    WHERE consumed_at IS NULL AND NOT several_open;
DROP INDEX auth.one_time_token_account;
CREATE INDEX one_time_token_account ON auth.one_time_token (account_id, holder_kind, purpose, created_at DESC);
--rollback DROP INDEX auth.one_time_token_open; CREATE UNIQUE INDEX one_time_token_open ON auth.one_time_token (account_id, purpose) WHERE consumed_at IS NULL; DROP INDEX auth.one_time_token_account; CREATE INDEX one_time_token_account ON auth.one_time_token (account_id, purpose, created_at DESC);
