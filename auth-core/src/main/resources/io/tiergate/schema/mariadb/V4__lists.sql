-- Lists of what somebody owns. Each statement may run again after a run that was interrupted.

-- What somebody owns of a type. The key of the row is at the end of each index anyway. Exchanged in one statement, since the
-- foreign keys need an index at every moment.
ALTER TABLE tiergate_resource DROP INDEX IF EXISTS tiergate_resource_by_owner_subject,
    ADD INDEX tiergate_resource_by_owner_subject (owner_subject_id, type_id);
ALTER TABLE tiergate_resource DROP INDEX IF EXISTS tiergate_resource_by_owner_group,
    ADD INDEX tiergate_resource_by_owner_group (owner_group_id, type_id);

INSERT IGNORE INTO tiergate_schema (version) VALUES (4);
