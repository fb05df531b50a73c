#include <fmt/format.h>

#include "postgresql/twin.h"

namespace aludel::runtime::postgresql {

TwinRoom::TwinRoom(Connection& connection) : connection_(connection), own_transaction_(!connection.in_transaction()) {
    if (own_transaction_) {
        connection_.begin("BEGIN");
    } else {
        connection_.execute("SAVEPOINT aludel_twin");
    }
    prepare();
}

TwinRoom::~TwinRoom() {
    if (own_transaction_) {
        connection_.rollback();
        return;
    }
    try {
        connection_.execute("ROLLBACK TO SAVEPOINT aludel_twin");
        connection_.execute("RELEASE SAVEPOINT aludel_twin");
    } catch (const std::exception&) {
        // The transaction is lost, and the twin with it.
    }
}

void TwinRoom::prepare() {
    const std::vector<TextRow> rows = connection_.texts(
        "SELECT pg_catalog.current_setting('transaction_read_only'), "
        "pg_catalog.has_database_privilege(pg_catalog.current_database(), 'TEMPORARY'), "
        "pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'), pg_catalog.pg_backend_pid()");
    const TextRow& row = rows.at(0);
    std::string schema;
    std::string create;
    if (row.at(0) == "on") {
        why_not_ = "nothing can be written here, not even for a moment";
        return;
    }
    if (row.at(1) == "t") {
        schema = "pg_temp";
    } else if (row.at(2) == "t") {
        schema = "aludel_twin_" + row.at(3).value_or("");
        create = fmt::format("CREATE SCHEMA {}; ", schema);
    } else {
        why_not_ = "the role may make no temporary tables (GRANT TEMPORARY ON DATABASE)";
        return;
    }
    // A twin waits for nobody. An empty search_path prints as "" and is no part of another.
    why_not_ = connection_
                   .attempt(fmt::format("{}SET LOCAL client_min_messages TO error; SET LOCAL lock_timeout TO '1s'; "
                                        "SELECT pg_catalog.set_config('search_path', pg_catalog.concat_ws(', ', '{}', "
                                        "nullif(nullif(pg_catalog.current_setting('search_path'), ''), '\"\"')), true)",
                                        create, schema))
                   .failure;
    if (why_not_.empty()) schema_ = schema;
}

}  // namespace aludel::runtime::postgresql
