-- Tiergate schema 1 (mariadb)

-- Names and ids are compared byte by byte: utf8mb4_nopad_bin (utf8mb4_bin takes 'alice ' for 'alice').
-- Moments are microseconds since 1970-01-01T00:00:00Z: exact, and without a time zone in every database.
-- A run that was interrupted is started again from the top: every statement does nothing where its work is done.

CREATE SEQUENCE IF NOT EXISTS tiergate_sequence START WITH 1001 INCREMENT BY 50;

-- The names_version of the shared tenant is the lock that definitions of names take, in whatever tenant.
CREATE TABLE IF NOT EXISTS tiergate_tenant (
    id bigint NOT NULL,
    tenant_key varchar(100) NOT NULL,
    names_version bigint NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT tiergate_tenant_key UNIQUE (tenant_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- Apart from the tenant, since rows that refer to a tenant lock it, and the revision is written by every change. No
-- foreign key: the revision outlives its tenant, as the log does.
CREATE TABLE IF NOT EXISTS tiergate_revision (
    tenant_id bigint NOT NULL,
    revision bigint NOT NULL,
    definitions_revision bigint NOT NULL,
    PRIMARY KEY (tenant_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS tiergate_permission (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    name varchar(200) NOT NULL,
    description varchar(1000) NOT NULL,
    declared boolean NOT NULL,
    retired boolean NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT tiergate_permission_name UNIQUE (tenant_id, name),
    CONSTRAINT tiergate_permission_tenant FOREIGN KEY (tenant_id) REFERENCES tiergate_tenant (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS tiergate_permission_names ON tiergate_permission (name);

CREATE TABLE IF NOT EXISTS tiergate_bundle (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    name varchar(200) NOT NULL,
    description varchar(1000) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT tiergate_bundle_name UNIQUE (tenant_id, name),
    CONSTRAINT tiergate_bundle_tenant FOREIGN KEY (tenant_id) REFERENCES tiergate_tenant (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS tiergate_bundle_names ON tiergate_bundle (name);

CREATE TABLE IF NOT EXISTS tiergate_bundle_permission (
    bundle_id bigint NOT NULL,
    permission_id bigint NOT NULL,
    PRIMARY KEY (bundle_id, permission_id),
    CONSTRAINT tiergate_bundle_permission_bundle FOREIGN KEY (bundle_id) REFERENCES tiergate_bundle (id),
    CONSTRAINT tiergate_bundle_permission_permission FOREIGN KEY (permission_id) REFERENCES tiergate_permission (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS tiergate_bundle_permission_by_permission ON tiergate_bundle_permission (permission_id);

CREATE TABLE IF NOT EXISTS tiergate_group (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    name varchar(200) NOT NULL,
    description varchar(1000) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT tiergate_group_name UNIQUE (tenant_id, name),
    CONSTRAINT tiergate_group_tenant FOREIGN KEY (tenant_id) REFERENCES tiergate_tenant (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS tiergate_subject (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    subject_type varchar(50) NOT NULL,
    subject_id varchar(255) NOT NULL,
    display_name varchar(255) NOT NULL,
    suspended boolean NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT tiergate_subject_id UNIQUE (tenant_id, subject_type, subject_id),
    CONSTRAINT tiergate_subject_tenant FOREIGN KEY (tenant_id) REFERENCES tiergate_tenant (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS tiergate_group_member (
    id bigint NOT NULL,
    group_id bigint NOT NULL,
    subject_id bigint NOT NULL,
    valid_from bigint,
    valid_until bigint,
    added_by varchar(310),
    added_at bigint NOT NULL,
    reason varchar(1000),
    unique_from bigint AS (coalesce(valid_from, -9223372036854775808)) VIRTUAL,
    unique_until bigint AS (coalesce(valid_until, 9223372036854775807)) VIRTUAL,
    PRIMARY KEY (id),
    CONSTRAINT tiergate_group_member_group FOREIGN KEY (group_id) REFERENCES tiergate_group (id),
    CONSTRAINT tiergate_group_member_subject FOREIGN KEY (subject_id) REFERENCES tiergate_subject (id),
    CONSTRAINT tiergate_group_member_validity CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_from < valid_until),
    CONSTRAINT tiergate_group_member_unique UNIQUE (subject_id, group_id, unique_from, unique_until)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS tiergate_group_member_by_group ON tiergate_group_member (group_id, subject_id);

CREATE TABLE IF NOT EXISTS tiergate_grant (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    holder_subject_id bigint,
    holder_group_id bigint,
    permission_id bigint,
    bundle_id bigint,
    wildcard varchar(200),
    effect varchar(5) NOT NULL,
    valid_from bigint,
    valid_until bigint,
    granted_by varchar(310),
    granted_at bigint NOT NULL,
    reason varchar(1000),
    unique_subject_id bigint AS (coalesce(holder_subject_id, 0)) VIRTUAL,
    unique_group_id bigint AS (coalesce(holder_group_id, 0)) VIRTUAL,
    unique_permission_id bigint AS (coalesce(permission_id, 0)) VIRTUAL,
    unique_bundle_id bigint AS (coalesce(bundle_id, 0)) VIRTUAL,
    unique_wildcard varchar(200) AS (coalesce(wildcard, '')) VIRTUAL,
    unique_from bigint AS (coalesce(valid_from, -9223372036854775808)) VIRTUAL,
    unique_until bigint AS (coalesce(valid_until, 9223372036854775807)) VIRTUAL,
    PRIMARY KEY (id),
    CONSTRAINT tiergate_grant_tenant FOREIGN KEY (tenant_id) REFERENCES tiergate_tenant (id),
    CONSTRAINT tiergate_grant_subject FOREIGN KEY (holder_subject_id) REFERENCES tiergate_subject (id),
    CONSTRAINT tiergate_grant_group FOREIGN KEY (holder_group_id) REFERENCES tiergate_group (id),
    CONSTRAINT tiergate_grant_permission FOREIGN KEY (permission_id) REFERENCES tiergate_permission (id),
    CONSTRAINT tiergate_grant_bundle FOREIGN KEY (bundle_id) REFERENCES tiergate_bundle (id),
    CONSTRAINT tiergate_grant_one_holder CHECK (
        (holder_subject_id IS NULL AND holder_group_id IS NOT NULL)
        OR (holder_subject_id IS NOT NULL AND holder_group_id IS NULL)
    ),
    CONSTRAINT tiergate_grant_one_what CHECK (
        (permission_id IS NOT NULL AND bundle_id IS NULL AND wildcard IS NULL)
        OR (permission_id IS NULL AND bundle_id IS NOT NULL AND wildcard IS NULL)
        OR (permission_id IS NULL AND bundle_id IS NULL AND wildcard IS NOT NULL)
    ),
    CONSTRAINT tiergate_grant_wildcard CHECK (wildcard = '*' OR wildcard LIKE '_%.*'),
    CONSTRAINT tiergate_grant_effect CHECK (effect IN ('ALLOW', 'DENY')),
    CONSTRAINT tiergate_grant_validity CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_from < valid_until),
    CONSTRAINT tiergate_grant_unique UNIQUE (
        tenant_id, unique_subject_id, unique_group_id, unique_permission_id, unique_bundle_id, unique_wildcard, effect,
        unique_from, unique_until
    )
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS tiergate_grant_by_subject ON tiergate_grant (holder_subject_id);
CREATE INDEX IF NOT EXISTS tiergate_grant_by_group ON tiergate_grant (holder_group_id);
CREATE INDEX IF NOT EXISTS tiergate_grant_by_permission ON tiergate_grant (permission_id);
CREATE INDEX IF NOT EXISTS tiergate_grant_by_bundle ON tiergate_grant (bundle_id);
CREATE INDEX IF NOT EXISTS tiergate_grant_by_wildcard ON tiergate_grant (tenant_id, wildcard);

-- Append-only. No foreign keys: the log outlives what it tells of. A set gets its revision when its transaction commits.
CREATE TABLE IF NOT EXISTS tiergate_change_set (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    tenant_key varchar(100) NOT NULL,
    revision bigint,
    actor varchar(310),
    changed_at bigint NOT NULL,
    reason varchar(1000),
    PRIMARY KEY (id),
    CONSTRAINT tiergate_change_set_revision UNIQUE (tenant_id, revision)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS tiergate_change (
    change_set_id bigint NOT NULL,
    ordinal integer NOT NULL,
    kind varchar(20) NOT NULL,
    operation varchar(10) NOT NULL,
    object_id bigint NOT NULL,
    subject_id bigint,
    group_id bigint,
    before_state mediumtext,
    after_state mediumtext,
    PRIMARY KEY (change_set_id, ordinal),
    CONSTRAINT tiergate_change_change_set FOREIGN KEY (change_set_id) REFERENCES tiergate_change_set (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- The tenants that always exist; the built-in groups of the default tenant. Keys below 900 are never drawn from the sequence.
INSERT IGNORE INTO tiergate_tenant (id, tenant_key, names_version) VALUES (1, 'shared', 0), (2, 'default', 0);
INSERT IGNORE INTO tiergate_revision (tenant_id, revision, definitions_revision) VALUES (1, 0, 0), (2, 0, 0);
INSERT IGNORE INTO tiergate_group (id, tenant_id, name, description) VALUES
    (3, 2, 'everyone', 'All requests, anonymous ones too'),
    (4, 2, 'authenticated', 'Every named subject');

-- What the schema is at; read where another tool than ours ran the scripts.
CREATE TABLE IF NOT EXISTS tiergate_schema (
    version integer NOT NULL,
    PRIMARY KEY (version)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

INSERT IGNORE INTO tiergate_schema (version) VALUES (1);

-- Tiergate schema 2 (mariadb)

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

-- Tiergate schema 3 (mariadb)

-- Resources: their types, their trees, and grants on them. Each statement may run again after a run that was interrupted.

CREATE TABLE IF NOT EXISTS tiergate_resource_type (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    name varchar(50) NOT NULL,
    description varchar(1000) NOT NULL,
    owner_bundle_id bigint,
    bound boolean NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT tiergate_resource_type_name UNIQUE (tenant_id, name),
    CONSTRAINT tiergate_resource_type_tenant FOREIGN KEY (tenant_id) REFERENCES tiergate_tenant (id),
    CONSTRAINT tiergate_resource_type_owner_bundle FOREIGN KEY (owner_bundle_id) REFERENCES tiergate_bundle (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS tiergate_resource_type_names ON tiergate_resource_type (name);
CREATE INDEX IF NOT EXISTS tiergate_resource_type_by_bundle ON tiergate_resource_type (owner_bundle_id);

CREATE TABLE IF NOT EXISTS tiergate_resource_type_permission (
    type_id bigint NOT NULL,
    permission_id bigint NOT NULL,
    PRIMARY KEY (type_id, permission_id),
    CONSTRAINT tiergate_resource_type_permission_type FOREIGN KEY (type_id) REFERENCES tiergate_resource_type (id),
    CONSTRAINT tiergate_resource_type_permission_permission FOREIGN KEY (permission_id) REFERENCES tiergate_permission (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS tiergate_resource_type_permission_by_permission
    ON tiergate_resource_type_permission (permission_id);

-- Who adds to a tree of the tenant shares this row, and who moves or removes a branch has it alone, before any other lock.
CREATE TABLE IF NOT EXISTS tiergate_tree (
    tenant_id bigint NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (tenant_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

INSERT IGNORE INTO tiergate_tree (tenant_id, version) SELECT id, 0 FROM tiergate_tenant;

-- The path has eight characters for the key of each resource from the root down to itself: io.tiergate.store.TreePath.
-- Positions are the ranks of sort_key and id among those of one parent, so that nothing is shifted.
CREATE TABLE IF NOT EXISTS tiergate_resource (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    type_id bigint NOT NULL,
    external_id varchar(255) NOT NULL,
    parent_id bigint,
    path varchar(2000) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
    sort_key bigint NOT NULL,
    owner_subject_id bigint,
    owner_group_id bigint,
    PRIMARY KEY (id),
    CONSTRAINT tiergate_resource_id UNIQUE (tenant_id, type_id, external_id),
    CONSTRAINT tiergate_resource_path UNIQUE (path),
    CONSTRAINT tiergate_resource_tenant FOREIGN KEY (tenant_id) REFERENCES tiergate_tenant (id),
    CONSTRAINT tiergate_resource_of_type FOREIGN KEY (type_id) REFERENCES tiergate_resource_type (id),
    CONSTRAINT tiergate_resource_parent FOREIGN KEY (parent_id) REFERENCES tiergate_resource (id),
    CONSTRAINT tiergate_resource_owner_subject FOREIGN KEY (owner_subject_id) REFERENCES tiergate_subject (id),
    CONSTRAINT tiergate_resource_owner_group FOREIGN KEY (owner_group_id) REFERENCES tiergate_group (id),
    CONSTRAINT tiergate_resource_one_owner CHECK (owner_subject_id IS NULL OR owner_group_id IS NULL)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS tiergate_resource_siblings ON tiergate_resource (parent_id, tenant_id, sort_key, id);
CREATE INDEX IF NOT EXISTS tiergate_resource_of_types ON tiergate_resource (type_id);
CREATE INDEX IF NOT EXISTS tiergate_resource_by_owner_subject ON tiergate_resource (owner_subject_id, id);
CREATE INDEX IF NOT EXISTS tiergate_resource_by_owner_group ON tiergate_resource (owner_group_id, id);

ALTER TABLE tiergate_grant ADD COLUMN IF NOT EXISTS resource_id bigint;
ALTER TABLE tiergate_grant ADD COLUMN IF NOT EXISTS unique_resource_id bigint AS (coalesce(resource_id, 0)) VIRTUAL;
ALTER TABLE tiergate_grant DROP FOREIGN KEY IF EXISTS tiergate_grant_resource;
ALTER TABLE tiergate_grant ADD CONSTRAINT tiergate_grant_resource
    FOREIGN KEY (resource_id) REFERENCES tiergate_resource (id);

ALTER TABLE tiergate_grant DROP CONSTRAINT IF EXISTS tiergate_grant_unique;
ALTER TABLE tiergate_grant ADD CONSTRAINT tiergate_grant_unique UNIQUE (
    tenant_id, unique_subject_id, unique_group_id, unique_permission_id, unique_bundle_id, unique_wildcard,
    unique_resource_id, effect, unique_from, unique_until
);

-- By holder: everywhere apart from on resources. By resource: what holds there.
ALTER TABLE tiergate_grant DROP INDEX IF EXISTS tiergate_grant_by_subject,
    ADD INDEX tiergate_grant_by_subject (holder_subject_id, resource_id);
ALTER TABLE tiergate_grant DROP INDEX IF EXISTS tiergate_grant_by_group,
    ADD INDEX tiergate_grant_by_group (holder_group_id, resource_id);
CREATE INDEX IF NOT EXISTS tiergate_grant_by_resource ON tiergate_grant (resource_id, holder_subject_id, holder_group_id);

ALTER TABLE tiergate_change ADD COLUMN IF NOT EXISTS resource_id bigint;

INSERT IGNORE INTO tiergate_schema (version) VALUES (3);

-- Tiergate schema 4 (mariadb)

-- Lists of what somebody owns. Each statement may run again after a run that was interrupted.

-- What somebody owns of a type. The key of the row is at the end of each index anyway. Exchanged in one statement, since the
-- foreign keys need an index at every moment.
ALTER TABLE tiergate_resource DROP INDEX IF EXISTS tiergate_resource_by_owner_subject,
    ADD INDEX tiergate_resource_by_owner_subject (owner_subject_id, type_id);
ALTER TABLE tiergate_resource DROP INDEX IF EXISTS tiergate_resource_by_owner_group,
    ADD INDEX tiergate_resource_by_owner_group (owner_group_id, type_id);

INSERT IGNORE INTO tiergate_schema (version) VALUES (4);
