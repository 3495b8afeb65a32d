-- For io.tiergate.schema.UserLink. Each statement may run again after a run that was interrupted.

-- The tables of the host whose deleted rows take their subjects with them, each with the name of its trigger.
CREATE TABLE IF NOT EXISTS tiergate_user_link (
    table_schema varchar(256) COLLATE "C" NOT NULL,
    link_name varchar(50) COLLATE "C" NOT NULL,
    table_name varchar(256) COLLATE "C" NOT NULL,
    key_column varchar(256) COLLATE "C" NOT NULL,
    subject_type varchar(50) COLLATE "C" NOT NULL,
    tenant_key varchar(100) COLLATE "C",
    tenant_column varchar(256) COLLATE "C",
    CONSTRAINT tiergate_user_link_pk PRIMARY KEY (table_schema, link_name)
);

-- The subjects of one host user, whatever their tenant.
CREATE INDEX IF NOT EXISTS tiergate_subject_ids ON tiergate_subject (subject_id, subject_type);

INSERT INTO tiergate_schema (version) VALUES (2) ON CONFLICT DO NOTHING;
