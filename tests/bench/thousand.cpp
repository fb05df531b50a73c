#include "thousand.h"

#include <fmt/format.h>

namespace aludel::bench {

using namespace schema;

namespace {

Column column(const char* name, Type type, bool nullable = false) {
    return {.name = name, .type = std::move(type), .nullable = nullable};
}

}  // namespace

Schema thousand_tables() {
    Schema schema;
    for (int number = 0; number < thousand; ++number) {
        Table table;
        const std::string name = fmt::format("table_{:03}", number);
        table.name = name;
        table.columns = {column("id", {Integer{64}}),         column("email", {String{255}}),     column("name", {String{100}}),
                         column("note", {String{}}, true),    column("is_active", {Boolean{}}),   column("count", {Integer{32}}),
                         column("weight", {Float{}}, true),   column("picture", {Bytes{}}, true), column("created_at", {Timestamp{}}),
                         column("previous_id", {Integer{64}})};
        table.columns.find("id")->identity = Identity{};
        table.columns.find("is_active")->default_value = Value{true};
        table.primary_key = PrimaryKey{"pk_" + name, {"id"}};
        table.uniques.add({.name = fmt::format("uq_{}_email", name), .columns = {"email"}});
        table.indexes.add({.name = fmt::format("ix_{}_name", name), .keys = {{.of = std::string("name")}}});
        table.checks.add({.name = fmt::format("ck_{}_count", name), .expression = {"count >= 0", {}}});
        if (number > 0) {
            table.foreign_keys.add({.name = fmt::format("fk_{}_previous_id", name),
                                    .columns = {"previous_id"},
                                    .referred_table = fmt::format("table_{:03}", number / 2),
                                    .referred_columns = {"id"},
                                    .on_delete = Action::cascade});
        }
        schema.tables.add(std::move(table));
    }
    return schema;
}

std::string thousandth_model(int number, bool added) {
    const std::string before = number > 0 ? fmt::format("#include \"model{:03}.h\"\n", number / 2) : "";
    const std::string reference =
        number > 0 ? fmt::format("[[db::references(&Model{:03}::id), db::on_delete(db::cascade)]] ", number / 2) : "";
    return fmt::format(
        "#pragma once\n#include <chrono>\n#include <cstdint>\n#include <optional>\n#include <string>\n#include <vector>\n"
        "#include <aludel/model.h>\n{}"
        "namespace bench {{\nstruct [[db::table(\"table_{:03}\")]] Model{:03} {{\n"
        "    [[db::primary_key, db::identity]] std::int64_t id;\n"
        "    [[db::unique, db::length(255)]] std::string email;\n"
        "    [[db::length(100), db::index]] std::string name;\n"
        "    std::optional<std::string> note;\n"
        "    [[db::default_value]] bool is_active = true;\n"
        "    [[db::check(\"count >= 0\")]] std::int32_t count;\n"
        "    std::optional<double> weight;\n"
        "    std::optional<std::vector<std::byte>> picture;\n"
        "    std::chrono::sys_seconds created_at;\n"
        "    {}std::int64_t previous_id;\n"
        "{}}};\n}}  // namespace bench\n",
        before, number, number, reference, added ? "    std::optional<std::string> added;\n" : "");
}

}  // namespace aludel::bench
