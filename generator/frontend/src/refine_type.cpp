#include <algorithm>
#include <cctype>
#include <utility>

#include "column_draft.h"

namespace aludel::frontend {
namespace {

class TypeRefiner {
public:
    explicit TypeRefiner(ColumnDraft& draft) : draft_(draft), report_(draft.reading.report), type_(draft.column.type) {}

    void refine() {
        const std::vector<const Use*> digits = draft_.said_of_type({Attribute::length, Attribute::numeric});
        if (draft_.type.replaced) {
            refuse_own(digits);
        } else if (!digits.empty()) {
            if (digits.front()->kind->attribute == Attribute::length) read_length(*digits.front());
            if (digits.front()->kind->attribute == Attribute::numeric) read_numeric(*digits.front());
        }
        read_types(draft_.said_of_type({Attribute::type}));
        if (draft_.type.too_wide && !std::holds_alternative<schema::Numeric>(type_.kind) && digits.empty()) {
            report_.error(
                "too-wide-integer", type_range(draft_.field), draft_.type_text() + ": no database has an integer that holds all its values",
                {Report::hint("the widest has 64 bits with a sign: write std::int64_t, or keep all values with db::numeric(20, 0)")});
        }
        read_collations(draft_.said_of_type({Attribute::collate}));
    }

private:
    /// A member's own length says nothing where its alias says the whole type.
    void refuse_own(const std::vector<const Use*>& digits) {
        const std::vector<const Use*> types = draft_.said({Attribute::type});
        for (const Use* use : digits) {
            const std::vector<const Use*>& own = draft_.reading.uses_of(&draft_.field);
            if (types.empty() || std::find(own.begin(), own.end(), use) == own.end() || draft_.find(Attribute::type) != nullptr) continue;
            report_.error("contradiction", use->range(),
                          "'db::" + use->name + "' beside 'db::type': the type is said in full: write its length or digits in it",
                          {report_.note(types.front()->range(), "the other is here")});
        }
    }

    void read_length(const Use& use) {
        const Arguments given = draft_.arguments(use);
        if (!given.between(1, 1)) return;
        const std::optional<int> length = given.positive(0);
        if (!length) return;
        auto* string = draft_.type_as<schema::String>();
        auto* bytes = draft_.type_as<schema::Bytes>();
        if (string == nullptr && bytes == nullptr) {
            report_.error("length-of-what", use.range(), "'db::length' says nothing about " + draft_.type_text(),
                          {Report::hint("it is the length of a std::string in characters, or of bytes")});
            return;
        }
        std::optional<int>& known = string != nullptr ? string->length : bytes->length;
        if (*length == 0) {
            report_.error("bad-length", given.range(0), "a length of 0 leaves room for nothing",
                          {Report::hint("it is written db::length(255)")});
        } else if (known && *length > *known) {
            report_.error("bad-length", given.range(0), draft_.type_text() + " has room for no more than " + std::to_string(*known),
                          {Report::hint("leave db::length away: the type says it")});
        } else {
            known = length;
        }
    }

    void read_numeric(const Use& use) {
        const Arguments given = draft_.arguments(use);
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
        if (draft_.type_as<schema::Integer>() && *scale > 0) {
            report_.error(
                "numeric-of-what", use.range(), draft_.type_text() + " has no digits after the point",
                {Report::hint("an exact decimal is held in a std::string or a type of your own; db::numeric(8, 0) is a whole number")});
            return;
        }
        if (!draft_.type_as<schema::Integer>() && !draft_.type_as<schema::Float>() && !draft_.type_as<schema::String>()) {
            report_.error("numeric-of-what", use.range(), "'db::numeric' says nothing about " + draft_.type_text(),
                          {Report::hint("an exact decimal is held in a std::string, a number or an integer")});
            return;
        }
        type_.kind = schema::Numeric{precision, given.count() == 2 ? scale : std::nullopt};
    }

    /// "uuid", "numeric(8, 2)": one of the neutral types, whatever its case; nullopt for other words.
    static std::optional<schema::Type> neutral(std::string text) {
        if (text.find('"') != std::string::npos) return std::nullopt;
        std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return schema::parse_type(text);
    }

    void read_types(const std::vector<const Use*>& uses) {
        schema::Expression sql;
        for (const Use* use : uses) {
            const Arguments given = draft_.arguments(*use);
            if (!given.between(1, 1)) return;
            const std::optional<schema::Expression> words = given.sql(0);
            if (!words) return;
            if (!merge(sql, *words)) refuse_twice(*use, *uses.front());
        }
        if (sql.empty()) return;
        if (sql.sql.empty() && draft_.type.replaced) {  // each of them has words of its own
            type_ = schema::Type{schema::Custom{std::move(sql)}};
            return;
        }
        if (!sql.sql.empty()) {
            const std::optional<schema::Type> known = neutral(sql.sql);
            type_ = known ? *known : schema::Type{schema::Custom{.sql = {.sql = std::move(sql.sql), .dialects = {}}}};
        }
        type_.on = std::move(sql.dialects);
    }

    void refuse_twice(const Use& use, const Use& first) {
        report_.error("said-twice", use.range(), "'db::" + use.name + "' stands twice for the same database",
                      {report_.note(first.range(), "the first is here"), Report::hint("db::only(\"postgresql\") says it for one of them")});
    }

    void read_collations(const std::vector<const Use*>& uses) {
        for (const Use* use : uses) {
            const Arguments given = draft_.arguments(*use);
            if (!given.between(1, 1)) return;
            const std::optional<schema::Expression> name = given.sql(0);
            if (!name) return;
            if (!draft_.type_as<schema::String>() && !draft_.type_as<schema::Custom>()) {
                report_.error("collate-of-what", use->range(), "'db::collate' says nothing about " + draft_.type_text(),
                              {Report::hint("it is the order of text: of a std::string")});
                return;
            }
            if (!merge(draft_.column.collation, *name)) refuse_twice(*use, *uses.front());
        }
    }

    ColumnDraft& draft_;
    Report& report_;
    schema::Type& type_;
};

}  // namespace

void refine_type(ColumnDraft& draft) {
    TypeRefiner(draft).refine();
}

}  // namespace aludel::frontend
