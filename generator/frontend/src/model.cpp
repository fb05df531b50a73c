#include "model.h"

#include <clang/AST/DeclCXX.h>

#include <limits>

namespace aludel::frontend {

std::string quoted(std::string_view text) {
    return "'" + std::string(text) + "'";
}

const ModelColumn* Model::find(const clang::FieldDecl* field) const {
    for (const ModelColumn& column : columns) {
        if (column.field == field) return &column;
    }
    return nullptr;
}

const std::vector<const Use*>& Reading::uses_of(const clang::Decl* declaration) const {
    static const std::vector<const Use*> none;
    const auto found = uses.find(declaration);
    return found == uses.end() ? none : found->second;
}

const Use* Reading::find_use(const clang::Decl* declaration, Attribute attribute) const {
    for (const Use* use : uses_of(declaration)) {
        if (use->kind->attribute == attribute) return use;
    }
    return nullptr;
}

const Model* Reading::find_model(const clang::CXXRecordDecl* record) const {
    for (const Model& model : models) {
        if (model.record == record) return &model;
    }
    return nullptr;
}

const Model* Reading::find_table(const std::string& name) const {
    for (const Model& model : models) {
        if (model.key() == name) return &model;
    }
    return nullptr;
}

Constant Arguments::constant(std::size_t index) const {
    return evaluate((*use_.arguments)[index], reading_.context);
}

void Arguments::refuse() const {
    reading_.report.error("bad-arguments", use_.range(), "'db::" + use_.name + "' can't be read like this",
                          {Report::hint("it is written " + std::string(form_))});
}

bool Arguments::between(std::size_t least, std::size_t most) const {
    if (failed()) return false;
    if (count() >= least && count() <= most) return true;
    refuse();
    return false;
}

bool Arguments::none() const {
    return between(0, 0);
}

std::optional<std::string> Arguments::string(std::size_t index) const {
    const Constant value = constant(index);
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) {
        refuse();
        return std::nullopt;
    }
    if (text->empty()) {
        reading_.report.error("empty-text", range(index), "'db::" + use_.name + "' has an empty text",
                              {Report::hint("it is written " + std::string(form_))});
        return std::nullopt;
    }
    return *text;
}

std::optional<std::string> Arguments::one_string() const {
    return between(1, 1) ? string(0) : std::nullopt;
}

std::optional<int> Arguments::positive(std::size_t index) const {
    const Constant value = constant(index);
    const auto* number = std::get_if<std::int64_t>(&value);
    if (number == nullptr || *number < 0 || *number > std::numeric_limits<int>::max()) {
        refuse();
        return std::nullopt;
    }
    return static_cast<int>(*number);
}

}  // namespace aludel::frontend
