#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>

#include <utility>

#include "model.h"

namespace aludel::frontend {
namespace {

/// Reads one member into a column.
class ColumnReader {
public:
    ColumnReader(Reading& reading, Model& model, const clang::FieldDecl& field)
        : reading_(reading), report_(reading.report), model_(model), field_(field) {}

    void read() {
        if (field_.isInvalidDecl()) return;  // Clang has said why
        if (field_.isBitField()) {
            report_.error("bit-field", field_.getSourceRange(), "a bit field is no column: no database has integers of that width",
                          {Report::hint("write a fixed-width integer, or bool")});
            return;
        }
        if (field_.getName().empty()) {
            report_.error(
                "anonymous-member", field_.getSourceRange(), "a member without a name is no column",
                {Report::hint("members of an anonymous struct or union have no place in a table: make them members of the struct")});
            return;
        }
        const std::optional<std::string> name = read_column_name(reading_, field_);
        if (!name) return;
        column_.name = *name;
        const std::optional<ColumnType> type = read_column_type(field_, reading_.context, report_);
        if (!type) return;
        type_ = *type;
        column_.type = type_.type;
        column_.nullable = type_.nullable;
        refine_type();
        if (type_.enumeration != nullptr) {
            const std::optional<schema::Name> name = read_enum(reading_, *type_.enumeration);
            if (name) type_as<schema::Enumeration>()->name = *name;
        }
        read_default();
        read_identity();
        if (!add()) return;
        read_hints();
    }

private:
    const Use* find(Attribute attribute) const { return reading_.find_use(&field_, attribute); }
    Arguments arguments(const Use& use) const { return {reading_, use, Place::member}; }
    std::string key() const { return model_.key() + "." + column_.name; }
    clang::SourceRange name_range() const { return {field_.getLocation(), field_.getLocation()}; }
    std::string type_text() const { return quoted(report_.text(type_range(field_))); }

    template <class Kind>
    Kind* type_as() {
        return std::get_if<Kind>(&column_.type.kind);
    }

    void refine_type() {
        if (const Use* use = find(Attribute::length)) read_length(*use);
        if (const Use* use = find(Attribute::numeric)) read_numeric(*use);
        if (type_.too_wide && find(Attribute::numeric) == nullptr) {
            report_.error(
                "too-wide-integer", type_range(field_), type_text() + ": no database has an integer that holds all its values",
                {Report::hint("the widest has 64 bits with a sign: write std::int64_t, or keep all values with db::numeric(20, 0)")});
        }
    }

    void read_length(const Use& use) {
        const Arguments given = arguments(use);
        if (!given.between(1, 1)) return;
        const std::optional<int> length = given.positive(0);
        if (!length) return;
        if (*length == 0) {
            report_.error("bad-length", given.range(0), "a length of 0 leaves room for nothing",
                          {Report::hint("it is written db::length(255)")});
        } else if (auto* string = type_as<schema::String>()) {
            string->length = length;
        } else if (auto* bytes = type_as<schema::Bytes>()) {
            bytes->length = length;
        } else {
            report_.error("length-of-what", use.range(), "'db::length' says nothing about " + type_text(),
                          {Report::hint("it is the length of a std::string in characters, or of bytes")});
        }
    }

    void read_numeric(const Use& use) {
        const Arguments given = arguments(use);
        if (!given.between(1, 2)) return;
        const std::optional<int> precision = given.positive(0);
        const std::optional<int> scale = given.count() == 2 && precision ? given.positive(1) : std::optional<int>(0);
        if (!precision || !scale) return;
        if (*precision == 0 || *scale > *precision) {
            report_.error(
                "bad-precision", use.range(),
                "a number of " + std::to_string(*precision) + " digits has no " + std::to_string(*scale) + " of them after the point",
                {Report::hint("db::numeric(8, 2) has 8 digits in all, 2 of them after the point")});
            return;
        }
        if (!type_as<schema::Integer>() && !type_as<schema::Float>() && !type_as<schema::String>()) {
            report_.error("numeric-of-what", use.range(), "'db::numeric' says nothing about " + type_text(),
                          {Report::hint("an exact decimal is held in a std::string, a number or an integer")});
            return;
        }
        column_.type.kind = schema::Numeric{precision, given.count() == 2 ? scale : std::nullopt};
    }

    void read_default() {
        const Use* said = nullptr;
        for (const Use* use : reading_.uses_of(&field_)) {
            const Attribute attribute = use->kind->attribute;
            if (attribute != Attribute::default_value && attribute != Attribute::default_sql && attribute != Attribute::now) continue;
            if (said != nullptr) {
                if (said->kind == use->kind) continue;  // told already
                report_.error("two-defaults", use->range(), "a column has one default", {report_.note(said->range(), "the other is here")});
                continue;
            }
            said = use;
            if (attribute == Attribute::default_value) read_default_value(*use);
            if (attribute == Attribute::default_sql) read_default_sql(*use);
            if (attribute == Attribute::now && arguments(*use).none()) set_now(use->range());
        }
    }

    void read_default_value(const Use& use) {
        const Arguments given = arguments(use);
        if (!given.between(0, 1)) return;
        if (given.count() == 1) {
            set_value(given.constant(0), given.range(0));
            return;
        }
        const clang::Expr* initialiser = field_.getInClassInitializer();
        if (initialiser == nullptr) {
            if (field_.hasInClassInitializer()) return;  // Clang has refused it, and said so
            report_.error("no-initialiser", use.range(), "'db::default_value' takes the member's initialiser, and there is none",
                          {Report::hint("write one, or db::default_value(0), or db::default_sql(\"...\")")});
            return;
        }
        if (initialiser->containsErrors()) return;
        set_value(evaluate(*initialiser, reading_.context), initialiser->getSourceRange());
    }

    void set_value(Constant constant, clang::SourceRange at) {
        if (std::holds_alternative<Empty>(constant)) {
            if (column_.nullable) return;  // NULL is what a nullable column holds anyway
            if (type_.enumeration != nullptr) constant = zero_of(*type_.enumeration);
        }
        const auto* enumerator = std::get_if<const clang::EnumConstantDecl*>(&constant);
        const bool foreign = enumerator != nullptr && (*enumerator)->getDeclContext() != type_.enumeration;
        const std::optional<schema::Value> value = foreign                 ? std::nullopt
                                                   : enumerator != nullptr ? schema::Value(label_of(reading_, **enumerator))
                                                                           : as_value(constant, column_.type);
        if (value) {
            column_.default_value = schema::Default(*value);
            return;
        }
        const std::string sql = schema::to_string(column_.type);
        if (std::holds_alternative<NoConstant>(constant)) {
            report_.error(
                "default-not-constant", at, "the default of " + quoted(column_.name) + " can't be computed from the header",
                {Report::hint(
                    "it is a number, a string, true or false, or an enumerator; anything else is said in SQL: db::default_sql(\"...\")")});
        } else {
            report_.error("default-type", at, "this is no value of a column of type " + sql,
                          {Report::hint("say it in SQL: db::default_sql(\"...\")")});
        }
    }

    static Constant zero_of(const clang::EnumDecl& type) {
        for (const clang::EnumConstantDecl* enumerator : type.enumerators()) {
            if (enumerator->getInitVal() == 0) return enumerator;
        }
        return NoConstant{};
    }

    void read_default_sql(const Use& use) {
        const Arguments given = arguments(use);
        if (!given.between(1, 1)) return;
        const Constant constant = given.constant(0);
        if (const auto* word = std::get_if<Word>(&constant)) {
            if (word->name == "now") {
                set_now(given.range(0));
            } else {
                report_.error("unknown-word", given.range(0), "'db::" + word->name + "' is no expression of ours",
                              {Report::hint("the one there is: db::now; other SQL is written as a string")});
            }
            return;
        }
        if (const auto sql = given.string(0)) column_.default_value = schema::Default(schema::Expression{.sql = *sql, .dialects = {}});
    }

    void set_now(clang::SourceRange at) {
        if (type_as<schema::Timestamp>()) {
            column_.default_value = schema::Default(schema::Portable::now);
        } else {
            report_.error("default-type", at, "'db::now' is a point in time, and the column's type is " + schema::to_string(column_.type),
                          {Report::hint("the member of a point in time is a std::chrono::system_clock::time_point")});
        }
    }

    void read_identity() {
        const Use* use = find(Attribute::identity);
        if (use == nullptr || !arguments(*use).none()) return;
        if (!type_as<schema::Integer>()) {
            report_.error("identity-of-what", use->range(), "only an integer numbers its rows itself, and this is " + type_text());
            return;
        }
        refuse_nullable(*use);
        if (column_.default_value) {
            report_.error("two-defaults", use->range(), "a column that numbers its rows has no other default");
            return;
        }
        column_.identity = schema::Identity{};
    }

    void refuse_nullable(const Use& use) {
        if (!column_.nullable) return;
        report_.error("nullable-key", use.range(), "'db::" + use.name + "' on a column that may be NULL",
                      {report_.note(type_range(field_), "take std::optional away: a row has a key from its first moment")});
        column_.nullable = false;
    }

    bool add() {
        if (const ModelColumn* other = same_name()) {
            const clang::SourceLocation first = other->field->getLocation();
            const std::string here = field_.getName().str(), there = other->field->getName().str();
            report_.error("column-twice", name_range(),
                          here == there ? "the column " + quoted(key()) + " is defined twice"
                                        : quoted(there) + " and " + quoted(here) + " are both the column " + quoted(key()),
                          {report_.note({first, first}, "the first is here")});
            return false;
        }
        if (const Use* use = find(Attribute::primary_key)) refuse_nullable(*use);
        model_.columns.push_back({&field_, column_.name, type_});
        reading_.document.locations[key()] = report_.location(name_range());
        model_.table.columns.add(column_);
        return true;
    }

    const ModelColumn* same_name() const {
        for (const ModelColumn& column : model_.columns) {
            if (column.name == column_.name) return &column;
        }
        return nullptr;
    }

    void read_hints() {
        if (const Use* use = find(Attribute::renamed_from)) {
            if (const auto from = arguments(*use).one_string()) {
                if (*from == column_.name) {
                    report_.error("renamed-from-itself", use->range(), "the column is still called " + quoted(*from),
                                  {Report::hint("the old name stands here, the new one is the member's")});
                } else {
                    reading_.document.renames.insert(
                        {.of = schema::Rename::Of::column, .in = model_.table.name, .from = *from, .to = column_.name});
                }
            }
        }
        if (const Use* use = find(Attribute::fill)) {
            if (const auto sql = arguments(*use).one_string()) {
                reading_.document.fills[key()] = schema::Expression{.sql = *sql, .dialects = {}};
            }
        }
    }

    Reading& reading_;
    Report& report_;
    Model& model_;
    const clang::FieldDecl& field_;
    ColumnType type_;
    schema::Column column_;
};

/// Returns whether there was any.
bool read_members(Reading& reading, Model& model, const clang::CXXRecordDecl& record) {
    bool any = !record.field_empty();
    for (const clang::CXXBaseSpecifier& base : record.bases()) {
        const clang::CXXRecordDecl* type = base.getType()->getAsCXXRecordDecl();
        if (type == nullptr || type->getDefinition() == nullptr) continue;
        type = type->getDefinition();
        if (reading.find_use(type, Attribute::table) != nullptr) {
            reading.report.error("table-inherits-table", base.getSourceRange(),
                                 quoted(model.record->getName()) + " inherits from a table: two tables share no rows",
                                 {Report::hint("move the members that both have into a struct without db::table, and inherit from it")});
            continue;
        }
        if (llvm::isa<clang::ClassTemplateSpecializationDecl>(type) && !type->field_empty()) {
            reading.report.error("template-base", base.getSourceRange(), "columns can't come from a template",
                                 {Report::hint("members that tables share belong in a plain base struct")});
            continue;
        }
        any |= read_members(reading, model, *type);
    }
    for (const clang::FieldDecl* field : record.fields()) ColumnReader(reading, model, *field).read();
    return any;
}

}  // namespace

void read_columns(Reading& reading, Model& model) {
    if (!read_members(reading, model, *model.record)) {
        reading.report.error("no-columns", {model.record->getLocation(), model.record->getLocation()},
                             "the table " + quoted(model.key()) + " has no columns", {Report::hint("each data member is one")});
    }
}

}  // namespace aludel::frontend
