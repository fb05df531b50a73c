#include "postgresql/place.h"

#include <fmt/format.h>

#include <aludel/runtime/error.h>

namespace aludel::runtime::postgresql {

Place place_of(Connection& connection) {
    // A name without a schema is looked up along the whole search_path, and made in its first schema that exists: at an
    // empty schema before one with a history, that one's would be read. No join: this is a part of every start, and a new
    // session has read no catalogue yet.
    const TextRow row = connection
                            .texts(
                                "SELECT current_database(), current_schema(), current_setting('search_path'), "
                                "to_regclass('aludel_version') <> coalesce(to_regclass(quote_ident(current_schema()) || "
                                "'.aludel_version'), 0)")
                            .at(0);
    if (!row.at(1)) {
        throw Error(
            fmt::format("no schema of the search_path ({}) exists in {}, or the role may not use it: create the schema, or set another "
                        "search_path for the "
                        "role, the database, or in the URL (?options=-csearch_path%3Dname)",
                        row.at(2).value_or(""), connection.shown()));
    }
    if (row.at(1)->rfind("pg_temp_", 0) == 0) {
        throw Error(
            fmt::format("the search_path ({}) begins with pg_temp in {}, so that all that is made would be gone with the session: leave "
                        "pg_temp out of it, or write it last",
                        row.at(2).value_or(""), connection.shown()));
    }
    if (row.at(3) == "t") {
        const TextRow found = connection
                                  .texts(
                                      "SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = "
                                      "to_regclass('aludel_version')")
                                  .at(0);
        throw Error(
            fmt::format("the history of {} would be read from the schema \"{}\" and written to \"{}\", which come in this order along the "
                        "search_path ({}): "
                        "leave the one that is not meant out of it",
                        connection.shown(), found.at(0).value_or(""), *row.at(1), row.at(2).value_or("")));
    }
    return {row.at(0).value_or(""), *row.at(1)};
}

void refuse_unwritable(Connection& connection) {
    const TextRow row =
        connection
            .texts(
                "SELECT pg_is_in_recovery(), current_setting('transaction_read_only'), (SELECT t.relname FROM pg_class t JOIN pg_class c "
                "ON c.relname = t.relname AND c.oid <> t.oid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE t.relnamespace = "
                "pg_my_temp_schema() AND t.relkind IN ('r', 'v', 'p', 'S') AND n.nspname = current_schema() LIMIT 1)")
            .at(0);
    if (row.at(0) == "t") {
        throw Error(
            fmt::format("{} is a standby, which can only be read, and there are revisions to run: connect to the primary server "
                        "(?target_session_attrs=read-write finds it among several hosts)",
                        connection.shown()));
    }
    if (row.at(1) == "on") {
        throw Error(
            fmt::format("{} can only be read, and there are revisions to run: default_transaction_read_only is on, for the server, the "
                        "database or the role",
                        connection.shown()));
    }
    if (row.at(2)) {
        throw Error(fmt::format("the connection has a temporary table {0} that hides the table {0} of {1}: drop it before the upgrade",
                                *row.at(2), connection.shown()));
    }
}

}  // namespace aludel::runtime::postgresql
