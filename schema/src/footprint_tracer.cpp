#include "footprint_tracer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "opaque_order.h"

namespace aludel::schema {

namespace {

// Every text has it: what an object may be called that has no word in its name, and what comes with an extension.
const std::string any_word;

std::set<std::string> words_of_name(const std::string& name) {
    std::set<std::string> words = words_of(Expression{name, {}});
    if (words.empty()) words.insert(any_word);
    return words;
}

bool has_one_of(const std::set<std::string>& words, const std::set<std::string>& some) {
    return std::any_of(some.begin(), some.end(), [&](const std::string& word) { return words.contains(word); });
}

bool is_word(char c) {
    return static_cast<unsigned char>(c) >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// What stands between CREATE and the name.
bool is_kind(const std::string& word) {
    static constexpr std::array kinds = {
        "access",   "aggregate", "as",     "cast",       "class",       "collation", "constraint",   "conversion", "default",
        "domain",   "event",     "exists", "extension",  "family",      "for",       "foreign",      "function",   "global",
        "group",    "if",        "index",  "language",   "local",       "mapping",   "materialized", "method",     "not",
        "operator", "or",        "policy", "procedure",  "publication", "recursive", "replace",      "role",       "rule",
        "schema",   "sequence",  "server", "statistics", "table",       "temp",      "temporary",    "text",       "transform",
        "trigger",  "trusted",   "type",   "unique",     "unlogged",    "user",      "view",         "virtual",    "wrapper"};
    return std::find(kinds.begin(), kinds.end(), word) != kinds.end();
}

std::string folded(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

// The words of the names behind each CREATE of the text; with its database schema, where it has one.
void add_made(const std::string& sql, std::set<std::string>& made) {
    bool after_create = false;
    bool qualified = false;
    for (std::size_t at = 0; at < sql.size();) {
        std::size_t end = at;
        while (end < sql.size() && is_word(sql[end])) ++end;
        std::string word = folded(sql.substr(at, end - at));
        if (end == at && (sql[at] == '"' || sql[at] == '`')) {
            end = std::min(sql.find(sql[at], at + 1), sql.size() - 1) + 1;
            word = sql.substr(at, end - at);
        }
        if (word == "create") {
            after_create = true;
        } else if (!word.empty() && (qualified || (after_create && !is_kind(word)))) {
            made.merge(words_of_name(word));
            after_create = false;
            qualified = end < sql.size() && sql[end] == '.';
        }
        at = std::max(end, at + 1);
    }
}

}  // namespace

void Tracer::read_columns(const Name& table, const std::vector<std::string>& columns) const {
    for (const std::string& column : columns) read_column(table, column);
}

void Tracer::read_word(const std::string& name) const {
    for (const std::string& word : words_of_name(name)) read({Part::Of::word, word, {}});
}

void Tracer::read_type(const Type& type) const {
    if (const auto* named = std::get_if<Enumeration>(&type.kind)) read({Part::Of::enumeration, named->name, {}});
    if (const auto* custom = std::get_if<Custom>(&type.kind)) read_text(custom->sql, nullptr);
    for (const auto& [dialect, words] : type.on) read_text({words, {}}, nullptr);
}

void Tracer::read_parts(const Column& column, const Table& table) const {
    read_type(column.type);
    if (column.default_value) {
        if (const auto* expression = std::get_if<Expression>(&*column.default_value)) read_text(*expression, &table);
    }
    if (column.computed) read_text(column.computed->expression, &table);
    if (!column.collation.empty()) read_text(column.collation, nullptr);
    if (!column.identity) return;
    read({Part::Of::primary_key, table.name, {}});
    read({Part::Of::options, table.name, {}});
}

void Tracer::read_parts(const Unique& unique, const Table& table) const {
    read_columns(table.name, unique.columns);
    read_columns(table.name, unique.include);
}

void Tracer::read_parts(const ForeignKey& key, const Table& table) const {
    read_columns(table.name, key.columns);
    read_table(key.referred_table);
    read_columns(key.referred_table, key.referred_columns);
}

void Tracer::read_parts(const Index& index, const Table& table) const {
    for (const IndexKey& key : index.keys) {
        if (const auto* column = std::get_if<std::string>(&key.of)) {
            read_column(table.name, *column);
        } else {
            read_text(std::get<Expression>(key.of), &table);
        }
        if (!key.operator_class.empty()) read_word(key.operator_class);
        if (!key.collation.empty()) read_word(key.collation);
    }
    read_columns(table.name, index.include);
    if (!index.where.empty()) read_text(index.where, &table);
    if (!index.method.empty()) read_word(index.method);
}

void Tracer::read_parts(const Table& table) const {
    for (const Column& column : table.columns) read_parts(column, table);
    if (table.primary_key) read_parts(*table.primary_key, table);
    for (const Unique& unique : table.uniques) read_parts(unique, table);
    for (const ForeignKey& key : table.foreign_keys) {
        read_parts(key, table);
        read_keys(key.referred_table, key.referred_columns);
    }
    for (const Check& check : table.checks) read_parts(check, table);
    for (const Index& index : table.indexes) read_parts(index, table);
}

void Tracer::read_parts(const Opaque& object) const {
    read_text(object.create, nullptr);
    read_text(object.drop, nullptr);
}

void Tracer::read_text(const Expression& text, const Table* table) const {
    if (text.empty()) return;
    std::set<std::string> words = words_of(text);
    words.insert(any_word);
    std::set<std::string> columns;
    if (table != nullptr) {
        for (const std::string& word : words) read_column(table->name, word);
        for (const Column& column : table->columns) {
            const std::set<std::string> of_column = words_of_name(column.name);
            if (has_one_of(words, of_column)) read_column(table->name, column.name);
            columns.insert(folded(column.name));
        }
    }
    follow_texts(words);
    for (const std::string& word : words) {
        read({Part::Of::word, word, {}});
        if (!columns.contains(word)) read({Part::Of::relation_word, word, {}});
    }
}

void Tracer::follow_texts(std::set<std::string>& words) const {
    std::set<const void*> followed;
    for (bool more = true; more;) {
        more = false;
        const auto follow = [&](const auto& object, const Expression& text) {
            if (followed.contains(&object) || !has_one_of(words, words_of_name(object.name.name))) return;
            followed.insert(&object);
            words.merge(words_of(text));
            more = true;
        };
        for (const View& view : schema_.views) follow(view, view.query);
        for (const Opaque& object : schema_.opaque) follow(object, object.create);
    }
}

void Tracer::read_home(const Name& object) const {
    if (object.schema.empty()) return;
    read({Part::Of::database_schema, object.schema, {}});
    read({Part::Of::opaque, object.schema, {}});
}

void Tracer::write_words(Part::Of of, const std::string& name) const {
    for (const std::string& word : words_of_name(name)) write({of, word, {}});
}

void Tracer::write_column(const Name& table, const std::string& column) const {
    write({Part::Of::column, table, column});
    for (const std::string& word : words_of_name(column)) write({Part::Of::column, table, word});
    write_words(Part::Of::relation_word, table.name);
}

void Tracer::write_constraint(const Name& table, const Constraint& constraint) const {
    const std::string& name = name_of(constraint);
    write({Part::Of::constraint, table, name});
    write_words(Part::Of::word, name);
    const bool is_primary_key = std::holds_alternative<PrimaryKey>(constraint);
    if (is_primary_key) write({Part::Of::primary_key, table, {}});
    if (is_primary_key || std::holds_alternative<Unique>(constraint)) write_name(table, name);
}

void Tracer::write_index(const Name& table, const std::string& index) const {
    write({Part::Of::index, table, index});
    write_name(table, index);
    write_words(Part::Of::word, index);
}

void Tracer::write_whole(const Table& table) const {
    write({Part::Of::table, table.name, {}});
    write({Part::Of::options, table.name, {}});
    write_name(table.name);
    read_home(table.name);
    if (table.name.schema.empty()) write({Part::Of::database_schema, table.name.name, {}});
    write_words(Part::Of::relation_word, table.name.name);
    for (const Column& column : table.columns) write_column(table.name, column.name);
    if (table.primary_key) write_constraint(table.name, *table.primary_key);
    for (const Unique& unique : table.uniques) write_constraint(table.name, unique);
    for (const ForeignKey& key : table.foreign_keys) write_constraint(table.name, key);
    for (const Check& check : table.checks) write_constraint(table.name, check);
    for (const Index& index : table.indexes) write_index(table.name, index.name);
}

void Tracer::write_object(const Opaque& object) const {
    write({Part::Of::opaque, object.name, {}});
    write_name(object.name);
    read_home(object.name);
    std::set<std::string> made = words_of_name(object.name.name);
    add_made(object.create.sql, made);
    for (const auto& [dialect, text] : object.create.dialects) add_made(text, made);
    // Functions and types whose names stand nowhere.
    if (object.kind == "extension") made.insert(any_word);
    for (const std::string& word : made) {
        write({Part::Of::word, word, {}});
        write({Part::Of::relation_word, word, {}});
    }
}

void Tracer::read_keys(const Name& table, std::vector<std::string> columns) const {
    const Table* referred = schema_.tables.find(table);
    if (referred == nullptr) return;
    std::sort(columns.begin(), columns.end());
    const auto covers = [&](std::vector<std::string> key) {
        std::sort(key.begin(), key.end());
        return key == columns;
    };
    if (referred->primary_key && covers(referred->primary_key->columns)) {
        read({Part::Of::constraint, table, referred->primary_key->name});
    }
    for (const Unique& unique : referred->uniques) {
        if (covers(unique.columns)) read({Part::Of::constraint, table, unique.name});
    }
    for (const Index& index : referred->indexes) {
        std::vector<std::string> key;
        for (const IndexKey& each : index.keys) {
            if (const auto* column = std::get_if<std::string>(&each.of)) key.push_back(*column);
        }
        if (index.unique && covers(std::move(key))) read({Part::Of::index, table, index.name});
    }
}

void Tracer::read_foreign_keys_of(const Name& table, const std::string& column) const {
    const auto has = [&](const std::vector<std::string>& columns) {
        return std::find(columns.begin(), columns.end(), column) != columns.end();
    };
    for (const Table& other : schema_.tables) {
        for (const ForeignKey& key : other.foreign_keys) {
            if (!(other.name == table && has(key.columns)) && !(key.referred_table == table && has(key.referred_columns))) continue;
            read({Part::Of::constraint, other.name, key.name});
            read_table(other.name);
            read_parts(key, other);
        }
    }
}

void Tracer::read_remaining_column(const Table& table, const std::string& but) const {
    if (table.primary_key) {
        for (const std::string& column : table.primary_key->columns) {
            if (column != but) return read_column(table.name, column);
        }
    }
    for (const Column& column : table.columns) {
        if (column.name != but && !column.computed) return read_column(table.name, column.name);
    }
}

}  // namespace aludel::schema
