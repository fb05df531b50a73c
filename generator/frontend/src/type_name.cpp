#include "type_name.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/AST/DeclTemplate.h>

#include <utility>

namespace aludel::frontend {
namespace {

// QualType converts to TemplateArgument: another name than spelling(QualType).
std::string argument_spelling(const clang::TemplateArgument& argument) {
    switch (argument.getKind()) {
        case clang::TemplateArgument::Type:
            return spelling(argument.getAsType());
        case clang::TemplateArgument::Integral: {
            llvm::SmallString<16> digits;
            argument.getAsIntegral().toString(digits);
            return digits.str().str();
        }
        case clang::TemplateArgument::Expression:
            if (const auto* constant = llvm::dyn_cast<clang::ConstantExpr>(argument.getAsExpr())) {
                if (constant->hasAPValueResult() && constant->getAPValueResult().isInt()) {
                    llvm::SmallString<16> digits;
                    constant->getAPValueResult().getInt().toString(digits);
                    return digits.str().str();
                }
            }
            if (const auto* number = llvm::dyn_cast<clang::IntegerLiteral>(argument.getAsExpr()->IgnoreParenImpCasts())) {
                llvm::SmallString<16> digits;
                number->getValue().toStringUnsigned(digits);
                return digits.str().str();
            }
            return "?";
        default:
            return "?";
    }
}

std::string specialization_spelling(std::string name, llvm::ArrayRef<clang::TemplateArgument> arguments) {
    name += '<';
    for (std::size_t i = 0; i < arguments.size(); ++i) name += (i == 0 ? "" : ",") + argument_spelling(arguments[i]);
    return name + '>';
}

}  // namespace

std::string standard_name(const clang::NamedDecl& declaration) {
    if (declaration.getIdentifier() == nullptr) return "";
    std::string name = declaration.getName().str();
    const clang::DeclContext* context = declaration.getDeclContext();
    for (; !context->isTranslationUnit(); context = context->getParent()) {
        const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(context);
        if (space == nullptr) {
            if (llvm::isa<clang::LinkageSpecDecl>(context)) continue;
            return "";
        }
        if (space->isInline()) continue;
        if (space->getParent()->getRedeclContext()->isTranslationUnit()) return space->getName() == "std" ? name : "";
        name = space->getName().str() + "::" + name;
    }
    return "";
}

std::string global_or_standard_name(const clang::NamedDecl& declaration) {
    if (declaration.getDeclContext()->getRedeclContext()->isTranslationUnit()) return declaration.getName().str();
    return standard_name(declaration);
}

std::string qualified_name(const clang::NamedDecl& declaration) {
    if (declaration.getIdentifier() == nullptr) return "";
    std::string name = declaration.getName().str();
    for (const clang::DeclContext* context = declaration.getDeclContext(); context != nullptr; context = context->getParent()) {
        const auto* around = llvm::dyn_cast<clang::NamedDecl>(context);
        if (around == nullptr || around->getIdentifier() == nullptr) continue;
        const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(context);
        if (space == nullptr || !space->isInline()) name = around->getName().str() + "::" + name;
    }
    return name;
}

std::string spelling(clang::QualType type) {
    for (;;) {
        if (const auto* written = llvm::dyn_cast<clang::TemplateSpecializationType>(type.getTypePtr()); written != nullptr) {
            const clang::TemplateDecl* of = written->getTemplateName().getAsTemplateDecl();
            if (!written->isTypeAlias() && of != nullptr)
                return specialization_spelling(qualified_name(*of), written->template_arguments());
        }
        const auto* alias = llvm::dyn_cast<clang::TypedefType>(type.getTypePtr());
        if (alias != nullptr && fixed_width(global_or_standard_name(*alias->getDecl()))) {
            return "std::" + alias->getDecl()->getName().str();
        }
        const clang::QualType next =
            type.getLocalUnqualifiedType() != type ? type.getLocalUnqualifiedType() : type->getLocallyUnqualifiedSingleStepDesugaredType();
        if (next == type) break;
        type = next;
    }
    if (const auto* record = type->getAsCXXRecordDecl()) {
        const auto* specialization = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
        if (specialization == nullptr) return qualified_name(*record);
        return specialization_spelling(qualified_name(*record), specialization->getTemplateArgs().asArray());
    }
    if (const clang::TagDecl* tag = type->getAsTagDecl()) return qualified_name(*tag);
    const clang::LangOptions language = [] {
        clang::LangOptions options;
        options.CPlusPlus = true;
        options.Bool = true;
        return options;
    }();
    return type.getAsString(clang::PrintingPolicy(language));
}

std::optional<int> fixed_width(std::string_view name) {
    static constexpr std::pair<std::string_view, int> widths[] = {{"int8_t", 16},  {"int16_t", 16},  {"int32_t", 32},  {"int64_t", 64},
                                                                  {"uint8_t", 16}, {"uint16_t", 32}, {"uint32_t", 64}, {"uint64_t", 0}};
    for (const auto& [known, bits] : widths) {
        if (name == known) return bits;
    }
    return std::nullopt;
}

std::optional<std::string> target_dependent(std::string_view name) {
    static constexpr std::string_view names[] = {"size_t",    "ssize_t", "ptrdiff_t", "intptr_t",  "uintptr_t", "intmax_t",
                                                 "uintmax_t", "time_t",  "off_t",     "streamoff", "clock_t"};
    for (const std::string_view known : names) {
        if (name == known) return "std::int64_t";
    }
    for (const std::string_view kind : {"int_fast", "uint_fast", "int_least", "uint_least"}) {
        if (name.substr(0, kind.size()) != kind) continue;
        return "std::" + std::string(kind.substr(0, kind.find('_'))) + std::string(name.substr(kind.size()));
    }
    return std::nullopt;
}

}  // namespace aludel::frontend
