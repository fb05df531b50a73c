#include "sql/postgresql/objects.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "sql/postgresql/literal.h"
#include "sql/postgresql/names.h"
#include "sql/postgresql/statements.h"

namespace aludel::migrations::postgresql {

using namespace schema;

namespace {

std::string block(const std::string& body) {
    std::string tag = "$aludel$";
    for (int i = 1; body.find(tag) != std::string::npos; ++i) tag = fmt::format("$aludel{}$", i);
    return fmt::format("DO {0}\n{1}\n{0}", tag, body);
}

// Somebody else's object is no reason for a downgrade to fail, and never one for CASCADE.
std::string drop_if_unused(const char* kind, const std::string& name, const std::string& unless, const std::string& reason) {
    const std::string what = literal(fmt::format("the {} {}", kind == std::string_view("SCHEMA") ? "schema" : "extension", name));
    const std::string drop = fmt::format("DROP {} IF EXISTS {};", kind, quoted(name));
    const std::string body =
        unless.empty()
            ? "    " + drop
            : fmt::format("    IF EXISTS ({}) THEN\n        RAISE NOTICE '% stays: %', {}, {};\n    ELSE\n        {}\n    END IF;", unless,
                          what, literal(reason), drop);
    return block(
        fmt::format("BEGIN\n{}\nEXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege THEN\n"
                    "    RAISE NOTICE '% stays: %', {}, SQLERRM;\nEND",
                    body, what));
}

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

/// Reads the head of a CREATE statement.
class Head {
public:
    explicit Head(std::string_view statement) : tokens_(tokens(statement)) {}

    bool take(const char* word) {
        if (at_ >= tokens_.size() || upper(tokens_[at_]) != word) return false;
        ++at_;
        return true;
    }
    bool find(const char* word) {
        while (at_ < tokens_.size() && upper(tokens_[at_]) != word) ++at_;
        return take(word);
    }
    void skip(std::initializer_list<const char*> words) {
        while (std::any_of(words.begin(), words.end(), [&](const char* word) { return take(word); })) {
        }
    }
    std::optional<Name> name() {
        std::optional<std::string> first = part();
        if (!first) return std::nullopt;
        if (!take(".")) return Name(*first);
        const std::optional<std::string> second = part();
        return second ? std::optional<Name>(Name(*first, *second)) : std::nullopt;
    }

private:
    std::optional<std::string> part() {
        if (at_ >= tokens_.size()) return std::nullopt;
        const std::string_view token = tokens_[at_++];
        if (token.front() != '"') {
            std::string folded(token);
            for (char& c : folded)
                if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
            return folded;
        }
        // "a""b" is read as two texts in quotes, one behind the other.
        std::string name(token.substr(1, token.size() - 2));
        const auto continues = [&] {
            const std::string_view before = tokens_[at_ - 1];
            return at_ < tokens_.size() && tokens_[at_].front() == '"' && tokens_[at_].data() == before.data() + before.size();
        };
        for (; continues(); ++at_) name += '"' + std::string(tokens_[at_].substr(1, tokens_[at_].size() - 2));
        return name;
    }

    std::vector<std::string_view> tokens_;
    std::size_t at_ = 0;
};

struct Kind {
    const char* words;  // behind CREATE
    const char* kind;
    const char* on = nullptr;  // it has no schema but that of the table behind this word
};

constexpr std::array kinds = {Kind{"CONSTRAINT TRIGGER", "trigger", "ON"},
                              Kind{"TRIGGER", "trigger", "ON"},
                              Kind{"EVENT TRIGGER", "event trigger"},
                              Kind{"RULE", "rule", "TO"},
                              Kind{"POLICY", "policy", "ON"},
                              Kind{"FUNCTION", "function"},
                              Kind{"PROCEDURE", "procedure"},
                              Kind{"AGGREGATE", "aggregate"},
                              Kind{"DOMAIN", "domain"},
                              Kind{"TYPE", "type"},
                              Kind{"STATISTICS", "statistics"},
                              Kind{"EXTENSION", "extension"},
                              Kind{"SCHEMA", "schema"},
                              Kind{"FOREIGN TABLE", "foreign table"},
                              Kind{"UNLOGGED TABLE", "table"},
                              Kind{"TABLE", "table"},
                              Kind{"MATERIALIZED VIEW", "view"},
                              Kind{"RECURSIVE VIEW", "view"},
                              Kind{"VIEW", "view"},
                              Kind{"SEQUENCE", "sequence"},
                              Kind{"UNIQUE INDEX", "index", "ON"},
                              Kind{"INDEX", "index", "ON"}};

bool take_words(Head& head, std::string_view words) {
    Head ahead = head;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        if (!ahead.take(std::string(words.substr(at, end - at)).c_str())) return false;
        at = end + 1;
    }
    head = std::move(ahead);
    return true;
}

std::optional<Opaque> made_by(const std::string& statement) {
    Head head(statement);
    if (!head.take("CREATE")) return std::nullopt;
    if (head.take("OR")) head.take("REPLACE");
    for (const Kind& kind : kinds) {
        if (!take_words(head, kind.words)) continue;
        head.skip({"IF", "NOT", "EXISTS", "CONCURRENTLY"});
        std::optional<Name> name = head.name();
        if (!name) return std::nullopt;
        if (kind.on != nullptr) {
            // CREATE RULE r AS ON INSERT TO t
            const std::optional<Name> table = head.find(kind.on) ? head.name() : std::nullopt;
            if (!table) return std::nullopt;
            name->schema = table->schema;
        }
        return Opaque{.name = *name, .kind = kind.kind, .create = {.sql = statement, .dialects = {}}, .drop = {}, .only = {}};
    }
    return std::nullopt;
}

}  // namespace

std::string create_schema(const std::string& name) {
    return block(
        fmt::format("BEGIN\n    IF NOT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = {}) THEN\n"
                    "        CREATE SCHEMA {};\n    END IF;\nEND",
                    literal(name), quoted(name)));
}

std::string drop_schema(const std::string& name) {
    return drop_if_unused("SCHEMA", name, "", "");
}

std::string create_extension(const std::string& name) {
    return "CREATE EXTENSION IF NOT EXISTS " + quoted(name);
}

std::string drop_extension(const std::string& name) {
    // Those of pg_cron or PostGIS hold what their users wrote, and DROP EXTENSION asks nobody.
    return drop_if_unused("EXTENSION", name,
                          "SELECT 1 FROM pg_extension e JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid "
                          "AND d.classid = 'pg_class'::regclass AND d.deptype = 'e' "
                          "JOIN pg_class c ON c.oid = d.objid AND c.relkind IN ('r', 'p', 'm', 'f') WHERE e.extname = " +
                              literal(name),
                          "it has tables, whose rows would go with it");
}

std::string alter_sequence(const Sequence& before, const Sequence& after) {
    std::string out = "ALTER SEQUENCE " + quoted_name(after.name);
    const std::int64_t increment = after.increment.value_or(1);
    if (before.increment != after.increment) out += fmt::format(" INCREMENT BY {}", increment);
    const auto bound = [&](const char* word, const std::optional<std::int64_t>& value) {
        out += value ? fmt::format(" {} {}", word, *value) : fmt::format(" NO {}", word);
    };
    // The engine's own bounds depend on the direction.
    const bool turned = (before.increment.value_or(1) > 0) != (increment > 0);
    if (turned || before.minimum != after.minimum) bound("MINVALUE", after.minimum);
    if (turned || before.maximum != after.maximum) bound("MAXVALUE", after.maximum);
    const auto start = [](const Sequence& sequence) {
        const bool ascending = sequence.increment.value_or(1) > 0;
        return sequence.start.value_or(ascending ? sequence.minimum.value_or(1) : sequence.maximum.value_or(-1));
    };
    if (start(before) != start(after)) out += fmt::format(" START WITH {}", start(after));
    if (before.cycle != after.cycle) out += after.cycle ? " CYCLE" : " NO CYCLE";
    return out;
}

bool is_room(const Opaque& object) {
    return object.kind == "schema" && object.is_made_of_its_name();
}

std::set<std::string> rooms_of(const Schema& schema) {
    std::set<std::string> rooms;
    for (const Table& table : schema.tables)
        if (!table.name.schema.empty()) rooms.insert(table.name.schema);
    // An enum that is no type of its own is nowhere.
    for (const Enum& type : schema.enums)
        if (type.storage == EnumStorage::native && !type.name.schema.empty()) rooms.insert(type.name.schema);
    for (const View& view : schema.views)
        if (names_dialect(view.only, "postgresql") && !view.name.schema.empty()) rooms.insert(view.name.schema);
    for (const Sequence& sequence : schema.sequences)
        if (sequence.stands_on("postgresql") && !sequence.name.schema.empty()) rooms.insert(sequence.name.schema);
    for (const Opaque& object : schema.opaque) {
        if (!object.stands_on("postgresql")) continue;
        if (is_room(object)) rooms.insert(object.name.name);
        if (!object.name.schema.empty()) rooms.insert(object.name.schema);
    }
    return rooms;
}

std::vector<Opaque> catalogue_objects(const Opaque& lowered) {
    std::vector<Opaque> found;
    for (const std::string& statement : split_statements(lowered.create.sql))
        if (auto made = made_by(statement)) found.push_back(std::move(*made));
    if (found.empty()) found.push_back(lowered);
    return found;
}

}  // namespace aludel::migrations::postgresql
