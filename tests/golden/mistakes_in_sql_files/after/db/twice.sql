-- aludel: trigger
-- aludel: up sqlite
CREATE TRIGGER twice AFTER INSERT ON users BEGIN SELECT 1; END;
-- aludel: down
DROP TRIGGER twice;
