#include "live_database.h"
#include "postgresql/database.h"

namespace aludel::tests {

struct LiveDatabase::Engine {
    PostgresqlDatabase database;
};

LiveDatabase::LiveDatabase() : engine_(std::make_unique<Engine>()) {}
LiveDatabase::~LiveDatabase() = default;

std::string LiveDatabase::url() const {
    return engine_->database.url();
}

void LiveDatabase::run(const std::string& statements) const {
    engine_->database.run(statements);
}

std::string LiveDatabase::rows(const std::string& query) const {
    std::string result;
    for (const std::string& row : engine_->database.rows(query)) result += row + "\n";
    return result;
}

std::vector<std::string> LiveDatabase::tables() const {
    return engine_->database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1");
}

}  // namespace aludel::tests
