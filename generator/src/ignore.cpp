#include <aludel/generator/ignore.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include <aludel/generator/autogenerate.h>
#include <aludel/generator/subject.h>
#include <aludel/schema/apply.h>
#include <aludel/schema/validate.h>

#include "ignore_needs.h"

namespace aludel::generator {
namespace {

using schema::Name;
using schema::Rename;
using schema::Schema;
using schema::Table;

struct Pattern {
    const Said<std::string>* said = nullptr;
    std::vector<std::string> parts = {};
    bool used = false;
};

class Ignoring {
public:
    Ignoring(ModelDocument& models, const schema::Snapshot& snapshot, const schema::Decisions& said,
             const std::vector<Said<std::string>>& patterns)
        : models_(models), before_(snapshot.schema) {
        for (const Said<std::string>& pattern : patterns)
            if (auto parts = ignore_pattern(pattern.what)) patterns_.push_back({&pattern, std::move(*parts), false});
        take_out_hints(snapshot.spent);
        follow_renames(snapshot, said);
    }

    void run() {
        const Schema wanted = models_.schema;
        keep(before_.tables, models_.schema.tables);
        keep(before_.enums, models_.schema.enums);
        keep(before_.views, models_.schema.views);
        keep(before_.sequences, models_.schema.sequences);
        keep(before_.opaque, models_.schema.opaque);
        for (Table& table : models_.schema.tables) keep_parts(table);
        refuse_unmet(wanted);
        warn_of_unused();
    }

private:
    // ---- what a pattern names

    const Said<std::string>* matching(const std::vector<std::string>& name) {
        const Said<std::string>* found = nullptr;
        for (Pattern& pattern : patterns_) {
            if (!fits(pattern.parts, name)) continue;
            pattern.used = true;
            if (found == nullptr) found = pattern.said;
        }
        return found;
    }
    const Said<std::string>* naming(const Name& name) {
        const Said<std::string>* found = matching(parts_of(name));
        const auto was = old_names_.find(name);
        return found != nullptr || was == old_names_.end() ? found : matching(parts_of(was->second));
    }
    const Said<std::string>* naming(const Name& table, const std::string& member) {
        const auto with_member = [&](const Name& name) {
            std::vector<std::string> parts = parts_of(name);
            parts.push_back(member);
            return matching(parts);
        };
        const Said<std::string>* found = with_member(table);
        const auto was = old_names_.find(table);
        return found != nullptr || was == old_names_.end() ? found : with_member(was->second);
    }

    // ---- renames

    /// A hint of what is left alone is neither followed nor spent; one that is spent stays so.
    void take_out_hints(const std::set<Rename>& spent) {
        std::erase_if(models_.renames, [&](const Rename& rename) {
            if (spent.contains(rename)) return false;
            switch (rename.of) {
                case Rename::Of::table:
                    return names_one(models_.schema.tables, rename.to) || names_one(before_.tables, rename.from);
                case Rename::Of::enumeration:
                    return names_one(models_.schema.enums, rename.to) || names_one(before_.enums, rename.from);
                case Rename::Of::column:
                    return naming(rename.in) != nullptr || naming(rename.in, rename.to) != nullptr ||
                           naming(rename.in, rename.from) != nullptr;
                case Rename::Of::enum_value:
                    return naming(rename.in) != nullptr;
            }
            return false;
        });
    }
    template <class Object>
    bool names_one(const schema::ByName<Object>& objects, const std::string& text) {
        return std::any_of(objects.begin(), objects.end(),
                           [&](const Object& object) { return to_string(object.name) == text && naming(object.name) != nullptr; });
    }

    // What is kept stands in a table, or refers to one, that may have another name now.
    void follow_renames(const schema::Snapshot& snapshot, const schema::Decisions& said) {
        const schema::Decisions decisions = decisions_of(models_, snapshot, said);
        if (decisions.renames.empty() || !schema::validate(models_.schema, {}).empty()) return;
        for (const schema::Change& change : schema::diff(before_, models_.schema, decisions).changes) {
            if (const auto* rename = std::get_if<schema::RenameTable>(&change)) {
                const auto was = old_names_.find(rename->from);
                const Name original = was == old_names_.end() ? rename->from : was->second;
                old_names_.erase(rename->from);
                old_names_[rename->to] = original;
            } else if (!std::holds_alternative<schema::RenameColumn>(change) && !std::holds_alternative<schema::RenameEnum>(change) &&
                       !std::holds_alternative<schema::RenameEnumValue>(change)) {
                continue;
            }
            schema::apply(before_, change);
        }
    }

    // ---- what is kept

    template <class Object>
    void keep(const schema::ByName<Object>& before, schema::ByName<Object>& now) {
        schema::ByName<Object> kept;
        for (const Object& object : now) {
            if (const auto* pattern = naming(object.name)) {
                kept_.emplace(to_string(object.name), pattern);
            } else {
                kept.add(object);
            }
        }
        for (const Object& object : before) {
            if (const auto* pattern = naming(object.name)) {
                kept_.emplace(to_string(object.name), pattern);
                kept.add(object);
            }
        }
        now = std::move(kept);
    }

    /// In the order of the models; what they do not have stands behind what it stands behind in the snapshot.
    template <class Parts>
    void keep_members(const Name& table, const Parts* before, Parts& now) {
        std::vector<typename Parts::value_type> kept;
        for (const auto& part : now) {
            const auto* pattern = naming(table, part.name);
            if (pattern != nullptr) kept_.emplace(to_string(table, part.name), pattern);
            const auto* old = before != nullptr ? before->find(part.name) : nullptr;
            if (pattern == nullptr) {
                kept.push_back(part);
            } else if (old != nullptr) {
                kept.push_back(*old);
            }
        }
        if (before != nullptr) {
            auto at = kept.begin();
            for (const auto& part : *before) {
                const auto same = std::find_if(kept.begin(), kept.end(), [&](const auto& other) { return other.name == part.name; });
                if (same != kept.end()) {
                    at = same + 1;
                } else if (const auto* pattern = naming(table, part.name)) {
                    kept_.emplace(to_string(table, part.name), pattern);
                    at = kept.insert(at, part) + 1;
                }
            }
        }
        now = {};
        for (auto& part : kept) now.add(std::move(part));
    }

    void keep_parts(Table& table) {
        if (kept_.contains(to_string(table.name))) return;
        const Table* before = before_.tables.find(table.name);
        const Table none;
        if (before == nullptr) before = &none;
        keep_members(table.name, &before->columns, table.columns);
        keep_members(table.name, &before->uniques, table.uniques);
        keep_members(table.name, &before->foreign_keys, table.foreign_keys);
        keep_members(table.name, &before->checks, table.checks);
        keep_members(table.name, &before->indexes, table.indexes);
        for (const std::optional<schema::PrimaryKey>* key : {&std::as_const(table.primary_key), &before->primary_key}) {
            const auto* pattern = key->has_value() ? naming(table.name, (*key)->name) : nullptr;
            if (pattern == nullptr) continue;
            kept_.emplace(to_string(table.name, (*key)->name), pattern);
            table.primary_key = before->primary_key;
            break;
        }
    }

    // ---- what cannot be

    const Said<std::string>* kept(const std::string& object, const std::string& owner) const {
        for (const std::string& name : {object, owner})
            if (const auto found = kept_.find(name); found != kept_.end()) return found->second;
        return nullptr;
    }

    void refuse_unmet(const Schema& wanted) {
        for (const Need& need : unmet_needs(models_.schema, wanted)) {
            if (const auto* pattern = kept(need.part, need.owner)) {
                refuse(fmt::format("{} stays as the snapshot has it, for \"{}\" is ignored, and needs {}, which is gone", need.part,
                                   pattern->what, need.missing),
                       pattern->location, fmt::format("let the models have {}, or ignore it as well", need.missing), {});
            } else if (const auto* left_out = kept(need.missing, need.missing_owner)) {
                refuse(fmt::format("{} needs {}, which is not there: \"{}\" is ignored, and the snapshot does not have it", need.part,
                                   need.missing, left_out->what),
                       location_of(models_, need.part),
                       fmt::format("ignore {} as well, or take {} out of the pattern", need.part, need.missing), left_out->location);
            }
        }
    }
    void refuse(std::string message, Location location, std::string way_out, Location there) {
        models_.diagnostics.push_back({"ignored",
                                       Severity::error,
                                       std::move(message),
                                       std::move(location),
                                       {},
                                       {{"ignored", Severity::note, std::move(way_out), std::move(there), {}, {}}}});
    }

    void warn_of_unused() {
        // A table that the models drop is looked through, too: what is in it goes with it.
        for (const Table& table : before_.tables)
            if (!models_.schema.tables.contains(table.name)) mark_parts(table);
        for (const Pattern& pattern : patterns_) {
            if (pattern.used) continue;
            models_.diagnostics.push_back({"ignored-nothing",
                                           Severity::warning,
                                           fmt::format("nothing in the models or the snapshot has a name like \"{}\"", pattern.said->what),
                                           pattern.said->location,
                                           {},
                                           {}});
        }
    }
    void mark_parts(const Table& table) {
        for (const auto& column : table.columns) naming(table.name, column.name);
        for (const auto& unique : table.uniques) naming(table.name, unique.name);
        for (const auto& key : table.foreign_keys) naming(table.name, key.name);
        for (const auto& check : table.checks) naming(table.name, check.name);
        for (const auto& index : table.indexes) naming(table.name, index.name);
        if (table.primary_key) naming(table.name, table.primary_key->name);
    }

    ModelDocument& models_;
    Schema before_;
    std::vector<Pattern> patterns_;
    std::map<Name, Name> old_names_;  ///< of tables that are renamed now
    std::map<std::string, const Said<std::string>*> kept_;
};

}  // namespace

ModelDocument ignored(ModelDocument models, const schema::Snapshot& snapshot, const schema::Decisions& said,
                      const std::vector<Said<std::string>>& patterns) {
    if (!patterns.empty()) Ignoring(models, snapshot, said, patterns).run();
    return models;
}

}  // namespace aludel::generator
