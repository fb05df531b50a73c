#include "properties/schema_generators.h"

#include <algorithm>
#include <map>
#include <ostream>
#include <utility>

#include <aludel/schema/error.h>
#include <aludel/schema/snapshot.h>

#include "properties/random_table.h"

namespace aludel::testing {

using namespace aludel::schema;

Schema random_schema(Dice& dice, const SchemaOptions& options) {
    Schema schema;
    for (std::size_t count = dice.below(3); count > 0; --count) schema.enums.add(random_enum(dice, schema, options));
    const auto tables = dice.between(static_cast<std::size_t>(options.min_tables), static_cast<std::size_t>(options.max_tables));
    for (std::size_t count = tables; count > 0; --count) {
        schema.tables.add(random_table(dice, schema, options));
    }
    std::vector<Name> names;
    for (const Table& table : schema.tables) names.push_back(table.name);
    for (std::size_t count = names.empty() ? 0 : dice.below(names.size() + 2); count > 0; --count) {
        Table& table = *schema.tables.find(dice.pick(names));
        const std::optional<Reference> reference = random_reference(dice, table, *schema.tables.find(dice.pick(names)), options);
        if (!reference) continue;
        for (const Column& column : reference->columns) table.columns.add(column);
        table.foreign_keys.add(reference->key);
    }
    Names objects = object_names(schema);
    for (std::size_t count = dice.below(3); count > 0; --count) schema.views.add(random_view(dice, schema, objects, options));
    if (options.executable_on_sqlite) return schema;
    if (dice.chance(20)) schema.sequences.add(random_sequence(dice, objects, options));
    if (options.executable()) return schema;
    for (std::size_t count = dice.chance(30) ? dice.between(1, 3) : 0; count > 0; --count) {
        schema.opaque.add(random_opaque(dice, schema, objects, options));
    }
    return schema;
}

namespace {

// What a table or column of the evolved schema was called at first.
class Origins {
public:
    explicit Origins(const Schema& schema) {
        for (const Table& table : schema.tables) {
            tables_[table.name] = table.name;
            for (const Column& column : table.columns) columns_[{table.name, column.name}] = column.name;
        }
        for (const Enum& type : schema.enums) {
            enums_[type.name] = type.name;
            for (const EnumValue& value : type.values) values_[{type.name, value.name}] = value.name;
        }
    }

    void follow(const Change& change) {
        if (const auto* table = std::get_if<RenameTable>(&change)) {
            const auto was = tables_.extract(table->from);
            if (!was.empty()) tables_[table->to] = was.mapped();
            std::map<std::pair<Name, std::string>, std::string> columns;
            for (const auto& [key, origin] : columns_) columns[{key.first == table->from ? table->to : key.first, key.second}] = origin;
            columns_ = std::move(columns);
        } else if (const auto* column = std::get_if<RenameColumn>(&change)) {
            const auto was = columns_.extract({column->table, column->from});
            if (!was.empty()) columns_[{column->table, column->to}] = was.mapped();
        } else if (const auto* dropped = std::get_if<DropTable>(&change)) {
            tables_.erase(dropped->table.name);
            for (const Column& each : dropped->table.columns) columns_.erase({dropped->table.name, each.name});
        } else if (const auto* gone = std::get_if<DropColumn>(&change)) {
            columns_.erase({gone->table, gone->column.name});
        } else {
            follow_enums(change);
        }
    }

    std::set<Rename> renames() const {
        std::set<Rename> found;
        for (const auto& [now, was] : tables_) {
            if (now != was) found.insert({Rename::Of::table, {}, to_string(was), to_string(now)});
        }
        for (const auto& [key, was] : columns_) {
            if (key.second != was) found.insert({Rename::Of::column, key.first, was, key.second});
        }
        for (const auto& [now, was] : enums_) {
            if (now != was) found.insert({Rename::Of::enumeration, {}, to_string(was), to_string(now)});
        }
        for (const auto& [key, was] : values_) {
            if (key.second != was) found.insert({Rename::Of::enum_value, key.first, was, key.second});
        }
        return found;
    }

private:
    void follow_enums(const Change& change) {
        if (const auto* type = std::get_if<RenameEnum>(&change)) {
            const auto was = enums_.extract(type->from);
            if (!was.empty()) enums_[type->to] = was.mapped();
            std::map<std::pair<Name, std::string>, std::string> values;
            for (const auto& [key, origin] : values_) values[{key.first == type->from ? type->to : key.first, key.second}] = origin;
            values_ = std::move(values);
        } else if (const auto* value = std::get_if<RenameEnumValue>(&change)) {
            const auto was = values_.extract({value->type, value->from});
            if (!was.empty()) values_[{value->type, value->to}] = was.mapped();
        } else if (const auto* altered = std::get_if<AlterEnum>(&change)) {
            std::erase_if(values_, [&](const auto& each) {
                return each.first.first == altered->after.name &&
                       std::none_of(altered->after.values.begin(), altered->after.values.end(),
                                    [&](const EnumValue& kept) { return kept.name == each.first.second; });
            });
        } else if (const auto* dropped = std::get_if<DropEnum>(&change)) {
            enums_.erase(dropped->type.name);
            std::erase_if(values_, [&](const auto& each) { return each.first.first == dropped->type.name; });
        }
    }

    std::map<Name, Name> enums_;
    std::map<std::pair<Name, std::string>, std::string> values_;
    std::map<Name, Name> tables_;
    std::map<std::pair<Name, std::string>, std::string> columns_;
};

bool tightens(const Diff& difference) {
    return std::any_of(difference.questions.begin(), difference.questions.end(), [](const Question& question) {
        return question.kind == Question::Kind::narrow || question.kind == Question::Kind::convert ||
               question.kind == Question::Kind::unique || question.kind == Question::Kind::enum_value_removed;
    });
}

// A value that a fill or a convert may give.
std::string example(const Question& question) {
    return question.column == "id" ? "1" : "'filled'";
}

std::string key_of(const Question& question) {
    return question.id.substr(question.id.find(':') + 1);
}

}  // namespace

Evolution random_evolution(Dice& dice, const SchemaOptions& options) {
    Evolution evolution;
    evolution.executable = options.executable();
    evolution.before = random_schema(dice, options);
    if (dice.chance(5) && !options.executable()) {
        evolution.after = random_schema(dice, options);  // nothing to do with each other
        return evolution;
    }
    evolution.after = evolution.before;
    Origins origins(evolution.before);
    for (std::size_t edits = dice.below(7); edits > 0; --edits) {
        const std::vector<Change> changes = random_changes(dice, evolution.after, 1, options);
        Schema after = aludel::schema::apply(evolution.after, changes);
        Origins followed = origins;
        for (const Change& change : changes) followed.follow(change);
        // A column that goes while one of its name comes is one that changes its type.
        if (options.executable() && tightens(diff(evolution.before, after, {.renames = followed.renames()}))) continue;
        evolution.after = std::move(after);
        origins = std::move(followed);
    }
    for (const Rename& rename : origins.renames()) {
        if (options.executable() || dice.chance(85)) evolution.renames.insert(rename);
    }
    return evolution;
}

void answer(Dice& dice, const std::vector<Question>& questions, Decisions& decisions, bool drop_all) {
    for (const Question& question : questions) {
        const std::string key = key_of(question);
        switch (question.kind) {
            case Question::Kind::rename_or_drop_table:
            case Question::Kind::drop_table:
            case Question::Kind::drop_column:
                decisions.drops.insert(key);
                break;
            case Question::Kind::rename_or_drop_column:
                if (!drop_all && dice.chance(50)) {
                    decisions.renames.insert({Rename::Of::column, question.table, question.column, dice.pick(question.candidates)});
                } else {
                    decisions.drops.insert(key);
                }
                break;
            case Question::Kind::fill:
                decisions.fills[key] = {example(question), {}};
                break;
            case Question::Kind::narrow:
                if (dice.chance(50)) {
                    decisions.accepted.insert(question.id);
                } else {
                    decisions.converts[key] = {example(question), {}};
                }
                break;
            case Question::Kind::convert:
                if (question.column.empty()) {
                    decisions.accepted.insert(question.id);
                } else {
                    decisions.converts[key] = {example(question), {}};
                }
                break;
            case Question::Kind::unique:
            case Question::Kind::enum_value_removed:
            case Question::Kind::foreign_key:
            case Question::Kind::check:
                decisions.accepted.insert(question.id);
                break;
        }
    }
}

Decided decided_diff(Dice& dice, const Evolution& evolution) {
    Decided decided;
    decided.decisions.renames = evolution.renames;
    for (int round = 0; round < 20; ++round) {
        Diff difference = diff(evolution.before, evolution.after, decided.decisions);
        if (difference.questions.empty()) {
            decided.changes = std::move(difference.changes);
            return decided;
        }
        answer(dice, difference.questions, decided.decisions, evolution.executable);
        // Two columns renamed to one contradict each other and are asked about again: then they go.
        if (round > 3) {
            decided.decisions.renames = evolution.renames;
            for (const Question& question : difference.questions) {
                if (question.id.rfind("drop:", 0) == 0) decided.decisions.drops.insert(key_of(question));
            }
        }
    }
    throw SchemaError("the answers lead to questions without end");
}

std::string ordinary_value(const Schema& schema, const Table& table, const Column& column, int row) {
    if (column.computed) return "";
    for (const ForeignKey& key : table.foreign_keys) {
        if (std::find(key.columns.begin(), key.columns.end(), column.name) != key.columns.end())
            return column.nullable ? "null" : std::to_string(row);
    }
    const std::string number = std::to_string(row);
    const std::string two = row % 28 < 9 ? "0" + std::to_string(row % 28 + 1) : std::to_string(row % 28 + 1);
    if (const auto* type = std::get_if<Enumeration>(&column.type.kind)) {
        const Enum& values = *schema.enums.find(type->name);
        const EnumValue& value = values.values[static_cast<std::size_t>(row) % values.values.size()];
        if (values.storage == EnumStorage::integer) return std::to_string(value.number);
        std::string text = "'";
        for (const char c : value.name) text += c == '\'' ? std::string("''") : std::string(1, c);
        return text + '\'';
    }
    if (std::holds_alternative<Boolean>(column.type.kind)) return row % 2 == 0 ? "0" : "1";
    if (std::holds_alternative<Integer>(column.type.kind)) return number;
    if (std::holds_alternative<Float>(column.type.kind)) return number + ".5";
    if (std::holds_alternative<Numeric>(column.type.kind)) return "'" + number + ".5'";
    if (std::holds_alternative<String>(column.type.kind)) return "'t" + number + "'";
    if (std::holds_alternative<Bytes>(column.type.kind)) return "x'00" + two + "'";
    if (std::holds_alternative<Date>(column.type.kind)) return "'2020-01-" + two + "'";
    if (std::holds_alternative<TimeOfDay>(column.type.kind)) return "'12:00:" + two + "'";
    if (std::holds_alternative<Timestamp>(column.type.kind)) return "'2020-01-" + two + " 12:00:00'";
    if (std::holds_alternative<Interval>(column.type.kind)) return "'P" + number + "D'";
    if (std::holds_alternative<Uuid>(column.type.kind)) return "'00000000-0000-0000-0000-0000000000" + two + "'";
    if (std::holds_alternative<Json>(column.type.kind)) return "'{\"row\": " + number + "}'";
    return "'" + number + "'";
}

rc::Gen<Dice> dice() {
    return rc::gen::map(rc::gen::pair(rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>()), rc::gen::inRange(0, 3000)),
                        [](const std::pair<std::uint64_t, int>& drawn) { return Dice(drawn.first, drawn.second); });
}

void showValue(const Dice& dice, std::ostream& out) {
    out << "dice with " << dice.left() << " throws left";
}

void show_schema(const Schema& schema, std::ostream& out) {
    for (const auto& [file, text] : print({schema, {}})) out << "--- " << file << '\n' << text;
}

}  // namespace aludel::testing

namespace aludel::schema {
void showValue(const Schema& schema, std::ostream& out) {
    aludel::testing::show_schema(schema, out);
}
}  // namespace aludel::schema

// AddressSanitizer keeps the stack of every allocation: in thirty frames those of a random run are all different, and
// fill gigabytes at two thirds of its time. Where a short stack is not enough, run again with ASAN_OPTIONS.
extern "C" const char* __asan_default_options();  // NOLINT(bugprone-reserved-identifier): its name is given
extern "C" const char* __asan_default_options() {
    return "malloc_context_size=4";
}
