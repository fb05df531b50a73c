#include "postgresql/settings.h"

#include <aludel/runtime/error.h>

namespace aludel::runtime::postgresql {

RunSettings::RunSettings(Connection& connection) : connection_(connection) {
    // So that a server that is busy with a statement notices within seconds that its client is gone, and gives up the locks.
    const std::optional<Value> before =
        connection_.value("SELECT setting FROM pg_settings WHERE name = 'client_connection_check_interval' AND setting = '0'");
    if (!before) return;
    try {
        connection_.execute("SELECT set_config('client_connection_check_interval', '5s', false)");
        check_interval_before_ = std::get<std::string>(*before);
    } catch (const Error&) {
        // The server's system does not support it (https://www.postgresql.org/docs/current/runtime-config-connection.html).
        if (!connection_.alive()) throw;
    }
}

RunSettings::~RunSettings() {
    if (!check_interval_before_ || !connection_.alive()) return;
    try {
        connection_.execute("SELECT set_config('client_connection_check_interval', $1, false)", {*check_interval_before_});
    } catch (const std::exception&) {
        // The session is lost, and its settings with it.
    }
}

}  // namespace aludel::runtime::postgresql
