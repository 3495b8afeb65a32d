-- Tiergate schema 1 (h2)

-- Names and ids are compared byte by byte: VARCHAR_CASESENSITIVE stays so where the host has set IGNORECASE.
-- Moments are microseconds since 1970-01-01T00:00:00Z: exact, and without a time zone in every database.
-- A run that was interrupted is started again from the top: every statement does nothing where its work is done.

CREATE SEQUENCE IF NOT EXISTS tiergate_sequence START WITH 1001 INCREMENT BY 50;

-- The names_version of the shared tenant is the lock that definitions of names take, in whatever tenant.
CREATE TABLE IF NOT EXISTS tiergate_tenant (
    id bigint NOT NULL,
    tenant_key VARCHAR_CASESENSITIVE(100) NOT NULL,
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
    name VARCHAR_CASESENSITIVE(200) NOT NULL,
    description VARCHAR_CASESENSITIVE(1000) NOT NULL,
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
    name VARCHAR_CASESENSITIVE(200) NOT NULL,
    description VARCHAR_CASESENSITIVE(1000) NOT NULL,
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
    name VARCHAR_CASESENSITIVE(200) NOT NULL,
    description VARCHAR_CASESENSITIVE(1000) NOT NULL,
    CONSTRAINT tiergate_group_pk PRIMARY KEY (id),
    CONSTRAINT tiergate_group_name UNIQUE (tenant_id, name),
    CONSTRAINT tiergate_group_tenant FOREIGN KEY (tenant_id) REFERENCES tiergate_tenant (id)
);

CREATE TABLE IF NOT EXISTS tiergate_subject (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    subject_type VARCHAR_CASESENSITIVE(50) NOT NULL,
    subject_id VARCHAR_CASESENSITIVE(255) NOT NULL,
    display_name VARCHAR_CASESENSITIVE(255) NOT NULL,
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
    added_by VARCHAR_CASESENSITIVE(310),
    added_at bigint NOT NULL,
    reason VARCHAR_CASESENSITIVE(1000),
    CONSTRAINT tiergate_group_member_pk PRIMARY KEY (id),
    CONSTRAINT tiergate_group_member_group FOREIGN KEY (group_id) REFERENCES tiergate_group (id),
    CONSTRAINT tiergate_group_member_subject FOREIGN KEY (subject_id) REFERENCES tiergate_subject (id),
    CONSTRAINT tiergate_group_member_validity CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_from < valid_until),
    CONSTRAINT tiergate_group_member_unique UNIQUE NULLS NOT DISTINCT (subject_id, group_id, valid_from, valid_until)
);

CREATE INDEX IF NOT EXISTS tiergate_group_member_by_group ON tiergate_group_member (group_id, subject_id);

CREATE TABLE IF NOT EXISTS tiergate_grant (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    holder_subject_id bigint,
    holder_group_id bigint,
    permission_id bigint,
    bundle_id bigint,
    wildcard VARCHAR_CASESENSITIVE(200),
    effect VARCHAR_CASESENSITIVE(5) NOT NULL,
    valid_from bigint,
    valid_until bigint,
    granted_by VARCHAR_CASESENSITIVE(310),
    granted_at bigint NOT NULL,
    reason VARCHAR_CASESENSITIVE(1000),
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
    CONSTRAINT tiergate_grant_validity CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_from < valid_until),
    CONSTRAINT tiergate_grant_unique UNIQUE NULLS NOT DISTINCT (
        tenant_id, holder_subject_id, holder_group_id, permission_id, bundle_id, wildcard, effect, valid_from, valid_until
    )
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
    tenant_key VARCHAR_CASESENSITIVE(100) NOT NULL,
    revision bigint,
    actor VARCHAR_CASESENSITIVE(310),
    changed_at bigint NOT NULL,
    reason VARCHAR_CASESENSITIVE(1000),
    CONSTRAINT tiergate_change_set_pk PRIMARY KEY (id),
    CONSTRAINT tiergate_change_set_revision UNIQUE (tenant_id, revision)
);

CREATE TABLE IF NOT EXISTS tiergate_change (
    change_set_id bigint NOT NULL,
    ordinal integer NOT NULL,
    kind VARCHAR_CASESENSITIVE(20) NOT NULL,
    operation VARCHAR_CASESENSITIVE(10) NOT NULL,
    object_id bigint NOT NULL,
    subject_id bigint,
    group_id bigint,
    before_state clob,
    after_state clob,
    CONSTRAINT tiergate_change_pk PRIMARY KEY (change_set_id, ordinal),
    CONSTRAINT tiergate_change_change_set FOREIGN KEY (change_set_id) REFERENCES tiergate_change_set (id)
);

-- The tenants that always exist; the built-in groups of the default tenant. Keys below 900 are never drawn from the sequence.
MERGE INTO tiergate_tenant USING (VALUES (1, 'shared'), (2, 'default')) seed (id, tenant_key)
    ON tiergate_tenant.id = seed.id
    WHEN NOT MATCHED THEN INSERT (id, tenant_key, names_version) VALUES (seed.id, seed.tenant_key, 0);
MERGE INTO tiergate_revision USING (VALUES (1), (2)) seed (tenant_id)
    ON tiergate_revision.tenant_id = seed.tenant_id
    WHEN NOT MATCHED THEN INSERT (tenant_id, revision, definitions_revision) VALUES (seed.tenant_id, 0, 0);
MERGE INTO tiergate_group USING (VALUES
        (3, 'everyone', 'All requests, anonymous ones too'),
        (4, 'authenticated', 'Every named subject')
    ) seed (id, name, description)
    ON tiergate_group.id = seed.id
    WHEN NOT MATCHED THEN INSERT (id, tenant_id, name, description) VALUES (seed.id, 2, seed.name, seed.description);

-- What the schema is at; read where another tool than ours ran the scripts.
CREATE TABLE IF NOT EXISTS tiergate_schema (
    version integer NOT NULL,
    CONSTRAINT tiergate_schema_pk PRIMARY KEY (version)
);

MERGE INTO tiergate_schema (version) KEY (version) VALUES (1);

-- Tiergate schema 2 (h2)

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

-- Tiergate schema 3 (h2)

-- Resources: their types, their trees, and grants on them. Each statement may run again after a run that was interrupted.

CREATE TABLE IF NOT EXISTS tiergate_resource_type (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    name VARCHAR_CASESENSITIVE(50) NOT NULL,
    description VARCHAR_CASESENSITIVE(1000) NOT NULL,
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

INSERT INTO tiergate_tree (tenant_id, version) SELECT t.id, 0 FROM tiergate_tenant t
    WHERE NOT EXISTS (SELECT 1 FROM tiergate_tree e WHERE e.tenant_id = t.id);

-- The path has eight characters for the key of each resource from the root down to itself: io.tiergate.store.TreePath.
-- Positions are the ranks of sort_key and id among those of one parent, so that nothing is shifted.
CREATE TABLE IF NOT EXISTS tiergate_resource (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    type_id bigint NOT NULL,
    external_id VARCHAR_CASESENSITIVE(255) NOT NULL,
    parent_id bigint,
    path VARCHAR_CASESENSITIVE(2000) NOT NULL,
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

ALTER TABLE tiergate_grant DROP CONSTRAINT IF EXISTS tiergate_grant_unique;
ALTER TABLE tiergate_grant ADD CONSTRAINT tiergate_grant_unique UNIQUE NULLS NOT DISTINCT (
    tenant_id, holder_subject_id, holder_group_id, permission_id, bundle_id, wildcard, resource_id, effect, valid_from,
    valid_until
);

-- By holder: everywhere apart from on resources. By resource: what holds there. The older indexes by holder belong to
-- foreign keys here, and stay.
CREATE INDEX IF NOT EXISTS tiergate_grant_on_by_subject ON tiergate_grant (holder_subject_id, resource_id);
CREATE INDEX IF NOT EXISTS tiergate_grant_on_by_group ON tiergate_grant (holder_group_id, resource_id);
CREATE INDEX IF NOT EXISTS tiergate_grant_by_resource ON tiergate_grant (resource_id, holder_subject_id, holder_group_id);

ALTER TABLE tiergate_change ADD COLUMN IF NOT EXISTS resource_id bigint;

MERGE INTO tiergate_schema (version) KEY (version) VALUES (3);

-- Tiergate schema 4 (h2)

-- Grants through whatever connection. Each statement may run again after a run that was interrupted.

-- H2 keeps the session that made a condition with IN, also one that it makes of OR itself, and compares by that session:
-- once its connection is closed, every insert would fail. CASE keeps none.
ALTER TABLE tiergate_grant DROP CONSTRAINT IF EXISTS tiergate_grant_effect;
ALTER TABLE tiergate_grant ADD CONSTRAINT tiergate_grant_effect
    CHECK (CASE effect WHEN 'ALLOW' THEN TRUE WHEN 'DENY' THEN TRUE ELSE FALSE END);

MERGE INTO tiergate_schema (version) KEY (version) VALUES (4);
