#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>

#include <aludel/schema/change.h>
#include <aludel/schema/schema.h>

namespace aludel::tests {

/// Draws schemas that SQLite can have, changes of them, and rows.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : random_(seed) {}

    std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
    bool chance(int in_hundred) { return below(100) < static_cast<std::uint64_t>(in_hundred); }

    /// Two to four tables, each with a key, that refer to those before them.
    schema::Schema schema();
    /// A change that the fold takes; nullopt when what was drawn cannot be.
    std::optional<schema::Change> change(const schema::Schema& schema);
    /// INSERT statements, parents first.
    std::string rows(const schema::Schema& schema);

    /// A value of that type, as SQL.
    std::string value(const schema::Schema& schema, const schema::Column& column, int row);
    /// Text with quotes, NUL bytes and characters of several bytes.
    std::string text();

private:
    std::string name(const char* prefix);
    schema::Type type(const schema::Schema& schema);
    schema::Column column(const schema::Schema& schema, bool nullable);
    schema::Table table(const schema::Schema& schema);
    schema::Change draw(const schema::Schema& schema, const schema::Table& table);
    const schema::Column& column_of(const schema::Table& table);

    std::mt19937_64 random_;
    int named_ = 0;
};

}  // namespace aludel::tests
