#include <clang/AST/DeclCXX.h>

#include <limits>
#include <utility>

#include "column_draft.h"
#include "default_value.h"

namespace aludel::frontend {
namespace {

/// Reads where a column's value comes from when no INSERT gives it.
class OriginReader {
public:
    explicit OriginReader(ColumnDraft& draft)
        : draft_(draft), reading_(draft.reading), report_(draft.reading.report), column_(draft.column) {}

    void read() {
        const std::vector<const Use*> uses =
            draft_.said({Attribute::default_value, Attribute::default_sql, Attribute::now, Attribute::identity, Attribute::computed});
        if (uses.empty()) return;
        // Where two contradict each other, which is reported, the first is read.
        const Attribute first = uses.front()->kind->attribute;
        for (const Use* use : uses) {
            if (use->kind->attribute != first) continue;
            if (first == Attribute::default_value) read_default_value(*use);
            if (first == Attribute::default_sql) read_default_sql(*use);
            if (first == Attribute::now && draft_.arguments(*use).none()) set_now(use->range());
            if (first == Attribute::identity) read_identity(*use);
            if (first == Attribute::computed) read_computed(*use, *uses.front());
        }
    }

private:
    void read_default_value(const Use& use) {
        const Arguments given = draft_.arguments(use);
        if (!given.between(0, 1)) return;
        if (given.count() == 1) {
            set_value(given.constant(0), given.range(0));
            return;
        }
        const clang::Expr* initialiser = draft_.field.getInClassInitializer();
        if (initialiser == nullptr) {
            if (draft_.field.hasInClassInitializer()) return;  // Clang has refused it, and said so
            report_.error("no-initialiser", use.range(), "'db::default_value' takes the member's initialiser, and there is none",
                          {Report::hint("write one, or db::default_value(0), or db::default_sql(\"...\")")});
            return;
        }
        if (initialiser->containsErrors()) return;
        set_value(evaluate(*initialiser, reading_.context), initialiser->getSourceRange());
    }

    void set_value(const Constant& constant, clang::SourceRange at) {
        const auto* empty = std::get_if<Empty>(&constant);
        if (empty != nullptr && empty->null) return;  // NULL is what a nullable column holds anyway
        Misfit why;
        if (const auto value = value_of(reading_, constant, column_.type, draft_.type.enumeration, why)) {
            column_.default_value = schema::Default(*value);
        } else if (why.what.empty()) {
            report_.error(
                "default-not-constant", at, "the default of " + quoted(column_.name) + " can't be computed from the header",
                {Report::hint(
                    "it is a number, a string, true or false, an enumerator, a time of std::chrono or a list of these; anything else "
                    "is said in SQL: db::default_sql(\"...\")")});
        } else {
            std::vector<generator::Diagnostic> notes;
            if (!why.hint.empty()) notes.push_back(Report::hint(why.hint));
            report_.error("default-type", at, why.what, std::move(notes));
        }
    }

    void read_default_sql(const Use& use) {
        const Arguments given = draft_.arguments(use);
        if (!given.between(1, 1)) return;
        const Constant constant = given.constant(0);
        if (const auto* word = std::get_if<Word>(&constant)) {
            if (word->name != "now") {
                report_.error("unknown-word", given.range(0), "'db::" + word->name + "' is no expression of ours",
                              {Report::hint("the one there is: db::now; other SQL is written as a string")});
            } else if (given.has(Option::only)) {
                report_.error(
                    "option-of-what", given.find(Option::only)->range, "'db::now' is for every database",
                    {Report::hint("write the text of that one: db::default_sql(\"CURRENT_TIMESTAMP\", db::only(\"postgresql\"))")});
            } else if (column_.default_value) {
                refuse_twice(use);
            } else {
                set_now(given.range(0));
            }
            return;
        }
        const std::optional<schema::Expression> sql = given.sql(0);
        if (!sql) return;
        if (!column_.default_value) column_.default_value = schema::Default(schema::Expression());
        auto* known = std::get_if<schema::Expression>(&*column_.default_value);
        if (known == nullptr || !merge(*known, *sql)) refuse_twice(use);
    }

    void refuse_twice(const Use& use) {
        report_.error("said-twice", use.range(), "'db::" + use.name + "' stands twice for the same database",
                      {Report::hint("db::only(\"postgresql\") says it for one of them")});
    }

    void set_now(clang::SourceRange at) {
        const auto* string = draft_.type_as<schema::String>();
        constexpr int written = 19;  // 2026-11-20 21:15:00
        if (string != nullptr && string->length && *string->length < written) {
            report_.error(
                "default-type", at,
                "'db::now' has " + std::to_string(written) + " characters, and the column's type is " + schema::to_string(column_.type),
                {Report::hint("the member of a point in time is a std::chrono::system_clock::time_point")});
        } else if (!column_.type.array && (string != nullptr || draft_.type_as<schema::Timestamp>() || draft_.type_as<schema::Date>() ||
                                           draft_.type_as<schema::TimeOfDay>() || draft_.type_as<schema::Custom>())) {
            column_.default_value = schema::Default(schema::Portable::now);
        } else {
            report_.error("default-type", at, "'db::now' is a point in time, and the column's type is " + schema::to_string(column_.type),
                          {Report::hint("the member of a point in time is a std::chrono::system_clock::time_point")});
        }
    }

    void read_identity(const Use& use) {
        const Arguments given = draft_.arguments(use);
        if (!given.none()) return;
        const auto* integer = draft_.type_as<schema::Integer>();
        if (integer == nullptr || column_.type.array) {
            report_.error("identity-of-what", use.range(), "only an integer numbers its rows itself, and this is " + draft_.type_text());
            return;
        }
        draft_.refuse_nullable(use);
        schema::Identity identity;
        identity.always = given.has(Option::always);
        if (!read_number(given, Option::start, *integer, identity.start)) return;
        if (!read_number(given, Option::increment, *integer, identity.increment)) return;
        if (identity.increment == 0) {
            report_.error("bad-increment", given.find(Option::increment)->range, "steps of 0 give every row the same number",
                          {Report::hint("it is written db::increment(10), or db::increment(-1) to count down")});
            return;
        }
        column_.identity = identity;
    }

    bool read_number(const Arguments& given, Option option, const schema::Integer& type, std::optional<std::int64_t>& to) {
        if (!given.has(option)) return true;
        const Arguments inside = given.inside(option);
        if (!inside.between(1, 1)) return false;
        const std::optional<std::int64_t> number = inside.integer(0);
        if (!number) return false;
        const std::int64_t limit = type.bits == 64 ? std::numeric_limits<std::int64_t>::max() : (std::int64_t{1} << (type.bits - 1)) - 1;
        if (*number > limit || *number < -limit - 1) {
            report_.error("number-out-of-range", inside.range(0),
                          std::to_string(*number) + " is no number of a column of type " + schema::to_string(column_.type),
                          {Report::hint("it holds " + std::to_string(-limit - 1) + " to " + std::to_string(limit))});
            return false;
        }
        to = number;
        return true;
    }

    void read_computed(const Use& use, const Use& first) {
        const Arguments given = draft_.arguments(use);
        if (!given.between(1, 1)) return;
        const std::optional<schema::Expression> sql = given.sql(0);
        if (!sql) return;
        const bool stored = given.has(Option::stored);
        if (!column_.computed) column_.computed = schema::Computed{.expression = {}, .stored = stored};
        if (column_.computed->stored != stored) {
            report_.error("stored-or-not", use.range(), "a column is stored on every database, or on none",
                          {report_.note(first.range(), "the other is here"), Report::hint("write db::stored in both")});
        } else if (!merge(column_.computed->expression, *sql)) {
            refuse_twice(use);
        }
    }

    ColumnDraft& draft_;
    Reading& reading_;
    Report& report_;
    schema::Column& column_;
};

}  // namespace

void read_origin(ColumnDraft& draft) {
    OriginReader(draft).read();
}

}  // namespace aludel::frontend
