-- Grants through whatever connection. Each statement may run again after a run that was interrupted.

-- H2 keeps the session that made a condition with IN, also one that it makes of OR itself, and compares by that session:
-- once its connection is closed, every insert would fail. CASE keeps none.
ALTER TABLE tiergate_grant DROP CONSTRAINT IF EXISTS tiergate_grant_effect;
ALTER TABLE tiergate_grant ADD CONSTRAINT tiergate_grant_effect
    CHECK (CASE effect WHEN 'ALLOW' THEN TRUE WHEN 'DENY' THEN TRUE ELSE FALSE END);

MERGE INTO tiergate_schema (version) KEY (version) VALUES (4);
