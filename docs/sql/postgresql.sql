-- Tiergate schema 1 (postgresql)

-- Names and ids are compared byte by byte: COLLATE "C", whatever the collation of the database.
-- Moments are microseconds since 1970-01-01T00:00:00Z: exact, and without a time zone in every database.
-- A run that was interrupted is started again from the top: every statement does nothing where its work is done.

CREATE SEQUENCE IF NOT EXISTS tiergate_sequence START WITH 1001 INCREMENT BY 50;

-- The names_version of the shared tenant is the lock that definitions of names take, in whatever tenant.
CREATE TABLE IF NOT EXISTS tiergate_tenant (
    id bigint NOT NULL,
    tenant_key varchar(100) COLLATE "C" NOT NULL,
    names_version bigint NOT NULL,
    CONSTRAINT tiergate_tenant_pk PRIMARY KEY (id),
    CONSTRAINT tiergate_tenant_key UNIQUE (tenant_key)
);

-- Apart from the tenant, since rows that refer to a tenant lock it, and the revision is written by every change. No
-- foreign key: the revision outlives its tenant, as the log does.
CREATE TABLE IF NOT EXISTS tiergate_revision (
    tenant_id bigint NOT NULL,
    revision bigint NOT NULL,
    definitions_revision bigint NOT NULL,
    CONSTRAINT tiergate_revision_pk PRIMARY KEY (tenant_id)
);

CREATE TABLE IF NOT EXISTS tiergate_permission (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    name varchar(200) COLLATE "C" NOT NULL,
    description varchar(1000) COLLATE "C" NOT NULL,
    declared boolean NOT NULL,
    retired boolean NOT NULL,
    CONSTRAINT tiergate_permission_pk PRIMARY KEY (id),
    CONSTRAINT tiergate_permission_name UNIQUE (tenant_id, name),
    CONSTRAINT tiergate_permission_tenant FOREIGN KEY (tenant_id) REFERENCES tiergate_tenant (id)
);

CREATE INDEX IF NOT EXISTS tiergate_permission_names ON tiergate_permission (name);

CREATE TABLE IF NOT EXISTS tiergate_bundle (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    name varchar(200) COLLATE "C" NOT NULL,
    description varchar(1000) COLLATE "C" NOT NULL,
    CONSTRAINT tiergate_bundle_pk PRIMARY KEY (id),
    CONSTRAINT tiergate_bundle_name UNIQUE (tenant_id, name),
    CONSTRAINT tiergate_bundle_tenant FOREIGN KEY (tenant_id) REFERENCES tiergate_tenant (id)
);

CREATE INDEX IF NOT EXISTS tiergate_bundle_names ON tiergate_bundle (name);

CREATE TABLE IF NOT EXISTS tiergate_bundle_permission (
    bundle_id bigint NOT NULL,
    permission_id bigint NOT NULL,
    CONSTRAINT tiergate_bundle_permission_pk PRIMARY KEY (bundle_id, permission_id),
    CONSTRAINT tiergate_bundle_permission_bundle FOREIGN KEY (bundle_id) REFERENCES tiergate_bundle (id),
    CONSTRAINT tiergate_bundle_permission_permission FOREIGN KEY (permission_id) REFERENCES tiergate_permission (id)
);

CREATE INDEX IF NOT EXISTS tiergate_bundle_permission_by_permission ON tiergate_bundle_permission (permission_id);

CREATE TABLE IF NOT EXISTS tiergate_group (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    name varchar(200) COLLATE "C" NOT NULL,
    description varchar(1000) COLLATE "C" NOT NULL,
    CONSTRAINT tiergate_group_pk PRIMARY KEY (id),
    CONSTRAINT tiergate_group_name UNIQUE (tenant_id, name),
    CONSTRAINT tiergate_group_tenant FOREIGN KEY (tenant_id) REFERENCES tiergate_tenant (id)
);

CREATE TABLE IF NOT EXISTS tiergate_subject (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    subject_type varchar(50) COLLATE "C" NOT NULL,
    subject_id varchar(255) COLLATE "C" NOT NULL,
    display_name varchar(255) COLLATE "C" NOT NULL,
    suspended boolean NOT NULL,
    CONSTRAINT tiergate_subject_pk PRIMARY KEY (id),
    CONSTRAINT tiergate_subject_id UNIQUE (tenant_id, subject_type, subject_id),
    CONSTRAINT tiergate_subject_tenant FOREIGN KEY (tenant_id) REFERENCES tiergate_tenant (id)
);

CREATE TABLE IF NOT EXISTS tiergate_group_member (
    id bigint NOT NULL,
    group_id bigint NOT NULL,
    subject_id bigint NOT NULL,
    valid_from bigint,
    valid_until bigint,
    added_by varchar(310) COLLATE "C",
    added_at bigint NOT NULL,
    reason varchar(1000) COLLATE "C",
    CONSTRAINT tiergate_group_member_pk PRIMARY KEY (id),
    CONSTRAINT tiergate_group_member_group FOREIGN KEY (group_id) REFERENCES tiergate_group (id),
    CONSTRAINT tiergate_group_member_subject FOREIGN KEY (subject_id) REFERENCES tiergate_subject (id),
    CONSTRAINT tiergate_group_member_validity CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_from < valid_until)
);

CREATE UNIQUE INDEX IF NOT EXISTS tiergate_group_member_unique ON tiergate_group_member (
    subject_id, group_id, coalesce(valid_from, -9223372036854775808), coalesce(valid_until, 9223372036854775807)
);

CREATE INDEX IF NOT EXISTS tiergate_group_member_by_group ON tiergate_group_member (group_id, subject_id);

CREATE TABLE IF NOT EXISTS tiergate_grant (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    holder_subject_id bigint,
    holder_group_id bigint,
    permission_id bigint,
    bundle_id bigint,
    wildcard varchar(200) COLLATE "C",
    effect varchar(5) COLLATE "C" NOT NULL,
    valid_from bigint,
    valid_until bigint,
    granted_by varchar(310) COLLATE "C",
    granted_at bigint NOT NULL,
    reason varchar(1000) COLLATE "C",
    CONSTRAINT tiergate_grant_pk PRIMARY KEY (id),
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
    CONSTRAINT tiergate_grant_validity CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_from < valid_until)
);

CREATE UNIQUE INDEX IF NOT EXISTS tiergate_grant_unique ON tiergate_grant (
    tenant_id, coalesce(holder_subject_id, 0), coalesce(holder_group_id, 0), coalesce(permission_id, 0),
    coalesce(bundle_id, 0), coalesce(wildcard, ''), effect, coalesce(valid_from, -9223372036854775808),
    coalesce(valid_until, 9223372036854775807)
);

CREATE INDEX IF NOT EXISTS tiergate_grant_by_subject ON tiergate_grant (holder_subject_id);
CREATE INDEX IF NOT EXISTS tiergate_grant_by_group ON tiergate_grant (holder_group_id);
CREATE INDEX IF NOT EXISTS tiergate_grant_by_permission ON tiergate_grant (permission_id);
CREATE INDEX IF NOT EXISTS tiergate_grant_by_bundle ON tiergate_grant (bundle_id);
CREATE INDEX IF NOT EXISTS tiergate_grant_by_wildcard ON tiergate_grant (tenant_id, wildcard);

-- Append-only. No foreign keys: the log outlives what it tells of. A set gets its revision when its transaction commits.
CREATE TABLE IF NOT EXISTS tiergate_change_set (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    tenant_key varchar(100) COLLATE "C" NOT NULL,
    revision bigint,
    actor varchar(310) COLLATE "C",
    changed_at bigint NOT NULL,
    reason varchar(1000) COLLATE "C",
    CONSTRAINT tiergate_change_set_pk PRIMARY KEY (id),
    CONSTRAINT tiergate_change_set_revision UNIQUE (tenant_id, revision)
);

CREATE TABLE IF NOT EXISTS tiergate_change (
    change_set_id bigint NOT NULL,
    ordinal integer NOT NULL,
    kind varchar(20) COLLATE "C" NOT NULL,
    operation varchar(10) COLLATE "C" NOT NULL,
    object_id bigint NOT NULL,
    subject_id bigint,
    group_id bigint,
    before_state text,
    after_state text,
    CONSTRAINT tiergate_change_pk PRIMARY KEY (change_set_id, ordinal),
    CONSTRAINT tiergate_change_change_set FOREIGN KEY (change_set_id) REFERENCES tiergate_change_set (id)
);

-- The tenants that always exist; the built-in groups of the default tenant. Keys below 900 are never drawn from the sequence.
INSERT INTO tiergate_tenant (id, tenant_key, names_version) VALUES (1, 'shared', 0), (2, 'default', 0)
    ON CONFLICT DO NOTHING;
INSERT INTO tiergate_revision (tenant_id, revision, definitions_revision) VALUES (1, 0, 0), (2, 0, 0)
    ON CONFLICT DO NOTHING;
INSERT INTO tiergate_group (id, tenant_id, name, description) VALUES
    (3, 2, 'everyone', 'All requests, anonymous ones too'),
    (4, 2, 'authenticated', 'Every named subject')
    ON CONFLICT DO NOTHING;

-- What the schema is at; read where another tool than ours ran the scripts.
CREATE TABLE IF NOT EXISTS tiergate_schema (
    version integer NOT NULL,
    CONSTRAINT tiergate_schema_pk PRIMARY KEY (version)
);

INSERT INTO tiergate_schema (version) VALUES (1) ON CONFLICT DO NOTHING;

-- Tiergate schema 2 (postgresql)

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

-- Tiergate schema 3 (postgresql)

-- Resources: their types, their trees, and grants on them. Each statement may run again after a run that was interrupted.

CREATE TABLE IF NOT EXISTS tiergate_resource_type (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    name varchar(50) COLLATE "C" NOT NULL,
    description varchar(1000) COLLATE "C" NOT NULL,
    owner_bundle_id bigint,
    bound boolean NOT NULL,
    CONSTRAINT tiergate_resource_type_pk PRIMARY KEY (id),
    CONSTRAINT tiergate_resource_type_name UNIQUE (tenant_id, name),
    CONSTRAINT tiergate_resource_type_tenant FOREIGN KEY (tenant_id) REFERENCES tiergate_tenant (id),
    CONSTRAINT tiergate_resource_type_owner_bundle FOREIGN KEY (owner_bundle_id) REFERENCES tiergate_bundle (id)
);

CREATE INDEX IF NOT EXISTS tiergate_resource_type_names ON tiergate_resource_type (name);
CREATE INDEX IF NOT EXISTS tiergate_resource_type_by_bundle ON tiergate_resource_type (owner_bundle_id);

CREATE TABLE IF NOT EXISTS tiergate_resource_type_permission (
    type_id bigint NOT NULL,
    permission_id bigint NOT NULL,
    CONSTRAINT tiergate_resource_type_permission_pk PRIMARY KEY (type_id, permission_id),
    CONSTRAINT tiergate_resource_type_permission_type FOREIGN KEY (type_id) REFERENCES tiergate_resource_type (id),
    CONSTRAINT tiergate_resource_type_permission_permission FOREIGN KEY (permission_id) REFERENCES tiergate_permission (id)
);

CREATE INDEX IF NOT EXISTS tiergate_resource_type_permission_by_permission
    ON tiergate_resource_type_permission (permission_id);

-- Who adds to a tree of the tenant shares this row, and who moves or removes a branch has it alone, before any other lock.
CREATE TABLE IF NOT EXISTS tiergate_tree (
    tenant_id bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT tiergate_tree_pk PRIMARY KEY (tenant_id)
);

INSERT INTO tiergate_tree (tenant_id, version) SELECT id, 0 FROM tiergate_tenant ON CONFLICT DO NOTHING;

-- The path has eight characters for the key of each resource from the root down to itself: io.tiergate.store.TreePath.
-- Positions are the ranks of sort_key and id among those of one parent, so that nothing is shifted.
CREATE TABLE IF NOT EXISTS tiergate_resource (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    type_id bigint NOT NULL,
    external_id varchar(255) COLLATE "C" NOT NULL,
    parent_id bigint,
    path varchar(2000) COLLATE "C" NOT NULL,
    sort_key bigint NOT NULL,
    owner_subject_id bigint,
    owner_group_id bigint,
    CONSTRAINT tiergate_resource_pk PRIMARY KEY (id),
    CONSTRAINT tiergate_resource_id UNIQUE (tenant_id, type_id, external_id),
    CONSTRAINT tiergate_resource_path UNIQUE (path),
    CONSTRAINT tiergate_resource_tenant FOREIGN KEY (tenant_id) REFERENCES tiergate_tenant (id),
    CONSTRAINT tiergate_resource_of_type FOREIGN KEY (type_id) REFERENCES tiergate_resource_type (id),
    CONSTRAINT tiergate_resource_parent FOREIGN KEY (parent_id) REFERENCES tiergate_resource (id),
    CONSTRAINT tiergate_resource_owner_subject FOREIGN KEY (owner_subject_id) REFERENCES tiergate_subject (id),
    CONSTRAINT tiergate_resource_owner_group FOREIGN KEY (owner_group_id) REFERENCES tiergate_group (id),
    CONSTRAINT tiergate_resource_one_owner CHECK (owner_subject_id IS NULL OR owner_group_id IS NULL)
);

CREATE INDEX IF NOT EXISTS tiergate_resource_siblings ON tiergate_resource (parent_id, tenant_id, sort_key, id);
CREATE INDEX IF NOT EXISTS tiergate_resource_of_types ON tiergate_resource (type_id);
CREATE INDEX IF NOT EXISTS tiergate_resource_by_owner_subject ON tiergate_resource (owner_subject_id, id);
CREATE INDEX IF NOT EXISTS tiergate_resource_by_owner_group ON tiergate_resource (owner_group_id, id);

ALTER TABLE tiergate_grant ADD COLUMN IF NOT EXISTS resource_id bigint;
ALTER TABLE tiergate_grant DROP CONSTRAINT IF EXISTS tiergate_grant_resource;
ALTER TABLE tiergate_grant ADD CONSTRAINT tiergate_grant_resource
    FOREIGN KEY (resource_id) REFERENCES tiergate_resource (id);

DROP INDEX IF EXISTS tiergate_grant_unique;
CREATE UNIQUE INDEX IF NOT EXISTS tiergate_grant_unique ON tiergate_grant (
    tenant_id, coalesce(holder_subject_id, 0), coalesce(holder_group_id, 0), coalesce(permission_id, 0),
    coalesce(bundle_id, 0), coalesce(wildcard, ''), coalesce(resource_id, 0), effect,
    coalesce(valid_from, -9223372036854775808), coalesce(valid_until, 9223372036854775807)
);

-- By holder: everywhere apart from on resources. By resource: what holds there.
DROP INDEX IF EXISTS tiergate_grant_by_subject;
CREATE INDEX IF NOT EXISTS tiergate_grant_by_subject ON tiergate_grant (holder_subject_id, resource_id);
DROP INDEX IF EXISTS tiergate_grant_by_group;
CREATE INDEX IF NOT EXISTS tiergate_grant_by_group ON tiergate_grant (holder_group_id, resource_id);
CREATE INDEX IF NOT EXISTS tiergate_grant_by_resource ON tiergate_grant (resource_id, holder_subject_id, holder_group_id);

ALTER TABLE tiergate_change ADD COLUMN IF NOT EXISTS resource_id bigint;

INSERT INTO tiergate_schema (version) VALUES (3) ON CONFLICT DO NOTHING;

-- Tiergate schema 4 (postgresql)

-- Lists of what somebody owns or may use, and moves beside rows of the host. Each statement may run again after a run that
-- was interrupted.

-- The path ends in the key of its own row, and so is unique anyway. A unique index would make a move, which writes the path,
-- wait for rows of the host that refer to what is moved, and these for the move. With the key, so that what lies below a
-- place is found without its rows.
CREATE INDEX IF NOT EXISTS tiergate_resource_places ON tiergate_resource (path) INCLUDE (id);
ALTER TABLE tiergate_resource DROP CONSTRAINT IF EXISTS tiergate_resource_path;

-- What somebody owns of a type.
DROP INDEX IF EXISTS tiergate_resource_by_owner_subject;
CREATE INDEX IF NOT EXISTS tiergate_resource_by_owner_subject ON tiergate_resource (owner_subject_id, type_id, id);
DROP INDEX IF EXISTS tiergate_resource_by_owner_group;
CREATE INDEX IF NOT EXISTS tiergate_resource_by_owner_group ON tiergate_resource (owner_group_id, type_id, id);

INSERT INTO tiergate_schema (version) VALUES (4) ON CONFLICT DO NOTHING;
