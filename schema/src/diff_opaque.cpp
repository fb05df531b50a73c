#include <algorithm>

#include "differ.h"
#include "questions.h"

namespace aludel::schema {

// Defaults of columns may draw on a sequence. Its number is not begun again: rows may have those already.
void Differ::create_sequences() {
    for (const Sequence& wanted : after_.sequences) {
        const Sequence* current = now_.sequences.find(wanted.name);
        if (current == nullptr) {
            emit(CreateSequence{wanted});
        } else if (*current != wanted) {
            emit(AlterSequence{Sequence(*current), wanted});
        }
    }
}

void Differ::drop_sequences() {
    for (const Sequence& sequence : before_.sequences) {
        if (!after_.sequences.contains(sequence.name)) emit(DropSequence{sequence});
    }
}

// An object goes when it changes, when what it stands on does, and with every object that it stands on: PostgreSQL drops no
// function that a trigger calls, and alters no column that a trigger or a policy names; SQLite writes a new name into a trigger's
// text, which would then be another than its file has.
void Differ::find_dropped_objects() {
    for (const Opaque& object : before_.opaque) {
        const Opaque* wanted = after_.opaque.find(object.name);
        const bool changes = wanted == nullptr || *wanted != object;
        // One with rows in it goes when its author says so, and for no other reason.
        const bool follows = !object.is_made_of_its_name() && !holds_rows(object) && stands_on_changed(object, before_, after_);
        if (changes || follows) dropped_objects_.insert(object.name);
        if (changes && holds_rows(object) && !was_said(to_string(object.name))) ask(gone_rows(object, wanted != nullptr));
    }
    const std::map<Name, OpaqueStage> places = stages(before_);
    const auto stands_on = [](const std::set<std::string>& words, const std::set<Name>& names, const auto& counts) {
        return std::any_of(names.begin(), names.end(), [&](const Name& name) { return counts(name) && mentions(words, name.name); });
    };
    const auto any = [](const Name&) { return true; };
    for (bool more = true; more;) {
        more = false;
        for (const View& view : before_.views) {
            if (dropped_views_.contains(view.name)) continue;
            const View* wanted = after_.views.find(view.name);
            const std::set<std::string> words = words_of(view.query);
            const auto below = [&](const Name& name) { return places.at(name) != OpaqueStage::after_views; };
            if (wanted == nullptr || *wanted != view || stands_on(words, dropped_views_, any) || stands_on(words, dropped_objects_, below))
                more = dropped_views_.insert(view.name).second;
        }
        for (const Opaque& object : before_.opaque) {
            if (dropped_objects_.contains(object.name) || holds_rows(object)) continue;
            const std::set<std::string> words = words_of(object);
            const auto comes_back = [&](const Name& name) { return after_.opaque.contains(name); };
            if (stands_on(words, dropped_views_, any) || stands_on(words, dropped_objects_, comes_back))
                more = dropped_objects_.insert(object.name).second;
        }
    }
}

// Those that tables may stand on go last, unless they come back.
void Differ::drop_objects(OpaqueStage stage) {
    const std::map<Name, OpaqueStage> places = stages(before_);
    std::vector<const Opaque*> objects;
    for (const Opaque& object : before_.opaque) {
        const bool stays = stage == OpaqueStage::before_tables && !after_.opaque.contains(object.name);
        if (places.at(object.name) == stage && dropped_objects_.contains(object.name) && !stays) objects.push_back(&object);
    }
    std::vector<const Opaque*> order = creation_order(std::move(objects));
    std::reverse(order.begin(), order.end());
    for (const Opaque* object : order) emit(DropOpaque{*object});
}

void Differ::create_objects(OpaqueStage stage) {
    const std::map<Name, OpaqueStage> places = stages(after_);
    std::vector<const Opaque*> objects;
    for (const Opaque& object : after_.opaque) {
        if (places.at(object.name) == stage && !now_.opaque.contains(object.name)) objects.push_back(&object);
    }
    for (const Opaque* object : creation_order(std::move(objects))) emit(CreateOpaque{*object});
}

void Differ::drop_removed_objects() {
    std::vector<const Opaque*> objects;
    for (const Opaque& object : before_.opaque) {
        if (now_.opaque.contains(object.name) && !after_.opaque.contains(object.name)) objects.push_back(&object);
    }
    std::vector<const Opaque*> order = creation_order(std::move(objects));
    std::reverse(order.begin(), order.end());
    for (const Opaque* object : order) emit(DropOpaque{*object});
}

}  // namespace aludel::schema
