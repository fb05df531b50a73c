#include "changed_below.h"

#include <set>

#include <fmt/format.h>

#include "comments.h"
#include "opaque_order.h"
#include "sql_words.h"

namespace aludel::schema {

namespace {

// A type of its own is made anew when a value goes, also on the way back from one that came.
bool keeps_type(const Enum& type, const Enum& wanted) {
    return type.storage == wanted.storage && (type.storage != EnumStorage::native || type.values == wanted.values);
}

class Below {
public:
    Below(const Expression& text, const Ground& ground) : words_(words_of(text)), all_columns_(says_all(text)), ground_(ground) {}

    std::string change() const {
        for (const View& view : ground_.before.views) {
            const View* wanted = ground_.after.views.find(view.name);
            const bool changes = wanted == nullptr || !same_but_for_comment(*wanted, view);
            if (changes && mentions(words_, view.name.name)) return says(to_string(view.name), wanted != nullptr ? "changes" : "goes");
        }
        for (const Table& table : ground_.before.tables) {
            if (!mentions(words_, table.name.name)) continue;
            std::string found = of(table);
            if (!found.empty()) return found;
        }
        for (const Enum& type : ground_.before.enums) {
            if (!mentions(words_, type.name.name)) continue;
            const Name& is = ground_.moves.enumeration(type.name);
            const Enum* wanted = ground_.after.enums.find(is);
            if (wanted == nullptr) return says(to_string(type.name), "goes");
            if (is != type.name) return says(to_string(type.name), "is renamed");
            if (!keeps_type(*ground_.renamed.enums.find(is), *wanted)) return says(to_string(type.name), "changes");
        }
        for (const Sequence& sequence : ground_.before.sequences) {
            if (!ground_.after.sequences.contains(sequence.name) && mentions(words_, sequence.name.name))
                return says(to_string(sequence.name), "goes");
        }
        return {};
    }

private:
    static std::string says(const std::string& what, const char* becomes) { return fmt::format("it names {}, which {}", what, becomes); }

    std::string of(const Table& table) const {
        const Name& is = ground_.moves.table(table.name);
        const Table* wanted = ground_.after.tables.find(is);
        if (wanted == nullptr) return says(to_string(table.name), "goes");
        if (is != table.name) return says(to_string(table.name), "is renamed");
        const Table& renamed = *ground_.renamed.tables.find(is);
        for (const Column& column : table.columns) {
            if (!all_columns_ && !mentions(words_, column.name)) continue;
            const std::string& name = ground_.moves.column(table.name, column.name);
            const Column* other = wanted->columns.find(name);
            const std::string shown = to_string(table.name, column.name);
            if (other == nullptr) return says(shown, "goes");
            if (name != column.name) return says(shown, "is renamed");
            if (differs(*renamed.columns.find(name), *other)) return says(shown, "changes");
        }
        if (all_columns_) {
            for (const Column& column : wanted->columns) {
                if (!renamed.columns.contains(column.name))
                    return fmt::format("it names every column of {}, and {} is new", to_string(table.name), column.name);
            }
        }
        // PostgreSQL lets a query that groups by the key name the other columns, and then leans on the key.
        const auto& key = renamed.primary_key;
        const bool keeps_key = !key || (wanted->primary_key && key->columns == wanted->primary_key->columns);
        if (!keeps_key && mentions(words_, "group")) return says("the columns of " + to_string(table.name, key->name), "change");
        return {};
    }

    bool differs(const Column& was, const Column& is) const {
        if (was.type != is.type || was.computed != is.computed || was.collation != is.collation) return true;
        const auto* type = std::get_if<Enumeration>(&was.type.kind);
        if (type == nullptr) return false;
        const Enum* values = ground_.renamed.enums.find(type->name);
        const Enum* wanted = ground_.after.enums.find(type->name);
        return values == nullptr || wanted == nullptr || !keeps_type(*values, *wanted);
    }

    std::set<std::string> words_;
    bool all_columns_;
    const Ground& ground_;
};

}  // namespace

std::string changed_below(const Expression& text, const Ground& ground) {
    return Below(text, ground).change();
}

}  // namespace aludel::schema
