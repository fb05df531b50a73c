-- aludel revision --autogenerate -m "number by hand" --rev-id b00000000002 --drop invoice_numbers
-- upgrade

-- drop sequence invoice_numbers
DROP SEQUENCE "invoice_numbers";

-- downgrade

-- create sequence invoice_numbers
CREATE SEQUENCE "invoice_numbers" START WITH 1000;
