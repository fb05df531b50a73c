#include "questions.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "conversion.h"
#include "cpp_literal.h"
#include "describe_parts.h"
#include "sql_words.h"

namespace aludel::schema {

namespace {

std::string prefix(Direction direction) {
    return direction == Direction::upgrade ? "" : "downgrade:";
}

// An argument as a shell takes it.
std::string argument(const std::string& text) {
    const auto is_one_of = [&](const char* characters) { return text.find_first_of(characters) != std::string::npos; };
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == ':' || c == '-';
    });
    if (plain) return text;
    if (!is_one_of("\"$`\\!")) return '"' + text + '"';
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + '\'';
}

std::string option(const char* name, const std::string& value) {
    return fmt::format("{} {}", name, argument(value));
}

// An ordinary value of that type, as an example of what to type.
struct Example {
    const Schema& schema;

    std::string operator()(const Boolean&) const { return "false"; }
    std::string operator()(const Integer&) const { return "0"; }
    std::string operator()(const Float&) const { return "0"; }
    std::string operator()(const String& type) const { return type.length && *type.length < 7 ? "''" : "'unknown'"; }
    std::string operator()(const Bytes&) const { return "x''"; }
    std::string operator()(const Numeric&) const { return "0"; }
    std::string operator()(const Date&) const { return "'2000-01-01'"; }
    std::string operator()(const TimeOfDay&) const { return "'00:00:00'"; }
    std::string operator()(const Timestamp&) const { return "'2000-01-01 00:00:00'"; }
    std::string operator()(const Interval&) const { return "'P0D'"; }
    std::string operator()(const Uuid&) const { return "'00000000-0000-0000-0000-000000000000'"; }
    std::string operator()(const Json&) const { return "'{}'"; }
    std::string operator()(const Enumeration& type) const {
        const Enum* values = schema.enums.find(type.name);
        if (values == nullptr || values->values.empty()) return "''";
        if (values->storage == EnumStorage::integer) return fmt::format("{}", values->values.front().number);
        std::string text = "'";
        for (const char c : values->values.front().name) text += c == '\'' ? std::string("''") : std::string(1, c);
        return text + '\'';
    }
    std::string operator()(const Custom&) const { return "''"; }
};

std::string example(const Schema& schema, const Type& type) {
    return type.array ? "'{}'" : std::visit(Example{schema}, type.kind);
}

// An expression that might make the new value of the old one.
std::string example_conversion(const Column& before, const Column& after) {
    const std::string column = sql_name(before.name);
    if (!after.type.array) {
        if (const auto* string = std::get_if<String>(&after.type.kind)) {
            if (string->length) return fmt::format("substr({}, 1, {})", column, *string->length);
        }
        if (const auto* numeric = std::get_if<Numeric>(&after.type.kind)) {
            return fmt::format("round({}, {})", column, numeric->scale.value_or(0));
        }
        if (std::holds_alternative<Boolean>(after.type.kind)) return fmt::format("{} = 'true'", column);
        if (std::holds_alternative<Float>(after.type.kind)) return fmt::format("cast({} as double precision)", column);
        if (std::holds_alternative<Integer>(after.type.kind) || std::holds_alternative<String>(after.type.kind)) {
            return fmt::format("cast({} as {})", column, to_string(after.type));
        }
    }
    return column;
}

// "users.email:postgresql=cast(email as citext)" for each engine on which the type in its own words is another.
std::vector<std::string> conversions_by_dialect(const std::string& key, const Column& before, const Column& after) {
    std::set<std::string> dialects;
    for (const auto* words : {&before.type.on, &after.type.on}) {
        for (const auto& [dialect, text] : *words) dialects.insert(dialect);
    }
    std::vector<std::string> options;
    for (const std::string& dialect : dialects) {
        const Type was = type_on(before.type, dialect);
        const Type is = type_on(after.type, dialect);
        if (was == is) continue;
        const auto* custom = std::get_if<Custom>(&is.kind);
        const std::string value = custom == nullptr
                                      ? example_conversion(before, {.name = after.name, .type = is})
                                      : fmt::format("cast({} as {})", sql_name(before.name), custom->sql.for_dialect(dialect));
        options.push_back(option("--convert", fmt::format("{}:{}={}", key, dialect, value)));
    }
    return options;
}

// What example_conversion() does to a value that a narrower type does not hold.
const char* what_is_lost(const Type& type) {
    if (type.array) return "";
    if (std::holds_alternative<String>(type.kind)) return ", which cuts longer values short";
    if (std::holds_alternative<Numeric>(type.kind) || std::holds_alternative<Float>(type.kind)) return ", which rounds";
    return "";
}

}  // namespace

Question gone_table(const Name& table, const std::vector<std::string>& candidates) {
    const std::string key = to_string(table);
    Question question{.id = "drop:" + key,
                      .kind = candidates.empty() ? Question::Kind::drop_table : Question::Kind::rename_or_drop_table,
                      .table = table,
                      .column = {},
                      .candidates = candidates,
                      .message = {},
                      .answers = {}};
    if (candidates.empty()) {
        question.message = fmt::format("the table {} is gone from the models; dropping it loses its rows", key);
    } else {
        question.message =
            fmt::format("the table {} is gone from the models while {} is new: was it renamed, or is it to be dropped with its rows?", key,
                        joined(candidates, " and "));
    }
    for (const std::string& candidate : candidates) {
        question.answers.push_back(fmt::format("annotate the struct of {} with [[db::renamed_from({})]]", candidate, cpp_literal(key)));
    }
    question.answers.push_back(option("--drop", key));
    return question;
}

Question gone_rows(const Opaque& object, bool changed) {
    const std::string key = to_string(object.name);
    Question question{.id = "drop:" + key,
                      .kind = Question::Kind::drop_table,
                      .table = object.name,
                      .column = {},
                      .candidates = {},
                      .message = {},
                      .answers = {}};
    question.message = changed ? fmt::format(
                                     "the {} {} has another text, and what its SQL makes is dropped and made anew: the rows of its "
                                     "table would be lost",
                                     object.kind, key)
                               : fmt::format("the {} {} is gone; dropping it loses the rows of its table", object.kind, key);
    if (changed) question.answers.emplace_back("give it its old text, and change the table by op.execute() in a revision of your own");
    question.answers.push_back(option("--drop", key));
    return question;
}

Question gone_sequence(const Sequence& sequence) {
    const std::string key = to_string(sequence.name);
    return {.id = "drop:" + key,
            .kind = Question::Kind::drop_table,
            .table = sequence.name,
            .column = {},
            .candidates = {},
            .message = fmt::format("the sequence {} is gone; dropping it loses the number that it has come to", key),
            .answers = {option("--drop", key)}};
}

Question gone_column(const Name& table, const std::string& column, const std::vector<std::string>& candidates) {
    const std::string key = to_string(table, column);
    Question question{.id = "drop:" + key,
                      .kind = candidates.empty() ? Question::Kind::drop_column : Question::Kind::rename_or_drop_column,
                      .table = table,
                      .column = column,
                      .candidates = candidates,
                      .message = {},
                      .answers = {}};
    if (candidates.empty()) {
        question.message = fmt::format("the column {} is gone from the models; dropping it loses its values", key);
    } else {
        std::vector<std::string> names;
        for (const std::string& candidate : candidates) names.push_back(to_string(table, candidate));
        question.message =
            fmt::format("the column {} is gone from the models while {} {} new: was it renamed, or is it to be dropped with its values?",
                        key, joined(names, " and "), names.size() == 1 ? "is" : "are");
    }
    const std::string annotation = fmt::format("[[db::renamed_from({})]]", cpp_literal(column));
    if (candidates.size() == 1) question.answers.push_back("annotate the member with " + annotation);
    if (candidates.size() > 1) {
        for (const std::string& candidate : candidates) {
            question.answers.push_back(fmt::format("annotate the member of {} with {}", to_string(table, candidate), annotation));
        }
    }
    question.answers.push_back(option("--drop", key));
    return question;
}

Question becomes_computed(const Name& table, const std::string& column) {
    const std::string key = to_string(table, column);
    return {.id = "drop:" + key,
            .kind = Question::Kind::drop_column,
            .table = table,
            .column = column,
            .candidates = {},
            .message = fmt::format("the column {} becomes a computed one; the values that rows hold are lost", key),
            .answers = {option("--drop", key)}};
}

Question no_value(Direction direction, const Schema& schema, const Name& table, const Column& column, bool added) {
    const std::string key = prefix(direction) + to_string(table, column.name);
    Question question{.id = direction == Direction::upgrade ? "fill:" + key : "downgrade:fill:" + to_string(table, column.name),
                      .kind = Question::Kind::fill,
                      .table = table,
                      .column = column.name,
                      .candidates = {},
                      .message = {},
                      .answers = {option("--fill", key + '=' + example(schema, column.type))}};
    const std::string name = to_string(table, column.name);
    if (direction == Direction::downgrade) {
        question.message = added ? fmt::format("{} is not null and has no default, and its values are gone with the drop", name)
                                 : fmt::format("rows may hold NULL in {}", name);
    } else if (added) {
        question.message =
            fmt::format("the new column {} is not null and has no default, so the rows that exist have no value for it", name);
        question.answers.emplace_back("give the member an initialiser and annotate it with [[db::default_value]]");
        question.answers.emplace_back("make the member a std::optional");
    } else {
        question.message = fmt::format("the column {} becomes not null, and rows that exist may hold NULL", name);
        question.answers.push_back(option("--accept", question.id) + ", where no row does");
    }
    if (direction == Direction::downgrade && !added) question.answers.push_back(option("--accept", question.id) + ", where no row does");
    return question;
}

Question narrower(Direction direction, const Name& table, const Column& before, const Column& after) {
    const std::string name = to_string(table, after.name);
    Question question{.id = prefix(direction) + "narrow:" + name,
                      .kind = Question::Kind::narrow,
                      .table = table,
                      .column = after.name,
                      .candidates = {},
                      .message = {},
                      .answers = {}};
    // The way that keeps every value comes first.
    question.answers.push_back(option("--accept", question.id) + ", where every value fits: it stops at a row that does not");
    question.answers.push_back(option("--convert", prefix(direction) + name + '=' + example_conversion(before, after)) +
                               what_is_lost(after.type));
    const auto* string = std::get_if<String>(&after.type.kind);
    if (direction == Direction::upgrade) {
        question.message = fmt::format("the column {} changes from {} to {}, which cannot hold every value of the rows that exist", name,
                                       to_string(before.type), to_string(after.type));
    } else if (string != nullptr && string->length && !after.type.array) {
        question.message = fmt::format("rows may hold {} longer than {} characters", name, *string->length);
    } else {
        question.message = fmt::format("rows may hold values in {} that {} cannot hold", name, to_string(after.type));
    }
    return question;
}

Question no_cast(Direction direction, const Name& table, const Column& before, const Column& after) {
    const std::string name = to_string(table, after.name);
    std::string answer = joined(conversions_by_dialect(prefix(direction) + name, before, after), " ");
    if (conversion(type_on(before.type, ""), type_on(after.type, "")) == Conversion::none || answer.empty())
        answer =
            option("--convert", prefix(direction) + name + '=' + example_conversion(before, after)) + (answer.empty() ? "" : " " + answer);
    return {.id = prefix(direction) + "convert:" + name,
            .kind = Question::Kind::convert,
            .table = table,
            .column = after.name,
            .candidates = {},
            .message = direction == Direction::upgrade
                           ? fmt::format("the column {} changes from {} to {}, and no cast between them means the same on every engine",
                                         name, to_string(before.type), to_string(after.type))
                           : fmt::format("values of {} are {} and do not go back to {} by themselves", name, to_string(before.type),
                                         to_string(after.type)),
            .answers = {std::move(answer)}};
}

Question may_repeat(Direction direction, const Name& table, const std::string& key, const std::vector<std::string>& columns) {
    const std::string name = to_string(table, key);
    const std::string id = prefix(direction) + "unique:" + name;
    return {.id = id,
            .kind = Question::Kind::unique,
            .table = table,
            .column = key,
            .candidates = {},
            .message = direction == Direction::upgrade
                           ? fmt::format("{} makes ({}) unique, and rows that exist may hold the same twice", name, joined(columns))
                           : fmt::format("rows may hold the same ({}) twice, which {} forbids", joined(columns), name),
            .answers = {option("--accept", id) + ", where none do"}};
}

Question value_removed(Direction direction, const Name& type, const std::string& value, const std::vector<std::string>& candidates,
                       const std::vector<std::string>& columns) {
    const std::string id = prefix(direction) + "enum:" + to_string(type, value);
    Question question{.id = id,
                      .kind = Question::Kind::enum_value_removed,
                      .table = type,
                      .column = value,
                      .candidates = candidates,
                      .message = direction == Direction::upgrade
                                     ? fmt::format("the enum {} loses the value {}, and rows that exist may hold it in {}", to_string(type),
                                                   value, joined(columns))
                                     : fmt::format("rows may hold {} in {}", value, joined(columns)),
                      .answers = {}};
    for (const std::string& candidate : candidates) {
        question.answers.push_back(fmt::format("annotate the enumerator of {} with [[db::renamed_from({})]], where it was renamed",
                                               to_string(type, candidate), cpp_literal(value)));
    }
    question.answers.push_back(option("--accept", id) + ", where none do");
    return question;
}

Question stored_otherwise(Direction direction, const Name& type, const std::vector<std::string>& columns) {
    const std::string id = prefix(direction) + "storage:" + to_string(type);
    return {.id = id,
            .kind = Question::Kind::convert,
            .table = type,
            .column = {},
            .candidates = {},
            .message = fmt::format("the values of the enum {} are stored otherwise, and rows hold them as before in {}", to_string(type),
                                   joined(columns)),
            .answers = {"declare a new enum and change the columns to it with --convert, one by one",
                        option("--accept", id) + ", where no row holds one"}};
}

Question may_refer_to_nothing(const Name& table, const ForeignKey& key) {
    const std::string id = "downgrade:foreign_key:" + to_string(table, key.name);
    return {
        .id = id,
        .kind = Question::Kind::foreign_key,
        .table = table,
        .column = key.name,
        .candidates = {},
        .message = fmt::format("rows of {} may refer to rows of {} that are not there", to_string(table), to_string(key.referred_table)),
        .answers = {option("--accept", id) + ", where none do"}};
}

Question may_not_satisfy(const Name& table, const Check& check) {
    const std::string id = "downgrade:check:" + to_string(table, check.name);
    return {.id = id,
            .kind = Question::Kind::check,
            .table = table,
            .column = check.name,
            .candidates = {},
            .message = fmt::format("rows of {} may not satisfy {} ({})", to_string(table), check.name, describe(check.expression)),
            .answers = {option("--accept", id) + ", where all do"}};
}

Question may_not_be_strict(const Name& table) {
    const std::string id = "downgrade:strict:" + to_string(table);
    return {.id = id,
            .kind = Question::Kind::narrow,
            .table = table,
            .column = {},
            .candidates = {},
            .message = fmt::format("rows of {} may hold values of other types than its columns, which STRICT forbids", to_string(table)),
            .answers = {option("--accept", id) + ", where none do"}};
}

}  // namespace aludel::schema
