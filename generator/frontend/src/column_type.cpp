#include "column_type.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/TypeLoc.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "chrono_type.h"
#include "model.h"
#include "object_name.h"
#include "spelling.h"
#include "written_type.h"

namespace aludel::frontend {
namespace {

constexpr const char* column_types =
    "columns are fixed-width integers, bool, float, double, std::string, bytes, std::chrono time points, dates and durations, enums, "
    "std::optional and lists of these; db::type(\"...\") says what another type is, [types] in aludel.toml for all its members, and "
    "db::ignore leaves the member out";

class TypeReader {
public:
    TypeReader(Reading& reading, bool replaced) : reading_(reading), context_(reading.context), report_(reading.report) {
        replaced_ = replaced;
    }

    std::optional<ColumnType> read(Written written) {
        const clang::QualType canonical = written.type.getCanonicalType();
        if (canonical->isReferenceType()) {
            return refuse("reference-member", written, "a reference is no column: the value would live elsewhere",
                          "hold the value, or the key of the row it belongs to");
        }
        if (canonical->isPointerType() || canonical->isMemberPointerType()) return read_pointer(canonical, written);
        // Typedefs are walked one by one, since std::int64_t and long are the same type once they are looked through.
        for (clang::QualType type = written.type;;) {
            if (const auto* alias = llvm::dyn_cast<clang::TypedefType>(type.getTypePtr())) {
                add_sayer(*alias->getDecl());
                if (const auto mapped = find_mapping(qualified_name(*alias->getDecl()))) return said(of(*mapped));
                const std::string name = global_or_standard_name(*alias->getDecl());
                if (const std::optional<int> bits = fixed_width(name)) return said(integer(*bits));
                if (const std::optional<std::string> instead = target_dependent(name)) return refuse_width(written, *instead);
                if (standard_name(*alias->getDecl()).empty()) written.direct = false;
            }
            const clang::QualType next = type.getSingleStepDesugaredType(context_);
            if (next == type) break;
            type = next;
        }
        if (replaced_ && !is_optional(canonical)) return said(of({.kind = schema::String{}}));
        if (const auto* array = context_.getAsConstantArrayType(canonical)) {
            return read_list(written.element(context_), array->getSize().getZExtValue(), written);
        }
        if (const auto* builtin = canonical->getAs<clang::BuiltinType>()) return said(read_builtin(*builtin, written));
        if (const auto* type = canonical->getAs<clang::EnumType>()) return said(read_enum(*type->getDecl(), written));
        if (const auto* type = canonical->getAs<clang::RecordType>()) return read_class(*type->getDecl(), written);
        return unmappable(written);
    }

private:
    static ColumnType of(schema::Type type) {
        ColumnType result;
        result.type = std::move(type);
        return result;
    }

    static ColumnType integer(int bits) {
        ColumnType result = of({.kind = schema::Integer{bits == 0 ? 64 : bits}});
        result.too_wide = bits == 0;
        return result;
    }

    /// What is said of the declaration, wherever it is repeated, is said of the column.
    void add_sayer(const clang::Decl& declaration) {
        std::vector<const Use*> types;
        for (const clang::Decl* again : declaration.redecls()) {
            if (reading_.uses_of(again).empty()) continue;
            said_by_.push_back(again);
            for (const Use* use : reading_.uses_of(again)) {
                if (use->kind->attribute == Attribute::type) types.push_back(use);
            }
        }
        replaced_ = replaced_ || replaces_type(reading_, types);
    }

    std::optional<ColumnType> said(std::optional<ColumnType> result) {
        if (!result) return result;
        result->said_by = std::exchange(said_by_, {});
        result->replaced = replaced_;
        if (replaced_) {
            result->enumeration = nullptr;
            result->too_wide = false;
        }
        return result;
    }

    std::optional<schema::Type> find_mapping(const std::string& name) const {
        const auto found = reading_.settings.types.find(name);
        if (found != reading_.settings.types.end()) return found->second;
        for (const auto& [written, type] : reading_.settings.types) {  // spaces say nothing in money::amount<2, long>
            std::string dense = written;
            dense.erase(std::remove(dense.begin(), dense.end(), ' '), dense.end());
            if (dense == name) return type;
        }
        return std::nullopt;
    }

    std::optional<schema::Type> find_mapping(const clang::RecordDecl& declaration, const Written& written) const {
        if (reading_.settings.types.empty()) return std::nullopt;
        for (const std::string& name : {spelling(written.type), spelling(written.type.getCanonicalType()), qualified_name(declaration)}) {
            if (const auto mapped = find_mapping(name)) return mapped;
        }
        return std::nullopt;
    }

    std::string written_text(const Written& written) const {
        const std::string text = report_.text(written.range);
        return text.empty() ? written.type.getAsString(context_.getPrintingPolicy()) : text;
    }

    std::optional<ColumnType> refuse(std::string id, const Written& written, const std::string& what, const std::string& hint,
                                     std::vector<generator::FixIt> fixits = {}) {
        report_.error(std::move(id), written.range, quoted(written_text(written)) + ": " + what, {Report::hint(hint)}, std::move(fixits));
        return std::nullopt;
    }

    std::optional<ColumnType> unmappable(const Written& written, const std::string& hint = column_types,
                                         std::vector<generator::FixIt> fixits = {}) {
        return refuse("unmappable-type", written, "no SQL type stands for it", hint, std::move(fixits));
    }

    std::vector<generator::FixIt> instead_of(const Written& written, std::string text) const {
        return written.direct ? report_.replace(written.range, std::move(text)) : std::vector<generator::FixIt>();
    }

    std::optional<ColumnType> refuse_width(const Written& written, const std::string& instead) {
        if (replaced_) return said(of({.kind = schema::String{}}));
        report_.error("target-dependent-type", written.range,
                      quoted(written_text(written)) + " has another width on another platform, and would mean another schema there",
                      {Report::hint("write " + instead)}, instead_of(written, instead));
        return std::nullopt;
    }

    const clang::CXXRecordDecl* table_behind(clang::QualType type) const {
        const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
        if (record == nullptr || !record->hasDefinition()) return nullptr;
        return reading_.find_use(record->getDefinition(), Attribute::table) == nullptr ? nullptr : record->getDefinition();
    }

    /// How a member leads to a table in place of holding it.
    static std::string reference_hint(const clang::CXXRecordDecl& table) {
        const std::string name = table.getName().str();
        return "hold the key of the row: [[db::references(&" + name + "::id)]] std::int64_t " + snake_case(name) + "_id";
    }

    std::optional<ColumnType> read_pointer(clang::QualType canonical, const Written& written) {
        const clang::QualType pointee = canonical->getPointeeType();
        if (canonical->isPointerType() && pointee->isCharType()) {
            return refuse("pointer-member", written, "a pointer to text is no column: the text would live elsewhere", "write std::string",
                          written.direct ? report_.replace(with_const(written.range), "std::string") : std::vector<generator::FixIt>());
        }
        if (canonical->isMemberPointerType() || pointee->isFunctionType()) {
            return refuse("pointer-member", written, "code is no column", "db::ignore leaves the member out");
        }
        return refuse_pointer(pointee, written);
    }

    std::optional<ColumnType> refuse_pointer(clang::QualType pointee, const Written& written) {
        if (const clang::CXXRecordDecl* table = table_behind(pointee)) {
            return refuse("pointer-member", written, "a pointer is no column", reference_hint(*table));
        }
        return refuse("pointer-member", written, "a pointer is no column",
                      "std::optional makes a column nullable; db::references on the key's value leads to another table; db::ignore leaves "
                      "the member out");
    }

    /// The range with the `const` before it, which Clang's place of a type leaves out.
    clang::SourceRange with_const(clang::SourceRange range) const {
        if (!range.getBegin().isFileID()) return range;
        const clang::SourceRange wider(range.getBegin().getLocWithOffset(-6), range.getEnd());
        return report_.text(wider).rfind("const ", 0) == 0 ? wider : range;
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
                              instead_of(written, "std::int8_t"));
            case clang::BuiltinType::WChar_S:
            case clang::BuiltinType::WChar_U:
                return refuse("target-dependent-type", written, "a character that has another width on another platform",
                              "write std::int32_t for a code point, std::string with db::length(1) for a character",
                              instead_of(written, "std::int32_t"));
            case clang::BuiltinType::LongDouble:
                return refuse("target-dependent-type", written, "its precision differs between platforms, and no database stores it",
                              "write double, or keep exact decimals with db::numeric", instead_of(written, "double"));
            case clang::BuiltinType::Int128:
            case clang::BuiltinType::UInt128:
                return unmappable(written, "the widest integer has 64 bits; more digits are kept by db::type(\"numeric(39, 0)\")");
            case clang::BuiltinType::Char8:
            case clang::BuiltinType::Char16:
            case clang::BuiltinType::Char32:
                return unmappable(written, "write std::string with db::length(1) for a character: text is stored as UTF-8");
            default:
                return unmappable(written);
        }
    }

    std::optional<ColumnType> read_enum(const clang::EnumDecl& declaration, const Written& written) {
        if (const auto mapped = find_mapping(qualified_name(declaration))) return of(*mapped);
        if (standard_name(declaration) == "byte") {
            return unmappable(written, "write std::uint8_t for a small number, std::vector<std::byte> for bytes");
        }
        const clang::EnumDecl* definition = declaration.getDefinition();
        if (definition == nullptr || definition->enumerators().empty()) {
            return unmappable(written, "the enum has no enumerators here");
        }
        if (written_name(*definition).empty()) return unmappable(written, "give the enum a name: the schema refers to it");
        ColumnType result = of({.kind = schema::Enumeration{schema::Name(snake_case(definition->getName().str()))}});
        result.enumeration = definition;
        return result;
    }

    std::optional<ColumnType> read_class(const clang::RecordDecl& declaration, const Written& written) {
        if (const auto mapped = find_mapping(declaration, written)) return said(of(*mapped));
        const std::string name = standard_name(declaration);
        if (name == "chrono::year_month_day") return said(of({.kind = schema::Date{}}));
        if (name.empty()) return read_own_class(declaration, written);
        const auto* specialization = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&declaration);
        if (specialization == nullptr) return unmappable(written);
        const clang::TemplateArgumentList& arguments = specialization->getTemplateArgs();
        if (arguments.size() == 0 || arguments[0].getKind() != clang::TemplateArgument::Type) return unmappable(written);
        const clang::QualType first = arguments[0].getAsType();
        if (name == "optional") return read_optional(written.argument(context_, first), written);
        if (name == "basic_string" || name == "basic_string_view") return said(read_string(name, first, written));
        if (name == "vector") return read_list(written.argument(context_, first), std::nullopt, written);
        if (name == "array" && arguments.size() == 2) {
            return read_list(written.argument(context_, first), arguments[1].getAsIntegral().getExtValue(), written);
        }
        if (name == "unique_ptr" || name == "shared_ptr" || name == "weak_ptr") return refuse_pointer(first, written);
        if (name == "function") return unmappable(written, "code is no column: db::ignore leaves the member out");
        if (name.rfind("chrono::", 0) == 0) {
            if (const auto type = chrono_type(name, *specialization)) return said(of(*type));
            if (name == "chrono::time_point") {
                return unmappable(written, "a point in time is std::chrono::system_clock::time_point or a std::chrono::sys_time");
            }
        }
        return unmappable(written);
    }

    std::optional<ColumnType> read_string(const std::string& name, clang::QualType character, const Written& written) {
        const bool plain = is_char(character);
        if (plain && name == "basic_string") return of({.kind = schema::String{}});
        if (plain) {
            return refuse("view-member", written, "a view is no column: the text would live elsewhere", "write std::string",
                          instead_of(written, "std::string"));
        }
        return unmappable(written, "write std::string: text is stored as UTF-8");
    }

    static bool is_char(clang::QualType type) {
        return type->isSpecificBuiltinType(clang::BuiltinType::Char_S) || type->isSpecificBuiltinType(clang::BuiltinType::Char_U);
    }

    static bool is_byte(clang::QualType type) {
        if (type->isSpecificBuiltinType(clang::BuiltinType::UChar)) return true;
        const auto* enumeration = type->getAs<clang::EnumType>();
        return enumeration != nullptr && standard_name(*enumeration->getDecl()) == "byte";
    }

    static bool is_optional(clang::QualType type) {
        const auto* record = type->getAs<clang::RecordType>();
        return record != nullptr && standard_name(*record->getDecl()) == "optional";
    }

    std::optional<ColumnType> read_optional(const Written& inner, const Written& written) {
        std::optional<ColumnType> result = read(inner);
        if (!result) return std::nullopt;
        if (result->nullable) return unmappable(written, "NULL in NULL is one NULL in SQL: write one std::optional");
        result->nullable = true;
        return result;
    }

    /// A std::vector, a std::array or a C array. Bytes are bytes, char is text.
    std::optional<ColumnType> read_list(const Written& element, std::optional<std::int64_t> size, const Written& written) {
        const clang::QualType type = element.type.getCanonicalType().getUnqualifiedType();
        const bool c_array = written.type->isArrayType();
        if (size && (*size < (c_array && is_char(type) ? 2 : 1) || *size > 1 << 28)) {
            return unmappable(written, "it has room for nothing, or for more than a value in a database");
        }
        const std::optional<int> length = size ? std::optional<int>(static_cast<int>(*size)) : std::nullopt;
        if (is_byte(type)) return said(of({.kind = schema::Bytes{length}}));
        if (is_char(type)) {
            if (!length) {
                return unmappable(written, "bytes are std::vector<std::byte>, text is std::string",
                                  instead_of(written, "std::vector<std::byte>"));
            }
            return said(of({.kind = schema::String{c_array ? *length - 1 : *length}}));
        }
        if (const clang::CXXRecordDecl* table = table_behind(type)) {
            return refuse("table-member", written, "rows of another table are no column",
                          "each of them holds the key of its row here: db::references on a member of " + table->getName().str());
        }
        TypeReader reader(reading_, false);
        reader.inside_ = inside_;
        std::optional<ColumnType> result = reader.read(element);
        if (!result) return std::nullopt;
        if (result->type.array) return unmappable(written, "an array of arrays is no column: make a table that refers to this one");
        result->type.array = true;
        result->nullable = false;  // an element of an array may always be NULL
        result->element_said_by = std::move(result->said_by);
        result->said_by = std::exchange(said_by_, {});
        return result;
    }

    std::optional<ColumnType> read_own_class(const clang::RecordDecl& declaration, const Written& written) {
        const auto* definition = llvm::dyn_cast_or_null<clang::CXXRecordDecl>(declaration.getDefinition());
        if (declaration.isUnion()) {
            return unmappable(written,
                              "the members of a union are not there at the same time: make each a std::optional column, or "
                              "db::ignore leaves the member out");
        }
        if (definition == nullptr) return unmappable(written, "the class is only declared here");
        if (table_behind(written.type) != nullptr) {
            return refuse("table-member", written, "a row of another table is no column",
                          reference_hint(*definition) + "; db::embedded takes the members of a struct that is no table");
        }
        if (const clang::FieldDecl* value = find_value(*definition)) return read_value(*definition, *value, written);
        if (has_value(*definition)) return std::nullopt;  // which has been refused
        if (llvm::isa<clang::ClassTemplateSpecializationDecl>(definition)) return unmappable(written);
        return unmappable(written,
                          "say what it is: db::embedded makes its members columns; db::value on its one member makes it a type of its own; "
                          "db::type(\"...\") says what it is in SQL, [types] in aludel.toml for all members; db::ignore leaves it out");
    }

    bool is_value(const clang::FieldDecl& field) const { return reading_.find_use(&field, Attribute::value) != nullptr; }
    bool has_value(const clang::CXXRecordDecl& record) const {
        return std::any_of(record.field_begin(), record.field_end(), [&](const clang::FieldDecl* field) { return is_value(*field); });
    }

    /// The one member of a strong typedef; nullptr where the struct is none, or holds more, which is reported.
    const clang::FieldDecl* find_value(const clang::CXXRecordDecl& record) {
        if (!has_value(record)) return nullptr;
        const clang::FieldDecl* value = nullptr;
        for (const clang::FieldDecl* field : record.fields()) {
            if (reading_.find_use(field, Attribute::ignore) != nullptr) continue;
            if (value == nullptr && is_value(*field)) {
                value = field;
                continue;
            }
            const clang::SourceRange at(field->getLocation(), field->getLocation());
            report_.error("value-beside-others", at,
                          quoted(record.getName()) + " is one value, by 'db::value', and " + quoted(field->getName()) + " is another",
                          {Report::hint("a struct of several columns is used with db::embedded; db::ignore leaves a member out")});
            return nullptr;
        }
        for (const clang::CXXBaseSpecifier& base : record.bases()) {
            const clang::CXXRecordDecl* type = base.getType()->getAsCXXRecordDecl();
            if (type == nullptr || !type->hasDefinition() || type->getDefinition()->field_empty()) continue;
            report_.error("value-beside-others", base.getSourceRange(),
                          quoted(record.getName()) + " is one value, by 'db::value', and its base has members, too",
                          {Report::hint("a struct of several columns is used with db::embedded")});
            return nullptr;
        }
        return value;
    }

    std::optional<ColumnType> read_value(const clang::CXXRecordDecl& record, const clang::FieldDecl& value, const Written& written) {
        reading_.parts.insert(&record);
        if (!inside_.insert(&record).second) return unmappable(written, "it holds itself");
        add_sayer(value);
        const clang::TypeSourceInfo* info = value.getTypeSourceInfo();
        std::optional<ColumnType> result =
            read({value.getType(), info == nullptr ? clang::TypeLoc() : info->getTypeLoc(), type_range(value), true});
        inside_.erase(&record);
        return result;
    }

    Reading& reading_;
    const clang::ASTContext& context_;
    Report& report_;
    bool replaced_ = false;
    std::vector<const clang::Decl*> said_by_;
    std::set<const clang::CXXRecordDecl*> inside_;  // strong typedefs that are being read
};

}  // namespace

bool replaces_type(const Reading& reading, const std::vector<const Use*>& types) {
    std::set<std::string> databases;
    for (const Use* use : types) {
        const std::optional<std::vector<std::string>> only = Arguments(reading, *use, Place::member).only();
        if (!only || only->empty()) return true;
        databases.insert(only->begin(), only->end());
    }
    return databases.size() == dialect_names().size();
}

clang::SourceRange type_range(const clang::FieldDecl& field) {
    const clang::TypeSourceInfo* info = field.getTypeSourceInfo();
    return info == nullptr ? field.getSourceRange() : info->getTypeLoc().getSourceRange();
}

std::optional<ColumnType> read_column_type(Reading& reading, const clang::FieldDecl& field) {
    std::vector<const Use*> types;
    for (const Use* use : reading.uses_of(&field)) {
        if (use->kind->attribute == Attribute::type) types.push_back(use);
    }
    const clang::TypeSourceInfo* info = field.getTypeSourceInfo();
    return TypeReader(reading, replaces_type(reading, types))
        .read({field.getType(), info == nullptr ? clang::TypeLoc() : info->getTypeLoc(), type_range(field), true});
}

std::optional<EmbeddedType> read_embedded_type(const Reading& reading, const clang::FieldDecl& field) {
    Report& report = reading.report;
    const auto refuse = [&](const std::string& why, const std::string& hint) {
        report.error("embedded-what", type_range(field), quoted(report.text(type_range(field))) + " can't be embedded: " + why,
                     {Report::hint(hint)});
        return std::nullopt;
    };
    EmbeddedType result;
    clang::QualType type = field.getType().getCanonicalType();
    const auto* optional = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
    if (optional != nullptr && standard_name(*optional) == "optional") {
        result.nullable = true;
        type = optional->getTemplateArgs()[0].getAsType();
    }
    const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
    if (record == nullptr || !standard_name(*record).empty()) {
        return refuse("it is no struct of yours", "db::embedded makes a struct's members columns of the table");
    }
    record = record->getDefinition();
    if (record == nullptr) return refuse("it is only declared here", "include the header that defines it");
    if (record->isUnion()) return refuse("the members of a union are not there at the same time", "embed a struct");
    if (llvm::isa<clang::ClassTemplateSpecializationDecl>(record)) {
        return refuse("columns can't come from a template", "members that tables share belong in a plain struct");
    }
    if (reading.find_use(record, Attribute::table) != nullptr) {
        return refuse("it is a table of its own",
                      "refer to its row with db::references, or move what both tables have into a struct without db::table");
    }
    result.record = record;
    return result;
}

}  // namespace aludel::frontend
