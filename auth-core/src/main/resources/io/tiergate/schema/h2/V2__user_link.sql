-- For io.tiergate.schema.UserLink. Each statement may run again after a run that was interrupted.

-- The tables of the host whose deleted rows take their subjects with them, each with the name of its trigger, which reads
-- here what it is to do.
CREATE TABLE IF NOT EXISTS tiergate_user_link (
    table_schema VARCHAR_CASESENSITIVE(256) NOT NULL,
    link_name VARCHAR_CASESENSITIVE(50) NOT NULL,
    table_name VARCHAR_CASESENSITIVE(256) NOT NULL,
    key_column VARCHAR_CASESENSITIVE(256) NOT NULL,
    subject_type VARCHAR_CASESENSITIVE(50) NOT NULL,
    tenant_key VARCHAR_CASESENSITIVE(100),
    tenant_column VARCHAR_CASESENSITIVE(256),
    CONSTRAINT tiergate_user_link_pk PRIMARY KEY (table_schema, link_name)
);

-- The subjects of one host user, whatever their tenant.
CREATE INDEX IF NOT EXISTS tiergate_subject_ids ON tiergate_subject (subject_id, subject_type);

MERGE INTO tiergate_schema (version) KEY (version) VALUES (2);
