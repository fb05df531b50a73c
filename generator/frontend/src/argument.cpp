#include "argument.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/ExprCXX.h>

#include <algorithm>

#include "chrono_constant.h"
#include "type_name.h"

namespace aludel::frontend {
namespace {

std::optional<std::string> string_of(const clang::Expr& expression) {
    const auto* literal = llvm::dyn_cast<clang::StringLiteral>(expression.IgnoreParenImpCasts());
    if (literal == nullptr || literal->getCharByteWidth() != 1) return std::nullopt;
    return literal->getBytes().str();
}

/// The string behind `const char*` or `const char[N]`, a named constant too.
Constant evaluate_string(const clang::Expr& expression, const clang::ASTContext& context) {
    if (const auto text = string_of(expression)) return *text;
    clang::Expr::EvalResult result;
    if (expression.isValueDependent() || !expression.EvaluateAsLValue(result, context)) {
        if (expression.isValueDependent() || !expression.EvaluateAsRValue(result, context)) return NoConstant{};
    }
    if (!result.Val.isLValue() || result.Val.getLValueOffset().getQuantity() != 0) return NoConstant{};
    const clang::APValue::LValueBase base = result.Val.getLValueBase();
    if (const auto* literal = base.dyn_cast<const clang::Expr*>()) {
        if (const auto text = string_of(*literal)) return *text;
    }
    if (const auto* declaration = base.dyn_cast<const clang::ValueDecl*>()) {
        const auto* variable = llvm::dyn_cast<clang::VarDecl>(declaration);
        if (variable != nullptr && variable->getType().isConstQualified() && variable->getInit() != nullptr) {
            if (const auto text = string_of(*variable->getInit())) return *text;
        }
    }
    return NoConstant{};
}

Constant evaluate_member(const clang::Expr& expression, const clang::ASTContext& context) {
    clang::Expr::EvalResult result;
    if (!expression.EvaluateAsRValue(result, context) || !result.Val.isMemberPointer()) return NoConstant{};
    const clang::ValueDecl* member = result.Val.getMemberPointerDecl();
    if (member == nullptr) return NoConstant{};
    Member found;
    found.field = llvm::dyn_cast<clang::FieldDecl>(member);
    found.record = llvm::dyn_cast<clang::CXXRecordDecl>(member->getDeclContext());
    // &Team::id of a member that Team inherits has the type of the base's member: ask what was written.
    const auto* address = llvm::dyn_cast<clang::UnaryOperator>(expression.IgnoreParenImpCasts());
    const auto* named = address == nullptr ? nullptr : llvm::dyn_cast<clang::DeclRefExpr>(address->getSubExpr()->IgnoreParens());
    if (named != nullptr && named->getQualifier() != nullptr) {
        if (const clang::CXXRecordDecl* written = named->getQualifier()->getAsRecordDecl()) found.record = written;
    }
    if (found.record != nullptr && found.record->getDefinition() != nullptr) found.record = found.record->getDefinition();
    return found;
}

Constant evaluate_enum(const clang::Expr& expression, const clang::ASTContext& context) {
    clang::Expr::EvalResult result;
    if (!expression.EvaluateAsInt(result, context)) return NoConstant{};
    const auto* type = expression.getType()->getAs<clang::EnumType>();
    const clang::EnumDecl* definition = type->getDecl()->getDefinition();
    if (definition == nullptr) return NoConstant{};
    if (standard_name(*definition) == "byte") return static_cast<std::int64_t>(result.Val.getInt().getZExtValue());
    for (const clang::EnumConstantDecl* enumerator : definition->enumerators()) {
        if (llvm::APSInt::isSameValue(enumerator->getInitVal(), result.Val.getInt())) return enumerator;
    }
    return NoConstant{};
}

Constant evaluate_scalar(const clang::Expr& written, const clang::ASTContext& context) {
    const clang::Expr& expression = *written.IgnoreParenImpCasts();
    if (expression.isValueDependent() || expression.isTypeDependent()) return NoConstant{};
    const clang::QualType type = expression.getType().getCanonicalType();
    if (type->isMemberPointerType()) return evaluate_member(expression, context);
    if (const auto* constant = llvm::dyn_cast<clang::DeclRefExpr>(&expression)) {
        if (const auto* enumerator = llvm::dyn_cast<clang::EnumConstantDecl>(constant->getDecl())) return enumerator;
        if (standard_name(*constant->getDecl()) == "nullopt") return Empty{true};
    }
    if (type->isEnumeralType()) return evaluate_enum(expression, context);
    clang::Expr::EvalResult result;
    if (type->isBooleanType()) {
        if (!expression.EvaluateAsRValue(result, context) || !result.Val.isInt()) return NoConstant{};
        return result.Val.getInt().getBoolValue();
    }
    if (type->isIntegerType()) {
        if (!expression.EvaluateAsInt(result, context)) return NoConstant{};
        const llvm::APSInt& value = result.Val.getInt();
        if (value.isSigned() ? !value.isSignedIntN(64) : !value.isIntN(63)) {
            llvm::SmallString<40> digits;
            value.toString(digits);
            return Digits{digits.str().str()};
        }
        return static_cast<std::int64_t>(value.getExtValue());
    }
    if (type->isRealFloatingType()) {
        if (!expression.EvaluateAsRValue(result, context) || !result.Val.isFloat()) return NoConstant{};
        llvm::APFloat value = result.Val.getFloat();
        bool inexact = false;
        value.convert(llvm::APFloat::IEEEdouble(), llvm::APFloat::rmNearestTiesToEven, &inexact);
        return value.convertToDouble();
    }
    if (type->isPointerType() || type->isArrayType()) return evaluate_string(expression, context);
    return NoConstant{};
}

/// How many items an array has by its type; 0: as many as it is given.
std::size_t fixed_size(clang::QualType type, const clang::ASTContext& context) {
    if (const auto* array = context.getAsConstantArrayType(type)) return array->getSize().getZExtValue();
    const auto* record = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
    if (record == nullptr || standard_name(*record) != "array" || record->getTemplateArgs().size() != 2) return 0;
    return record->getTemplateArgs()[1].getAsIntegral().getZExtValue();
}

/// The items of a list: of a C array, or of what std::vector is made from.
const clang::InitListExpr* items_of(const clang::Expr& expression) {
    const clang::Expr* list = &expression;
    if (const auto* standard = llvm::dyn_cast<clang::CXXStdInitializerListExpr>(list)) {
        list = standard->getSubExpr()->IgnoreImplicit();
    } else if (!list->getType()->isArrayType()) {
        return nullptr;
    }
    const auto* items = llvm::dyn_cast<clang::InitListExpr>(list);
    return items == nullptr || items->isStringLiteralInit() ? nullptr : items;
}

/// The one argument that a constructor was called with, or the one item of a list; nullptr when there are more.
/// `empty` is set when there are none.
const clang::Expr* only_argument(const clang::Expr& expression, bool& empty) {
    if (const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(&expression)) {
        unsigned given = 0;
        while (given < construct->getNumArgs() && !construct->getArg(given)->isDefaultArgument()) ++given;
        empty = given == 0;
        return given == 1 ? construct->getArg(0) : nullptr;
    }
    if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(&expression)) {
        empty = list->getNumInits() == 0;
        return list->getNumInits() == 1 ? list->getInit(0) : nullptr;
    }
    if (llvm::isa<clang::CXXScalarValueInitExpr>(expression) || llvm::isa<clang::ImplicitValueInitExpr>(expression)) empty = true;
    return nullptr;
}

}  // namespace

Constant evaluate(const clang::Expr& initialiser, const clang::ASTContext& context) {
    const clang::Expr* expression = &initialiser;
    for (;;) {
        if (is_chrono(expression->getType())) return evaluate_chrono(*expression, context);
        if (const clang::InitListExpr* items = items_of(*expression)) {
            List list;
            for (const clang::Expr* item : items->inits()) list.items.push_back(item);
            list.size = std::max(list.items.size(), fixed_size(expression->getType(), context));
            return list;
        }
        if (const auto* whole = llvm::dyn_cast<clang::FullExpr>(expression)) {
            expression = whole->getSubExpr();
        } else if (const auto* temporary = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(expression)) {
            expression = temporary->getSubExpr();
        } else if (const auto* bound = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(expression)) {
            expression = bound->getSubExpr();
        } else if (const auto* parentheses = llvm::dyn_cast<clang::ParenExpr>(expression)) {
            expression = parentheses->getSubExpr();
        } else if (const auto* default_initialiser = llvm::dyn_cast<clang::CXXDefaultInitExpr>(expression)) {
            expression = default_initialiser->getExpr();
        } else if (expression->getType()->isRecordType() && llvm::isa<clang::CastExpr>(expression)) {
            expression = llvm::cast<clang::CastExpr>(expression)->getSubExpr();
        } else {
            bool empty = false;
            const clang::Expr* inner = only_argument(*expression, empty);
            if (empty) {
                const clang::CXXRecordDecl* type = expression->getType()->getAsCXXRecordDecl();
                if (type != nullptr && standard_name(*type) == "basic_string") return std::string();
                if (const std::size_t size = fixed_size(expression->getType(), context)) return List{{}, size};
                return Empty{type != nullptr && standard_name(*type) == "optional"};
            }
            if (inner == nullptr) break;
            expression = inner;
        }
    }
    return evaluate_scalar(*expression, context);
}

Constant evaluate(const Argument& argument, const clang::ASTContext& context) {
    struct Visitor {
        const clang::ASTContext& context;
        Constant operator()(std::int64_t value) const { return value; }
        Constant operator()(bool value) const { return value; }
        Constant operator()(const std::string& value) const { return value; }
        Constant operator()(const Word& value) const { return value; }
        Constant operator()(const clang::Expr* value) const { return evaluate(*value, context); }
    };
    return std::visit(Visitor{context}, argument.value);
}

}  // namespace aludel::frontend
