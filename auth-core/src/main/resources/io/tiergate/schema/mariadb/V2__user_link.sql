-- For io.tiergate.schema.UserLink. Each statement may run again after a run that was interrupted.

-- The tables of the host whose deleted rows take their subjects with them, each with the name of its triggers.
CREATE TABLE IF NOT EXISTS tiergate_user_link (
    table_schema varchar(64) NOT NULL,
    link_name varchar(50) NOT NULL,
    table_name varchar(64) NOT NULL,
    key_column varchar(64) NOT NULL,
    subject_type varchar(50) NOT NULL,
    tenant_key varchar(100),
    tenant_column varchar(64),
    PRIMARY KEY (table_schema, link_name)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- The subjects of one host user, whatever their tenant.
CREATE INDEX IF NOT EXISTS tiergate_subject_ids ON tiergate_subject (subject_id, subject_type);

INSERT IGNORE INTO tiergate_schema (version) VALUES (2);
