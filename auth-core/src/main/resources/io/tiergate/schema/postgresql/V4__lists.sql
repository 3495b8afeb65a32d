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
