#include <aludel/migrations/serialise.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <type_traits>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <aludel/migrations/fold.h>
#include <aludel/schema/error.h>

#include "stored_fields.h"

namespace aludel::migrations {

namespace {

// The default object type of nlohmann::json is a std::map: keys come out sorted.
using Json = nlohmann::json;
using schema::SchemaError;
using namespace stored;

constexpr int format_version = 1;

[[noreturn]] void refuse(const std::string& what) {
    throw SchemaError(what);
}

// ---- words of enumerations

template <class Enum>
struct Words;
template <>
struct Words<schema::Action> {
    static constexpr const char* list[] = {"no_action", "restrict", "cascade", "set_null", "set_default"};
};
template <>
struct Words<schema::Deferrability> {
    static constexpr const char* list[] = {"not_deferrable", "deferrable", "initially_deferred"};
};
template <>
struct Words<schema::NullsOrder> {
    static constexpr const char* list[] = {"engine_default", "first", "last"};
};
template <>
struct Words<schema::EnumStorage> {
    static constexpr const char* list[] = {"text", "integer", "native"};
};
template <>
struct Words<schema::AlterComment::Of> {
    static constexpr const char* list[] = {"constraint", "index", "view"};
};

// ---- writing

template <class T>
requires std::is_enum_v<T> Json write(const T& value) {
    return Words<T>::list[static_cast<std::size_t>(value)];
}
Json write(bool value) {
    return value;
}
Json write(int value) {
    return value;
}
Json write(std::int64_t value) {
    return value;
}
Json write(const std::string& value) {
    return value;
}
Json write(const schema::Name& name) {
    return name.schema.empty() ? Json(name.name) : Json::array({name.schema, name.name});
}
Json write(const schema::Type& type) {
    return to_string(type);
}

Json write(const schema::Expression& expression) {
    if (expression.dialects.empty()) return expression.sql;
    Json made = {{"dialects", expression.dialects}};
    if (!expression.sql.empty()) made["sql"] = expression.sql;
    return made;
}

struct WriteValue {
    Json operator()(const schema::Null&) const { return nullptr; }
    Json operator()(bool value) const { return value; }
    Json operator()(std::int64_t value) const { return value; }
    Json operator()(double value) const {
        if (!std::isfinite(value)) refuse("a value is not a finite number: write it as text");
        return value;
    }
    Json operator()(const std::string& value) const { return value; }
    Json operator()(const schema::Blob& value) const {
        std::string digits;
        for (const std::byte byte : value) digits += fmt::format("{:02x}", std::to_integer<unsigned>(byte));
        return {{"blob", digits}};
    }
};
Json write(const schema::Value& value) {
    return std::visit(WriteValue{}, value);
}

struct WriteDefault {
    Json operator()(const schema::Value& value) const { return {{"value", write(value)}}; }
    Json operator()(schema::Portable portable) const {
        switch (portable) {
            case schema::Portable::now:
                return {{"portable", "now"}};
        }
        refuse("a default that this library does not know");
    }
    Json operator()(const schema::Expression& expression) const { return {{"expression", write(expression)}}; }
};
Json write(const schema::Default& value) {
    return std::visit(WriteDefault{}, value);
}

struct WriteKey {
    Json operator()(const std::string& column) const { return column; }
    Json operator()(const schema::Expression& expression) const { return {{"expression", write(expression)}}; }
};
Json write(const std::variant<std::string, schema::Expression>& of) {
    return std::visit(WriteKey{}, of);
}

template <class First, class Second>
Json write(const std::pair<First, Second>& pair) {
    return Json::array({pair.first, pair.second});
}

template <class Struct>
requires requires {
    Fields<Struct>::list;
}
Json write(const Struct& from);
Json write(const schema::AlterColumn& from);
Json write(const schema::Change& change);
Json write(const schema::Constraint& constraint);
template <class T>
Json write(const std::vector<T>& items);
template <class T>
Json write(const std::optional<T>& value) {
    return value ? write(*value) : Json(nullptr);
}
template <class Items>
Json write_list(const Items& items) {
    Json made = Json::array();
    for (const auto& item : items) made.push_back(write(item));
    return made;
}
template <class T>
Json write(const std::vector<T>& items) {
    return write_list(items);
}
template <class T>
Json write(const schema::InOrder<T>& items) {
    return write_list(items);
}
template <class T>
Json write(const schema::ByName<T>& items) {
    return write_list(items);
}
Json write(const decltype(Step::action)& action);

template <class Struct, class Member>
void write_field(Json& to, const Struct& from, const Field<Struct, Member>& field) {
    static const Struct defaults{};
    if (!(from.*field.member == defaults.*field.member)) to[field.word] = write(from.*field.member);
}
template <class Struct, class Member>
void write_field(Json& to, const Struct& from, const Always<Struct, Member>& field) {
    to[field.word] = write(from.*field.member);
}
template <class Struct, class Object>
void write_field(Json& to, const Struct& from, const NameOf<Struct, Object>& field) {
    if constexpr (std::is_same_v<Object, schema::Constraint>)
        to[field.word] = name_of(from.*field.object);
    else
        to[field.word] = write((from.*field.object).name);
}

template <class Struct>
Json write_fields(const Struct& from) {
    Json made = Json::object();
    std::apply([&](const auto&... field) { (write_field(made, from, field), ...); }, Fields<Struct>::list);
    return made;
}
template <class Struct>
requires requires {
    Fields<Struct>::list;
}
Json write(const Struct& from) {
    return write_fields(from);
}

/// A key for each field that is set; null where the column then has none of it.
Json write(const schema::AlterColumn& from) {
    Json made = write_fields(from);
    Json set = Json::object();
    if (from.fields.type) set["type"] = write(from.after.type);
    if (from.fields.nullable) set["nullable"] = write(from.after.nullable);
    if (from.fields.default_value) set["default"] = write(from.after.default_value);
    if (from.fields.identity) set["identity"] = write(from.after.identity);
    if (from.fields.computed) set["computed"] = write(from.after.computed);
    if (from.fields.collation) set["collation"] = write(from.after.collation);
    if (from.fields.comment) set["comment"] = write(from.after.comment);
    made["set"] = std::move(set);
    return made;
}

/// The alternative's fields and, under `word`, which it is. Only for variants of which every alternative has Fields.
template <class... Alternatives>
Json write_variant(const std::variant<Alternatives...>& value, const char* word) {
    return std::visit(
        [word]<class Struct>(const Struct& alternative) {
            Json made = write(alternative);
            made[word] = Fields<Struct>::kind;
            return made;
        },
        value);
}
Json write(const schema::Change& change) {
    return write_variant(change, "op");
}
Json write(const schema::Constraint& constraint) {
    return write_variant(constraint, "kind");
}
Json write(const decltype(Step::action)& action) {
    return write_variant(action, "kind");
}

struct WriteOperation {
    template <class Struct>
    static Json with_kind(const Struct& operation) {
        Json made = write(operation);
        made["op"] = Fields<Struct>::kind;
        return made;
    }
    Json operator()(const schema::Change& change) const { return write(change); }
    Json operator()(const Execute& execute) const { return with_kind(execute); }
    Json operator()(const BulkInsert& insert) const { return with_kind(insert); }
    Json operator()(const Run& run) const { return with_kind(run); }
    Json operator()(const Irreversible& irreversible) const { return with_kind(irreversible); }
};

// ---- reading

const Json& expect(const Json& from, bool fits, const char* what) {
    if (!fits) refuse(fmt::format("{} was expected where {} stands", what, from.dump()));
    return from;
}
const Json& object(const Json& from) {
    return expect(from, from.is_object(), "an object");
}
const Json& list(const Json& from) {
    return expect(from, from.is_array(), "a list");
}

void read(const Json& from, std::string& to) {
    to = expect(from, from.is_string(), "a text").get<std::string>();
}
void read(const Json& from, bool& to) {
    to = expect(from, from.is_boolean(), "true or false").get<bool>();
}
void read(const Json& from, std::int64_t& to) {
    const bool fits =
        from.is_number_integer() &&
        !(from.is_number_unsigned() && from.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
    to = expect(from, fits, "an integer of 64 bits").get<std::int64_t>();
}
void read(const Json& from, int& to) {
    std::int64_t wide = 0;
    read(from, wide);
    expect(from, wide >= std::numeric_limits<int>::min() && wide <= std::numeric_limits<int>::max(), "an integer of 32 bits");
    to = static_cast<int>(wide);
}
template <class T>
requires std::is_enum_v<T>
void read(const Json& from, T& to) {
    std::string word;
    read(from, word);
    std::size_t position = 0;
    for (const char* known : Words<T>::list) {
        if (word == known) {
            to = static_cast<T>(position);
            return;
        }
        ++position;
    }
    refuse(fmt::format("the word \"{}\" is not known to this version of Aludel", word));
}
void read(const Json& from, schema::Name& to) {
    if (from.is_string()) {
        to = schema::Name(from.get<std::string>());
        return;
    }
    expect(from, from.is_array() && from.size() == 2 && from[0].is_string() && from[1].is_string(), "a name");
    to = schema::Name(from[0].get<std::string>(), from[1].get<std::string>());
}
void read(const Json& from, schema::Type& to) {
    std::string text;
    read(from, text);
    auto type = schema::parse_type(text);
    if (!type) refuse(fmt::format("the type {} is not known to this version of Aludel", text));
    to = *std::move(type);
}
void read(const Json& from, schema::Expression& to) {
    if (from.is_string()) {
        to.sql = from.get<std::string>();
        return;
    }
    for (const auto& [word, part] : object(from).items()) {
        if (word == "sql") {
            read(part, to.sql);
        } else if (word == "dialects") {
            for (const auto& [dialect, text] : object(part).items()) read(text, to.dialects[dialect]);
        } else {
            refuse(fmt::format("an expression has the unknown field {}", word));
        }
    }
}
void read(const Json& from, schema::Blob& to) {
    std::string digits;
    read(from, digits);
    expect(from, digits.size() % 2 == 0 && digits.find_first_not_of("0123456789abcdef") == std::string::npos,
           "a blob's hexadecimal digits");
    for (std::size_t i = 0; i < digits.size(); i += 2) to.push_back(static_cast<std::byte>(std::stoi(digits.substr(i, 2), nullptr, 16)));
}
/// The only member of an object that has but one.
const Json& only(const Json& from, const char* word) {
    return expect(from, from.is_object() && from.size() == 1 && from.contains(word),
                  fmt::format("an object with the field {}", word).c_str())[word];
}
void read(const Json& from, schema::Value& to) {
    if (from.is_null()) {
        to = schema::Null{};
    } else if (from.is_boolean()) {
        to = from.get<bool>();
    } else if (from.is_number_integer()) {
        std::int64_t number = 0;
        read(from, number);
        to = number;
    } else if (from.is_number_float()) {
        to = from.get<double>();
    } else if (from.is_string()) {
        to = from.get<std::string>();
    } else {
        schema::Blob blob;
        read(only(from, "blob"), blob);
        to = std::move(blob);
    }
}
void read(const Json& from, schema::Default& to) {
    if (from.is_object() && from.contains("expression")) {
        schema::Expression expression;
        read(only(from, "expression"), expression);
        to = std::move(expression);
    } else if (from.is_object() && from.contains("portable")) {
        expect(from, only(from, "portable") == "now", "a default that this version of Aludel knows");
        to = schema::Portable::now;
    } else {
        schema::Value value;
        read(only(from, "value"), value);
        to = std::move(value);
    }
}
void read(const Json& from, std::variant<std::string, schema::Expression>& to) {
    if (from.is_string()) {
        to = from.get<std::string>();
        return;
    }
    schema::Expression expression;
    read(only(from, "expression"), expression);
    to = std::move(expression);
}
void read(const Json& from, std::pair<std::string, std::string>& to) {
    expect(from, from.is_array() && from.size() == 2, "two texts");
    read(from[0], to.first);
    read(from[1], to.second);
}

template <class Struct>
requires requires {
    Fields<Struct>::list;
}
void read(const Json& from, Struct& to);
void read(const Json& from, schema::Change& to);
void read(const Json& from, schema::Constraint& to);
void read(const Json& from, decltype(Step::action)& to);
template <class T>
void read(const Json& from, std::vector<T>& to);
template <class T>
void read(const Json& from, std::optional<T>& to) {
    to.reset();
    if (!from.is_null()) read(from, to.emplace());
}
template <class T>
void read(const Json& from, std::vector<T>& to) {
    for (const Json& item : list(from)) read(item, to.emplace_back());
}
template <class Named>
void read_named(const Json& from, Named& to) {
    for (const Json& item : list(from)) {
        typename Named::value_type made;
        read(item, made);
        if (!to.add(std::move(made))) refuse(fmt::format("a name stands twice in {}", from.dump()));
    }
}
template <class T>
void read(const Json& from, schema::InOrder<T>& to) {
    read_named(from, to);
}
template <class T>
void read(const Json& from, schema::ByName<T>& to) {
    read_named(from, to);
}

/// Reads an object's fields; what nobody has asked for is of a newer version, and must not be overlooked.
class Fieldwise {
public:
    explicit Fieldwise(const Json& from) : from_(object(from)) {}

    const Json* optional(const char* word) {
        const auto at = from_.find(word);
        if (at == from_.end()) return nullptr;
        asked_.insert(word);
        return &*at;
    }
    const Json& required(const char* word) {
        const Json* found = optional(word);
        if (found == nullptr) refuse(fmt::format("the field {} is missing in {}", word, from_.dump()));
        return *found;
    }
    void finish() const {
        for (const auto& [word, value] : from_.items())
            if (!asked_.contains(word))
                refuse(fmt::format("the field {} is not known to this version of Aludel: use the one that wrote it", word));
    }

private:
    const Json& from_;
    std::set<std::string> asked_;
};

template <class Struct, class Member>
void read_field(Fieldwise& from, Struct& to, const Field<Struct, Member>& field) {
    if (const Json* found = from.optional(field.word)) read(*found, to.*field.member);
}
template <class Struct, class Member>
void read_field(Fieldwise& from, Struct& to, const Always<Struct, Member>& field) {
    read(from.required(field.word), to.*field.member);
}
template <class Struct, class Object>
void read_field(Fieldwise& from, Struct& to, const NameOf<Struct, Object>& field) {
    const Json& name = from.required(field.word);
    if constexpr (std::is_same_v<Object, schema::Constraint>)
        read(name, std::get<schema::PrimaryKey>(to.*field.object).name);
    else
        read(name, (to.*field.object).name);
}

template <class Struct>
void read_rest(Fieldwise&, Struct&) {}
void read_rest(Fieldwise&, schema::AlterEnum& to) {
    to.before.name = to.after.name;
}
void read_rest(Fieldwise& from, schema::AlterColumn& to) {
    to.after.name = to.before.name;
    Fieldwise set(from.required("set"));
    const auto take = [&](const char* word, bool& is_set, auto& member) {
        const Json* found = set.optional(word);
        is_set = found != nullptr;
        if (is_set) read(*found, member);
    };
    take("type", to.fields.type, to.after.type);
    take("nullable", to.fields.nullable, to.after.nullable);
    take("default", to.fields.default_value, to.after.default_value);
    take("identity", to.fields.identity, to.after.identity);
    take("computed", to.fields.computed, to.after.computed);
    take("collation", to.fields.collation, to.after.collation);
    take("comment", to.fields.comment, to.after.comment);
    set.finish();
}

template <class Struct>
void read_fields(Fieldwise& from, Struct& to) {
    std::apply([&](const auto&... field) { (read_field(from, to, field), ...); }, Fields<Struct>::list);
    read_rest(from, to);
    from.finish();
}
template <class Struct>
requires requires {
    Fields<Struct>::list;
}
void read(const Json& from, Struct& to) {
    Fieldwise fields(from);
    read_fields(fields, to);
}

template <class Struct, class Variant>
bool read_if(const std::string& kind, Fieldwise& from, Variant& to) {
    if (kind != Fields<Struct>::kind) return false;
    Struct made;
    read_fields(from, made);
    to = std::move(made);
    return true;
}
/// False when no alternative is of that kind.
template <class... Alternatives, class Variant>
bool read_variant(const std::variant<Alternatives...>&, const std::string& kind, Fieldwise& from, Variant& to) {
    return (read_if<Alternatives>(kind, from, to) || ...);
}
template <class Variant>
void read_kind(const Json& from, const char* word, const char* what, Variant& to) {
    Fieldwise fields(from);
    std::string kind;
    read(fields.required(word), kind);
    if (!read_variant(Variant{}, kind, fields, to))
        refuse(fmt::format("{} of the kind \"{}\" is not known to this version of Aludel: use the one that wrote it", what, kind));
}
void read(const Json& from, schema::Change& to) {
    read_kind(from, "op", "a change", to);
}
void read(const Json& from, schema::Constraint& to) {
    read_kind(from, "kind", "a constraint", to);
}
void read(const Json& from, decltype(Step::action)& to) {
    read_kind(from, "kind", "a step", to);
}

void read(const Json& from, Operation& to) {
    Fieldwise fields(from);
    std::string kind;
    read(fields.required("op"), kind);
    schema::Change change;
    if (read_variant(change, kind, fields, change))
        to = std::move(change);
    else if (!read_variant(std::variant<Execute, BulkInsert, Run, Irreversible>{}, kind, fields, to))
        refuse(fmt::format("an operation of the kind \"{}\" is not known to this version of Aludel: use the one that wrote it", kind));
}

// ---- documents

std::string document(const char* word, Json items) {
    const Json made = {{word, std::move(items)}, {"v", format_version}};
    try {
        return made.dump();
    } catch (const Json::exception& error) {
        refuse(fmt::format("the {} hold a text that is not UTF-8 ({})", word, error.what()));
    }
}

template <class Item>
std::vector<Item> read_document(const char* word, std::string_view text) {
    std::size_t number = 0;
    try {
        const Json parsed = Json::parse(text);
        Fieldwise fields(parsed);
        std::int64_t version = 0;
        read(fields.required("v"), version);
        if (version != format_version)
            refuse(fmt::format("they are in format {}, and this version of Aludel reads format {}: use the one that wrote them", version,
                               format_version));
        std::vector<Item> items;
        for (const Json& item : list(fields.required(word))) {
            ++number;
            read(item, items.emplace_back());
        }
        number = 0;
        fields.finish();
        return items;
    } catch (const Json::exception& error) {
        refuse(fmt::format("stored {} cannot be read: {}", word, error.what()));
    } catch (const SchemaError& error) {
        refuse(fmt::format("stored {} cannot be read{}: {}", word, number == 0 ? "" : fmt::format(", number {}", number), error.what()));
    }
}

}  // namespace

std::string serialise(const std::vector<Operation>& operations) {
    Json items = Json::array();
    for (const Operation& operation : operations) items.push_back(std::visit(WriteOperation{}, operation));
    return document("operations", std::move(items));
}

std::vector<Operation> deserialise_operations(std::string_view text) {
    return read_document<Operation>("operations", text);
}

std::string serialise(const std::vector<Step>& steps) {
    return document("steps", write(steps));
}

std::vector<Step> deserialise_steps(std::string_view text) {
    return read_document<Step>("steps", text);
}

}  // namespace aludel::migrations
