#include "argument.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

#include <algorithm>
#include <cmath>

#include "column_type.h"

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
        if (standard_name(*constant->getDecl()) == "nullopt") return Empty{};
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
        if (value.isSigned() ? !value.isSignedIntN(64) : !value.isIntN(63)) return NoConstant{};
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
                return Empty{};
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

namespace {

std::optional<schema::Value> number_value(const Constant& constant) {
    if (const auto* integer = std::get_if<std::int64_t>(&constant)) return schema::Value(*integer);
    if (const auto* number = std::get_if<double>(&constant)) {
        if (std::isfinite(*number)) return schema::Value(*number);
    }
    return std::nullopt;
}

/// What a constant becomes in a column of that type; one overload for each type.
struct ValueOf {
    const Constant& constant;

    using Result = std::optional<schema::Value>;

    Result operator()(const schema::Boolean&) const {
        if (std::holds_alternative<Empty>(constant)) return schema::Value(false);
        if (const auto* value = std::get_if<bool>(&constant)) return schema::Value(*value);
        const auto* number = std::get_if<std::int64_t>(&constant);  // `bool active = 1`
        return number != nullptr && (*number == 0 || *number == 1) ? Result(*number == 1) : Result();
    }
    Result operator()(const schema::Integer& type) const {
        if (std::holds_alternative<Empty>(constant)) return schema::Value(std::int64_t{0});
        const auto* value = std::get_if<std::int64_t>(&constant);
        if (value == nullptr) return std::nullopt;
        const std::int64_t limit = type.bits == 64 ? INT64_MAX : (std::int64_t{1} << (type.bits - 1)) - 1;
        if (*value > limit || *value < -limit - 1) return std::nullopt;
        return schema::Value(*value);
    }
    Result operator()(const schema::Float&) const {
        if (std::holds_alternative<Empty>(constant)) return schema::Value(0.0);
        if (const auto* integer = std::get_if<std::int64_t>(&constant)) return schema::Value(static_cast<double>(*integer));
        return number_value(constant);
    }
    Result operator()(const schema::String& type) const {
        if (std::holds_alternative<Empty>(constant)) return schema::Value(std::string());
        const auto* value = std::get_if<std::string>(&constant);
        if (value == nullptr) return std::nullopt;
        const auto characters =
            std::count_if(value->begin(), value->end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
        if (type.length && characters > *type.length) return std::nullopt;
        return schema::Value(*value);
    }
    Result operator()(const schema::Numeric&) const {
        if (std::holds_alternative<Empty>(constant)) return schema::Value(std::int64_t{0});
        if (const auto* text = std::get_if<std::string>(&constant)) return schema::Value(*text);
        return number_value(constant);
    }
    Result operator()(const schema::Enumeration&) const {
        const auto* value = std::get_if<const clang::EnumConstantDecl*>(&constant);
        return value == nullptr ? Result() : Result(schema::Value((*value)->getName().str()));
    }
    // A constant that C++ and every database write alike: none.
    Result operator()(const schema::Bytes&) const { return std::nullopt; }
    Result operator()(const schema::Date&) const { return std::nullopt; }
    Result operator()(const schema::TimeOfDay&) const { return std::nullopt; }
    Result operator()(const schema::Timestamp&) const { return std::nullopt; }
    Result operator()(const schema::Interval&) const { return std::nullopt; }
    Result operator()(const schema::Uuid&) const { return std::nullopt; }
    Result operator()(const schema::Json&) const { return std::nullopt; }
    Result operator()(const schema::Custom&) const { return std::nullopt; }
};

}  // namespace

std::optional<schema::Value> as_value(const Constant& constant, const schema::Type& type) {
    return std::visit(ValueOf{constant}, type.kind);
}

}  // namespace aludel::frontend
