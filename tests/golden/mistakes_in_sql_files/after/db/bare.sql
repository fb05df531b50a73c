-- Nothing says what this is.
-- aludel: trigger
-- aludel: up
CREATE TRIGGER bare AFTER INSERT ON users BEGIN SELECT 1; END;
