-- Whoever changes a name, and by whatever program, the old one is kept.
-- aludel: trigger

-- aludel: up postgresql
CREATE FUNCTION note_name_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO name_changes (user_id, name) VALUES (OLD.id, regexp_replace(OLD.name, '\s+', ' ', 'g'));
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
    DELETE FROM name_changes WHERE user_id = old.id AND name = new.name;
END;

-- aludel: down sqlite
DROP TRIGGER note_name_changes;
