#include <algorithm>

#include <fmt/format.h>

#include "changed_below.h"
#include "comments.h"
#include "differ.h"
#include "questions.h"

namespace aludel::schema {

namespace {

constexpr const char* anew = "its text changes: it is dropped, and made anew";

}  // namespace

std::string Differ::reason_to_create(const Name& name, const std::map<Name, std::string>& dropped) {
    const auto why = dropped.find(name);
    if (why == dropped.end() || why->second.empty()) return {};
    return why->second == anew ? "in place of the one of that name" : "it stood in the way of another change, and comes back";
}

// Defaults of columns may draw on a sequence. Its number is not begun again: rows may have those already.
void Differ::create_sequences() {
    for (const Sequence& sequence : before_.sequences) {
        const bool asked = before_.tables.contains(sequence.name) && !after_.tables.contains(sequence.name);  // of the table
        const bool goes = !after_.sequences.contains(sequence.name);
        if (goes && !asked && !was_said(to_string(sequence.name))) ask(gone_sequence(sequence));
    }
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
    const ByName<Sequence> sequences = now_.sequences;
    for (const Sequence& sequence : sequences) {
        if (!after_.sequences.contains(sequence.name)) emit(DropSequence{sequence});
    }
}

// A view or an object goes when it changes, when what it stands on does, and with everything that it stands on: PostgreSQL drops no
// function that a trigger calls, and alters no column that a view, a trigger or a policy names; SQLite writes a new name into their
// texts, which would then be others than their files have.
void Differ::find_dropped_objects(const Moves& moves) {
    const Ground ground{before_, moves, renamed_, after_};
    for (const Opaque& object : before_.opaque) {
        const Opaque* wanted = after_.opaque.find(object.name);
        const bool changes = wanted == nullptr || *wanted != object;
        // One with rows in it goes when its author says so, and for no other reason.
        const bool may_follow = !changes && !object.is_made_of_its_name() && !holds_rows(object);
        const std::string follows = may_follow ? changed_below(object.create, ground) : "";
        if (changes) dropped_objects_[object.name] = wanted == nullptr ? "" : anew;
        if (!follows.empty()) dropped_objects_[object.name] = follows;
        if (changes && holds_rows(object) && !was_said(to_string(object.name))) ask(gone_rows(object, wanted != nullptr));
    }
    const std::map<Name, OpaqueStage> places = stages(before_);
    const auto stands_on = [](const std::set<std::string>& words, const std::map<Name, std::string>& names, const auto& counts) {
        const auto below = std::find_if(names.begin(), names.end(),
                                        [&](const auto& each) { return counts(each.first) && mentions(words, each.first.name); });
        return below == names.end() ? "" : fmt::format("it names {}, which goes", to_string(below->first));
    };
    const auto any = [](const Name&) { return true; };
    for (bool more = true; more;) {
        more = false;
        for (const View& view : before_.views) {
            if (dropped_views_.contains(view.name)) continue;
            const View* wanted = after_.views.find(view.name);
            const std::set<std::string> words = words_of(view.query);
            const auto below = [&](const Name& name) { return places.at(name) != OpaqueStage::after_views; };
            std::string reason = changed_below(view.query, ground);
            if (reason.empty()) reason = stands_on(words, dropped_views_, any);
            if (reason.empty()) reason = stands_on(words, dropped_objects_, below);
            const bool changes = wanted == nullptr || !same_but_for_comment(*wanted, view);
            if (changes) reason = wanted == nullptr ? "" : anew;
            if (changes || !reason.empty()) more = dropped_views_.emplace(view.name, reason).second;
        }
        for (const Opaque& object : before_.opaque) {
            if (dropped_objects_.contains(object.name) || holds_rows(object)) continue;
            const std::set<std::string> words = words_of(object);
            const auto comes_back = [&](const Name& name) { return after_.opaque.contains(name); };
            std::string reason = stands_on(words, dropped_views_, any);
            if (reason.empty()) reason = stands_on(words, dropped_objects_, comes_back);
            if (!reason.empty()) more = dropped_objects_.emplace(object.name, reason).second;
        }
    }
}

// PostgreSQL drops no function that a check, an index or a default calls. What changes its text goes for a moment,
// and so do these.
void Differ::drop_callers() {
    const std::map<Name, OpaqueStage> places = stages(before_);
    for (const auto& dropped : dropped_objects_) {
        const Name& name = dropped.first;
        if (places.at(name) != OpaqueStage::before_tables || !after_.opaque.contains(name)) continue;
        const auto calls = [&](const Expression& expression) { return mentions(words_of(expression), name.name); };
        const std::string reason = fmt::format("it names {}, which is made anew; it comes back", to_string(name));
        std::vector<Change> changes;
        for (const Table& table : now_.tables) {
            if (!after_.tables.contains(table.name)) continue;
            for (const Index& index : table.indexes) {
                const bool by_key = std::any_of(index.keys.begin(), index.keys.end(), [&](const IndexKey& key) {
                    const auto* of = std::get_if<Expression>(&key.of);
                    return of != nullptr && calls(*of);
                });
                if (by_key || calls(index.where)) changes.emplace_back(DropIndex{table.name, index});
            }
            for (const Check& check : table.checks) {
                if (calls(check.expression)) changes.emplace_back(DropConstraint{table.name, check});
            }
            for (const Column& column : table.columns) {
                Column without = column;
                const auto* given = column.default_value ? std::get_if<Expression>(&*column.default_value) : nullptr;
                if (given != nullptr && calls(*given)) without.default_value.reset();
                if (without != column)
                    changes.emplace_back(AlterColumn{table.name, column, without, differing_fields(column, without), {}, {}});
            }
        }
        for (Change& change : changes) emit(std::move(change), reason);
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
    for (const Opaque* object : order) emit(DropOpaque{*object}, dropped_objects_.at(object->name));
}

void Differ::create_objects(OpaqueStage stage) {
    const std::map<Name, OpaqueStage> places = stages(after_);
    std::vector<const Opaque*> objects;
    for (const Opaque& object : after_.opaque) {
        if (places.at(object.name) == stage && !now_.opaque.contains(object.name)) objects.push_back(&object);
    }
    for (const Opaque* object : creation_order(std::move(objects))) {
        emit(CreateOpaque{*object}, reason_to_create(object->name, dropped_objects_));
    }
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
