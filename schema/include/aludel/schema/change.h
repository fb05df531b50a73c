#pragma once

#include <string>
#include <variant>
#include <vector>

#include <aludel/schema/schema.h>

namespace aludel::schema {

// The one vocabulary of structural changes. Each holds the whole object, so that its reverse needs no database.

struct CreateTable {
    Table table = {};
    friend bool operator==(const CreateTable&, const CreateTable&) = default;
};
struct DropTable {
    Table table = {};
    friend bool operator==(const DropTable&, const DropTable&) = default;
};
struct RenameTable {
    Name from = {};
    Name to = {};
    friend bool operator==(const RenameTable&, const RenameTable&) = default;
};
struct AlterTable {
    Name table = {};
    TableOptions before = {};
    TableOptions after = {};
    friend bool operator==(const AlterTable&, const AlterTable&) = default;
};

struct AddColumn {
    Name table = {};
    Column column = {};
    Expression fill = {};  ///< the value of rows that exist already; empty: the default, or NULL
    friend bool operator==(const AddColumn&, const AddColumn&) = default;
};
struct DropColumn {
    Name table = {};
    Column column = {};
    friend bool operator==(const DropColumn&, const DropColumn&) = default;
};
struct RenameColumn {
    Name table = {};
    std::string from = {};
    std::string to = {};
    friend bool operator==(const RenameColumn&, const RenameColumn&) = default;
};

/// Which members of a column an AlterColumn sets.
struct ColumnFields {
    bool type = false;
    bool nullable = false;
    bool default_value = false;
    bool identity = false;
    bool computed = false;
    bool collation = false;
    bool comment = false;
    friend bool operator==(const ColumnFields&, const ColumnFields&) = default;
};
/// The members in which two columns differ; their names are not compared.
ColumnFields differing_fields(const Column& before, const Column& after);

struct AlterColumn {
    Name table = {};
    Column before = {};
    Column after = {};         ///< of the same name
    ColumnFields fields = {};  ///< what is set; the rest of `after` is as in `before`
    Expression fill = {};      ///< what NULLs become when the column becomes NOT NULL; empty: there must be none
    Expression convert = {};   ///< the new value, computed from the old row (USING); empty: the engine's own cast
    friend bool operator==(const AlterColumn&, const AlterColumn&) = default;
};

struct AddConstraint {
    Name table = {};
    Constraint constraint = {};
    friend bool operator==(const AddConstraint&, const AddConstraint&) = default;
};
struct DropConstraint {
    Name table = {};
    Constraint constraint = {};
    friend bool operator==(const DropConstraint&, const DropConstraint&) = default;
};
struct RenameConstraint {
    Name table = {};
    std::string from = {};
    std::string to = {};
    friend bool operator==(const RenameConstraint&, const RenameConstraint&) = default;
};

struct CreateIndex {
    Name table = {};
    Index index = {};
    friend bool operator==(const CreateIndex&, const CreateIndex&) = default;
};
struct DropIndex {
    Name table = {};
    Index index = {};
    friend bool operator==(const DropIndex&, const DropIndex&) = default;
};
struct RenameIndex {
    Name table = {};
    std::string from = {};
    std::string to = {};
    friend bool operator==(const RenameIndex&, const RenameIndex&) = default;
};

struct CreateEnum {
    Enum type = {};
    friend bool operator==(const CreateEnum&, const CreateEnum&) = default;
};
struct DropEnum {
    Enum type = {};
    friend bool operator==(const DropEnum&, const DropEnum&) = default;
};
struct AlterEnum {
    Enum before = {};
    Enum after = {};  ///< of the same name
    friend bool operator==(const AlterEnum&, const AlterEnum&) = default;
};
struct RenameEnum {
    Name from = {};
    Name to = {};
    friend bool operator==(const RenameEnum&, const RenameEnum&) = default;
};

struct RenameEnumValue {
    Name type = {};
    std::string from = {};
    std::string to = {};
    friend bool operator==(const RenameEnumValue&, const RenameEnumValue&) = default;
};

struct CreateView {
    View view = {};
    friend bool operator==(const CreateView&, const CreateView&) = default;
};
struct DropView {
    View view = {};
    friend bool operator==(const DropView&, const DropView&) = default;
};
struct CreateSequence {
    Sequence sequence = {};
    friend bool operator==(const CreateSequence&, const CreateSequence&) = default;
};
struct DropSequence {
    Sequence sequence = {};
    friend bool operator==(const DropSequence&, const DropSequence&) = default;
};
struct AlterSequence {
    Sequence before = {};
    Sequence after = {};  ///< of the same name; the number it has come to stays
    friend bool operator==(const AlterSequence&, const AlterSequence&) = default;
};
struct CreateOpaque {
    Opaque object = {};
    friend bool operator==(const CreateOpaque&, const CreateOpaque&) = default;
};
struct DropOpaque {
    Opaque object = {};
    friend bool operator==(const DropOpaque&, const DropOpaque&) = default;
};

/// The comment of a constraint, an index or a view, where nothing else of it changes: none of these is made anew for it. That of an
/// enum and of a sequence is in AlterEnum and AlterSequence.
struct AlterComment {
    enum class Of { constraint, index, view };
    Of of = Of::constraint;
    Name object = {};       ///< the view, or the table whose part it is
    std::string part = {};  ///< the constraint or index; of a view empty
    std::string before = {};
    std::string after = {};  ///< empty: none
    friend bool operator==(const AlterComment&, const AlterComment&) = default;
};

using Change = std::variant<CreateTable, DropTable, RenameTable, AlterTable, AddColumn, DropColumn, RenameColumn, AlterColumn,
                            AddConstraint, DropConstraint, RenameConstraint, CreateIndex, DropIndex, RenameIndex, CreateEnum, DropEnum,
                            AlterEnum, RenameEnum, RenameEnumValue, CreateView, DropView, CreateSequence, DropSequence, AlterSequence,
                            CreateOpaque, DropOpaque, AlterComment>;

/// One sentence without a full stop that a reviewer reads: "add books.published_on date, nullable".
std::string describe(const Change& change);

/// True when rows or values are lost that nothing in the database could bring back.
bool destroys_data(const Change& change);

/// Whether a program that does not know the change may still run on the database after it: it only adds what the program need
/// not name. Errs on the side of no.
bool older_may_run(const Change& change);

}  // namespace aludel::schema
