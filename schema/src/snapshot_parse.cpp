#include <algorithm>
#include <initializer_list>
#include <utility>

#include <fmt/format.h>

#include <aludel/schema/snapshot.h>

#include "snapshot_files.h"
#include "snapshot_places.h"
#include "toml_document.h"

namespace aludel::schema {

namespace {

// A table of the document whose every key is asked for; what nobody asked for is unknown.
class Block {
public:
    Block(const std::string& file, const TomlNode& node, std::string what) : file_(file), node_(node), what_(std::move(what)) {
        if (!std::holds_alternative<TomlNode::Table>(node.value)) fail(node, fmt::format("{} is to be a table", what_));
    }

    int line() const { return node_.line; }

    const TomlNode* find(const char* key) {
        known_.push_back(key);
        for (const auto& [name, value] : std::get<TomlNode::Table>(node_.value)) {
            if (name == key) return &value;
        }
        return nullptr;
    }
    const TomlNode& require(const char* key) {
        const TomlNode* found = find(key);
        if (found == nullptr) fail(node_, fmt::format("{} has no `{}`; the file may have been cut off", what_, key));
        return *found;
    }

    std::string required_string(const char* key) { return string_of(require(key), key); }
    std::string string(const char* key) {
        const TomlNode* found = find(key);
        return found == nullptr ? std::string() : string_of(*found, key);
    }
    bool flag(const char* key) {
        const TomlNode* found = find(key);
        return found != nullptr && value_of<bool>(*found, key, "true or false");
    }
    std::optional<std::int64_t> integer(const char* key) {
        const TomlNode* found = find(key);
        if (found == nullptr) return std::nullopt;
        return value_of<std::int64_t>(*found, key, "an integer");
    }
    std::vector<std::string> strings(const char* key) {
        const TomlNode* found = find(key);
        return found == nullptr ? std::vector<std::string>() : strings_of(*found, key);
    }
    std::vector<std::string> required_strings(const char* key) { return strings_of(require(key), key); }
    Expression expression(const char* key) {
        const TomlNode* found = find(key);
        return found == nullptr ? Expression() : expression_of(*found, key);
    }
    Expression required_expression(const char* key) { return expression_of(require(key), key); }
    Name name() {
        std::string object = required_string("name");
        return {string("schema"), std::move(object)};
    }
    template <class Value>
    Value word(const char* key, Value fallback, std::initializer_list<std::pair<const char*, Value>> words) {
        const TomlNode* found = find(key);
        if (found == nullptr) return fallback;
        const std::string& text = string_of(*found, key);
        std::vector<std::string> names;
        for (const auto& [name, value] : words) {
            if (text == name) return value;
            names.emplace_back(name);
        }
        fail(*found, fmt::format("`{}` is \"{}\"; it may be {}", key, text, fmt::join(names, ", ")));
    }
    /// The blocks [[key]].
    std::vector<Block> blocks(const char* key) {
        std::vector<Block> found;
        const TomlNode* node = find(key);
        if (node == nullptr) return found;
        const auto* array = std::get_if<TomlNode::Array>(&node->value);
        if (array == nullptr) fail(*node, fmt::format("`{}` is to be written [[{}]]", key, key));
        for (const TomlNode& item : *array) found.emplace_back(file_, item, fmt::format("[[{}]]", key));
        return found;
    }

    Expression expression_of(const TomlNode& node, const std::string& key) const {
        Expression expression;
        if (const auto* text = std::get_if<std::string>(&node.value)) {
            expression.sql = *text;
            return expression;
        }
        const auto* table = std::get_if<TomlNode::Table>(&node.value);
        if (table == nullptr) fail(node, fmt::format("`{}` is to be a string, or a table of dialects", key));
        for (const auto& [dialect, text] : *table) {
            if (dialect == "sql") {
                expression.sql = string_of(text, dialect);
            } else {
                expression.dialects[dialect] = string_of(text, dialect);
            }
        }
        return expression;
    }
    const std::string& string_of(const TomlNode& node, const std::string& key) const {
        return value_of<std::string>(node, key, "a string");
    }

    /// To be called when every key was asked for.
    void finish() const {
        for (const auto& [key, value] : std::get<TomlNode::Table>(node_.value)) {
            if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
                fail(value, fmt::format("{} has no field `{}`; it may have {}", what_, key, fmt::join(known_, ", ")));
            }
        }
    }

    [[noreturn]] void fail(const TomlNode& node, const std::string& message) const { throw SnapshotError(file_, node.line, message); }
    [[noreturn]] void fail(const std::string& message) const { fail(node_, message); }

private:
    template <class Value>
    const Value& value_of(const TomlNode& node, const std::string& key, const char* wanted) const {
        const auto* value = std::get_if<Value>(&node.value);
        if (value == nullptr) fail(node, fmt::format("`{}` is to be {}", key, wanted));
        return *value;
    }
    std::vector<std::string> strings_of(const TomlNode& node, const std::string& key) const {
        const auto* array = std::get_if<TomlNode::Array>(&node.value);
        if (array == nullptr) fail(node, fmt::format("`{}` is to be a list of strings", key));
        std::vector<std::string> values;
        for (const TomlNode& item : *array) values.push_back(string_of(item, key));
        return values;
    }

    const std::string& file_;
    const TomlNode& node_;
    std::string what_;
    std::vector<std::string> known_;
};

template <class Value>
using Words = std::initializer_list<std::pair<const char*, Value>>;

constexpr Words<Action> actions = {{"no_action", Action::no_action},
                                   {"restrict", Action::restrict},
                                   {"cascade", Action::cascade},
                                   {"set_null", Action::set_null},
                                   {"set_default", Action::set_default}};
constexpr Words<Deferrability> deferrabilities = {{"not_deferrable", Deferrability::not_deferrable},
                                                  {"deferrable", Deferrability::deferrable},
                                                  {"initially_deferred", Deferrability::initially_deferred}};
constexpr Words<NullsOrder> null_orders = {{"first", NullsOrder::first}, {"last", NullsOrder::last}};
constexpr Words<EnumStorage> storages = {{"text", EnumStorage::text}, {"integer", EnumStorage::integer}, {"native", EnumStorage::native}};

// Reads one file of the snapshot.
class FileReader {
public:
    FileReader(const std::string& file, const TomlNode& document, Snapshot& snapshot, SnapshotPlaces& places)
        : file_(file), document_(document), snapshot_(snapshot), places_(places) {}

    void table() {
        Block head = whole();
        Table table;
        table.name = head.name();
        head_names(head, Rename::Of::table, table.name);
        table.options.comment = head.string("comment");
        table.options.strict = head.flag("strict");
        table.options.without_rowid = head.flag("without_rowid");
        for (Block& block : head.blocks("column")) add(table, table.columns, column(block, table.name), block);
        if (const TomlNode* node = head.find("primary_key")) {
            Block block(file_, *node, "[primary_key]");
            table.primary_key = PrimaryKey{block.required_string("name"), block.required_strings("columns"), block.string("comment")};
            block.finish();
            note(to_string(table.name, table.primary_key->name), block.line());
        }
        for (Block& block : head.blocks("unique")) add(table, table.uniques, unique(block), block);
        for (Block& block : head.blocks("foreign_key")) add(table, table.foreign_keys, foreign_key(block), block);
        for (Block& block : head.blocks("check")) add(table, table.checks, check(block), block);
        for (Block& block : head.blocks("index")) add(table, table.indexes, index(block), block);
        head.finish();
        keep("", snapshot_.schema.tables, std::move(table));
    }

    void enumeration() {
        Block head = whole();
        Enum type;
        type.name = head.name();
        head_names(head, Rename::Of::enumeration, type.name);
        type.storage = head.word("storage", EnumStorage::text, storages);
        type.comment = head.string("comment");
        for (Block& block : head.blocks("value")) {
            EnumValue value;
            value.name = block.required_string("name");
            for (std::string& from : renamed_from(block)) {
                snapshot_.spent.insert({Rename::Of::enum_value, type.name, std::move(from), value.name});
            }
            value.number = block.integer("number").value_or(0);
            block.finish();
            for (const EnumValue& other : type.values) {
                if (other.name == value.name) block.fail(fmt::format("the value {} stands here twice", value.name));
            }
            type.values.push_back(std::move(value));
        }
        head.finish();
        keep("enums/", snapshot_.schema.enums, std::move(type));
    }

    void view() {
        Block head = whole();
        View view;
        view.name = head.name();
        view.materialized = head.flag("materialized");
        view.only = head.strings("only");
        view.comment = head.string("comment");
        view.query = head.required_expression("query");
        head.finish();
        keep("views/", snapshot_.schema.views, std::move(view));
    }

    void sequence() {
        Block head = whole();
        Sequence sequence;
        sequence.name = head.name();
        sequence.start = head.integer("start");
        sequence.increment = head.integer("increment");
        sequence.minimum = head.integer("minimum");
        sequence.maximum = head.integer("maximum");
        sequence.cycle = head.flag("cycle");
        sequence.only = head.strings("only");
        sequence.comment = head.string("comment");
        head.finish();
        keep("sequences/", snapshot_.schema.sequences, std::move(sequence));
    }

    void opaque() {
        Block head = whole();
        Opaque object;
        object.name = head.name();
        object.kind = head.string("kind");
        object.only = head.strings("only");
        object.create = head.expression("create");
        object.drop = head.expression("drop");
        head.finish();
        keep("objects/", snapshot_.schema.opaque, std::move(object));
    }

private:
    Block whole() const { return {file_, document_, "the file"}; }

    void head_names(Block& head, Rename::Of of, const Name& name) {
        for (std::string& from : renamed_from(head)) snapshot_.spent.insert({of, {}, std::move(from), to_string(name)});
    }

    static std::vector<std::string> renamed_from(Block& block) {
        const TomlNode* node = block.find("renamed_from");
        if (node == nullptr) return {};
        if (std::holds_alternative<TomlNode::Array>(node->value)) return block.strings("renamed_from");
        return {block.string_of(*node, "renamed_from")};
    }

    Column column(Block& block, const Name& table) {
        Column column;
        column.name = block.required_string("name");
        for (std::string& from : renamed_from(block)) snapshot_.spent.insert({Rename::Of::column, table, std::move(from), column.name});
        const TomlNode& type = block.require("type");
        const std::optional<Type> parsed = parse_type(block.string_of(type, "type"));
        if (!parsed) block.fail(type, fmt::format("`{}` is no type", block.string_of(type, "type")));
        column.type = *parsed;
        column.nullable = block.flag("nullable");
        if (const TomlNode* node = block.find("default")) column.default_value = default_of(block, *node);
        if (const TomlNode* node = block.find("identity")) column.identity = identity_of(block, *node);
        if (const TomlNode* node = block.find("computed")) column.computed = Computed{block.expression_of(*node, "computed"), false};
        const TomlNode* stored = block.find("stored");
        if (stored != nullptr && !column.computed) block.fail(*stored, "`stored` stands with `computed` alone");
        if (column.computed) column.computed->stored = block.flag("stored");
        column.collation = block.expression("collation");
        column.comment = block.string("comment");
        block.finish();
        return column;
    }

    Default default_of(const Block& block, const TomlNode& node) const {
        if (const auto* value = std::get_if<bool>(&node.value)) return Value{*value};
        if (const auto* value = std::get_if<std::int64_t>(&node.value)) return Value{*value};
        if (const auto* value = std::get_if<double>(&node.value)) return Value{*value};
        if (const auto* value = std::get_if<std::string>(&node.value)) return Value{*value};
        const auto* table = std::get_if<TomlNode::Table>(&node.value);
        if (table == nullptr) block.fail(node, "`default` is to be a value, or a table that says which kind of default it is");
        if (table->size() == 1) {
            const auto& [key, value] = table->front();
            if (key == "null" && std::get_if<bool>(&value.value) != nullptr && std::get<bool>(value.value)) return Value{Null{}};
            if (key == "portable" && block.string_of(value, key) == "now") return Portable::now;
            if (key == "portable") block.fail(value, fmt::format("`portable` is \"{}\"; it may be now", block.string_of(value, key)));
            if (key == "bytes") return Value{bytes_of(block, value)};
        }
        return block.expression_of(node, "default");
    }

    static Blob bytes_of(const Block& block, const TomlNode& node) {
        const std::string& digits = block.string_of(node, "bytes");
        const auto nibble = [](char c) {
            if (c >= '0' && c <= '9') return c - '0';
            return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        };
        Blob blob;
        for (std::size_t i = 0; i < digits.size(); i += 2) {
            const int high = nibble(digits[i]);
            const int low = i + 1 < digits.size() ? nibble(digits[i + 1]) : -1;
            if (high < 0 || low < 0) block.fail(node, "`bytes` is to be pairs of hexadecimal digits");
            blob.push_back(static_cast<std::byte>(high * 16 + low));
        }
        return blob;
    }

    std::optional<Identity> identity_of(Block& block, const TomlNode& node) const {
        if (const auto* given = std::get_if<bool>(&node.value)) return *given ? std::optional<Identity>(Identity{}) : std::nullopt;
        if (!std::holds_alternative<TomlNode::Table>(node.value)) block.fail(node, "`identity` is to be true, or a table");
        Block table(file_, node, "`identity`");
        Identity identity;
        identity.always = table.flag("always");
        identity.start = table.integer("start");
        identity.increment = table.integer("increment");
        table.finish();
        return identity;
    }

    static Deferrability deferrability(Block& block) { return block.word("deferrability", Deferrability::not_deferrable, deferrabilities); }

    static Unique unique(Block& block) {
        Unique unique;
        unique.name = block.required_string("name");
        unique.columns = block.required_strings("columns");
        unique.include = block.strings("include");
        unique.nulls_not_distinct = block.flag("nulls_not_distinct");
        unique.deferrability = deferrability(block);
        unique.comment = block.string("comment");
        block.finish();
        return unique;
    }

    static ForeignKey foreign_key(Block& block) {
        ForeignKey key;
        key.name = block.required_string("name");
        key.columns = block.required_strings("columns");
        key.referred_table.name = block.required_string("referred_table");
        key.referred_table.schema = block.string("referred_schema");
        key.referred_columns = block.required_strings("referred_columns");
        key.on_delete = block.word("on_delete", Action::no_action, actions);
        key.on_update = block.word("on_update", Action::no_action, actions);
        key.deferrability = deferrability(block);
        key.not_valid = block.flag("not_valid");
        key.comment = block.string("comment");
        block.finish();
        return key;
    }

    static Check check(Block& block) {
        Check check;
        check.name = block.required_string("name");
        check.expression = block.required_expression("expression");
        check.not_valid = block.flag("not_valid");
        check.only = block.strings("only");
        check.comment = block.string("comment");
        block.finish();
        return check;
    }

    Index index(Block& block) const {
        Index index;
        index.name = block.required_string("name");
        const TomlNode& keys = block.require("keys");
        const auto* list = std::get_if<TomlNode::Array>(&keys.value);
        if (list == nullptr) block.fail(keys, "`keys` is to be a list of columns, or of tables");
        for (const TomlNode& node : *list) index.keys.push_back(index_key(node));
        index.unique = block.flag("unique");
        index.where = block.expression("where");
        index.method = block.string("method");
        index.include = block.strings("include");
        index.nulls_not_distinct = block.flag("nulls_not_distinct");
        index.only = block.strings("only");
        index.comment = block.string("comment");
        block.finish();
        return index;
    }

    IndexKey index_key(const TomlNode& node) const {
        IndexKey key;
        if (const auto* column = std::get_if<std::string>(&node.value)) {
            key.of = *column;
            return key;
        }
        Block block(file_, node, "a key of an index");
        const TomlNode* column = block.find("column");
        const TomlNode* expression = block.find("expression");
        if ((column == nullptr) == (expression == nullptr)) block.fail("a key of an index has either `column` or `expression`");
        if (column != nullptr) key.of = block.string_of(*column, "column");
        if (expression != nullptr) key.of = block.expression_of(*expression, "expression");
        key.descending = block.flag("descending");
        key.nulls = block.word("nulls", NullsOrder::engine_default, null_orders);
        key.operator_class = block.string("operator_class");
        key.collation = block.string("collation");
        block.finish();
        return key;
    }

    template <class Collection>
    void add(const Table& table, Collection& objects, typename Collection::value_type object, const Block& block) const {
        const std::string name = object.name;
        if (!objects.add(std::move(object))) block.fail(fmt::format("the name {} stands here twice", name));
        note(to_string(table.name, name), block.line());
    }

    void note(const std::string& object, int line) const { places_.insert_or_assign(object, SnapshotPlace{file_, line}); }

    template <class Object>
    void keep(const char* folder, ByName<Object>& objects, Object object) const {
        const std::string expected = snapshot_file(folder, object.name);
        if (expected != file_) {
            throw SnapshotError(file_, 1, fmt::format("the file holds {} and is to be called {}", to_string(object.name), expected));
        }
        note(to_string(object.name), 1);
        objects.add(std::move(object));
    }

    const std::string& file_;
    const TomlNode& document_;
    Snapshot& snapshot_;
    SnapshotPlaces& places_;
};

}  // namespace

Snapshot parse(const SnapshotFiles& files, SnapshotPlaces& places) {
    Snapshot snapshot;
    for (const auto& [file, text] : files) {
        const std::size_t slash = file.find('/');
        const std::string folder = slash == std::string::npos ? "" : file.substr(0, slash);
        const std::string base = slash == std::string::npos ? file : file.substr(slash + 1);
        const bool safe =
            base.size() > 5 && base.compare(base.size() - 5, 5, ".toml") == 0 && base.find_first_of("/\\") == std::string::npos;
        if (!safe) throw SnapshotError(file, 0, "this is no file of a snapshot");
        const TomlNode document = parse_toml(file, text);
        FileReader reader(file, document, snapshot, places);
        if (folder.empty() && slash == std::string::npos) {
            reader.table();
        } else if (folder == "enums") {
            reader.enumeration();
        } else if (folder == "views") {
            reader.view();
        } else if (folder == "sequences") {
            reader.sequence();
        } else if (folder == "objects") {
            reader.opaque();
        } else {
            throw SnapshotError(file, 0, "a snapshot has no such folder; it has enums, views, sequences and objects");
        }
    }
    return snapshot;
}

Snapshot parse(const SnapshotFiles& files) {
    SnapshotPlaces places;
    return parse(files, places);
}

}  // namespace aludel::schema
