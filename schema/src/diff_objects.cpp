#include <algorithm>

#include "dependants.h"
#include "differ.h"
#include "questions.h"
#include "sql_words.h"

namespace aludel::schema {

namespace {

const EnumValue* find_value(const Enum& type, const std::string& name) {
    const auto found = std::find_if(type.values.begin(), type.values.end(), [&](const EnumValue& value) { return value.name == name; });
    return found == type.values.end() ? nullptr : &*found;
}

// What a row may hold of the enum on the way from one to the other. It takes the place of `from` while columns change.
Enum both(const Enum& from, const Enum& to) {
    Enum all = to;
    for (const EnumValue& value : from.values) {
        const bool number_taken =
            std::any_of(to.values.begin(), to.values.end(), [&](const EnumValue& other) { return other.number == value.number; });
        if (find_value(to, value.name) == nullptr && !(to.storage == EnumStorage::integer && number_taken)) all.values.push_back(value);
    }
    return all;
}

}  // namespace

void Differ::drop_views() {
    std::vector<const View*> views;
    for (const View& view : before_.views) {
        if (dropped_views_.contains(view.name)) views.push_back(&view);
    }
    const std::vector<const View*> order = creation_order(views);
    std::for_each(order.rbegin(), order.rend(), [&](const View* view) { emit(DropView{*view}, dropped_views_.at(view->name)); });
}

void Differ::create_views() {
    std::vector<const View*> views;
    for (const View& view : after_.views) {
        if (!now_.views.contains(view.name)) views.push_back(&view);
    }
    for (const View* view : creation_order(views)) emit(CreateView{*view}, reason_to_create(view->name, dropped_views_));
}

void Differ::comment_views() {
    for (const View& wanted : after_.views) {
        const std::string was = now_.views.find(wanted.name)->comment;
        if (was != wanted.comment) emit(AlterComment{AlterComment::Of::view, wanted.name, {}, was, wanted.comment});
    }
}

// Values are added before columns come that use them, and taken away after the columns that used them.
void Differ::create_enums() {
    for (const Enum& wanted : after_.enums) {
        const Enum* current = now_.enums.find(wanted.name);
        if (current == nullptr) {
            emit(CreateEnum{wanted});
        } else if (*current != wanted) {
            const Enum from = *current;
            ask_about_enum(from, wanted);
            Enum wide = both(from, wanted);
            const bool only_loses = std::all_of(wanted.values.begin(), wanted.values.end(), [&](const EnumValue& value) {
                return std::find(from.values.begin(), from.values.end(), value) != from.values.end();
            });
            if (only_loses && wide != wanted) continue;  // nothing to add: narrow_enums() does it in one
            const char* reason = wide == wanted ? "" : "values are added before the columns that need them change, and taken away after";
            emit(AlterEnum{from, std::move(wide)}, reason);
        }
    }
}

void Differ::ask_about_enum(const Enum& from, const Enum& to) {
    const std::vector<std::string> columns = users_of(renamed_, from.name);
    if (columns.empty()) return;
    std::vector<std::string> appeared;
    for (const EnumValue& value : to.values) {
        if (find_value(from, value.name) == nullptr) appeared.push_back(value.name);
    }
    for (const EnumValue& value : from.values) {
        if (find_value(to, value.name) == nullptr) ask(value_removed(Direction::upgrade, from.name, value.name, appeared, columns));
    }
    const bool renumbered =
        from.storage == EnumStorage::integer && std::any_of(from.values.begin(), from.values.end(), [&](const EnumValue& value) {
            const EnumValue* other = find_value(to, value.name);
            return other != nullptr && other->number != value.number;
        });
    const bool restored = (from.storage == EnumStorage::integer) != (to.storage == EnumStorage::integer);
    if (renumbered || restored) ask(stored_otherwise(Direction::upgrade, from.name, columns));
}

void Differ::narrow_enums() {
    for (const Enum& wanted : after_.enums) {
        const Enum current = *now_.enums.find(wanted.name);
        if (current == wanted) continue;
        const bool was_widened = *renamed_.enums.find(wanted.name) != current;
        emit(AlterEnum{current, wanted}, was_widened ? "its columns have changed, and the old values can go" : "");
    }
}

void Differ::drop_enums() {
    const ByName<Enum> enums = now_.enums;
    for (const Enum& type : enums) {
        if (!after_.enums.contains(type.name)) emit(DropEnum{type});
    }
}

}  // namespace aludel::schema
