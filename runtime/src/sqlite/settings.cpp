#include "sqlite/settings.h"

namespace aludel::runtime::sqlite {

int setting(const Database& database, int which) {
    int value = 0;
    sqlite3_db_config(database.get(), which, -1, &value);
    return value;
}

Setting::Setting(const Database& database, int which, int value) : database_(database), which_(which), before_(setting(database, which)) {
    sqlite3_db_config(database.get(), which, value, nullptr);
}

Setting::~Setting() {
    sqlite3_db_config(database_.get(), which_, before_, nullptr);
}

RunSettings::RunSettings(const Database& database)
    : database_(database),
      names_in_queries_(database, SQLITE_DBCONFIG_DQS_DML, 0),
      names_in_definitions_(database, SQLITE_DBCONFIG_DQS_DDL, 0),
      renames_followed_(database, SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, 0) {
    const auto value = database.value("PRAGMA ignore_check_constraints");
    ignored_checks_ = value && *value == Value(std::int64_t{1});
    if (ignored_checks_) database.execute("PRAGMA ignore_check_constraints = 0");
}

RunSettings::~RunSettings() {
    // A flag of the connection: there is nothing to wait for and nothing to fail.
    if (ignored_checks_) sqlite3_exec(database_.get(), "PRAGMA ignore_check_constraints = 1", nullptr, nullptr, nullptr);
}

}  // namespace aludel::runtime::sqlite
