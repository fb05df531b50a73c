#include <clang/AST/Decl.h>

#include <algorithm>
#include <string_view>

#include "column_draft.h"

namespace aludel::frontend {
namespace {

/// Two attributes that say something else of the same thing.
struct Contradiction {
    Attribute one;
    Attribute other;
    std::string_view why;
};

constexpr std::string_view no_default_beside_computed = "the value is computed, and no default is ever used";
constexpr std::string_view no_default_beside_identity = "a column that numbers its rows has no other default";

constexpr Contradiction contradictions[] = {
    {Attribute::length, Attribute::numeric, "a length is of text or bytes, digits are of a number"},
    {Attribute::default_value, Attribute::default_sql, "a column has one default"},
    {Attribute::default_value, Attribute::now, "a column has one default"},
    {Attribute::default_sql, Attribute::now, "a column has one default"},
    {Attribute::computed, Attribute::default_value, no_default_beside_computed},
    {Attribute::computed, Attribute::default_sql, no_default_beside_computed},
    {Attribute::computed, Attribute::now, no_default_beside_computed},
    {Attribute::computed, Attribute::identity, "one numbers the rows, the other computes the value"},
    {Attribute::computed, Attribute::fill, "the value of existing rows is computed, too"},
    {Attribute::identity, Attribute::default_value, no_default_beside_identity},
    {Attribute::identity, Attribute::default_sql, no_default_beside_identity},
    {Attribute::identity, Attribute::now, no_default_beside_identity},
    {Attribute::identity, Attribute::fill, "existing rows are numbered, too"},
    {Attribute::identity, Attribute::references, "a number that the row gets by itself is the key of no other"},
};

class Checker {
public:
    Checker(const Reading& reading, const clang::Decl& declaration)
        : reading_(reading), report_(reading.report), declaration_(declaration) {}

    void check() {
        const Use* whole_type = nullptr;
        std::vector<const Use*> types;
        for (const Use* use : uses()) {
            if (use->kind->attribute == Attribute::type) types.push_back(use);
        }
        if (!types.empty() && replaces_type(reading_, types)) whole_type = types.front();
        for (const Contradiction& pair : contradictions) contradict(find(pair.one), find(pair.other), pair.why);
        contradict(whole_type, find(Attribute::length), "the type is said in full: write its length in it");
        contradict(whole_type, find(Attribute::numeric), "the type is said in full: write its digits in it");
        if (const Use* use = find(Attribute::ignore)) refuse_others(*use, {}, "the member is no column, and nothing is to be said of it");
        if (const Use* use = find(Attribute::embedded)) {
            refuse_others(*use, {Attribute::renamed_from}, "the struct is no column itself: say it on its members");
        }
        if (const Use* use = find(Attribute::value)) refuse_places(*use);
    }

private:
    const std::vector<const Use*>& uses() const { return reading_.uses_of(&declaration_); }
    const Use* find(Attribute attribute) const { return reading_.find_use(&declaration_, attribute); }

    /// At the later of the two.
    void contradict(const Use* one, const Use* other, std::string_view why) {
        if (one == nullptr || other == nullptr) return;
        const auto place = [&](const Use* use) { return std::find(uses().begin(), uses().end(), use); };
        if (place(other) < place(one)) std::swap(one, other);
        report_.error("contradiction", other->range(),
                      quoted("db::" + other->name) + " beside " + quoted("db::" + one->name) + ": " + std::string(why),
                      {report_.note(one->range(), "the other is here")});
    }

    void refuse_others(const Use& of, std::initializer_list<Attribute> allowed, std::string_view why) {
        for (const Use* use : uses()) {
            if (use->kind == of.kind || std::find(allowed.begin(), allowed.end(), use->kind->attribute) != allowed.end()) continue;
            report_.error("contradiction", use->range(),
                          quoted("db::" + use->name) + " beside " + quoted("db::" + of.name) + ": " + std::string(why),
                          {report_.note(of.range(), "the other is here")});
        }
    }

    /// On the value of a strong typedef stands what may stand on an alias: what holds for every column of the type.
    void refuse_places(const Use& value) {
        for (const Use* use : uses()) {
            if (use == &value || use->kind->on_alias) continue;
            report_.error("contradiction", use->range(),
                          quoted("db::" + use->name) + " beside 'db::value': it is said of one column, and any column may have this type",
                          {Report::hint("write it on the members that have the type")});
        }
    }

    const Reading& reading_;
    Report& report_;
    const clang::Decl& declaration_;
};

}  // namespace

void check_contradictions(const Reading& reading, const clang::Decl& declaration) {
    Checker(reading, declaration).check();
}

}  // namespace aludel::frontend
