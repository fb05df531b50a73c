#pragma once

#include <tuple>
#include <utility>

#include <aludel/migrations/fold.h>
#include <aludel/migrations/operation.h>
#include <aludel/migrations/step.h>
#include <aludel/schema/change.h>

// The words of the serialisation: for each struct its fields, once, for both directions. A format on disk for ever: a
// word is never changed or given another meaning, and a new field has a default that is omitted.
namespace aludel::migrations::stored {

// The deduction guides are for clang 14, which has none for aggregates.

/// A member under its word; left out where it is as in a default-constructed struct.
template <class Struct, class Member>
struct Field {
    const char* word;
    Member Struct::*member;
};
template <class Struct, class Member>
Field(const char*, Member Struct::*) -> Field<Struct, Member>;

/// A member that always stands.
template <class Struct, class Member>
struct Always {
    const char* word;
    Member Struct::*member;
};
template <class Struct, class Member>
Always(const char*, Member Struct::*) -> Always<Struct, Member>;

/// Of a whole object inside a struct, its name alone: a drop names what it drops.
template <class Struct, class Object>
struct NameOf {
    const char* word;
    Object Struct::*object;
};
template <class Struct, class Object>
NameOf(const char*, Object Struct::*) -> NameOf<Struct, Object>;

/// The fields of a struct: a tuple `list`, and for an operation, a constraint or a step its `kind`.
template <class Struct>
struct Fields;

template <>
struct Fields<schema::Identity> {
    using T = schema::Identity;
    static constexpr auto list = std::tuple{Field{"always", &T::always}, Field{"start", &T::start}, Field{"increment", &T::increment}};
};
template <>
struct Fields<schema::Computed> {
    using T = schema::Computed;
    static constexpr auto list = std::tuple{Always{"expression", &T::expression}, Field{"stored", &T::stored}};
};
template <>
struct Fields<schema::Column> {
    using T = schema::Column;
    static constexpr auto list = std::tuple{Always{"name", &T::name},          Always{"type", &T::type},
                                            Field{"nullable", &T::nullable},   Field{"default", &T::default_value},
                                            Field{"identity", &T::identity},   Field{"computed", &T::computed},
                                            Field{"collation", &T::collation}, Field{"comment", &T::comment}};
};
template <>
struct Fields<schema::PrimaryKey> {
    using T = schema::PrimaryKey;
    static constexpr const char* kind = "primary_key";
    static constexpr auto list = std::tuple{Always{"name", &T::name}, Always{"columns", &T::columns}, Field{"comment", &T::comment}};
};
template <>
struct Fields<schema::Unique> {
    using T = schema::Unique;
    static constexpr const char* kind = "unique";
    static constexpr auto list = std::tuple{Always{"name", &T::name},
                                            Always{"columns", &T::columns},
                                            Field{"include", &T::include},
                                            Field{"nulls_not_distinct", &T::nulls_not_distinct},
                                            Field{"deferrability", &T::deferrability},
                                            Field{"comment", &T::comment}};
};
template <>
struct Fields<schema::ForeignKey> {
    using T = schema::ForeignKey;
    static constexpr const char* kind = "foreign_key";
    static constexpr auto list = std::tuple{Always{"name", &T::name},
                                            Always{"columns", &T::columns},
                                            Always{"referred_table", &T::referred_table},
                                            Always{"referred_columns", &T::referred_columns},
                                            Field{"on_delete", &T::on_delete},
                                            Field{"on_update", &T::on_update},
                                            Field{"deferrability", &T::deferrability},
                                            Field{"not_valid", &T::not_valid},
                                            Field{"comment", &T::comment}};
};
template <>
struct Fields<schema::Check> {
    using T = schema::Check;
    static constexpr const char* kind = "check";
    static constexpr auto list = std::tuple{Always{"name", &T::name}, Always{"expression", &T::expression},
                                            Field{"not_valid", &T::not_valid}, Field{"only", &T::only}, Field{"comment", &T::comment}};
};
template <>
struct Fields<schema::IndexKey> {
    using T = schema::IndexKey;
    static constexpr auto list = std::tuple{Always{"of", &T::of}, Field{"descending", &T::descending}, Field{"nulls", &T::nulls},
                                            Field{"operator_class", &T::operator_class}, Field{"collation", &T::collation}};
};
template <>
struct Fields<schema::Index> {
    using T = schema::Index;
    static constexpr auto list = std::tuple{Always{"name", &T::name},
                                            Always{"keys", &T::keys},
                                            Field{"unique", &T::unique},
                                            Field{"where", &T::where},
                                            Field{"method", &T::method},
                                            Field{"include", &T::include},
                                            Field{"nulls_not_distinct", &T::nulls_not_distinct},
                                            Field{"only", &T::only},
                                            Field{"comment", &T::comment}};
};
template <>
struct Fields<schema::TableOptions> {
    using T = schema::TableOptions;
    static constexpr auto list =
        std::tuple{Field{"comment", &T::comment}, Field{"strict", &T::strict}, Field{"without_rowid", &T::without_rowid}};
};
template <>
struct Fields<schema::Table> {
    using T = schema::Table;
    static constexpr auto list = std::tuple{Always{"name", &T::name},
                                            Always{"columns", &T::columns},
                                            Field{"primary_key", &T::primary_key},
                                            Field{"uniques", &T::uniques},
                                            Field{"foreign_keys", &T::foreign_keys},
                                            Field{"checks", &T::checks},
                                            Field{"indexes", &T::indexes},
                                            Field{"options", &T::options}};
};
template <>
struct Fields<schema::EnumValue> {
    using T = schema::EnumValue;
    static constexpr auto list = std::tuple{Always{"name", &T::name}, Field{"number", &T::number}};
};
template <>
struct Fields<schema::Enum> {
    using T = schema::Enum;
    static constexpr auto list =
        std::tuple{Always{"name", &T::name}, Field{"storage", &T::storage}, Always{"values", &T::values}, Field{"comment", &T::comment}};
};
template <>
struct Fields<schema::View> {
    using T = schema::View;
    static constexpr auto list = std::tuple{Always{"name", &T::name}, Always{"query", &T::query}, Field{"materialized", &T::materialized},
                                            Field{"only", &T::only}, Field{"comment", &T::comment}};
};
template <>
struct Fields<schema::Sequence> {
    using T = schema::Sequence;
    static constexpr auto list = std::tuple{Always{"name", &T::name},      Field{"start", &T::start},     Field{"increment", &T::increment},
                                            Field{"minimum", &T::minimum}, Field{"maximum", &T::maximum}, Field{"cycle", &T::cycle},
                                            Field{"only", &T::only},       Field{"comment", &T::comment}};
};
template <>
struct Fields<schema::Opaque> {
    using T = schema::Opaque;
    static constexpr auto list = std::tuple{Always{"name", &T::name}, Field{"kind", &T::kind}, Always{"create", &T::create},
                                            Field{"drop", &T::drop}, Field{"only", &T::only}};
};

template <>
struct Fields<schema::CreateTable> {
    static constexpr const char* kind = "create_table";
    static constexpr auto list = std::tuple{Always{"table", &schema::CreateTable::table}};
};
template <>
struct Fields<schema::DropTable> {
    static constexpr const char* kind = "drop_table";
    static constexpr auto list = std::tuple{NameOf{"table", &schema::DropTable::table}};
};
template <>
struct Fields<schema::RenameTable> {
    static constexpr const char* kind = "rename_table";
    static constexpr auto list = std::tuple{Always{"from", &schema::RenameTable::from}, Always{"to", &schema::RenameTable::to}};
};
template <>
struct Fields<schema::AlterTable> {
    static constexpr const char* kind = "alter_table";
    static constexpr auto list = std::tuple{Always{"table", &schema::AlterTable::table}, Always{"options", &schema::AlterTable::after}};
};
template <>
struct Fields<schema::AddColumn> {
    using T = schema::AddColumn;
    static constexpr const char* kind = "add_column";
    static constexpr auto list = std::tuple{Always{"table", &T::table}, Always{"column", &T::column}, Field{"fill", &T::fill}};
};
template <>
struct Fields<schema::DropColumn> {
    static constexpr const char* kind = "drop_column";
    static constexpr auto list = std::tuple{Always{"table", &schema::DropColumn::table}, NameOf{"column", &schema::DropColumn::column}};
};
template <>
struct Fields<schema::RenameColumn> {
    using T = schema::RenameColumn;
    static constexpr const char* kind = "rename_column";
    static constexpr auto list = std::tuple{Always{"table", &T::table}, Always{"from", &T::from}, Always{"to", &T::to}};
};
/// What it sets stands under "set": see serialise.cpp.
template <>
struct Fields<schema::AlterColumn> {
    using T = schema::AlterColumn;
    static constexpr const char* kind = "alter_column";
    static constexpr auto list =
        std::tuple{Always{"table", &T::table}, NameOf{"column", &T::before}, Field{"fill", &T::fill}, Field{"convert", &T::convert}};
};
template <>
struct Fields<schema::AddConstraint> {
    using T = schema::AddConstraint;
    static constexpr const char* kind = "add_constraint";
    static constexpr auto list = std::tuple{Always{"table", &T::table}, Always{"constraint", &T::constraint}};
};
template <>
struct Fields<schema::DropConstraint> {
    using T = schema::DropConstraint;
    static constexpr const char* kind = "drop_constraint";
    static constexpr auto list = std::tuple{Always{"table", &T::table}, NameOf{"constraint", &T::constraint}};
};
template <>
struct Fields<schema::RenameConstraint> {
    using T = schema::RenameConstraint;
    static constexpr const char* kind = "rename_constraint";
    static constexpr auto list = std::tuple{Always{"table", &T::table}, Always{"from", &T::from}, Always{"to", &T::to}};
};
template <>
struct Fields<schema::CreateIndex> {
    using T = schema::CreateIndex;
    static constexpr const char* kind = "create_index";
    static constexpr auto list = std::tuple{Always{"table", &T::table}, Always{"index", &T::index}};
};
template <>
struct Fields<schema::DropIndex> {
    using T = schema::DropIndex;
    static constexpr const char* kind = "drop_index";
    static constexpr auto list = std::tuple{Always{"table", &T::table}, NameOf{"index", &T::index}};
};
template <>
struct Fields<schema::RenameIndex> {
    using T = schema::RenameIndex;
    static constexpr const char* kind = "rename_index";
    static constexpr auto list = std::tuple{Always{"table", &T::table}, Always{"from", &T::from}, Always{"to", &T::to}};
};
template <>
struct Fields<schema::AlterComment> {
    using T = schema::AlterComment;
    static constexpr const char* kind = "alter_comment";
    static constexpr auto list =
        std::tuple{Always{"of", &T::of}, Always{"object", &T::object}, Field{"part", &T::part}, Always{"comment", &T::after}};
};
template <>
struct Fields<schema::CreateEnum> {
    static constexpr const char* kind = "create_enum";
    static constexpr auto list = std::tuple{Always{"enum", &schema::CreateEnum::type}};
};
template <>
struct Fields<schema::DropEnum> {
    static constexpr const char* kind = "drop_enum";
    static constexpr auto list = std::tuple{NameOf{"enum", &schema::DropEnum::type}};
};
template <>
struct Fields<schema::AlterEnum> {
    static constexpr const char* kind = "alter_enum";
    static constexpr auto list = std::tuple{Always{"enum", &schema::AlterEnum::after}};
};
template <>
struct Fields<schema::RenameEnum> {
    static constexpr const char* kind = "rename_enum";
    static constexpr auto list = std::tuple{Always{"from", &schema::RenameEnum::from}, Always{"to", &schema::RenameEnum::to}};
};
template <>
struct Fields<schema::RenameEnumValue> {
    using T = schema::RenameEnumValue;
    static constexpr const char* kind = "rename_enum_value";
    static constexpr auto list = std::tuple{Always{"enum", &T::type}, Always{"from", &T::from}, Always{"to", &T::to}};
};
template <>
struct Fields<schema::CreateView> {
    static constexpr const char* kind = "create_view";
    static constexpr auto list = std::tuple{Always{"view", &schema::CreateView::view}};
};
template <>
struct Fields<schema::DropView> {
    static constexpr const char* kind = "drop_view";
    static constexpr auto list = std::tuple{NameOf{"view", &schema::DropView::view}};
};
template <>
struct Fields<schema::CreateSequence> {
    static constexpr const char* kind = "create_sequence";
    static constexpr auto list = std::tuple{Always{"sequence", &schema::CreateSequence::sequence}};
};
template <>
struct Fields<schema::DropSequence> {
    static constexpr const char* kind = "drop_sequence";
    static constexpr auto list = std::tuple{NameOf{"sequence", &schema::DropSequence::sequence}};
};
template <>
struct Fields<schema::AlterSequence> {
    static constexpr const char* kind = "alter_sequence";
    static constexpr auto list =
        std::tuple{NameOf{"sequence", &schema::AlterSequence::before}, Always{"to", &schema::AlterSequence::after}};
};
template <>
struct Fields<schema::CreateOpaque> {
    static constexpr const char* kind = "create_opaque";
    static constexpr auto list = std::tuple{Always{"object", &schema::CreateOpaque::object}};
};
template <>
struct Fields<schema::DropOpaque> {
    static constexpr const char* kind = "drop_opaque";
    static constexpr auto list = std::tuple{NameOf{"object", &schema::DropOpaque::object}};
};
template <>
struct Fields<Execute> {
    static constexpr const char* kind = "execute";
    static constexpr auto list = std::tuple{Always{"sql", &Execute::sql}, Field{"changes", &Execute::changes}};
};
template <>
struct Fields<BulkInsert> {
    using T = BulkInsert;
    static constexpr const char* kind = "bulk_insert";
    static constexpr auto list = std::tuple{Always{"table", &T::table}, Always{"columns", &T::columns}, Always{"rows", &T::rows}};
};
template <>
struct Fields<Run> {
    static constexpr const char* kind = "run";
    static constexpr auto list = std::tuple{Always{"name", &Run::name}, Always{"version", &Run::version}};
};
template <>
struct Fields<Irreversible> {
    static constexpr const char* kind = "irreversible";
    static constexpr auto list = std::tuple{Always{"reason", &Irreversible::reason}};
};

template <>
struct Fields<Definition> {
    static constexpr auto list = std::tuple{Field{"name", &Definition::name}, Always{"sql", &Definition::sql}};
};
template <>
struct Fields<TableShape> {
    using T = TableShape;
    static constexpr auto list =
        std::tuple{Field{"columns", &T::columns}, Field{"constraints", &T::constraints}, Field{"options", &T::options}};
};
template <>
struct Fields<ColumnCopy> {
    using T = ColumnCopy;
    static constexpr auto list = std::tuple{Always{"column", &T::column}, Always{"expression", &T::expression}, Field{"exact", &T::exact}};
};
template <>
struct Fields<SqlStep> {
    static constexpr const char* kind = "sql";
    static constexpr auto list = std::tuple{Always{"sql", &SqlStep::sql}};
};
template <>
struct Fields<RebuildStep> {
    using T = RebuildStep;
    static constexpr const char* kind = "rebuild";
    static constexpr auto list = std::tuple{Always{"table", &T::table},  Always{"before", &T::before}, Always{"after", &T::after},
                                            Field{"copies", &T::copies}, Field{"drops", &T::drops},    Field{"indexes", &T::indexes}};
};
template <>
struct Fields<GuardStep> {
    static constexpr const char* kind = "guard";
    static constexpr auto list = std::tuple{Always{"query", &GuardStep::query}, Always{"message", &GuardStep::message}};
};
template <>
struct Fields<IrreversibleStep> {
    static constexpr const char* kind = "irreversible";
    static constexpr auto list = std::tuple{Always{"reason", &IrreversibleStep::reason}};
};
template <>
struct Fields<RunStep> {
    static constexpr const char* kind = "run";
    static constexpr auto list = std::tuple{Always{"name", &RunStep::name}, Always{"version", &RunStep::version}};
};
template <>
struct Fields<Step> {
    using T = Step;
    static constexpr auto list = std::tuple{Always{"action", &T::action},
                                            Field{"description", &T::description},
                                            Field{"transactional", &T::transactional},
                                            Field{"needs_foreign_keys_off", &T::needs_foreign_keys_off},
                                            Field{"reads", &T::reads},
                                            Field{"writes", &T::writes},
                                            Field{"destroys", &T::destroys}};
};

}  // namespace aludel::migrations::stored
