#include "constraints.h"

#include <clang/AST/DeclCXX.h>

namespace aludel::frontend {

namespace {

/// Reads what one table's members, struct and bases say.
class ConstraintReader {
public:
    ConstraintReader(ConstraintReading& all, Model& model) : all_(all), reading_(all.reading), model_(model) {}

    void read() {
        for (const ModelColumn& column : model_.columns) {
            for (const Use* use : reading_.uses_of(column.field)) read_member(*use, column);
            for (const clang::Decl* declaration : column.type.said_by) {
                for (const Use* use : reading_.uses_of(declaration)) {
                    if (use->kind->attribute == Attribute::check) read_member(*use, column);
                }
            }
            for (const clang::Decl* declaration : column.type.element_said_by) refuse_check_of_element(*declaration, column);
            refuse_options_of_no_reference(all_, column);
        }
        read_struct(*model_.record);
        read_bases(*model_.record);
        check_uniques(all_, model_);
    }

private:
    /// A base's own attributes hold for every table that inherits from it.
    void read_bases(const clang::CXXRecordDecl& record) {
        for (const clang::CXXBaseSpecifier& base : record.bases()) {
            const clang::CXXRecordDecl* type = base.getType()->getAsCXXRecordDecl();
            if (type == nullptr || type->getDefinition() == nullptr) continue;
            type = type->getDefinition();
            if (reading_.find_use(type, Attribute::table) != nullptr) continue;
            read_struct(*type);
            read_bases(*type);
        }
    }

    void read_member(const Use& use, const ModelColumn& column) {
        const Arguments given(reading_, use, Place::member);
        const Said said = {.use = use, .given = given, .model = model_, .member = &column};
        switch (use.kind->attribute) {
            case Attribute::primary_key:
                key(read_primary_key(all_, said));
                break;
            case Attribute::unique:
                key(read_unique(all_, said));
                break;
            case Attribute::index:
                key(read_index(all_, said));
                break;
            case Attribute::check:
                read_check(all_, said);
                break;
            case Attribute::references:
                read_reference(all_, said);
                break;
            default:  // read with the column, or with its reference
                break;
        }
    }

    void refuse_check_of_element(const clang::Decl& declaration, const ModelColumn& column) {
        const Use* use = reading_.find_use(&declaration, Attribute::check);
        if (use == nullptr) return;
        reading_.report.error("check-of-element", type_range(*column.field), "the check of an array's elements can't be kept",
                              {reading_.report.note(use->range(), "the check is here"),
                               Report::hint("no database checks each element: take an alias without the check, and write one of the whole "
                                            "array on the member")});
    }

    void read_struct(const clang::CXXRecordDecl& record) {
        for (const Use* use : reading_.uses_of(&record)) {
            const Arguments given(reading_, *use, Place::structure);
            const Said said = {.use = *use, .given = given, .model = model_};
            switch (use->kind->attribute) {
                case Attribute::primary_key:
                    key(read_primary_key(all_, said));
                    break;
                case Attribute::unique:
                    key(read_unique(all_, said));
                    break;
                case Attribute::index:
                    key(read_index(all_, said));
                    break;
                case Attribute::check:
                    read_check(all_, said);
                    break;
                case Attribute::foreign_key:
                    read_foreign_key(all_, said);
                    break;
                default:  // read with the table
                    break;
            }
        }
    }

    void key(bool sound) {
        if (!sound) all_.mistaken.insert(&model_);
    }

    ConstraintReading& all_;
    Reading& reading_;
    Model& model_;
};

}  // namespace

bool ConstraintNames::claim(const Said& said, const std::string& name, Kind kind) {
    const Holder holder = {.model = &said.model, .use = &said.use, .given = said.given.has(Option::name)};
    const schema::Name index(said.model.table.name.schema, name);
    if (kind != Kind::index) {
        if (const auto first = constraints_.find({&said.model, name}); first != constraints_.end())
            return refuse(said, name, first->second);
    }
    if (kind != Kind::constraint) {
        if (const auto first = indexes_.find(index); first != indexes_.end()) return refuse(said, name, first->second);
        indexes_.emplace(index, holder);
    }
    if (kind != Kind::index) constraints_.emplace(std::pair(&said.model, name), holder);
    reading_.document.locations[schema::to_string(said.model.table.name, name)] = reading_.report.location(said.use.range());
    return true;
}

bool ConstraintNames::refuse(const Said& said, const std::string& name, const Holder& first) {
    Report& report = reading_.report;
    if (first.model == &said.model && first.use == &said.use) {
        report.error("name-in-base", said.use.range(),
                     quoted(said.model.key()) + " embeds the struct twice, and " + quoted(name) + " can stand for one of them",
                     {report.note(name_range(*said.model.record), "the table is here"),
                      Report::hint("leave db::name out: then each has a name of its own made for it")});
    } else if (first.model == &said.model) {
        report.error("constraint-twice", said.use.range(), quoted(name) + " is defined twice",
                     {report.note(first.use->range(), "the first is here"),
                      Report::hint("take one of them away, or give it a name of its own: db::name(\"...\")")});
    } else if (first.use == &said.use) {
        if (!refused_.insert(&said.use).second) return false;
        report.error("name-in-base", said.use.range(), "two tables inherit the name " + quoted(name) + ", and it can stand for one index",
                     {report.note(name_range(*first.model->record), quoted(first.model->key()) + " is one"),
                      report.note(name_range(*said.model.record), quoted(said.model.key()) + " is the other"),
                      Report::hint("leave db::name out: then each table has a name of its own made for it")});
    } else {
        report.error("name-twice", said.use.range(),
                     quoted(name) + " is the name of an index of " + quoted(first.model->key()) + " already",
                     {report.note(first.use->range(), "it is here"),
                      Report::hint("indexes and keys of all tables share their names: write another one in db::name")});
    }
    return false;
}

bool ConstraintNames::may_stand_twice(const Said& said, const std::string& name, const std::string& other) const {
    auto first = constraints_.find({&said.model, other});
    const Holder* holder = first == constraints_.end() ? nullptr : &first->second;
    if (holder == nullptr) {
        const auto index = indexes_.find(schema::Name(said.model.table.name.schema, other));
        if (index == indexes_.end()) return true;
        holder = &index->second;
    }
    if (holder->given && said.given.has(Option::name)) return true;
    reading_.report.error("constraint-twice", said.use.range(), (name.empty() ? "this" : quoted(name)) + " is the same as " + quoted(other),
                          {reading_.report.note(holder->use->range(), "the first is here"),
                           Report::hint("take one of them away; where both are meant, give both a name: db::name(\"...\")")});
    return false;
}

void read_constraints(Reading& reading) {
    ConstraintReading all = {.reading = reading, .names = ConstraintNames(reading)};
    for (Model& model : reading.models) ConstraintReader(all, model).read();
    check_references(all);
}

}  // namespace aludel::frontend
