-- aludel revision --autogenerate -m "say what settings are" --rev-id b00000000002
-- upgrade

-- alter table settings: comment, without rowid
COMMENT ON TABLE "settings" IS 'One row a setting.';

-- downgrade

-- alter table settings: no comment, with rowid
COMMENT ON TABLE "settings" IS NULL;
