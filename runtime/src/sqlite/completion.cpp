#include "sqlite/completion.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <aludel/runtime/error.h>

#include "sqlite/tokens.h"

namespace aludel::runtime::sqlite {
namespace {

using migrations::ColumnCopy;
using migrations::Definition;
using migrations::RebuildStep;
using Definitions = std::vector<Definition>;

/// What makes two definitions the same object: the name, or, without one, the text.
bool same_object(const Definition& a, const Definition& b) {
    if (a.name.empty() || b.name.empty()) return a.name.empty() && b.name.empty() && normalised(a.sql) == normalised(b.sql);
    return same_name(a.name, b.name);
}

const Definition* find(const Definitions& definitions, const Definition& wanted) {
    const auto at = std::find_if(definitions.begin(), definitions.end(), [&](const Definition& one) { return same_object(one, wanted); });
    return at == definitions.end() ? nullptr : &*at;
}
Definition* find(Definitions& definitions, const Definition& wanted) {
    return const_cast<Definition*>(find(static_cast<const Definitions&>(definitions), wanted));
}

std::string options_text(std::string_view options) {
    std::vector<std::string> parts;
    std::string part;
    for (const Token& token : tokens(options)) {
        if (token.is_symbol(",") || token.kind == Token::Kind::end) {
            if (!part.empty()) parts.push_back(std::exchange(part, {}));
        } else {
            part += (part.empty() ? "" : " ") + folded(token.text);
        }
    }
    std::sort(parts.begin(), parts.end());
    return fmt::format("{}", fmt::join(parts, ", "));
}

class Completion {
public:
    Completion(const RebuildStep& step, const ParsedTable& live) : step_(step), live_(live) {
        result_.after = step.after;
        result_.copies = step.copies;
    }

    CompletedRebuild run() {
        refuse_missing();
        for (const Definition& column : live_.shape.columns) this->column(column);
        for (const Definition& constraint : live_.shape.constraints) this->constraint(constraint);
        options();
        return std::move(result_);
    }

private:
    [[noreturn]] void refuse(const std::string& what) const {
        throw Error(fmt::format("table {} cannot be made again: {}", step_.table, what));
    }

    void refuse_missing() const {
        std::vector<std::string> missing;
        for (const Definition& column : step_.before.columns) {
            if (find(live_.shape.columns, column) == nullptr) missing.push_back(fmt::format("column {}", column.name));
        }
        for (const Definition& constraint : step_.before.constraints) {
            if (find(live_.shape.constraints, constraint) == nullptr) missing.push_back(constraint_name(constraint));
        }
        if (missing.empty()) return;
        refuse(
            fmt::format("the applied revisions say that it has {}, and the live table does not; somebody changed the database by hand. "
                        "Bring it back, or write a revision that says what is there",
                        fmt::join(missing, ", ")));
    }

    static std::string constraint_name(const Definition& constraint) {
        return constraint.name.empty() ? fmt::format("the unnamed constraint {}", constraint.sql)
                                       : fmt::format("constraint {}", constraint.name);
    }

    [[noreturn]] void refuse_changed(const std::string& what, const std::string& live, const std::string& known) const {
        refuse(
            fmt::format("{} is written `{}` in the live table and `{}` in the applied revisions, and this step changes it: the difference "
                        "would be lost. Bring the live definition and the revisions together first",
                        what, live, known));
    }

    void column(const Definition& live) {
        Definition* after = find(result_.after.columns, live);
        const Definition* before = find(step_.before.columns, live);
        if (before == nullptr) {
            if (after != nullptr)
                refuse(fmt::format("column {} is to be added, and the live table has one of that name: {}", live.name, live.sql));
            carry(result_.after.columns, live, fmt::format("column {}.{}", step_.table, live.name));
            if (!is_computed(live.name)) {
                result_.copies.push_back({live.name, quoted(step_.table) + "." + quoted(live.name), true});
            }
            return;
        }
        if (normalised(live.sql) == normalised(before->sql)) return;
        const std::string what = fmt::format("column {}", live.name);
        if (after == nullptr) {
            // Dropped, with its definition, or renamed, which would lose what is different.
            const std::string source = normalised(quoted(step_.table) + "." + quoted(live.name));
            const bool renamed = std::any_of(result_.copies.begin(), result_.copies.end(), [&](const ColumnCopy& copy) {
                return copy.exact && normalised_expression(copy.expression) == source;
            });
            if (renamed) refuse_changed(what, live.sql, before->sql);
            return;
        }
        if (normalised(after->sql) != normalised(before->sql)) refuse_changed(what, live.sql, before->sql);
        after->sql = live.sql;
        result_.carried.push_back(fmt::format("the definition of column {}.{}: {}", step_.table, live.name, live.sql));
        if (is_computed(live.name)) {
            result_.copies.erase(std::remove_if(result_.copies.begin(), result_.copies.end(),
                                                [&](const ColumnCopy& copy) { return same_name(copy.column, live.name); }),
                                 result_.copies.end());
        }
    }

    void constraint(const Definition& live) {
        Definition* after = find(result_.after.constraints, live);
        const Definition* before = find(step_.before.constraints, live);
        if (before == nullptr) {
            if (after == nullptr) {
                carry(result_.after.constraints, live, fmt::format("{} of table {}", constraint_name(live), step_.table));
            } else if (normalised(after->sql) != normalised(live.sql)) {
                refuse(fmt::format("{} is to be added, and the live table has another of that name: {}", constraint_name(live), live.sql));
            }
            return;
        }
        if (normalised(live.sql) == normalised(before->sql)) return;
        if (after == nullptr || normalised(after->sql) != normalised(before->sql))
            refuse_changed(constraint_name(live), live.sql, before->sql);
        after->sql = live.sql;
        result_.carried.push_back(fmt::format("the definition of {} of table {}: {}", constraint_name(live), step_.table, live.sql));
    }

    void options() {
        const std::string live = options_text(live_.shape.options);
        const std::string before = options_text(step_.before.options);
        if (live == before) return;
        if (options_text(step_.after.options) != before) {
            refuse_changed("what follows the columns", live_.shape.options, step_.before.options);
        }
        result_.after.options = live_.shape.options;
        result_.carried.push_back(fmt::format("the options of table {}: \"{}\"", step_.table, live_.shape.options));
    }

    void carry(Definitions& into, const Definition& live, std::string what) {
        into.push_back(live);
        result_.carried.push_back(std::move(what));
    }

    bool is_computed(const std::string& name) const {
        return std::any_of(live_.columns.begin(), live_.columns.end(),
                           [&](const ParsedColumn& column) { return same_name(column.name, name) && column.computed.has_value(); });
    }

    const RebuildStep& step_;
    const ParsedTable& live_;
    CompletedRebuild result_;
};

}  // namespace

CompletedRebuild complete(const RebuildStep& step, const ParsedTable& live) {
    return Completion(step, live).run();
}

}  // namespace aludel::runtime::sqlite
