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
