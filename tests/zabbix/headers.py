"""Writes model headers for Zabbix's tables, one a table, as a C++ programmer would: write_headers(schema, folder)."""

import pathlib
import re

# The words of C++ that may not name a member; Zabbix has columns of some of them.
KEYWORDS = set(
    """alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t char8_t class co_await co_return
    co_yield compl concept const const_cast consteval constexpr constinit continue decltype default delete do double dynamic_cast else
    enum explicit export extern false float for friend goto if inline int long mutable namespace new noexcept not not_eq nullptr
    operator or or_eq private protected public register reinterpret_cast requires return short signed sizeof static static_assert
    static_cast struct switch template this thread_local throw true try typedef typeid typename union unsigned using virtual void
    volatile wchar_t while xor xor_eq""".split()
)

# What stands for a type in a header: the member's type, the attribute that refines it, the headers it needs.
TYPES = {
    "bigint": ("std::int64_t", "", ["cstdint"]),
    "integer": ("std::int32_t", "", ["cstdint"]),
    "bigserial": ("std::int64_t", "db::identity", ["cstdint"]),
    "numeric(20)": ("std::uint64_t", "db::numeric(20)", ["cstdint"]),
    "DOUBLE PRECISION": ("double", "", []),
    "text": ("std::string", "", ["string"]),
    "bytea": ("std::vector<std::byte>", "", ["cstddef", "vector"]),
}
WIDTH = 140


def type_of(column):
    length = re.fullmatch(r"varchar\((\d+)\)", column.type)
    if length:
        return "std::string", f"db::length({length[1]})", ["string"]
    return TYPES[column.type]


def struct_name(table):
    """services_links gives ServicesLink: a struct is one row."""
    *first, last = table.split("_")
    if last.endswith("ies"):
        last = last[:-3] + "y"
    elif last.endswith("s") and not last.endswith(("ss", "us", "is")):
        last = last[:-1]
    return "".join(word.capitalize() for word in [*first, last])


def member_name(column):
    return column + "_" if column in KEYWORDS else column


def pointer(table, column):
    return f"&{struct_name(table)}::{member_name(column)}"


def text_of(literal):
    """What a text literal of SQL says; its digits where it is a number."""
    return literal[1:-1].replace("''", "'") if literal.startswith("'") else literal


def quoted(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    assert escaped.isprintable(), escaped
    return f'"{escaped}"'


def initialiser(column, kind):
    text = text_of(column.default)
    if kind == "std::string":
        return quoted(text)
    if kind == "double":
        return repr(float(text))
    return str(int(text))


def default_of(column, kind):
    """The attribute and the initialiser of a column with a default."""
    if column.default is None:
        return "", ""
    if kind == "std::vector<std::byte>":
        return f"db::default_sql({quoted(column.default)})", ""
    return "db::default_value", f" = {initialiser(column, kind)}"


def wrapped(indent, attributes):
    """[[a, b]], in lines of no more than WIDTH columns."""
    lines, line = [], indent + "[["
    for i, attribute in enumerate(attributes):
        end = "]]" if i + 1 == len(attributes) else ","
        if len(line) + 1 + len(attribute) + len(end) > WIDTH:
            lines.append(line)
            line = indent + "  "
        line += ("" if line.endswith("[[") else " ") + attribute + end
    return [*lines, line]


def member_lines(table, column):
    kind, refinement, _ = type_of(column)
    default, initial = default_of(column, kind)
    attributes = []
    if member_name(column.name) != column.name:
        attributes.append(f'db::column("{column.name}")')
    if table.primary_key == [column.name]:
        attributes.append(f'db::primary_key(db::name("{table.name}_pkey"))')
    attributes += filter(None, [refinement, default])
    for index in table.indexes:
        if index.columns == [column.name]:
            attributes.append(f'db::index(db::name("{index.name}"){", db::unique" if index.unique else ""})')
    for key in table.foreign_keys:
        if key.columns == [column.name]:
            attributes.append(f'db::references({pointer(key.table, key.target[0])}, db::name("{key.name}"))')
            if key.on_delete:
                attributes.append(f"db::on_delete(db::{key.on_delete})")
    if column.nullable:
        kind = f"std::optional<{kind}>"
    declaration = f"{kind} {member_name(column.name)}{initial};"
    if not attributes:
        return ["    " + declaration]
    lines = wrapped("    ", attributes)
    if len(lines) == 1 and len(lines[0]) + 1 + len(declaration) <= WIDTH:
        return [f"{lines[0]} {declaration}"]
    return [*lines, "    " + declaration]


def struct_attributes(table):
    def pointers(columns):
        return ", ".join(pointer(table.name, column) for column in columns)

    attributes = [f'db::table("{table.name}")']
    if len(table.primary_key) > 1:
        attributes.append(f'db::primary_key({pointers(table.primary_key)}, db::name("{table.name}_pkey"))')
    for index in table.indexes:
        if len(index.columns) > 1:
            attributes.append(f'db::index({pointers(index.columns)}, db::name("{index.name}"){", db::unique" if index.unique else ""})')
    for key in table.foreign_keys:
        if len(key.columns) > 1:
            # None in the versions that were seen; db::foreign_key() on the struct would say it.
            raise NotImplementedError(f"{key.name} has several columns")
    return attributes


def header(table):
    standard = set(["optional"] if any(column.nullable for column in table.columns) else [])
    for column in table.columns:
        standard.update(type_of(column)[2])
    others = sorted({key.table for key in table.foreign_keys} - {table.name})
    lines = ["#pragma once", "", "#include <aludel/model.h>"]
    if standard:
        lines += ["", *(f"#include <{name}>" for name in sorted(standard))]
    if others:
        lines += ["", *(f'#include "{name}.h"' for name in others)]
    lines += ["", "namespace zabbix {", ""]
    attributes = wrapped("", struct_attributes(table))
    if len(attributes) == 1:
        lines.append(f"struct {attributes[0]} {struct_name(table.name)} {{")
    else:
        lines += ["struct", *attributes, f"{struct_name(table.name)} {{"]
    for column in table.columns:
        lines += member_lines(table, column)
    lines += ["};", "", "}  // namespace zabbix"]
    return "\n".join(lines) + "\n"


def write_headers(schema, folder):
    """One header a table into the folder, which is made."""
    names = [struct_name(table) for table in schema.tables]
    assert len(set(names)) == len(names), "two tables would have a struct of one name"
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    for table in schema.tables.values():
        (folder / f"{table.name}.h").write_text(header(table))
