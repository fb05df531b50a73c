-- aludel: trigger
-- aludel: up sqlite
CREATE TRIGGER twice AFTER INSERT ON users BEGIN SELECT 1; END;
-- aludel: up sqlite
CREATE TRIGGER twice AFTER INSERT ON users BEGIN SELECT 2; END;
-- aludel: down
-- nothing but this
