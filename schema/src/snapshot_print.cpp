#include <fmt/format.h>

#include <aludel/schema/snapshot.h>

#include "snapshot_files.h"
#include "toml_text.h"

namespace aludel::schema {

namespace {

struct DefaultToml {
    std::string operator()(const Value& value) const { return std::visit(*this, value); }
    std::string operator()(Portable portable) const {
        switch (portable) {
            case Portable::now:
                return "{ portable = \"now\" }";
        }
        return "{}";
    }
    std::string operator()(const Expression& expression) const { return toml_table(expression); }

    std::string operator()(const Null&) const { return "{ null = true }"; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
    std::string operator()(double value) const { return toml_float(value); }
    std::string operator()(const std::string& value) const { return toml_string(value); }
    std::string operator()(const Blob& value) const {
        std::string digits;
        for (const std::byte byte : value) digits += fmt::format("{:02x}", static_cast<unsigned>(byte));
        return fmt::format("{{ bytes = \"{}\" }}", digits);
    }
};

const char* word(Action action) {
    switch (action) {
        case Action::no_action:
            return "no_action";
        case Action::restrict:
            return "restrict";
        case Action::cascade:
            return "cascade";
        case Action::set_null:
            return "set_null";
        case Action::set_default:
            return "set_default";
    }
    return "";
}

const char* word(Deferrability deferrability) {
    switch (deferrability) {
        case Deferrability::not_deferrable:
            return "not_deferrable";
        case Deferrability::deferrable:
            return "deferrable";
        case Deferrability::initially_deferred:
            return "initially_deferred";
    }
    return "";
}

const char* word(EnumStorage storage) {
    switch (storage) {
        case EnumStorage::text:
            return "text";
        case EnumStorage::integer:
            return "integer";
        case EnumStorage::native:
            return "native";
    }
    return "";
}

// One file; a field that has its default is left out.
class File {
public:
    void block(const char* header) { text_ += fmt::format("{}{}\n", text_.empty() ? "" : "\n", header); }
    void field(const char* key, const std::string& written) { text_ += fmt::format("{} = {}\n", key, written); }
    void string(const char* key, const std::string& value) {
        if (!value.empty()) field(key, toml_string(value));
    }
    void required(const char* key, const std::string& value) { field(key, toml_string(value)); }
    void strings(const char* key, const std::vector<std::string>& values) {
        if (!values.empty()) field(key, toml_strings(values));
    }
    void flag(const char* key, bool value) {
        if (value) field(key, "true");
    }
    void integer(const char* key, const std::optional<std::int64_t>& value) {
        if (value) field(key, fmt::format("{}", *value));
    }
    void expression(const char* key, const Expression& expression) {
        if (!expression.empty()) field(key, toml_expression(expression));
    }
    /// Whole statements: a text of a dialect stands on a line of its own, where one line would hold several long ones. After the
    /// other fields of the file, since a table ends them.
    void statements(const char* key, const Expression& expression) {
        if (expression.empty()) return;
        if (expression.dialects.empty() && !has_tables_) return this->expression(key, expression);
        has_tables_ = true;
        block(fmt::format("[{}]", key).c_str());
        string("sql", expression.sql);
        for (const auto& [dialect, text] : expression.dialects) field(toml_key(dialect).c_str(), toml_string(text));
    }
    void name(const Name& name) {
        required("name", name.name);
        string("schema", name.schema);
    }
    void renamed_from(const std::vector<std::string>& names) {
        if (names.size() == 1) required("renamed_from", names.front());
        if (names.size() > 1) strings("renamed_from", names);
    }

    std::string text() && { return std::move(text_); }

private:
    std::string text_;
    bool has_tables_ = false;
};

std::vector<std::string> spent_names(const std::set<Rename>& spent, Rename::Of of, const Name& in, const std::string& now) {
    std::vector<std::string> names;
    for (const Rename& rename : spent) {
        if (rename.of == of && rename.in == in && rename.to == now) names.push_back(rename.from);
    }
    return names;
}

void print_column(File& file, const Column& column, const std::vector<std::string>& was) {
    file.block("[[column]]");
    file.required("name", column.name);
    file.renamed_from(was);
    file.required("type", to_string(column.type));
    file.flag("nullable", column.nullable);
    if (column.default_value) file.field("default", std::visit(DefaultToml{}, *column.default_value));
    if (column.identity) {
        std::vector<std::string> parts;
        if (column.identity->always) parts.emplace_back("always = true");
        if (column.identity->start) parts.push_back(fmt::format("start = {}", *column.identity->start));
        if (column.identity->increment) parts.push_back(fmt::format("increment = {}", *column.identity->increment));
        file.field("identity", parts.empty() ? "true" : fmt::format("{{ {} }}", fmt::join(parts, ", ")));
    }
    if (column.computed) {
        file.field("computed", toml_expression(column.computed->expression));
        file.flag("stored", column.computed->stored);
    }
    file.expression("collation", column.collation);
    file.string("comment", column.comment);
}

void print_deferrability(File& file, Deferrability deferrability) {
    if (deferrability != Deferrability::not_deferrable) file.required("deferrability", word(deferrability));
}

void print_constraints(File& file, const Table& table) {
    if (table.primary_key) {
        file.block("[primary_key]");
        file.required("name", table.primary_key->name);
        file.field("columns", toml_strings(table.primary_key->columns));
        file.string("comment", table.primary_key->comment);
    }
    for (const Unique& unique : table.uniques) {
        file.block("[[unique]]");
        file.required("name", unique.name);
        file.field("columns", toml_strings(unique.columns));
        file.strings("include", unique.include);
        file.flag("nulls_not_distinct", unique.nulls_not_distinct);
        print_deferrability(file, unique.deferrability);
        file.string("comment", unique.comment);
    }
    for (const ForeignKey& foreign_key : table.foreign_keys) {
        file.block("[[foreign_key]]");
        file.required("name", foreign_key.name);
        file.field("columns", toml_strings(foreign_key.columns));
        file.required("referred_table", foreign_key.referred_table.name);
        file.string("referred_schema", foreign_key.referred_table.schema);
        file.field("referred_columns", toml_strings(foreign_key.referred_columns));
        if (foreign_key.on_delete != Action::no_action) file.required("on_delete", word(foreign_key.on_delete));
        if (foreign_key.on_update != Action::no_action) file.required("on_update", word(foreign_key.on_update));
        print_deferrability(file, foreign_key.deferrability);
        file.flag("not_valid", foreign_key.not_valid);
        file.string("comment", foreign_key.comment);
    }
    for (const Check& check : table.checks) {
        file.block("[[check]]");
        file.required("name", check.name);
        file.field("expression", toml_expression(check.expression));
        file.flag("not_valid", check.not_valid);
        file.strings("only", check.only);
        file.string("comment", check.comment);
    }
}

bool is_bare(const IndexKey& key) {
    IndexKey bare;
    bare.of = key.of;
    return key == bare && std::holds_alternative<std::string>(key.of);
}

std::string key_toml(const IndexKey& key) {
    const auto* column = std::get_if<std::string>(&key.of);
    if (is_bare(key)) return toml_string(*column);
    std::vector<std::string> parts;
    parts.push_back(column != nullptr ? "column = " + toml_string(*column)
                                      : "expression = " + toml_expression(std::get<Expression>(key.of)));
    if (key.descending) parts.emplace_back("descending = true");
    if (key.nulls != NullsOrder::engine_default)
        parts.emplace_back(key.nulls == NullsOrder::first ? "nulls = \"first\"" : "nulls = \"last\"");
    if (!key.operator_class.empty()) parts.push_back("operator_class = " + toml_string(key.operator_class));
    if (!key.collation.empty()) parts.push_back("collation = " + toml_string(key.collation));
    return fmt::format("{{ {} }}", fmt::join(parts, ", "));
}

void print_indexes(File& file, const Table& table) {
    for (const Index& index : table.indexes) {
        file.block("[[index]]");
        file.required("name", index.name);
        std::vector<std::string> keys;
        for (const IndexKey& key : index.keys) keys.push_back(key_toml(key));
        file.field("keys", fmt::format("[{}]", fmt::join(keys, ", ")));
        file.flag("unique", index.unique);
        file.expression("where", index.where);
        file.string("method", index.method);
        file.strings("include", index.include);
        file.flag("nulls_not_distinct", index.nulls_not_distinct);
        file.strings("only", index.only);
        file.string("comment", index.comment);
    }
}

std::string print_table(const Table& table, const std::set<Rename>& spent) {
    File file;
    file.name(table.name);
    file.renamed_from(spent_names(spent, Rename::Of::table, {}, to_string(table.name)));
    file.string("comment", table.options.comment);
    file.flag("strict", table.options.strict);
    file.flag("without_rowid", table.options.without_rowid);
    for (const Column& column : table.columns) print_column(file, column, spent_names(spent, Rename::Of::column, table.name, column.name));
    print_constraints(file, table);
    print_indexes(file, table);
    return std::move(file).text();
}

std::string print_enum(const Enum& type, const std::set<Rename>& spent) {
    File file;
    file.name(type.name);
    file.renamed_from(spent_names(spent, Rename::Of::enumeration, {}, to_string(type.name)));
    if (type.storage != EnumStorage::text) file.required("storage", word(type.storage));
    file.string("comment", type.comment);
    for (const EnumValue& value : type.values) {
        file.block("[[value]]");
        file.required("name", value.name);
        file.renamed_from(spent_names(spent, Rename::Of::enum_value, type.name, value.name));
        file.integer("number", value.number);
    }
    return std::move(file).text();
}

std::string print_view(const View& view) {
    File file;
    file.name(view.name);
    file.flag("materialized", view.materialized);
    file.strings("only", view.only);
    file.string("comment", view.comment);
    file.field("query", toml_expression(view.query));
    return std::move(file).text();
}

std::string print_sequence(const Sequence& sequence) {
    File file;
    file.name(sequence.name);
    file.integer("start", sequence.start);
    file.integer("increment", sequence.increment);
    file.integer("minimum", sequence.minimum);
    file.integer("maximum", sequence.maximum);
    file.flag("cycle", sequence.cycle);
    file.strings("only", sequence.only);
    file.string("comment", sequence.comment);
    return std::move(file).text();
}

std::string print_opaque(const Opaque& object) {
    File file;
    file.name(object.name);
    file.string("kind", object.kind);
    file.strings("only", object.only);
    file.statements("create", object.create);
    file.statements("drop", object.drop);
    return std::move(file).text();
}

}  // namespace

SnapshotFiles print(const Snapshot& snapshot) {
    SnapshotFiles files;
    for (const Table& table : snapshot.schema.tables) files[snapshot_file("", table.name)] = print_table(table, snapshot.spent);
    for (const Enum& type : snapshot.schema.enums) files[snapshot_file("enums/", type.name)] = print_enum(type, snapshot.spent);
    for (const View& view : snapshot.schema.views) files[snapshot_file("views/", view.name)] = print_view(view);
    for (const Sequence& sequence : snapshot.schema.sequences) {
        files[snapshot_file("sequences/", sequence.name)] = print_sequence(sequence);
    }
    for (const Opaque& object : snapshot.schema.opaque) files[snapshot_file("objects/", object.name)] = print_opaque(object);
    return files;
}

}  // namespace aludel::schema
