#include "table_order.h"

#include <map>

#include "sql_words.h"

namespace aludel::schema {

namespace {

enum class Mark { open, done };

class TableVisit {
public:
    explicit TableVisit(const std::vector<const Table*>& tables) {
        for (const Table* table : tables) tables_[table->name] = table;
    }

    TableOrder order() && {
        for (const auto& [name, table] : tables_) visit(*table);
        return std::move(order_);
    }

private:
    void visit(const Table& table) {
        if (!marks_.emplace(table.name, Mark::open).second) return;
        for (const ForeignKey& key : table.foreign_keys) {
            const auto referred = tables_.find(key.referred_table);
            if (key.referred_table == table.name || referred == tables_.end()) continue;
            const auto mark = marks_.find(key.referred_table);
            if (mark == marks_.end()) {
                visit(*referred->second);
            } else if (mark->second == Mark::open) {
                order_.cut.emplace(table.name, key.name);
            }
        }
        marks_[table.name] = Mark::done;
        order_.tables.push_back(&table);
    }

    std::map<Name, const Table*> tables_;
    std::map<Name, Mark> marks_;
    TableOrder order_;
};

void visit(const View& view, const std::vector<const View*>& views, std::set<Name>& seen, std::vector<const View*>& order) {
    if (!seen.insert(view.name).second) return;
    const std::set<std::string> words = identifiers(view.query);
    for (const View* other : views) {
        if (words.count(other->name.name) > 0) visit(*other, views, seen, order);
    }
    order.push_back(&view);
}

}  // namespace

TableOrder creation_order(const std::vector<const Table*>& tables) {
    return TableVisit(tables).order();
}

std::vector<const View*> creation_order(const std::vector<const View*>& views) {
    std::vector<const View*> order;
    std::set<Name> seen;
    for (const View* view : views) visit(*view, views, seen, order);
    return order;
}

}  // namespace aludel::schema
