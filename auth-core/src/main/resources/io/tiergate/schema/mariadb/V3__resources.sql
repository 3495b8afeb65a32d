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
