#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <aludel/schema/by_name.h>
#include <aludel/schema/table.h>

namespace aludel::schema {

/// Whether an object that is limited to these dialects is there on that one; an empty list limits nothing.
bool names_dialect(const std::vector<std::string>& only, const std::string& dialect);

enum class EnumStorage {
    text,     ///< its name as text, with a check
    integer,  ///< its number, with a check
    native,   ///< a type of its own where the engine has them (PostgreSQL), text elsewhere
};

struct EnumValue {
    std::string name = {};    ///< the label that is stored as text
    std::int64_t number = 0;  ///< what is stored as an integer

    friend bool operator==(const EnumValue&, const EnumValue&) = default;
};

struct Enum {
    Name name = {};
    EnumStorage storage = EnumStorage::text;
    std::vector<EnumValue> values = {};  ///< ordered
    std::string comment = {};            ///< kept where the enum is a type of its own

    friend bool operator==(const Enum&, const Enum&) = default;
};

struct View {
    Name name = {};
    Expression query = {};
    bool materialized = false;
    std::vector<std::string> only = {};  ///< dialects that have it; empty: all
    std::string comment = {};

    friend bool operator==(const View&, const View&) = default;
};

struct Sequence {
    Name name = {};
    std::optional<std::int64_t> start = {};
    std::optional<std::int64_t> increment = {};
    std::optional<std::int64_t> minimum = {};
    std::optional<std::int64_t> maximum = {};
    bool cycle = false;
    std::vector<std::string> only = {};  ///< dialects that have it; empty: all
    std::string comment = {};

    bool stands_on(const std::string& dialect) const { return names_dialect(only, dialect); }
    friend bool operator==(const Sequence&, const Sequence&) = default;
};

/// An object that Aludel carries without understanding it: a trigger, a function, an extension.
struct Opaque {
    Name name = {};
    std::string kind = {};  ///< "trigger", "function"...: a word for messages, and for where it stands among the changes
    /// What makes it, as its author wrote it; may be several statements. For a kind that a dialect can make of the name alone
    /// (PostgreSQL: an extension, a schema) both texts are empty.
    Expression create = {};
    Expression drop = {};
    std::vector<std::string> only = {};  ///< dialects that have it; empty: all. On another one it does not exist.

    bool stands_on(const std::string& dialect) const { return names_dialect(only, dialect); }
    /// It has no text, and the dialect writes it from its name.
    bool is_made_of_its_name() const { return create.empty() && drop.empty() && (kind == "extension" || kind == "schema"); }
    friend bool operator==(const Opaque&, const Opaque&) = default;
};

/// Its text makes a table, a virtual one for instance: whoever drops it drops rows.
bool holds_rows(const Opaque& object);

/// What a database looks like. A value: equal schemas are the same database.
struct Schema {
    ByName<Table> tables = {};
    ByName<Enum> enums = {};
    ByName<View> views = {};
    ByName<Sequence> sequences = {};
    ByName<Opaque> opaque = {};

    friend bool operator==(const Schema&, const Schema&) = default;
};

}  // namespace aludel::schema
