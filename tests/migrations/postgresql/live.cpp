#include "live.h"

#include <stdexcept>

#include <pqxx/pqxx>

#include "postgresql/database.h"

namespace aludel::tests {

namespace {

struct Server {
    PostgresqlDatabase database;
    pqxx::connection connection;

    Server() : connection((prepare(database), database.url())) {}

    static void prepare(const PostgresqlDatabase& database) {
        database.run("CREATE COLLATION \"NOCASE\" FROM \"C\"");
        database.run("CREATE COLLATION nocase FROM \"C\"");
        database.run("CREATE FUNCTION length(bigint) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT length($1::text)'");
    }
};

Server& server() {
    static Server instance;
    return instance;
}

}  // namespace

struct Live::Transaction {
    pqxx::work work{server().connection};  // a second one at a time would wait for the first for ever
};

Live::Live() : transaction_(std::make_unique<Transaction>()) {}
Live::~Live() = default;

void Live::run(const std::string& sql) {
    rows(sql);
}

std::vector<std::vector<std::string>> Live::rows(const std::string& query) {
    pqxx::result result;
    try {
        result = transaction_->work.exec(query);
    } catch (const pqxx::sql_error& error) {
        throw std::runtime_error(std::string(error.what()) + "\n" + query);
    }
    std::vector<std::vector<std::string>> out;
    for (const auto& row : result) {
        std::vector<std::string> values;
        for (const auto& field : row) values.emplace_back(field.is_null() ? "NULL" : field.c_str());
        out.push_back(std::move(values));
    }
    return out;
}

std::string Live::value(const std::string& query) {
    const auto found = rows(query);
    return found.empty() ? "" : found[0][0];
}

std::string Live::apply(const std::vector<migrations::Step>& steps) {
    for (const migrations::Step& step : steps) {
        if (const auto* sql = std::get_if<migrations::SqlStep>(&step.action)) run(sql->sql);
        const auto* guard = std::get_if<migrations::GuardStep>(&step.action);
        if (guard == nullptr) continue;
        const auto found = rows(guard->query);
        if (found.empty()) continue;
        std::string out = guard->message + ":";
        for (const auto& row : found) {
            out += " (";
            for (const std::string& value : row) out += (out.back() == '(' ? "" : ", ") + value;
            out += ")";
        }
        return out;
    }
    return "";
}

std::vector<std::string> Live::catalogue() {
    const std::string query = R"sql(
WITH spaces AS (SELECT oid, nspname FROM pg_namespace WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\_%'),
relations AS (SELECT c.*, nspname FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace)
SELECT format('column %I.%I.%I %s%s%s %s %s %s %s', nspname, relname, attname, format_type(atttypid, atttypmod),
              CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END, ' DEFAULT ' || pg_get_expr(adbin, adrelid), attidentity, attgenerated,
              (SELECT collname FROM pg_collation l WHERE l.oid = attcollation), col_description(r.oid, attnum))
FROM relations r JOIN pg_attribute a ON attrelid = r.oid LEFT JOIN pg_attrdef d ON adrelid = attrelid AND adnum = attnum
WHERE relkind = 'r' AND attnum > 0 AND NOT attisdropped
UNION ALL SELECT format('table %I.%I %s', nspname, relname, obj_description(oid, 'pg_class')) FROM relations WHERE relkind = 'r'
UNION ALL SELECT format('constraint %I.%I.%I %s %s', nspname, relname, conname, pg_get_constraintdef(c.oid),
                         obj_description(c.oid, 'pg_constraint'))
FROM relations r JOIN pg_constraint c ON conrelid = r.oid WHERE contype <> 'n'
UNION ALL SELECT format('%s %s', pg_get_indexdef(oid), obj_description(oid, 'pg_class')) FROM relations WHERE relkind = 'i'
UNION ALL SELECT format('view %I.%I %s %s %s', nspname, relname, relkind, pg_get_viewdef(oid), obj_description(oid, 'pg_class'))
FROM relations WHERE relkind IN ('v', 'm')
UNION ALL SELECT format('sequence %I.%I %s %s %s %s %s %s', nspname, relname, seqstart, seqincrement, seqmin, seqmax, seqcycle,
                        obj_description(r.oid, 'pg_class'))
FROM relations r JOIN pg_sequence q ON seqrelid = r.oid
WHERE NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = r.oid AND classid = 'pg_class'::regclass AND deptype = 'i')
UNION ALL SELECT format('type %I.%I %s %s', nspname, typname, (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder)
                                                      FROM pg_enum WHERE enumtypid = t.oid), obj_description(t.oid, 'pg_type'))
FROM pg_type t JOIN spaces s ON s.oid = typnamespace WHERE typtype = 'e'
ORDER BY 1)sql";
    std::vector<std::string> out;
    for (const auto& row : rows(query)) out.push_back(row[0]);
    return out;
}

}  // namespace aludel::tests
