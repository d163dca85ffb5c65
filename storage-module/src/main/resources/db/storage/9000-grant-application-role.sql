--liquibase formatted sql

--changeset gatehouse:storage-9000-grant-application-role runAlways:true
GRANT USAGE ON SCHEMA storage TO "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON storage.usage TO "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON storage.file TO "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON storage.reservation TO "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON storage.deleted_object TO "${app_role}";
GRANT SELECT ON storage.referenced_object TO "${app_role}";
GRANT SELECT, UPDATE ON storage.chore TO "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON storage.fallen_back TO "${app_role}";
GRANT SELECT, INSERT, UPDATE ON storage.backend_move TO "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON storage.upload TO "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON storage.upload_piece TO "${app_role}";
--rollback REVOKE ALL ON ALL TABLES IN SCHEMA storage FROM "${app_role}";
--rollback REVOKE USAGE ON SCHEMA storage FROM "${app_role}";
