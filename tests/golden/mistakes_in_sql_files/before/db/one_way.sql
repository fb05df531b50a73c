-- aludel: function
-- aludel: up postgresql
CREATE FUNCTION "one way"() RETURNS int LANGUAGE sql AS 'SELECT 1';
