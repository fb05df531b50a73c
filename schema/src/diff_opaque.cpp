#include <algorithm>

#include "differ.h"

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
        if (wanted == nullptr || *wanted != object || (!object.is_made_of_its_name() && stands_on_changed(object, before_, after_)))
            dropped_objects_.insert(object.name);
    }
    for (bool more = true; more;) {
        more = false;
        for (const Opaque& object : before_.opaque) {
            if (dropped_objects_.count(object.name) > 0) continue;
            const std::set<std::string> words = words_of(object);
            const bool stands_on_one = std::any_of(dropped_objects_.begin(), dropped_objects_.end(), [&](const Name& name) {
                return after_.opaque.contains(name) && mentions(words, name.name);
            });
            if (stands_on_one) more = dropped_objects_.insert(object.name).second || more;
        }
    }
}

bool Differ::stands_on_dropped_object(const View& view) const {
    const std::set<std::string> words = words_of(view.query);
    const std::map<Name, OpaqueStage> places = stages(before_);
    return std::any_of(dropped_objects_.begin(), dropped_objects_.end(),
                       [&](const Name& name) { return places.at(name) != OpaqueStage::after_views && mentions(words, name.name); });
}

// Those that tables may stand on go last, unless they come back.
void Differ::drop_objects(OpaqueStage stage) {
    const std::map<Name, OpaqueStage> places = stages(before_);
    std::vector<const Opaque*> objects;
    for (const Opaque& object : before_.opaque) {
        const bool stays = stage == OpaqueStage::before_tables && !after_.opaque.contains(object.name);
        if (places.at(object.name) == stage && dropped_objects_.count(object.name) > 0 && !stays) objects.push_back(&object);
    }
    const std::vector<const Opaque*> order = creation_order(std::move(objects));
    for (auto object = order.rbegin(); object != order.rend(); ++object) emit(DropOpaque{**object});
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
    const std::vector<const Opaque*> order = creation_order(std::move(objects));
    for (auto object = order.rbegin(); object != order.rend(); ++object) emit(DropOpaque{**object});
}

}  // namespace aludel::schema
