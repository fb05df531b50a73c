-- aludel: trigger
-- aludel: up sqlite
CREATE TRIGGER keep_name_changes BEFORE DELETE ON name_changes BEGIN SELECT RAISE(ABORT, 'what was changed is "kept"'); END
-- aludel: down sqlite
DROP TRIGGER keep_name_changes
