#pragma once

#include <vector>

#include "sqlite/database.h"

namespace aludel::runtime::sqlite {

/// The value of a switch of sqlite3_db_config() (SQLITE_DBCONFIG_...).
int setting(const Database& database, int which);

/// Sets a switch, and puts back what it was at the end of its life.
class Setting {
public:
    Setting(const Database& database, int which, int value);
    ~Setting();
    Setting(const Setting&) = delete;
    Setting& operator=(const Setting&) = delete;

private:
    const Database& database_;
    int which_;
    int before_;
};

/// What a run of revisions needs: names in double quotes are names, renamings are followed, checks are checked. Put
/// back at the end of its life.
class RunSettings {
public:
    explicit RunSettings(const Database& database);
    ~RunSettings();
    RunSettings(const RunSettings&) = delete;
    RunSettings& operator=(const RunSettings&) = delete;

private:
    const Database& database_;
    Setting names_in_queries_;
    Setting names_in_definitions_;
    Setting renames_followed_;
    bool ignored_checks_ = false;
};

}  // namespace aludel::runtime::sqlite
