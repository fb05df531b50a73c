-- Whoever changes a name, and by whatever program, the old one is kept.
-- aludel: trigger

-- aludel: up postgresql
CREATE FUNCTION note_name_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO name_changes (user_id, name) VALUES (OLD.id, OLD.name);
    RETURN NEW;
END
$$;
CREATE TRIGGER note_name_changes BEFORE UPDATE OF name ON users FOR EACH ROW EXECUTE FUNCTION note_name_changes();

-- aludel: down postgresql
DROP TRIGGER note_name_changes ON users;
DROP FUNCTION note_name_changes();

-- aludel: up sqlite
CREATE TRIGGER note_name_changes AFTER UPDATE OF name ON users
BEGIN
    INSERT INTO name_changes (user_id, name) VALUES (old.id, old.name);
END;

-- aludel: down sqlite
DROP TRIGGER note_name_changes;
