#include "postgresql/database.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <pqxx/pqxx>

// libpqxx 6.4 leaks the result of a statement whose session is lost (make_result() asks for the encoding before it owns it).
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libpqxx-6.4";
}

namespace aludel::tests {
namespace {

const std::string& server() {
    static const std::string url = [] {
        const char* given = std::getenv("ALUDEL_TEST_POSTGRESQL");
        if (given == nullptr)
            throw std::runtime_error("ALUDEL_TEST_POSTGRESQL is not set: start a server with tools/postgresql and set it to its URL");
        std::string text = given;
        if (text.find("://") != std::string::npos) return text;
        std::ifstream file(text + "/url");
        if (!std::getline(file, text)) throw std::runtime_error("no PostgreSQL runs for " + text + ": tools/postgresql start " + text);
        return text;
    }();
    return url;
}

void run_on(const std::string& url, const std::string& sql) {
    pqxx::connection connection(url);
    pqxx::nontransaction(connection).exec(sql);
}

}  // namespace

PostgresqlDatabase::PostgresqlDatabase() {
    static int count = 0;
    name_ = "aludel_test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
    run_on(server(), "CREATE DATABASE " + name_ + " TEMPLATE template0");
}

PostgresqlDatabase::~PostgresqlDatabase() {
    try {
        run_on(server(), "DROP DATABASE " + name_ + " WITH (FORCE)");
    } catch (const std::exception&) {
        // The server goes with all its databases.
    }
}

std::string PostgresqlDatabase::url() const {
    return server().substr(0, server().rfind('/') + 1) + name_;
}

void PostgresqlDatabase::run(const std::string& sql) const {
    run_on(url(), sql);
}

std::vector<std::string> PostgresqlDatabase::rows(const std::string& query) const {
    pqxx::connection connection(url());
    std::vector<std::string> result;
    for (const pqxx::row& row : pqxx::nontransaction(connection).exec(query)) {
        std::string line;
        for (const pqxx::field& field : row)
            line += (line.empty() && field.num() == 0 ? "" : "|") + std::string(field.is_null() ? "NULL" : field.c_str());
        result.push_back(std::move(line));
    }
    return result;
}

int PostgresqlDatabase::advisory_locks() const {
    return std::stoi(rows("SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE l.locktype = 'advisory' AND "
                          "d.datname = current_database()")
                         .front());
}

int postgresql_version() {
    pqxx::connection connection(server());
    return connection.server_version() / 10000;
}

}  // namespace aludel::tests
