#include "views.h"

#include <clang/AST/DeclCXX.h>

#include <set>
#include <utility>

#include "object_name.h"
#include "tables.h"

namespace aludel::frontend {
namespace {

/// Why the attribute makes no sense on a view; nullptr where it does.
const char* reason_against(Attribute attribute) {
    switch (attribute) {
        case Attribute::column:
        case Attribute::comment:
        case Attribute::embedded:
        case Attribute::ignore:
        case Attribute::materialized_view:
        case Attribute::numeric:
        case Attribute::schema:
        case Attribute::table:
        case Attribute::type:
        case Attribute::value:
        case Attribute::view:
            return nullptr;
        case Attribute::check:
        case Attribute::deferrable:
        case Attribute::foreign_key:
        case Attribute::initially_deferred:
        case Attribute::on_delete:
        case Attribute::on_update:
        case Attribute::primary_key:
        case Attribute::references:
        case Attribute::unique:
            return "a view has no keys and no checks: the tables have them whose rows it shows";
        case Attribute::index:
            return "an index is on a table; one on a materialized view is declared as SQL of its own, in a file that aludel.toml names";
        case Attribute::default_sql:
        case Attribute::default_value:
        case Attribute::fill:
        case Attribute::identity:
        case Attribute::now:
            return "no rows are put into a view: its query gives all their values";
        case Attribute::collate:
        case Attribute::computed:
        case Attribute::length:
            return "the query says what a view's columns are";
        case Attribute::renamed_from:
            return "a view holds no rows: under its new name it is created anew, and the old one goes";
        case Attribute::strict:
        case Attribute::without_rowid:
            return "it says how rows are stored, and a view stores none";
        case Attribute::as_integer:
        case Attribute::as_text:
        case Attribute::native_enum:
            return "it says how an enum is stored";
    }
    return nullptr;
}

const char* reason_against_on_member(Attribute attribute) {
    return attribute == Attribute::comment ? "the schema keeps the comment of a view, and none of its columns" : reason_against(attribute);
}

class ViewReader {
public:
    ViewReader(Reading& reading, const clang::CXXRecordDecl& record) : reading_(reading), report_(reading.report), record_(record) {}

    void read() {
        const bool well = check_attributes();
        const std::optional<schema::Name> name = read_struct_name(reading_, record_);
        if (!name) return;
        view_.name = *name;
        if (!read_query() || !read_comment() || !check_name()) return;
        if (well) read_members();
        const std::string key = schema::to_string(view_.name);
        reading_.views.emplace(key, first_);
        reading_.document.locations[key] = report_.location(name_range(record_));
        reading_.document.schema.views.add(std::move(view_));
    }

private:
    bool check_attributes() {
        bool well = true;
        const auto check = [&](const clang::Decl& declaration, const char* what, const char* (*reason_of)(Attribute)) {
            for (const Use* use : reading_.uses_of(&declaration)) {
                const char* reason = reason_of(use->kind->attribute);
                if (reason == nullptr) continue;
                report_.error("no-attribute-of-views", use->range(), "'db::" + use->name + "' says nothing about " + what,
                              {Report::hint(reason)});
                well = false;
            }
        };
        check(record_, "a view", reason_against);
        for (const clang::FieldDecl* field : record_.fields()) check(*field, "a member of a view", reason_against_on_member);
        return well;
    }

    bool read_query() {
        for (const Use* use : reading_.uses_of(&record_)) {
            const Attribute attribute = use->kind->attribute;
            if (attribute != Attribute::view && attribute != Attribute::materialized_view) continue;
            if (first_ == nullptr) {
                first_ = use;
                view_.materialized = attribute == Attribute::materialized_view;
            } else if (first_->kind != use->kind) {
                report_.error("two-kinds-of-view", use->range(), "a view is materialized or it is not",
                              {report_.note(first_->range(), "the other is here")});
                return false;
            }
            const Arguments given(reading_, *use, Place::structure);
            if (!given.between(1, 1)) return false;
            const std::optional<schema::Expression> query = given.sql(0);
            if (!query || !read_name_option(given, *use)) return false;
            if (!merge(view_.query, *query)) {
                report_.error("two-queries", use->range(), "the view has two queries for the same database",
                              {report_.note(first_->range(), "the first is here"),
                               Report::hint("say for which databases each is: db::only(\"postgresql\")")});
                return false;
            }
        }
        view_.only = databases_of(view_.query);
        return true;
    }

    bool read_name_option(const Arguments& given, const Use& use) {
        if (!given.has(Option::name)) return true;
        const Arguments inside = given.inside(Option::name);
        if (!inside.between(1, 1)) return false;
        const std::optional<schema::Name> read = read_name(reading_, inside, 0);
        if (!read) return false;
        const std::optional<schema::Name> name = in_schema(reading_, record_, Place::structure, *read);
        if (!name) return false;
        const Use* table = reading_.find_use(&record_, Attribute::table);
        const bool said = table != nullptr && table->arguments && !table->arguments->empty();
        const Use* other = named_by_ != nullptr ? named_by_ : said ? table : nullptr;
        if (other != nullptr && *name != view_.name) {
            report_.error("two-names", use.range(),
                          "the view is called " + quoted(schema::to_string(*name)) + " here and " + quoted(schema::to_string(view_.name)) +
                              " elsewhere",
                          {report_.note(other->range(), "the other name is here")});
            return false;
        }
        view_.name = *name;
        named_by_ = &use;
        return true;
    }

    bool read_comment() {
        const Use* use = reading_.find_use(&record_, Attribute::comment);
        if (use == nullptr) return true;
        std::optional<std::string> text = Arguments(reading_, *use, Place::structure).one_string();
        if (text) view_.comment = std::move(*text);
        return text.has_value();
    }

    bool check_name() {
        const std::string key = schema::to_string(view_.name);
        if (const Model* table = reading_.find_table(key)) {
            report_.error("name-twice", first_->range(), "a view and a table are both called " + quoted(key),
                          {report_.note(table->table_use->range(), "the table is here")});
            return false;
        }
        const auto other = reading_.views.find(key);
        if (other == reading_.views.end()) return true;
        report_.error("name-twice", first_->range(), "two views are called " + quoted(key),
                      {report_.note(other->second->range(), "the first is here")});
        return false;
    }

    /// As those of a table, of which nothing is kept.
    void read_members() {
        if (record_.field_empty() && record_.getNumBases() == 0) return;
        const generator::ModelDocument before = reading_.document;
        Model model;
        model.record = &record_;
        model.table_use = first_;
        model.table.name = view_.name;
        read_columns(reading_, model);
        reading_.document = before;
    }

    Reading& reading_;
    Report& report_;
    const clang::CXXRecordDecl& record_;
    schema::View view_;
    const Use* first_ = nullptr;
    const Use* named_by_ = nullptr;  // of its db::name
};

}  // namespace

bool is_view(const Reading& reading, const clang::CXXRecordDecl& record) {
    return reading.find_use(&record, Attribute::view) != nullptr || reading.find_use(&record, Attribute::materialized_view) != nullptr;
}

void read_views(Reading& reading, const Capture& capture) {
    std::set<const clang::Decl*> seen;
    for (const Use& use : capture.uses) {
        if (use.kind == nullptr || use.declarations.empty()) continue;
        const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(use.declarations.front());
        if (record == nullptr || !is_view(reading, *record) || !seen.insert(record).second) continue;
        ViewReader(reading, *record).read();
    }
}

}  // namespace aludel::frontend
