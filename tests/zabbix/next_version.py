"""What the next version of the application changes: write_models(application, following).

The tables with most rows are among them, and those that most others refer to: on SQLite each is made anew.
"""

import shutil

# Header, what stands there once, what comes in its place.
EDITS = [
    # Wider: hosts is referred to by thirty tables, and most of them cascade.
    ("hosts.h", 'db::length(128), db::default_value, db::index(db::name("hosts_1"))', 'db::length(255), db::default_value, db::index(db::name("hosts_1"))'),
    # A column and an index that go, another action, in a table that refers to itself.
    ("items.h", ',\n   db::index(&Item::hostid, &Item::name_upper, db::name("items_9"))]]', "]]"),
    ("items.h", '    [[db::length(255), db::default_value]] std::string name_upper = "";\n', ""),
    ("items.h", 'db::name("c_items_1")), db::on_delete(db::cascade)', 'db::name("c_items_1")), db::on_delete(db::restrict)'),
    # A name that changes, a column that comes, no length any more, a key on rows that are there.
    ("triggers.h", 'db::default_value]] std::string expression = "";', 'db::default_value, db::renamed_from("expression")]] std::string formula = "";'),
    (
        "functions.h",
        'std::string parameter = "0";\n',
        'std::string parameter = "0";\n    [[db::default_value]] std::int32_t weight = 1;\n    std::optional<std::string> remark;\n',
    ),
    ("functions.h", "#include <string>\n", "#include <optional>\n#include <string>\n"),
    ("valuemap_mapping.h", '[[db::length(64), db::default_value]] std::string value = "";', '[[db::default_value]] std::string value = "";'),
    ("auditlog.h", "    std::optional<std::int64_t> userid;", '    [[db::references(&User::userid, db::name("c_auditlog_1"))]] std::optional<std::int64_t> userid;'),
    ("auditlog.h", "\nnamespace zabbix {\n", '\n#include "users.h"\n\nnamespace zabbix {\n'),
]

NOTE = """\
#pragma once

#include <aludel/model.h>

#include <cstdint>
#include <string>

#include "items.h"

namespace zabbix {

struct [[db::table("notes")]] Note {
    [[db::primary_key, db::identity]] std::int64_t noteid;
    [[db::references(&Item::itemid), db::on_delete(db::cascade), db::index]] std::int64_t itemid;
    std::string text;
};

}  // namespace zabbix
"""

# Triggers and their function, which keep the column that goes.
GONE = ["items_name_upper_insert", "items_name_upper_update", "items_name_upper_upper"]

# What `aludel revision` has to be told.
DECISIONS = ["--drop", "items.name_upper", "--accept", "downgrade:narrow:hosts.host", "--accept", "downgrade:narrow:valuemap_mapping.value"]

# What became of columns: another name, or None where one is gone.
CHANGED = {("items", "name_upper"): None, ("triggers", "expression"): "formula"}


def write_models(application, following):
    """The headers and the objects of the next version, from those of the first."""
    models = following / "models"
    shutil.copytree(application / "models", models)
    for header, old, new in EDITS:
        file = models / header
        text = file.read_text()
        if text.count(old) != 1:
            raise ValueError(f"{header} should hold this once: {old}")
        file.write_text(text.replace(old, new))
    (models / "notes.h").write_text(NOTE)
    shutil.copytree(application / "db", following / "db")
    for name in GONE:
        (following / "db" / f"{name}.sql").unlink()
