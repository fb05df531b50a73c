#include <aludel/schema/validate.h>

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "describe_parts.h"
#include "validate_parts.h"

namespace aludel::schema {

namespace {

std::string lower(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

// Names that share a namespace, as one engine compares them.
class Namespace {
public:
    explicit Namespace(bool folds_case) : folds_case_(folds_case) {}

    /// What holds the name already; empty when the name was free, and is taken now.
    std::string take(const std::string& database_schema, const std::string& name, const std::string& what) {
        const auto [holder, free] = holders_.emplace(std::make_pair(database_schema, folds_case_ ? lower(name) : name), what);
        return free ? std::string() : holder->second;
    }

private:
    bool folds_case_;
    std::map<std::pair<std::string, std::string>, std::string> holders_;
};

// The types of pg_catalog (18), which is searched before any other schema: an unqualified name means these. Those that begin with pg_
// or reg, pseudo-types and handlers are left out but for what somebody may call an enum.
bool is_type_of_postgresql(const std::string& name) {
    static const std::set<std::string> names = {
        "any",     "bit",     "bool",      "box",       "bpchar",    "bytea",    "char",      "cid",       "cidr",        "circle",
        "cstring", "date",    "float4",    "float8",    "inet",      "int2",     "int4",      "int8",      "internal",    "interval",
        "json",    "jsonb",   "line",      "lseg",      "macaddr",   "macaddr8", "money",     "name",      "numeric",     "oid",
        "path",    "point",   "polygon",   "record",    "text",      "tid",      "time",      "timestamp", "timestamptz", "timetz",
        "trigger", "tsquery", "tsrange",   "tsvector",  "unknown",   "uuid",     "varbit",    "varchar",   "void",        "xid",
        "xid8",    "xml",     "daterange", "int4range", "int8range", "numrange", "tstzrange", "jsonpath",  "refcursor"};
    return names.count(name) != 0;
}

class Validator {
public:
    Validator(const Schema& schema, const std::set<std::string>& dialects)
        : schema_(schema), report_(dialects), sqlite_(dialects.count("sqlite") > 0), postgresql_(dialects.count("postgresql") > 0) {}

    std::vector<Problem> run() && {
        for (const Enum& type : schema_.enums) validate_enum(type);
        for (const Table& table : schema_.tables) {
            validate_name(to_string(table.name), table.name, "table");
            validate_table(schema_, table, report_);
            validate_member_names(table);
        }
        for (const View& view : schema_.views) {
            validate_name(to_string(view.name), view.name, "view");
            report_.require_text(to_string(view.name), "the query", view.query, view.only);
            if (view.materialized && report_.is_for("sqlite", view.only))
                report_.add(to_string(view.name),
                            "SQLite has no materialized views; make it a plain one, or say which databases have it (db::only)");
        }
        for (const Sequence& sequence : schema_.sequences) {
            validate_name(to_string(sequence.name), sequence.name, "sequence", sequence.stands_on("sqlite"));
            validate_sequence(sequence, report_);
        }
        for (const Opaque& object : schema_.opaque) {
            validate_name(to_string(object.name), object.name, object.kind.empty() ? "object" : object.kind.c_str(),
                          object.stands_on("sqlite"));
            validate_opaque(object, report_);
        }
        validate_collisions();
        return std::move(report_).problems();
    }

private:
    void validate_enum(const Enum& type) {
        const std::string name = to_string(type.name);
        validate_name(name, type.name, "enum");
        if (type.values.empty()) report_.add(name, "an enum needs at least one value");
        std::set<std::string> names;
        std::set<std::int64_t> numbers;
        for (const EnumValue& value : type.values) {
            report_.name(name, value.name, "value");
            if (!names.insert(value.name).second) report_.add(name, fmt::format("the value {} stands here twice", value.name));
            if (!numbers.insert(value.number).second && type.storage == EnumStorage::integer) {
                report_.add(name, fmt::format("two of its values are stored as {}", value.number));
            }
        }
    }

    void validate_name(const std::string& object, const Name& name, const char* what, bool on_sqlite = true) {
        report_.name(object, name.name, what);
        if (!name.schema.empty()) report_.name(object, name.schema, "database schema");
        if (sqlite_ && on_sqlite && !name.schema.empty()) {
            report_.add(object, fmt::format("SQLite has no database schemas; call the {} {}_{}", what, name.schema, name.name));
        }
        if (sqlite_ && on_sqlite && lower(name.name).rfind("sqlite_", 0) == 0)
            report_.add(object, "names that begin with sqlite_ are SQLite's own");
    }

    void validate_member_names(const Table& table) {
        Namespace columns(sqlite_);
        for (const Column& column : table.columns) {
            const std::string object = to_string(table.name, column.name);
            report_.name(object, column.name, "column");
            const std::string other = columns.take("", column.name, object);
            if (!other.empty()) report_.add(object, fmt::format("SQLite does not tell it from {}", other));
        }
        Namespace constraints(false);
        const auto claim = [&](const std::string& name) {
            const std::string object = to_string(table.name, name);
            report_.name(object, name, "constraint");
            if (!constraints.take("", name, object).empty()) report_.add(object, "two constraints of the table have this name");
        };
        // Where PostgreSQL is among the dialects it says so itself.
        const auto claim_key = [&](const std::string& name) {
            claim(name);
            if (!postgresql_ && table.indexes.contains(name))
                report_.add(to_string(table.name, name), "an index of the table has this name too; give one of them another name");
        };
        if (table.primary_key) claim_key(table.primary_key->name);
        for (const Unique& unique : table.uniques) claim_key(unique.name);
        for (const ForeignKey& key : table.foreign_keys) claim(key.name);
        for (const Check& check : table.checks) claim(check.name);
        for (const Index& index : table.indexes) report_.name(to_string(table.name, index.name), index.name, "index");
    }

    // PostgreSQL keeps tables, indexes (those of keys too), views, sequences and types of a database schema in one
    // namespace; SQLite tables, views and indexes of the database, whatever their case.
    void validate_collisions() {
        Namespace any(false);
        Namespace folded(true);
        Namespace postgresql(false);
        const auto claim = [&](const Name& owner, const std::string& name, const std::string& object, const std::string& what) {
            std::string other = any.take(owner.schema, name, what);
            if (other.empty() && sqlite_) other = folded.take("", name, what);
            if (other.empty() && postgresql_) other = postgresql.take(owner.schema, name, what);
            if (!other.empty()) report_.add(object, fmt::format("its name {} is taken by {}; give one of them another name", name, other));
        };
        const auto claim_on_postgresql = [&](const Name& owner, const std::string& name, const std::string& object,
                                             const std::string& what) {
            const std::string other = postgresql.take(owner.schema, name, what);
            if (postgresql_ && !other.empty()) {
                report_.add(object,
                            fmt::format("its name {} is taken by {}, and PostgreSQL tells them not apart; give one of them another name",
                                        name, other));
            }
        };
        std::set<std::string> database_schemas;
        for (const Table& table : schema_.tables) {
            claim(table.name, table.name.name, to_string(table.name), fmt::format("the table {}", to_string(table.name)));
            if (!table.name.schema.empty()) database_schemas.insert(table.name.schema);
        }
        for (const View& view : schema_.views) {
            claim(view.name, view.name.name, to_string(view.name), fmt::format("the view {}", to_string(view.name)));
        }
        for (const Table& table : schema_.tables) {
            for (const Index& index : table.indexes) {
                const std::string object = to_string(table.name, index.name);
                claim(table.name, index.name, object, fmt::format("the index {}", object));
            }
            const auto claim_key = [&](const std::string& name) {
                const std::string object = to_string(table.name, name);
                claim_on_postgresql(table.name, name, object, fmt::format("the constraint {}", object));
            };
            if (table.primary_key) claim_key(table.primary_key->name);
            for (const Unique& unique : table.uniques) claim_key(unique.name);
        }
        for (const Sequence& sequence : schema_.sequences) {
            const std::string object = to_string(sequence.name);
            claim_on_postgresql(sequence.name, sequence.name.name, object, fmt::format("the sequence {}", object));
        }
        for (const Enum& type : schema_.enums) {
            if (type.storage != EnumStorage::native) continue;
            if (postgresql_ && type.name.schema.empty() && is_type_of_postgresql(type.name.name)) {
                report_.add(
                    to_string(type.name),
                    "PostgreSQL has a type of its own of this name, and a column would get that one; rename the enum, or keep it as text");
            }
            claim_on_postgresql(type.name, type.name.name, to_string(type.name), fmt::format("the enum {}", to_string(type.name)));
        }
        for (const Table& table : schema_.tables) {
            if (table.name.schema.empty() && database_schemas.count(table.name.name) > 0) {
                report_.add(to_string(table.name),
                            "a database schema has this name too, so that its columns and that schema's tables read alike");
            }
        }
    }

    const Schema& schema_;
    Report report_;
    bool sqlite_;
    bool postgresql_;
};

// Bytes of the sequence that begins there; 0 when it is no UTF-8 (RFC 3629: shortest form, no surrogates).
std::size_t character_length(const std::string& text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xc0U) == 0x80U; };
    const unsigned first = byte(at);
    const unsigned second = byte(at + 1);
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first <= 0xdf && continues(at + 1)) return 2;
    if ((first & 0xf0U) == 0xe0U && continues(at + 1) && continues(at + 2)) {
        return (first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ? 0 : 3;
    }
    if (first >= 0xf0 && first <= 0xf4 && continues(at + 1) && continues(at + 2) && continues(at + 3)) {
        return (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f) ? 0 : 4;
    }
    return 0;
}

}  // namespace

std::optional<std::size_t> characters(const std::string& text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        const std::size_t length = character_length(text, at);
        if (length == 0) return std::nullopt;
        at += length;
    }
    return count;
}

void Report::name(const std::string& object, const std::string& name, const char* what) {
    if (name.empty()) {
        add(object, fmt::format("the name of the {} is empty", what));
    } else if (!characters(name)) {
        std::string bytes;
        for (const char c : name) bytes += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        add(object, fmt::format("the name of the {} is not valid UTF-8: {}", what, bytes));
    } else if (name.find('\0') != std::string::npos) {
        add(object, fmt::format("the name of the {} holds a zero byte", what));
    } else if (dialects_.count("postgresql") > 0 && name.size() > 63) {
        add(object, fmt::format("the name of the {} has {} bytes, and PostgreSQL keeps 63; shorten it", what, name.size()));
    }
}

void Report::require_text(const std::string& object, const char* what, const Expression& expression, const std::vector<std::string>& only) {
    for (const auto& [dialect, text] : expression.dialects) {
        const bool plain = std::all_of(dialect.begin(), dialect.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
        const bool word_of_the_snapshot = dialect == "sql" || dialect == "null" || dialect == "portable" || dialect == "bytes";
        if (dialect.empty() || !plain || word_of_the_snapshot)
            add(object, fmt::format("{} has a text for \"{}\", which is no dialect", what, dialect));
    }
    if (expression.empty()) {
        add(object, fmt::format("{} is empty", what));
        return;
    }
    for (const std::string& dialect : dialects_) {
        if (names_dialect(only, dialect) && expression.for_dialect(dialect).empty())
            add(object, fmt::format("{} has no text for {}; give it one", what, dialect));
    }
}

std::vector<Problem> validate(const Schema& schema, const std::set<std::string>& dialects) {
    return Validator(schema, dialects).run();
}

}  // namespace aludel::schema
