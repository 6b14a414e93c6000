-- AT is a reserved word of the engine.
SELECT "at", query_id, role, origin, action, target, outcome
FROM system.main.sys_live_audit_log()
