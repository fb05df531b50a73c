#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>

#include <utility>

#include "model.h"
#include "spelling.h"

namespace aludel::frontend {
namespace {

/// Reads one enum of the headers into one of the schema.
class EnumReader {
public:
    EnumReader(Reading& reading, const clang::EnumDecl& declaration)
        : reading_(reading), report_(reading.report), declaration_(declaration) {}

    bool read() {
        result_.name = snake_case(declaration_.getName().str());
        return read_values() && add();
    }

    const schema::Name& name() const { return result_.name; }

private:
    bool read_values() {
        for (const clang::EnumConstantDecl* enumerator : declaration_.enumerators()) {
            const llvm::APSInt& number = enumerator->getInitVal();
            if (number.isSigned() ? !number.isSignedIntN(64) : !number.isIntN(63)) {
                report_.error("enum-too-wide", name_range(*enumerator),
                              "the number of " + quoted(enumerator->getName()) + " is too large for any database's integer");
                return false;
            }
            const schema::EnumValue value = {.name = label_of(reading_, *enumerator), .number = number.getExtValue()};
            for (const schema::EnumValue& other : result_.values) {
                if (other.number != value.number) continue;
                report_.error("enum-value-twice", name_range(*enumerator),
                              quoted(value.name) + " and " + quoted(other.name) + " are both " + std::to_string(value.number) +
                                  ": one of them could never be told from the other",
                              {Report::hint("give each enumerator a number of its own")});
                return false;
            }
            result_.values.push_back(value);
        }
        return true;
    }

    bool add() {
        const std::string name = schema::to_string(result_.name);
        const auto [first, is_new] = reading_.enums.emplace(name, &declaration_);
        if (!is_new) {
            report_.error("enum-twice", name_range(declaration_), "two enums are called " + quoted(name) + " in the schema",
                          {report_.note(name_range(*first->second), "the first is here"), Report::hint("give one of them another name")});
            return false;
        }
        reading_.document.locations.emplace(name, report_.location(name_range(declaration_)));
        reading_.document.schema.enums.add(result_);
        return true;
    }

    Reading& reading_;
    Report& report_;
    const clang::EnumDecl& declaration_;
    schema::Enum result_;
};

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

std::string label_of(const Reading&, const clang::EnumConstantDecl& enumerator) {
    return enumerator.getName().str();
}

}  // namespace aludel::frontend
