#include "random_operations.h"

namespace aludel::migrations {

using namespace schema;

std::int64_t Random::number() {
    switch (below(4)) {
        case 0:
            return std::numeric_limits<std::int64_t>::max();
        case 1:
            return std::numeric_limits<std::int64_t>::min();
        default:
            return below(100) - 50;
    }
}

std::string Random::word() {
    static const char* const words[] = {"users", "email", "né", "a\"b", "it's", "back\\slash", "new\nline", "tab\t",
                                        "\x01",  "😀",     "id", "x y",  ""};
    return words[below(static_cast<int>(std::size(words)))] + std::to_string(below(1000));
}

std::vector<std::string> Random::words() {
    std::vector<std::string> made(static_cast<std::size_t>(below(3)));
    for (std::string& one : made) one = word();
    return made;
}

Expression Random::expression() {
    Expression made{flip() ? word() : std::string(), {}};
    for (const char* dialect : {"sqlite", "postgresql"})
        if (flip()) made.dialects[dialect] = word();
    return made;
}

Value Random::value() {
    switch (below(6)) {
        case 0:
            return Null{};
        case 1:
            return flip();
        case 2:
            return number();
        case 3: {
            const double doubles[] = {0.0, -0.0, 1.0, 0.1, 1e300, 5e-324, -2.5, 9007199254740993.0};
            return doubles[below(static_cast<int>(std::size(doubles)))];
        }
        case 4:
            return word();
        default:
            return Blob(static_cast<std::size_t>(below(4)), static_cast<std::byte>(below(256)));
    }
}

Type Random::type() {
    const auto maybe = [&] { return flip() ? std::optional(1 + below(300)) : std::nullopt; };
    const auto made = [&]() -> Type {
        switch (below(14)) {
            case 0:
                return {Boolean{}};
            case 1:
                return {Integer{16 << below(3)}};
            case 2:
                return {Float{32 << below(2)}};
            case 3:
                return {String{maybe()}};
            case 4:
                return {Bytes{maybe()}};
            case 5:
                return {Numeric{}};
            case 6:
                return {Numeric{1 + below(30), flip() ? std::optional(below(5)) : std::nullopt}};
            case 7:
                return {Date{}};
            case 8:
                return {Timestamp{flip()}};
            case 9:
                return flip() ? Type{TimeOfDay{}} : Type{Interval{}};
            case 10:
                return {Uuid{}};
            case 11:
                return {Json{}};
            case 12:
                return {Enumeration{name()}};
            default:
                return {Custom{expression()}};
        }
    };
    Type type = made();
    type.array = flip();
    if (below(4) == 0) type.on = {{word(), word()}, {word(), word()}};
    return type;
}

Column Random::column() {
    Column made{word(), type(), flip()};
    switch (below(4)) {
        case 0:
            made.default_value = value();
            break;
        case 1:
            made.default_value = Portable::now;
            break;
        case 2:
            made.default_value = expression();
            break;
        default:
            break;
    }
    if (flip()) made.identity = Identity{flip(), maybe_number(), maybe_number()};
    if (flip()) made.computed = Computed{expression(), flip()};
    if (flip()) made.collation = expression();
    if (flip()) made.comment = word();
    return made;
}

Unique Random::unique() {
    return {word(), words(), words(), flip(), static_cast<Deferrability>(below(3)), maybe_word()};
}

ForeignKey Random::foreign_key() {
    return {word(),
            words(),
            name(),
            words(),
            static_cast<Action>(below(5)),
            static_cast<Action>(below(5)),
            static_cast<Deferrability>(below(3)),
            flip(),
            maybe_word()};
}

Constraint Random::constraint() {
    switch (below(4)) {
        case 0:
            return primary_key();
        case 1:
            return unique();
        case 2:
            return foreign_key();
        default:
            return check();
    }
}

Index Random::index() {
    Index made;
    made.name = word();
    for (int i = below(3); i >= 0; --i) {
        IndexKey key;
        if (flip())
            key.of = word();
        else
            key.of = expression();
        key.descending = flip();
        key.nulls = static_cast<NullsOrder>(below(3));
        if (flip()) key.operator_class = word();
        if (flip()) key.collation = word();
        made.keys.push_back(key);
    }
    made.unique = flip();
    made.where = expression();
    if (flip()) made.method = word();
    made.include = words();
    made.nulls_not_distinct = flip();
    made.only = words();
    made.comment = maybe_word();
    return made;
}

Table Random::table() {
    Table made;
    made.name = name();
    for (int i = below(4); i >= 0; --i) made.columns.add(column());
    if (flip()) made.primary_key = primary_key();
    for (int i = below(3); i > 0; --i) {
        made.uniques.add(unique());
        made.foreign_keys.add(foreign_key());
        made.checks.add(check());
        made.indexes.add(index());
    }
    made.options = options();
    return made;
}

Enum Random::enumeration(const Name& name) {
    Enum made{name, static_cast<EnumStorage>(below(3)), {}};
    for (int i = below(4); i > 0; --i) made.values.push_back({word(), number()});
    made.comment = maybe_word();
    return made;
}

/// Resolved: `after` is `before` but for the fields that are set.
AlterColumn Random::alteration() {
    AlterColumn made;
    made.table = name();
    made.before = column();
    made.after = made.before;
    const Column other = column();
    const auto set = [&](bool& is_set, auto& member, const auto& to) {
        is_set = flip();
        if (is_set) member = to;
    };
    set(made.fields.type, made.after.type, other.type);
    set(made.fields.nullable, made.after.nullable, other.nullable);
    set(made.fields.default_value, made.after.default_value, other.default_value);
    set(made.fields.identity, made.after.identity, other.identity);
    set(made.fields.computed, made.after.computed, other.computed);
    set(made.fields.collation, made.after.collation, other.collation);
    set(made.fields.comment, made.after.comment, other.comment);
    if (flip()) made.fill = expression();
    if (flip()) made.convert = expression();
    return made;
}

Sequence Random::sequence(const Name& name) {
    return {name, maybe_number(), maybe_number(), maybe_number(), maybe_number(), flip(), words(), maybe_word()};
}

Change Random::change() {
    const Name same = name();
    switch (below(27)) {
        case 0:
            return CreateTable{table()};
        case 1:
            return DropTable{table()};
        case 2:
            return RenameTable{name(), name()};
        case 3:
            return AlterTable{name(), options(), options()};
        case 4:
            return AddColumn{name(), column(), flip() ? expression() : Expression{}};
        case 5:
            return DropColumn{name(), column()};
        case 6:
            return RenameColumn{name(), word(), word()};
        case 7:
            return alteration();
        case 8:
            return AddConstraint{name(), constraint()};
        case 9:
            return DropConstraint{name(), constraint()};
        case 10:
            return RenameConstraint{name(), word(), word()};
        case 11:
            return CreateIndex{name(), index()};
        case 12:
            return DropIndex{name(), index()};
        case 13:
            return RenameIndex{name(), word(), word()};
        case 14:
            return CreateEnum{enumeration(same)};
        case 15:
            return DropEnum{enumeration(same)};
        case 16:
            return AlterEnum{enumeration(same), enumeration(same)};
        case 17:
            return RenameEnum{name(), name()};
        case 18:
            return CreateView{{name(), expression(), flip(), words(), maybe_word()}};
        case 19:
            return DropView{{name(), expression(), flip(), words(), maybe_word()}};
        case 20:
            return CreateSequence{sequence(name())};
        case 21:
            return DropSequence{sequence(name())};
        case 22: {
            const Name which = name();
            return AlterSequence{sequence(which), sequence(which)};
        }
        case 23:
            return CreateOpaque{opaque()};
        case 24:
            return RenameEnumValue{name(), word(), word()};
        case 25: {
            const auto of = static_cast<AlterComment::Of>(below(3));
            return AlterComment{of, name(), of == AlterComment::Of::view ? "" : word(), maybe_word(), maybe_word()};
        }
        default:
            return DropOpaque{opaque()};
    }
}

Operation Random::operation() {
    switch (below(8)) {
        case 0: {
            Execute made{expression(), {}};
            for (int i = below(3); i > 0; --i) made.changes.push_back(change());
            return made;
        }
        case 1: {
            BulkInsert made{name(), words(), {}};
            for (int i = below(3); i > 0; --i) {
                made.rows.emplace_back();
                for (std::size_t k = 0; k < made.columns.size(); ++k) made.rows.back().push_back(value());
            }
            return made;
        }
        case 2:
            return Run{word(), below(10), nullptr};
        case 3:
            return Irreversible{word()};
        default:
            return change();
    }
}

std::vector<Operation> Random::operations() {
    std::vector<Operation> made;
    for (int i = below(6); i > 0; --i) made.push_back(operation());
    return made;
}

}  // namespace aludel::migrations
