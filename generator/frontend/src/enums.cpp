#include "enums.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>

#include <set>
#include <utility>

#include "object_name.h"
#include "spelling.h"

namespace aludel::frontend {
namespace {

std::optional<schema::EnumStorage> storage_of(Attribute attribute) {
    switch (attribute) {
        case Attribute::as_text:
            return schema::EnumStorage::text;
        case Attribute::as_integer:
            return schema::EnumStorage::integer;
        case Attribute::native_enum:
            return schema::EnumStorage::native;
        default:
            return std::nullopt;
    }
}

/// Reads one enum of the headers into one of the schema.
class EnumReader {
public:
    EnumReader(Reading& reading, const clang::EnumDecl& declaration)
        : reading_(reading), report_(reading.report), declaration_(declaration) {}

    bool read() { return read_storage() && read_name() && read_comment() && read_values() && read_rename() && add(); }

    const schema::Name& name() const { return result_.name; }

private:
    bool read_storage() {
        for (const Use* use : reading_.uses_of(&declaration_)) {
            const std::optional<schema::EnumStorage> storage = storage_of(use->kind->attribute);
            if (!storage) continue;
            if (storage_ != nullptr && storage_->kind != use->kind) {
                report_.error("two-enum-storages", use->range(), "an enum is stored in one way",
                              {report_.note(storage_->range(), "the other is here"),
                               Report::hint("db::as_text stores names, db::as_integer numbers, db::native_enum a type of its own where the "
                                            "database has them")});
                return false;
            }
            storage_ = use;
            result_.storage = *storage;
        }
        return true;
    }

    bool read_name() {
        schema::Name name = snake_case(written_name(declaration_));
        if (storage_ != nullptr) {
            const Arguments given(reading_, *storage_, Place::enumeration);
            if (!given.between(0, 1)) return false;
            if (given.count() == 1) {
                const std::optional<schema::Name> said = frontend::read_name(reading_, given, 0);
                if (!said) return false;
                name = *said;
            }
        }
        if (name.name.empty()) {
            report_.error("enum-without-name", name_range(declaration_), "an enum without a name has none in the schema",
                          {Report::hint("name it: enum class Status { ... }")});
            return false;
        }
        const std::optional<schema::Name> qualified = in_schema(reading_, declaration_, Place::enumeration, std::move(name));
        if (!qualified) return false;
        result_.name = *qualified;
        if (result_.name.schema.empty() || result_.storage == schema::EnumStorage::native) return true;
        const Use* schema = reading_.find_use(&declaration_, Attribute::schema);
        report_.error("schema-of-what", (schema != nullptr ? schema : storage_)->range(),
                      "an enum that is stored in its columns alone is in no schema",
                      {Report::hint("db::native_enum makes it a type of its own, which is in one")});
        return false;
    }

    bool read_comment() {
        const Use* use = reading_.find_use(&declaration_, Attribute::comment);
        if (use == nullptr) return true;
        std::optional<std::string> text = Arguments(reading_, *use, Place::enumeration).one_string();
        if (text) result_.comment = std::move(*text);
        return text.has_value();
    }

    bool read_values() {
        for (const clang::EnumConstantDecl* enumerator : declaration_.enumerators()) {
            const llvm::APSInt& number = enumerator->getInitVal();
            if (number.isSigned() ? !number.isSignedIntN(64) : !number.isIntN(63)) {
                report_.error("enum-too-wide", name_range(*enumerator),
                              "the number of " + quoted(enumerator->getName()) + " is too large for any database's integer");
                return false;
            }
            if (!check_label(*enumerator)) return false;
            const schema::EnumValue value = {.name = label_of(reading_, *enumerator), .number = number.getExtValue()};
            if (!check_new(*enumerator, value)) return false;
            result_.values.push_back(value);
            enumerators_.push_back(enumerator);
            if (!read_rename(*enumerator, value.name)) return false;
        }
        return true;
    }

    bool check_label(const clang::EnumConstantDecl& enumerator) {
        const Use* use = reading_.find_use(&enumerator, Attribute::value);
        if (use == nullptr) return true;
        if (!Arguments(reading_, *use, Place::enumerator).one_string()) return false;
        if (result_.storage != schema::EnumStorage::integer) return true;
        report_.error("label-of-integer", use->range(), "the enum is stored as its numbers, and no text of it is",
                      {report_.note(storage_->range(), "db::as_integer stands here"),
                       Report::hint("the number is the enumerator's: " + enumerator.getName().str() + " = 13")});
        return false;
    }

    bool check_new(const clang::EnumConstantDecl& enumerator, const schema::EnumValue& value) {
        for (std::size_t i = 0; i < result_.values.size(); ++i) {
            const schema::EnumValue& other = result_.values[i];
            const clang::EnumConstantDecl& first = *enumerators_[i];
            if (other.number == value.number) {
                report_.error("enum-value-twice", name_range(enumerator),
                              quoted(enumerator.getName()) + " and " + quoted(first.getName()) + " are both " +
                                  std::to_string(value.number) + ": one of them could never be told from the other",
                              {Report::hint("give each enumerator a number of its own")});
                return false;
            }
            if (other.name == value.name) {
                report_.error("enum-label-twice", name_range(enumerator),
                              quoted(enumerator.getName()) + " and " + quoted(first.getName()) + " are both stored as " +
                                  quoted(value.name) + ": one of them could never be told from the other",
                              {report_.note(name_range(first), "the first is here")});
                return false;
            }
        }
        return true;
    }

    bool read_rename(const clang::EnumConstantDecl& enumerator, const std::string& label) {
        const Use* use = reading_.find_use(&enumerator, Attribute::renamed_from);
        if (use == nullptr) return true;
        const std::optional<std::string> from = Arguments(reading_, *use, Place::enumerator).one_string();
        if (!from) return false;
        if (*from == label) {
            report_.error("renamed-from-itself", use->range(), "the enumerator is still stored as " + quoted(label),
                          {Report::hint("the old name stands here, the new one is the enumerator's, or that of its db::value")});
            return false;
        }
        if (const auto [other, is_new] = renamed_.emplace(*from, use); !is_new) {
            report_.error("renamed-twice", use->range(), "two enumerators can't both have been called " + quoted(*from),
                          {report_.note(other->second->range(), "the other is here")});
            return false;
        }
        renames_.insert({.of = schema::Rename::Of::enum_value, .in = result_.name, .from = *from, .to = label});
        return true;
    }

    bool read_rename() {
        const Use* use = reading_.find_use(&declaration_, Attribute::renamed_from);
        if (use == nullptr) return true;
        const Arguments given(reading_, *use, Place::enumeration);
        if (!given.between(1, 1)) return false;
        const std::optional<schema::Name> from = frontend::read_name(reading_, given, 0);
        if (!from) return false;
        const std::string name = schema::to_string(result_.name);
        if (*from == result_.name) {
            report_.error("renamed-from-itself", use->range(), "the enum is still called " + quoted(name),
                          {Report::hint("the old name stands here; the new one is the enum's own, or that of its db::native_enum")});
            return false;
        }
        renames_.insert({.of = schema::Rename::Of::enumeration, .in = {}, .from = schema::to_string(*from), .to = name});
        return true;
    }

    bool add() {
        const std::string name = schema::to_string(result_.name);
        const auto [first, is_new] = reading_.enums.emplace(name, &declaration_);
        if (!is_new) {
            report_.error("enum-twice", name_range(declaration_), "two enums are called " + quoted(name) + " in the schema",
                          {report_.note(name_range(*first->second), "the first is here"),
                           Report::hint(R"(give one of them another name: db::as_text("..."), or db::native_enum("..."))")});
            return false;
        }
        reading_.document.locations.emplace(name, report_.location(name_range(declaration_)));
        reading_.document.schema.enums.add(result_);
        reading_.document.renames.merge(renames_);
        return true;
    }

    Reading& reading_;
    Report& report_;
    const clang::EnumDecl& declaration_;
    const Use* storage_ = nullptr;
    schema::Enum result_;
    std::vector<const clang::EnumConstantDecl*> enumerators_;  // of its values
    std::map<std::string, const Use*> renamed_;                // by the old name
    std::set<schema::Rename> renames_;
};

/// PostgreSQL has types and tables in one namespace.
void check_type_name(const Reading& reading, const schema::Enum& type) {
    const std::string name = schema::to_string(type.name);
    const auto declaration = reading.enums.find(name);
    if (type.storage != schema::EnumStorage::native || declaration == reading.enums.end()) return;
    const Model* table = reading.find_table(name);
    const auto view = reading.views.find(name);
    if (table == nullptr && view == reading.views.end()) return;
    const std::string what = table != nullptr ? "table" : "view";
    const Use& other = table != nullptr ? *table->table_use : *view->second;
    reading.report.error(
        "name-twice", name_range(*declaration->second),
        "an enum that is a type of its own and a " + what + " are both called " + quoted(name),
        {reading.report.note(other.range(), "the " + what + " is here"),
         Report::hint("on PostgreSQL each table and view is a type, too; give the enum another name: db::native_enum(\"...\")")});
}

}  // namespace

std::optional<schema::Name> read_enum(Reading& reading, const clang::EnumDecl& declaration) {
    const auto known = reading.enum_names.find(&declaration);
    if (known != reading.enum_names.end()) return known->second;
    EnumReader reader(reading, declaration);
    std::optional<schema::Name> name;
    if (reader.read()) name = reader.name();
    reading.enum_names.emplace(&declaration, name);
    return name;
}

std::string label_of(const Reading& reading, const clang::EnumConstantDecl& enumerator) {
    if (const Use* use = reading.find_use(&enumerator, Attribute::value); use != nullptr && use->arguments && use->arguments->size() == 1) {
        const Constant text = evaluate(use->arguments->front(), reading.context);
        if (const auto* label = std::get_if<std::string>(&text)) return *label;
    }
    return enumerator.getName().str();
}

void finish_enums(const Reading& reading, const Capture& capture) {
    for (const schema::Enum& type : reading.document.schema.enums) check_type_name(reading, type);
    if (reading.report.has_errors()) return;  // of the column that would have it, perhaps
    std::set<const clang::Decl*> said;
    for (const Use& use : capture.uses) {
        for (const clang::Decl* declaration : use.declarations) {
            if (!reading.uses.contains(declaration)) continue;
            const auto* type = llvm::dyn_cast<clang::EnumDecl>(declaration);
            if (llvm::isa<clang::EnumConstantDecl>(declaration)) type = llvm::cast<clang::EnumDecl>(declaration->getDeclContext());
            if (type == nullptr || reading.enum_names.contains(type) || !said.insert(type).second) continue;
            reading.report.remark("unused-enum", name_range(*type),
                                  "no column has the enum " + quoted(written_name(*type)) + ": what its attributes say has no effect");
        }
    }
}

}  // namespace aludel::frontend
