#pragma once

#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <aludel/migrations/graph.h>

// Graphs and plans as one reads them: "root<-mid; mid<-l1<-l2; {l2,r2}<-m; left: l1; net2 needs acc2".
namespace aludel::migrations {

inline std::vector<std::string> split(const std::string& text, const std::string& separator) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t at; (at = text.find(separator, from)) != std::string::npos; from = at + separator.size())
        parts.push_back(text.substr(from, at - from));
    parts.push_back(text.substr(from));
    return parts;
}

inline std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \n");
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \n") - first + 1);
}

inline std::vector<std::string> group(const std::string& text) {
    if (text.empty() || text.front() != '{') return {text};
    return split(text.substr(1, text.size() - 2), ",");
}

inline std::vector<Node> nodes(const std::string& text) {
    std::vector<Node> made;
    const auto node = [&](const std::string& id) -> Node& {
        for (Node& one : made)
            if (one.id == id) return one;
        return made.emplace_back(Node{id, {}, {}, {}, {}});
    };
    for (const std::string& part : split(text, ";")) {
        const std::string statement = trimmed(part);
        if (const auto needs = statement.find(" needs "); needs != std::string::npos) {
            node(statement.substr(0, needs)).depends_on.push_back(statement.substr(needs + 7));
        } else if (const auto label = statement.find(": "); label != std::string::npos) {
            node(statement.substr(label + 2)).labels.push_back(statement.substr(0, label));
        } else if (!statement.empty()) {
            std::optional<std::vector<std::string>> before;
            for (const std::string& line : split(statement, "<-")) {
                const std::vector<std::string> ids = group(line);
                for (const std::string& id : ids) {
                    Node& one = node(id);
                    if (before) one.parents.insert(one.parents.end(), before->begin(), before->end());
                }
                before = ids;
            }
        }
    }
    return made;
}

inline Graph graph(const std::string& text) {
    return Graph(nodes(text));
}

inline std::string text(const std::vector<std::string>& ids) {
    std::string made;
    for (const std::string& id : ids) made += (made.empty() ? "" : " ") + id;
    return made;
}

inline std::string text(const Rows& rows) {
    std::string made;
    for (const std::string& row : rows) made += (made.empty() ? "" : ",") + row;
    return "{" + made + "}";
}

/// "c3 d4 -> {d4}"; "nothing -> {d4}".
inline std::string text(const Plan& plan) {
    std::string made;
    for (const Move& move : plan.moves) made += move.id + " ";
    return (made.empty() ? "nothing " : made) + "-> " + text(plan.rows);
}

/// The error of a call; throws when there is none.
template <class Call>
GraphError error_of(Call call) {
    try {
        call();
    } catch (const GraphError& error) {
        return error;
    }
    throw std::logic_error("there was no error");
}

}  // namespace aludel::migrations
