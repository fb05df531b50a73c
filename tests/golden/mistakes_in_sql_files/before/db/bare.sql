-- Nothing says what this is.
CREATE TRIGGER bare AFTER INSERT ON users BEGIN SELECT 1; END;
