#include "properties/kept_columns.h"

#include <aludel/schema/apply.h>

namespace aludel::tests {

using namespace schema;

Columns kept_columns(const Schema& before, const std::vector<Change>& changes, const Schema& after) {
    Columns kept;
    for (const Table& table : before.tables)
        for (const Column& column : table.columns)
            if (!column.computed) kept[{table.name, column.name}] = {table.name, column.name};
    const auto move = [&](const auto& matches, const auto& moved) {
        for (auto& [from, at] : kept)
            if (matches(at)) at = moved(at);
    };
    Schema now = before;
    for (const Change& change : changes) {
        if (const auto* value = std::get_if<RenameEnumValue>(&change))
            std::erase_if(kept, [&](const auto& each) {
                const auto* type =
                    std::get_if<Enumeration>(&now.tables.find(each.second.first)->columns.find(each.second.second)->type.kind);
                return type != nullptr && type->name == value->type;
            });
        schema::apply(now, change);
        if (const auto* table = std::get_if<RenameTable>(&change))
            move([&](const auto& at) { return at.first == table->from; }, [&](const auto& at) { return std::pair(table->to, at.second); });
        if (const auto* column = std::get_if<RenameColumn>(&change))
            move([&](const auto& at) { return at == std::pair(column->table, column->from); },
                 [&](const auto& at) { return std::pair(at.first, column->to); });
        if (const auto* gone = std::get_if<DropTable>(&change))
            std::erase_if(kept, [&](const auto& each) { return each.second.first == gone->table.name; });
        if (const auto* gone = std::get_if<DropColumn>(&change))
            std::erase_if(kept, [&](const auto& each) { return each.second == std::pair(gone->table, gone->column.name); });
        if (const auto* altered = std::get_if<AlterColumn>(&change);
            altered != nullptr && (altered->fields.computed || !altered->fill.empty()))
            std::erase_if(kept, [&](const auto& each) { return each.second == std::pair(altered->table, altered->after.name); });
    }
    std::erase_if(kept, [&](const auto& each) {
        return after.tables.find(each.second.first)->columns.find(each.second.second)->computed.has_value();
    });
    return kept;
}

}  // namespace aludel::tests
