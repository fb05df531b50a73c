#include "written_type.h"

#include <clang/AST/ASTContext.h>

namespace aludel::frontend {
namespace {

Written at(clang::TypeLoc place, const Written& outer) {
    return {place.getType(), place, place.getSourceRange(), outer.direct};
}

}  // namespace

Written Written::argument(const clang::ASTContext& context, clang::QualType canonical) const {
    for (clang::TypeLoc inner = place; direct && !inner.isNull() && !inner.getAs<clang::TypedefTypeLoc>(); inner = inner.getNextTypeLoc()) {
        const auto specialization = inner.getAs<clang::TemplateSpecializationTypeLoc>();
        if (specialization.isNull()) continue;
        if (specialization.getTypePtr()->isTypeAlias() || specialization.getNumArgs() == 0) break;
        const clang::TemplateArgumentLoc argument = specialization.getArgLoc(0);
        if (argument.getArgument().getKind() != clang::TemplateArgument::Type) break;
        return at(argument.getTypeSourceInfo()->getTypeLoc(), *this);
    }
    for (clang::QualType written = type;;) {
        if (const auto* specialization = llvm::dyn_cast<clang::TemplateSpecializationType>(written.getTypePtr())) {
            const auto arguments = specialization->template_arguments();
            if (!specialization->isTypeAlias() && !arguments.empty() && arguments[0].getKind() == clang::TemplateArgument::Type) {
                return {arguments[0].getAsType(), {}, range, false};
            }
        }
        const clang::QualType next = written.getSingleStepDesugaredType(context);
        if (next == written) break;
        written = next;
    }
    return {canonical, {}, range, false};
}

Written Written::element(const clang::ASTContext& context) const {
    const clang::TypeLoc inner = direct && !place.isNull() ? place.IgnoreParens() : clang::TypeLoc();
    if (const auto array = inner.isNull() ? clang::ArrayTypeLoc() : inner.getAs<clang::ArrayTypeLoc>()) {
        return at(array.getElementLoc(), *this);
    }
    return {context.getAsArrayType(type)->getElementType(), {}, range, false};
}

}  // namespace aludel::frontend
