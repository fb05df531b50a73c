#include "random_schema.h"

#include <array>

#include <aludel/schema/apply.h>
#include <aludel/schema/error.h>

#include "library.h"

namespace aludel::tests {

std::string Draw::name(const char* prefix) {
    constexpr std::array<const char*, 5> odd = {"", " x", "\"q", "'", "\xC3\xA9"};
    return prefix + std::to_string(++named_) + odd[chance(25) ? below(odd.size()) : 0];
}

std::string Draw::text() {
    constexpr std::array<const char*, 6> parts = {"a", "'", "\"", "\xC3\xA9", "007", " "};
    std::string out;
    for (std::uint64_t left = below(6); left > 0; --left) {
        if (chance(5))
            out += '\0';
        else
            out += parts[below(parts.size())];
    }
    return out;
}

Type Draw::type(const Schema& schema) {
    switch (below(schema.enums.empty() ? 12 : 14)) {
        case 0:
            return {Boolean{}};
        case 1:
            return {Integer{16}};
        case 2:
            return {Integer{64}};
        case 3:
            return {Float{}};
        case 4:
            return {String{static_cast<int>(8 + below(20))}};
        case 5:
            return {String{}};
        case 6:
            return {Bytes{}};
        case 7:
            return {Numeric{10, 2}};
        case 8:
            return {Date{}};
        case 9:
            return {Timestamp{}};
        case 10:
            return {Uuid{}};
        case 11:
            return {Integer{32}};
        default:
            return {Enumeration{schema.enums.begin()->name}};
    }
}

Column Draw::column(const Schema& schema, bool nullable) {
    Column out;
    out.name = name("c");
    out.type = type(schema);
    out.nullable = nullable;
    if (std::holds_alternative<Integer>(out.type.kind) && chance(30)) out.default_value = Value{static_cast<std::int64_t>(below(40)) - 20};
    if (std::holds_alternative<Boolean>(out.type.kind) && chance(50)) out.default_value = Value{chance(50)};
    if (std::holds_alternative<String>(out.type.kind) && chance(30)) out.default_value = Value{text()};
    if (std::holds_alternative<Float>(out.type.kind) && chance(30)) out.default_value = Value{static_cast<double>(below(1000)) / 7};
    if (std::holds_alternative<Timestamp>(out.type.kind) && chance(30)) out.default_value = Portable::now;
    if (std::holds_alternative<Enumeration>(out.type.kind) && chance(50))
        out.default_value = Value{schema.enums.begin()->values.front().name};
    if (std::holds_alternative<String>(out.type.kind) && chance(10)) out.collation = sql("NOCASE");
    return out;
}

Table Draw::table(const Schema& schema) {
    Table out;
    out.name = name("t");
    Column key = tests::column("id", Integer{64});
    if (chance(60)) key.identity = Identity{};
    out.columns.add(key);
    out.primary_key = PrimaryKey{name("pk"), {"id"}};
    for (std::uint64_t left = 1 + below(4); left > 0; --left) out.columns.add(column(schema, chance(50)));
    if (!schema.tables.empty() && chance(70)) {
        const auto at = schema.tables.begin() + static_cast<std::ptrdiff_t>(below(schema.tables.size()));
        Column to = tests::column(name("ref"), Integer{64}, chance(50));
        out.foreign_keys.add(foreign_key(name("fk"), {to.name}, at->name, {"id"}, chance(60) ? Action::cascade : Action::no_action));
        out.columns.add(std::move(to));
    }
    if (chance(30)) out.indexes.add(index(name("ix"), {column_of(out).name}));
    if (chance(15)) out.options.strict = true;
    if (chance(30)) {
        Check check;
        check.name = name("ck");
        check.expression = sql("id > 0");
        out.checks.add(check);
    }
    return out;
}

Schema Draw::schema() {
    Schema out;
    if (chance(60)) {
        Enum type;
        type.name = name("e");
        type.storage = chance(50) ? EnumStorage::text : EnumStorage::integer;
        type.values = {{"one", 1}, {"two", 2}, {"o'three", 3}};
        out.enums.add(type);
    }
    for (std::uint64_t left = 2 + below(3); left > 0; --left) out.tables.add(table(out));
    return out;
}

const Column& Draw::column_of(const Table& table) {
    return table.columns[below(table.columns.size())];
}

Change Draw::draw(const Schema& schema, const Table& table) {
    switch (below(18)) {
        case 0:
            return CreateTable{this->table(schema)};
        case 1:
            return DropTable{table};
        case 2:
            return RenameTable{table.name, name("t")};
        case 3: {
            TableOptions options = table.options;
            options.strict = !options.strict;
            return AlterTable{table.name, table.options, options};
        }
        case 4:
        case 5: {
            Column added = column(schema, chance(60));
            AddColumn out{table.name, added, {}};
            if (!added.nullable && (!added.default_value || chance(20))) out.fill = sql(value(schema, added, 1));
            return out;
        }
        case 6:
            return DropColumn{table.name, column_of(table)};
        case 7:
            return RenameColumn{table.name, column_of(table).name, name("c")};
        case 8: {
            AlterColumn out;
            out.table = table.name;
            out.before = out.after = column_of(table);
            out.after.type = type(schema);
            out.after.default_value.reset();
            out.fields = differing_fields(out.before, out.after);
            return out;
        }
        case 9: {
            AlterColumn out;
            out.table = table.name;
            out.before = out.after = column_of(table);
            out.after.nullable = !out.after.nullable;
            out.fields.nullable = true;
            if (!out.after.nullable) out.fill = sql(value(schema, out.after, 1));
            return out;
        }
        case 10: {
            AlterColumn out;
            out.table = table.name;
            out.before = out.after = column_of(table);
            if (out.after.default_value)
                out.after.default_value.reset();
            else if (std::holds_alternative<Integer>(out.after.type.kind))
                out.after.default_value = Value{std::int64_t{7}};
            out.fields.default_value = true;
            return out;
        }
        case 11: {
            Unique unique;
            unique.name = name("uq");
            unique.columns = {column_of(table).name};
            return AddConstraint{table.name, unique};
        }
        case 12: {
            Check check;
            check.name = name("ck");
            check.expression = sql(table.columns.contains("id") ? "length(id) < 30" : "1 = 1");
            return AddConstraint{table.name, check};
        }
        case 13: {
            if (!table.foreign_keys.empty()) return DropConstraint{table.name, *table.foreign_keys.begin()};
            if (!table.checks.empty()) return DropConstraint{table.name, *table.checks.begin()};
            if (!table.uniques.empty()) return DropConstraint{table.name, *table.uniques.begin()};
            return DropTable{table};
        }
        case 14:
            return RenameConstraint{table.name, table.primary_key->name, name("pk")};
        case 15:
            return CreateIndex{table.name, index(name("ix"), {column_of(table).name})};
        case 16:
            if (table.indexes.empty()) return DropTable{table};
            if (chance(50)) return RenameIndex{table.name, table.indexes.begin()->name, name("ix")};
            return DropIndex{table.name, *table.indexes.begin()};
        default: {
            if (schema.enums.empty()) return DropTable{table};
            const Enum& type = *schema.enums.begin();
            if (chance(30)) {
                const std::string& from = type.values[below(type.values.size())].name;
                return RenameEnumValue{type.name, from, name("v")};
            }
            AlterEnum out{type, type};
            if (chance(70))
                out.after.values.push_back({name("v"), 100 + named_});
            else
                out.after.values.pop_back();
            return out;
        }
    }
}

std::optional<Change> Draw::change(const Schema& schema) {
    if (schema.tables.empty()) return std::nullopt;
    const Table& table = *(schema.tables.begin() + static_cast<std::ptrdiff_t>(below(schema.tables.size())));
    const Change out = draw(schema, table);
    Schema after = schema;
    try {
        schema::apply(after, out);
    } catch (const SchemaError&) {
        return std::nullopt;
    }
    return out;
}

std::string Draw::value(const Schema& schema, const Column& column, int row) {
    struct Of {
        Draw& draw;
        const Schema& schema;
        int row;

        std::string number() const { return std::to_string(row); }
        std::string operator()(const Boolean&) const { return draw.chance(50) ? "1" : "0"; }
        std::string operator()(const Integer& type) const {
            return type.bits == 64 ? "922337203685477" + std::to_string(5000 + row) : std::to_string(100 * row - 50);
        }
        std::string operator()(const Float&) const { return draw.chance(50) ? number() + ".25" : number() + ".0"; }
        std::string operator()(const String&) const {
            constexpr std::array<const char*, 5> texts = {"'007'", "'12.50'", "''", "'it''s'", "'123456'"};
            return draw.chance(40) ? "'" + number() + "'" : texts[draw.below(texts.size())];
        }
        std::string operator()(const Bytes&) const { return "x'00ff" + std::to_string(10 + row % 80) + "'"; }
        std::string operator()(const Numeric&) const { return "'" + number() + ".50'"; }
        std::string operator()(const Date&) const { return "'2026-11-" + std::to_string(10 + row % 20) + "'"; }
        std::string operator()(const TimeOfDay&) const { return "'12:30:00'"; }
        std::string operator()(const Timestamp&) const { return "'2026-11-" + std::to_string(10 + row % 20) + " 00:00:00'"; }
        std::string operator()(const Interval&) const { return "'P1D'"; }
        std::string operator()(const Uuid&) const { return "'0a1b2c3d-0000-4000-8000-0000000000" + std::to_string(10 + row % 80) + "'"; }
        std::string operator()(const Json&) const { return "'{}'"; }
        std::string operator()(const Enumeration& type) const {
            const Enum& of = *schema.enums.find(type.name);
            const EnumValue& value = of.values[draw.below(of.values.size())];
            if (of.storage == EnumStorage::integer) return std::to_string(value.number);
            return value.name == "o'three" ? "'o''three'" : "'" + value.name + "'";
        }
        std::string operator()(const Custom&) const { return "NULL"; }
    };
    return std::visit(Of{*this, schema, row}, column.type.kind);
}

std::string Draw::rows(const Schema& schema) {
    // Tables refer to those drawn before them, whose number is smaller.
    std::vector<const Table*> tables;
    for (const Table& table : schema.tables) tables.push_back(&table);
    std::sort(tables.begin(), tables.end(),
              [](const Table* a, const Table* b) { return std::stoi(a->name.name.substr(1)) < std::stoi(b->name.name.substr(1)); });
    const auto quoted = [](const std::string& identifier) {
        std::string out = "\"";
        for (const char c : identifier) out += c == '"' ? std::string("\"\"") : std::string(1, c);
        return out + "\"";
    };
    std::string out;
    for (const Table* table : tables) {
        for (int row = 1; row <= 5; ++row) {
            std::string columns;
            std::string values;
            for (const Column& column : table->columns) {
                const bool refers = std::any_of(table->foreign_keys.begin(), table->foreign_keys.end(),
                                                [&](const ForeignKey& key) { return key.columns.front() == column.name; });
                std::string text = value(schema, column, row);
                if (column.name == "id") text = std::to_string(row);
                if (refers) text = std::to_string(1 + below(5));
                if (column.nullable && chance(25)) text = "NULL";
                columns += (columns.empty() ? "" : ", ") + quoted(column.name);
                values += (values.empty() ? "" : ", ") + text;
            }
            out += "INSERT INTO " + quoted(table->name.name) + " (" + columns + ") VALUES (" + values + ");\n";
        }
    }
    return out;
}

}  // namespace aludel::tests
