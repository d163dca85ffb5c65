--liquibase formatted sql

--changeset gatehouse:storage-0015-allow-one-picture
CREATE UNIQUE INDEX file_picture ON storage.file (account_id) WHERE kind = 'picture';
--rollback DROP INDEX storage.file_picture;
