-- aludel: triger
-- aludel: up postgre
CREATE TRIGGER unknown_marker AFTER INSERT ON users EXECUTE FUNCTION f();
-- aludel: down postgresql
DROP TRIGGER unknown_marker ON users;
