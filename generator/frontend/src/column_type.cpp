#include "column_type.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/TypeLoc.h>

#include <cctype>
#include <string>
#include <utility>

#include "spelling.h"

namespace aludel::frontend {
namespace {

/// A type and where it is written; `direct` while that place is this type and nothing else, so that it can be mended.
struct Written {
    clang::QualType type;
    clang::TypeLoc place;
    clang::SourceRange range;
    bool direct = true;
};

/// The typedefs of <cstdint> whose width is in their name, and what holds all their values.
std::optional<int> fixed_width(std::string_view name) {
    static constexpr std::pair<std::string_view, int> widths[] = {{"int8_t", 16},  {"int16_t", 16},  {"int32_t", 32},  {"int64_t", 64},
                                                                  {"uint8_t", 16}, {"uint16_t", 32}, {"uint32_t", 64}, {"uint64_t", 0}};
    for (const auto& [known, bits] : widths) {
        if (name == known) return bits;
    }
    return std::nullopt;
}

/// Typedefs of the standard library that are another integer on another target; what to write instead.
std::optional<std::string> target_dependent(std::string_view name) {
    static constexpr std::string_view names[] = {"size_t",    "ssize_t", "ptrdiff_t", "intptr_t",  "uintptr_t", "intmax_t",
                                                 "uintmax_t", "time_t",  "off_t",     "streamoff", "clock_t"};
    for (const std::string_view known : names) {
        if (name == known) return "std::int64_t";
    }
    for (const std::string_view kind : {"int_fast", "uint_fast"}) {
        if (name.substr(0, kind.size()) != kind) continue;
        return "std::" + std::string(kind.substr(0, kind.find('_'))) + std::string(name.substr(kind.size()));
    }
    return std::nullopt;
}

class TypeReader {
public:
    TypeReader(const clang::ASTContext& context, Report& report) : context_(context), report_(report) {}

    std::optional<ColumnType> read(Written written) {
        const clang::QualType canonical = written.type.getCanonicalType();
        if (canonical->isReferenceType()) {
            return refuse("reference-member", written, "a reference is no column: the value would live elsewhere",
                          "hold the value, or the key of the row it belongs to");
        }
        if (canonical->isPointerType() || canonical->isMemberPointerType()) {
            return refuse("pointer-member", written, "a pointer is no column",
                          "std::optional makes a column nullable; db::references on the key's value leads to another table");
        }
        // Typedefs are walked one by one, since std::int64_t and long are the same type once they are looked through.
        for (clang::QualType type = written.type;;) {
            if (const auto* alias = llvm::dyn_cast<clang::TypedefType>(type.getTypePtr())) {
                const std::string name = global_or_standard_name(*alias->getDecl());
                if (const std::optional<int> bits = fixed_width(name)) return integer(*bits);
                if (const std::optional<std::string> instead = target_dependent(name)) {
                    return refuse_width(written, *instead);
                }
                written.direct = false;
            }
            const clang::QualType next = type.getSingleStepDesugaredType(context_);
            if (next == type) break;
            type = next;
        }
        if (const auto* builtin = canonical->getAs<clang::BuiltinType>()) return read_builtin(*builtin, written);
        if (const auto* type = canonical->getAs<clang::EnumType>()) return read_enum(*type->getDecl(), written);
        if (const auto* type = canonical->getAs<clang::RecordType>()) return read_class(*type->getDecl(), written);
        return unmappable(written);
    }

private:
    static ColumnType of(schema::Type type) {
        return {.type = std::move(type), .nullable = false, .enumeration = nullptr, .too_wide = false};
    }

    static ColumnType integer(int bits) {
        ColumnType result = of({.kind = schema::Integer{bits == 0 ? 64 : bits}});
        result.too_wide = bits == 0;
        return result;
    }

    std::string written_text(const Written& written) const {
        const std::string text = report_.text(written.range);
        return text.empty() ? written.type.getAsString(context_.getPrintingPolicy()) : text;
    }

    std::optional<ColumnType> refuse(std::string id, const Written& written, const std::string& what, const std::string& hint,
                                     std::vector<generator::FixIt> fixits = {}) {
        report_.error(std::move(id), written.range, "'" + written_text(written) + "': " + what, {Report::hint(hint)}, std::move(fixits));
        return std::nullopt;
    }

    std::optional<ColumnType> unmappable(const Written& written,
                                         const std::string& hint =
                                             "columns are fixed-width integers, bool, float, double, std::string, std::vector<std::byte>, "
                                             "std::chrono time points and dates, enums, and std::optional of these") {
        return refuse("unmappable-type", written, "no SQL type stands for it", hint);
    }

    std::optional<ColumnType> refuse_width(const Written& written, const std::string& instead) {
        std::vector<generator::FixIt> fixits;
        if (written.direct) fixits = report_.replace(written.range, instead);
        report_.error("target-dependent-type", written.range,
                      "'" + written_text(written) + "' has another width on another platform, and would mean another schema there",
                      {Report::hint("write " + instead)}, std::move(fixits));
        return std::nullopt;
    }

    std::optional<ColumnType> read_builtin(const clang::BuiltinType& builtin, const Written& written) {
        switch (builtin.getKind()) {
            case clang::BuiltinType::Bool:
                return of({.kind = schema::Boolean{}});
            case clang::BuiltinType::Float:
                return of({.kind = schema::Float{32}});
            case clang::BuiltinType::Double:
                return of({.kind = schema::Float{64}});
            case clang::BuiltinType::SChar:
            case clang::BuiltinType::UChar:
            case clang::BuiltinType::Short:
                return integer(16);
            case clang::BuiltinType::UShort:
            case clang::BuiltinType::Int:
                return integer(32);
            case clang::BuiltinType::UInt:
            case clang::BuiltinType::LongLong:
                return integer(64);
            case clang::BuiltinType::ULongLong:
                return integer(0);
            case clang::BuiltinType::Long:
            case clang::BuiltinType::ULong:
                return refuse_width(written, "std::int64_t");
            case clang::BuiltinType::Char_S:
            case clang::BuiltinType::Char_U:
                return refuse("target-dependent-type", written, "a number on some platforms with a sign, on others without",
                              "write std::int8_t for a small number, std::string with db::length(1) for a character",
                              written.direct ? report_.replace(written.range, "std::int8_t") : std::vector<generator::FixIt>());
            case clang::BuiltinType::LongDouble:
                return refuse("target-dependent-type", written, "its precision differs between platforms, and no database stores it",
                              "write double, or keep exact decimals with db::numeric",
                              written.direct ? report_.replace(written.range, "double") : std::vector<generator::FixIt>());
            default:
                return unmappable(written);
        }
    }

    std::optional<ColumnType> read_enum(const clang::EnumDecl& declaration, const Written& written) {
        if (standard_name(declaration) == "byte") {
            return unmappable(written, "write std::uint8_t for a small number, std::vector<std::byte> for bytes");
        }
        const clang::EnumDecl* definition = declaration.getDefinition();
        if (definition == nullptr || definition->enumerators().empty()) {
            return unmappable(written, "the enum has no enumerators here");
        }
        if (definition->getName().empty()) return unmappable(written, "give the enum a name: the schema refers to it");
        ColumnType result = of({.kind = schema::Enumeration{schema::Name(snake_case(definition->getName().str()))}});
        result.enumeration = definition;
        return result;
    }

    std::optional<ColumnType> read_class(const clang::RecordDecl& declaration, const Written& written) {
        const std::string name = standard_name(declaration);
        const auto* specialization = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&declaration);
        if (name == "chrono::year_month_day") return of({.kind = schema::Date{}});
        if (specialization == nullptr || name.empty()) return unmappable(written);
        const clang::TemplateArgumentList& arguments = specialization->getTemplateArgs();
        if (arguments.size() == 0 || arguments[0].getKind() != clang::TemplateArgument::Type) return unmappable(written);
        const clang::QualType first = arguments[0].getAsType();
        if (name == "optional") return read_optional(first, written);
        if (name == "basic_string") {
            if (first->isSpecificBuiltinType(clang::BuiltinType::Char_S) || first->isSpecificBuiltinType(clang::BuiltinType::Char_U)) {
                return of({.kind = schema::String{}});
            }
            return unmappable(written, "write std::string: text is stored as UTF-8");
        }
        if (name == "vector") {
            if (is_byte(first)) return of({.kind = schema::Bytes{}});
            return unmappable(written, "bytes are std::vector<std::byte>; for a list of values make a table that refers to this one");
        }
        if (name == "chrono::time_point") return read_time_point(first, arguments, written);
        return unmappable(written);
    }

    static bool is_byte(clang::QualType type) {
        if (type->isSpecificBuiltinType(clang::BuiltinType::UChar)) return true;
        const auto* enumeration = type->getAs<clang::EnumType>();
        return enumeration != nullptr && standard_name(*enumeration->getDecl()) == "byte";
    }

    std::optional<ColumnType> read_optional(clang::QualType canonical, const Written& written) {
        Written inner = {canonical, {}, written.range, false};
        // The argument as it is written, where it is: its typedefs and its place.
        clang::TypeLoc place = written.place;
        while (!place.isNull()) {
            if (const auto specialization = place.getAs<clang::TemplateSpecializationTypeLoc>()) {
                if (specialization.getTypePtr()->isTypeAlias() || specialization.getNumArgs() == 0) break;
                const clang::TemplateArgumentLoc argument = specialization.getArgLoc(0);
                if (argument.getArgument().getKind() != clang::TemplateArgument::Type) break;
                inner.place = argument.getTypeSourceInfo()->getTypeLoc();
                inner.type = inner.place.getType();
                inner.range = inner.place.getSourceRange();
                inner.direct = written.direct;
                break;
            }
            if (const auto alias = place.getAs<clang::TypedefTypeLoc>()) {
                inner.direct = false;
                place = alias.getTypedefNameDecl()->getTypeSourceInfo()->getTypeLoc();
                if (const auto type = find_argument(place)) inner.type = *type;
                break;
            }
            place = place.getNextTypeLoc();
        }
        std::optional<ColumnType> result = read(inner);
        if (!result) return std::nullopt;
        if (result->nullable) return unmappable(written, "NULL in NULL is one NULL in SQL: write one std::optional");
        result->nullable = true;
        return result;
    }

    /// The first template argument as the type behind a typedef has it.
    static std::optional<clang::QualType> find_argument(clang::TypeLoc place) {
        for (; !place.isNull(); place = place.getNextTypeLoc()) {
            if (const auto specialization = place.getAs<clang::TemplateSpecializationTypeLoc>()) {
                if (specialization.getTypePtr()->isTypeAlias() || specialization.getNumArgs() == 0) return std::nullopt;
                return specialization.getArgLoc(0).getTypeSourceInfo()->getType();
            }
        }
        return std::nullopt;
    }

    std::optional<ColumnType> read_time_point(clang::QualType clock, const clang::TemplateArgumentList& arguments, const Written& written) {
        const auto* clock_type = clock->getAs<clang::RecordType>();
        const std::string clock_name = clock_type == nullptr ? "" : standard_name(*clock_type->getDecl());
        if (clock_name != "chrono::system_clock" && clock_name != "chrono::local_t") {
            return unmappable(written, "a point in time is std::chrono::system_clock::time_point or a std::chrono::sys_time");
        }
        if (is_days(arguments[1].getAsType())) return of({.kind = schema::Date{}});
        return of({.kind = schema::Timestamp{clock_name == "chrono::system_clock"}});
    }

    /// duration<_, ratio<86400>>.
    static bool is_days(clang::QualType duration) {
        const auto* type = duration->getAs<clang::RecordType>();
        if (type == nullptr) return false;
        const auto* specialization = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(type->getDecl());
        if (specialization == nullptr || specialization->getTemplateArgs().size() != 2) return false;
        const auto* ratio = specialization->getTemplateArgs()[1].getAsType()->getAs<clang::RecordType>();
        if (ratio == nullptr) return false;
        const auto* period = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(ratio->getDecl());
        return period != nullptr && period->getTemplateArgs().size() == 2 && period->getTemplateArgs()[0].getAsIntegral() == 86400 &&
               period->getTemplateArgs()[1].getAsIntegral() == 1;
    }

    /// The name of something at the top level or in std.
    static std::string global_or_standard_name(const clang::NamedDecl& declaration) {
        if (declaration.getDeclContext()->getRedeclContext()->isTranslationUnit()) return declaration.getName().str();
        return standard_name(declaration);
    }

    const clang::ASTContext& context_;
    Report& report_;
};

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

clang::SourceRange type_range(const clang::FieldDecl& field) {
    const clang::TypeSourceInfo* info = field.getTypeSourceInfo();
    return info == nullptr ? field.getSourceRange() : info->getTypeLoc().getSourceRange();
}

std::optional<ColumnType> read_column_type(const clang::FieldDecl& field, const clang::ASTContext& context, Report& report) {
    const clang::TypeSourceInfo* info = field.getTypeSourceInfo();
    return TypeReader(context, report)
        .read({field.getType(), info == nullptr ? clang::TypeLoc() : info->getTypeLoc(), type_range(field), true});
}

}  // namespace aludel::frontend
