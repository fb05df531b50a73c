#pragma once

#include <optional>
#include <string>

#include "postgresql/connection.h"

namespace aludel::runtime::postgresql {

/// What a session has set for a run of revisions. Put back at the end of its life.
class RunSettings {
public:
    explicit RunSettings(Connection& connection);
    ~RunSettings();
    RunSettings(const RunSettings&) = delete;
    RunSettings& operator=(const RunSettings&) = delete;

private:
    Connection& connection_;
    std::optional<std::string> check_interval_before_ = {};
};

}  // namespace aludel::runtime::postgresql
