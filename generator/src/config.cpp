#include <aludel/generator/config.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>
#include <aludel/generator/ignore.h>
#include <aludel/generator/literal.h>
#include <aludel/generator/nearest.h>

namespace aludel::generator {
namespace {

// The words of <aludel/revision.h> are found beside the outermost namespace of a revision: one of the same name would be
// ambiguous in every revision.
constexpr std::array words = {"aludel",      "always",     "array_of",
                              "as_integer",  "as_text",    "bigint",
                              "blob",        "boolean",    "bytes",
                              "by_default",  "cascade",    "custom",
                              "date",        "deferrable", "double_precision",
                              "enumeration", "generated",  "integer",
                              "interval",    "json",       "local_timestamp",
                              "native",      "no",         "no_action",
                              "no_default",  "now",        "null",
                              "nulls",       "numeric",    "op",
                              "real",        "restrict",   "set_default",
                              "set_null",    "smallint",   "sql",
                              "std",         "text",       "time_of_day",
                              "timestamp",   "uuid",       "varchar"};

// As to_string(schema::Type) writes them, for who writes one that is none.
const std::vector<std::string> type_words = {"array_of(integer)",
                                             "bigint",
                                             "boolean",
                                             "bytes",
                                             "custom(\"...\")",
                                             "date",
                                             "double_precision",
                                             "integer",
                                             "interval",
                                             "json",
                                             "local_timestamp",
                                             "numeric",
                                             "real",
                                             "smallint",
                                             "text",
                                             "time_of_day",
                                             "timestamp",
                                             "uuid",
                                             "varchar(255)"};

bool is_word_of_revisions(std::string_view name) {
    return std::find(words.begin(), words.end(), name) != words.end();
}

class Reader {
public:
    Reader(const path& file, Config& config) : file_(shown(file)), config_(config) {}

    void read(const toml::table& document) {
        table(document, "",
              {
                  {"name", text(config_.name)},
                  {"dialects", dialects()},
                  {"models", section("models", {{"headers", texts(config_.headers)},
                                                {"include_directories", texts(config_.include_directories)},
                                                {"definitions", texts(config_.definitions)},
                                                {"standard", text(config_.standard)},
                                                {"note_missing_primary_key", flag(models_.note_missing_primary_key)}})},
                  {"naming", section("naming", {{"tables", word(models_.table_names, {"snake_case_plural", "snake_case", "as_written"})},
                                                {"columns", word(models_.column_names, {"as_written", "snake_case"})},
                                                {"strip_prefixes", affixes(models_.strip_prefixes)},
                                                {"strip_suffixes", affixes(models_.strip_suffixes)},
                                                {"plurals", plurals()}})},
                  {"types", types()},
                  {"schema", section("schema", {{"directory", place(config_.schema_directory)}})},
                  {"migrations", section("migrations", {{"directory", place(config_.migrations_directory)},
                                                        {"file_template", file_template()},
                                                        {"namespace", namespace_name()}})},
                  {"objects", section("objects", {{"files", said(config_.objects.files)},
                                                  {"extensions", said(config_.objects.extensions)},
                                                  {"schemas", said(config_.objects.schemas)},
                                                  {"sequence", sequences()}})},
                  {"autogenerate", section("autogenerate", {{"ignore", ignore()}})},
                  {"database", section("database", {{"url", text(config_.database_url)}})},
                  {"build", section("build", {{"directory", place(config_.build_directory)}, {"program", place(config_.program)}})},
                  {"templates", section("templates", {{"directory", templates_directory()}})},
                  {"hooks", section("hooks", {{"post_write", commands()}})},
              });
        check_name(document);
    }

    /// In the order of the file; toml++ sorts its tables by key.
    std::vector<Diagnostic> take() {
        std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                         [](const Diagnostic& a, const Diagnostic& b) { return a.location.line < b.location.line; });
        return std::move(diagnostics_);
    }

private:
    using Read = std::function<void(const toml::node&, const std::string& key)>;
    using Keys = std::map<std::string, Read>;

    Location at(const toml::source_region& source) const {
        const auto line = static_cast<int>(source.begin.line), column = static_cast<int>(source.begin.column);
        const auto end_line = static_cast<int>(source.end.line), end_column = static_cast<int>(source.end.column);
        return {file_, line, column, end_line, end_column};
    }
    void report(std::string id, std::string message, Location location) {
        diagnostics_.push_back({std::move(id), Severity::error, std::move(message), std::move(location), {}, {}});
    }
    void wrong_type(const toml::node& node, const std::string& key, std::string_view expected) {
        report("config-type", fmt::format("{} must be {}", key, expected), at(node.source()));
    }

    void table(const toml::table& found, const std::string& name, const Keys& keys) {
        std::vector<std::string> known;
        for (const auto& [key, read] : keys) known.push_back(key);
        for (const auto& [key, node] : found) {
            const std::string word(key.str());
            const std::string full = name.empty() ? word : fmt::format("{}.{}", name, word);
            if (const auto reader = keys.find(word); reader != keys.end()) {
                reader->second(node, full);
            } else {
                const std::string where = name.empty() ? "aludel.toml" : "[" + name + "]";
                report("unknown-key", fmt::format("{} has no key '{}'{}", where, word, did_you_mean(word, known)), at(key.source()));
            }
        }
    }

    Read section(const std::string& name, Keys keys) {
        return [this, name, keys = std::move(keys)](const toml::node& node, const std::string& key) {
            const toml::table* found = node.as_table();
            if (found == nullptr) return wrong_type(node, key, "a table: [" + key + "]");
            table(*found, name, keys);
        };
    }

    Read text(std::string& to) {
        return [this, &to](const toml::node& node, const std::string& key) {
            const auto value = node.value_exact<std::string>();
            if (!value) return wrong_type(node, key, "a string");
            to = *value;
        };
    }

    Read flag(bool& to) {
        return [this, &to](const toml::node& node, const std::string& key) {
            const auto value = node.value_exact<bool>();
            if (!value) return wrong_type(node, key, "true or false");
            to = *value;
        };
    }

    /// One of a few.
    Read word(std::string& to, std::vector<std::string> known) {
        return [this, &to, known = std::move(known)](const toml::node& node, const std::string& key) {
            const auto value = node.value_exact<std::string>();
            if (!value) return wrong_type(node, key, "a string");
            if (std::find(known.begin(), known.end(), *value) == known.end()) {
                const std::string near = did_you_mean(*value, known);
                return report("config-value",
                              fmt::format("{} can't be '{}'{}", key, *value, near.empty() ? "; it is one of " + join(known) : near),
                              at(node.source()));
            }
            to = *value;
        };
    }

    static std::string join(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, ", ")); }

    Read texts(std::vector<std::string>& to) {
        return [this, &to](const toml::node& node, const std::string& key) {
            const toml::array* found = node.as_array();
            if (found == nullptr) return wrong_type(node, key, "a list of strings");
            to.clear();
            for (const toml::node& item : *found) {
                const auto value = item.value_exact<std::string>();
                if (!value) return wrong_type(item, key, "a list of strings");
                to.push_back(*value);
            }
        };
    }

    /// Names, each with its place.
    Read said(std::vector<Said<std::string>>& to) {
        return [this, &to](const toml::node& node, const std::string& key) {
            const toml::array* found = node.as_array();
            if (found == nullptr) return wrong_type(node, key, "a list of strings");
            for (const toml::node& item : *found) {
                const auto value = item.value_exact<std::string>();
                if (!value) return wrong_type(item, key, "a list of strings");
                const Location location = at(item.source());
                const auto same = [&](const auto& other) { return other.what == *value; };
                if (value->empty()) {
                    report("config-value", key + " has an empty name in it", location);
                } else if (std::any_of(to.begin(), to.end(), same)) {
                    report("config-value", fmt::format("{} names {} twice", key, *value), location);
                } else {
                    to.push_back({*value, location});
                }
            }
        };
    }

    Read ignore() {
        return [this](const toml::node& node, const std::string& key) {
            said(config_.ignore)(node, key);
            for (const Said<std::string>& pattern : config_.ignore) {
                if (ignore_pattern(pattern.what)) continue;
                report("config-value",
                       fmt::format("{} can't be '{}': write \"table\", \"table.column\" or \"schema.table\", with *, ? and [...] for what "
                                   "varies",
                                   key, pattern.what),
                       pattern.location);
            }
        };
    }

    /// [[objects.sequence]]
    Read sequences() {
        return [this](const toml::node& node, const std::string& key) {
            const toml::array* found = node.as_array();
            if (found == nullptr || !found->is_homogeneous(toml::node_type::table))
                return wrong_type(node, key, "a list of tables: [[" + key + "]]");
            for (const toml::node& item : *found) {
                schema::Sequence sequence;
                table(*item.as_table(), key,
                      {{"name", text(sequence.name.name)},
                       {"schema", text(sequence.name.schema)},
                       {"start", integer(sequence.start)},
                       {"increment", integer(sequence.increment)},
                       {"minimum", integer(sequence.minimum)},
                       {"maximum", integer(sequence.maximum)},
                       {"cycle", flag(sequence.cycle)},
                       {"only", only(sequence.only)},
                       {"comment", text(sequence.comment)}});
                const toml::node* name = item.as_table()->get("name");
                const Location location = at(name != nullptr ? name->source() : item.source());
                const auto same = [&](const auto& other) { return other.what.name == sequence.name; };
                if (sequence.name.name.empty()) {
                    if (name == nullptr || name->is_string())
                        report("config-value", "a sequence must have a name: name = \"invoice_numbers\"", location);
                } else if (std::any_of(config_.objects.sequences.begin(), config_.objects.sequences.end(), same)) {
                    report("config-value", fmt::format("there are two sequences {}", to_string(sequence.name)), location);
                } else {
                    config_.objects.sequences.push_back({std::move(sequence), location});
                }
            }
        };
    }

    Read integer(std::optional<std::int64_t>& to) {
        return [this, &to](const toml::node& node, const std::string& key) {
            to = node.value_exact<std::int64_t>();
            if (!to) wrong_type(node, key, "an integer");
        };
    }

    Read only(std::vector<std::string>& to) {
        return [this, &to](const toml::node& node, const std::string& key) {
            texts(to)(node, key);
            refuse_unknown_dialects(to, node);
        };
    }

    void refuse_unknown_dialects(const std::vector<std::string>& found, const toml::node& node) {
        for (const std::string& dialect : found) {
            if (!is_dialect(dialect))
                report("unknown-dialect",
                       fmt::format("there is no dialect '{}'; there are {}", dialect, fmt::join(known_dialects, " and ")),
                       at(node.source()));
        }
    }

    /// A directory or a program.
    Read place(path& to) {
        return [this, &to](const toml::node& node, const std::string& key) {
            const auto value = node.value_exact<std::string>();
            if (!value) return wrong_type(node, key, "a string");
            to = (config_.root / *value).lexically_normal();
        };
    }

    Read templates_directory() {
        return [this](const toml::node& node, const std::string& key) {
            path found;
            place(found)(node, key);
            if (!found.empty()) config_.templates_directory = found;
        };
    }

    Read commands() {
        return [this](const toml::node& node, const std::string& key) {
            std::vector<std::string> found;
            texts(found)(node, key);
            config_.post_write = std::move(found);
        };
    }

    Read dialects() {
        return [this](const toml::node& node, const std::string& key) {
            std::vector<std::string> found;
            texts(found)(node, key);
            refuse_unknown_dialects(found, node);
            config_.dialects = {found.begin(), found.end()};
            if (found.empty()) report("unknown-dialect", key + " must name at least one dialect", at(node.source()));
        };
    }

    Read file_template() {
        return [this](const toml::node& node, const std::string& key) {
            text(config_.file_template)(node, key);
            static constexpr std::array fields = {"id", "slug", "year", "month", "day", "hour", "minute", "second"};
            const std::string& given = config_.file_template;
            if (given.find('/') != std::string::npos || given.empty())
                return report("file-template", key + " must be a file name without directories", at(node.source()));
            for (std::size_t open = given.find('{'); open != std::string::npos; open = given.find('{', open + 1)) {
                const std::size_t close = given.find('}', open);
                const std::string field = given.substr(open + 1, close == std::string::npos ? close : close - open - 1);
                if (std::find(fields.begin(), fields.end(), field) == fields.end())
                    return report(
                        "file-template",
                        fmt::format("{} has no field {{{}}}; there are {{id}} {{slug}} {{year}} {{month}} {{day}} {{hour}} {{minute}} "
                                    "{{second}}",
                                    key, field),
                        at(node.source()));
            }
            if (given.find("{id}") == std::string::npos)
                report("file-template", key + " must contain {id}: two revisions may have the same message", at(node.source()));
        };
    }

    Read affixes(std::vector<std::string>& to) {
        return [this, &to](const toml::node& node, const std::string& key) {
            texts(to)(node, key);
            for (const std::string& affix : to) {
                if (!is_part_of_name(affix))
                    report("config-value", fmt::format("{} has '{}', which no member's name has", key, affix), at(node.source()));
            }
        };
    }

    static bool is_part_of_name(std::string_view text) {
        return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return std::isalnum(byte) != 0 || c == '_' || byte >= 0x80;
        });
    }

    Read plurals() {
        return [this](const toml::node& node, const std::string& key) {
            const toml::table* found = node.as_table();
            if (found == nullptr) return wrong_type(node, key, "a table: [" + key + "]");
            for (const auto& [singular, value] : *found) {
                const std::string name(singular.str());
                const auto plural = value.value_exact<std::string>();
                if (!plural) {
                    wrong_type(value, fmt::format("{}.{}", key, name), "a string");
                } else if (!is_part_of_name(name) ||
                           std::any_of(name.begin(), name.end(), [](unsigned char c) { return std::isupper(c); })) {
                    // A struct's name is looked up in snake case: another spelling would be found never.
                    report("config-value", fmt::format("[{}] has '{}', which is no name in snake_case: person, order_item", key, name),
                           at(singular.source()));
                } else if (!is_part_of_name(*plural)) {
                    report("config-value", fmt::format("{}.{} can't be '{}': it is part of a table's name", key, name, *plural),
                           at(value.source()));
                } else {
                    models_.plurals[name] = *plural;
                }
            }
        };
    }

    Read types() {
        return [this](const toml::node& node, const std::string& key) {
            const toml::table* found = node.as_table();
            if (found == nullptr) return wrong_type(node, key, "a table: [" + key + "]");
            for (const auto& [word, value] : *found) {
                std::string name(word.str());
                if (name.starts_with("::")) name.erase(0, 2);
                if (name.empty() || !is_type_name(name)) {
                    report("config-value",
                           fmt::format("[{}] has '{}', which is no C++ type: write it with its namespaces, \"boost::uuids::uuid\"", key,
                                       word.str()),
                           at(word.source()));
                } else if (std::optional<schema::Type> type = mapped_type(value, key, name)) {
                    models_.types[name] = std::move(*type);
                }
            }
        };
    }

    /// White space stands between the arguments of a template alone.
    static bool is_type_name(std::string_view name) {
        const std::string_view outer = name.substr(0, name.find('<'));
        return is_part_of_name(outer.substr(0, outer.find(':'))) && name.find_first_of("=*&\"") == std::string_view::npos &&
               outer.find_first_of(" \t") == std::string_view::npos;
    }

    std::optional<schema::Type> mapped_type(const toml::node& node, const std::string& section, const std::string& name) {
        const std::string key = fmt::format("[{}] \"{}\"", section, name);
        if (const toml::table* engines = node.as_table()) return type_of_engines(*engines, key);
        const auto text = node.value_exact<std::string>();
        if (!text) {
            wrong_type(node, key, R"(a type, or a table of one for each engine: { postgresql = "inet", sqlite = "text" })");
            return std::nullopt;
        }
        std::optional<schema::Type> type = schema::parse_type(*text);
        if (type && std::holds_alternative<schema::Enumeration>(type->kind)) {
            report("config-value", fmt::format("{} can't be an enumeration: an enum of the models is one by itself", key),
                   at(node.source()));
            return std::nullopt;
        }
        if (!type) {
            const std::string near = did_you_mean(*text, type_words);
            report("config-type-word",
                   fmt::format("{}: '{}' is no type of Aludel's{}", key, *text, near.empty() ? "; there are " + join(type_words) : near),
                   at(node.source()));
            diagnostics_.back().notes.push_back({"config-type-word",
                                                 Severity::note,
                                                 fmt::format("a type of one engine is written {{ postgresql = \"{}\" }}", *text),
                                                 {},
                                                 {},
                                                 {}});
        }
        return type;
    }

    std::optional<schema::Type> type_of_engines(const toml::table& engines, const std::string& key) {
        schema::Custom type;
        for (const auto& [engine, node] : engines) {
            const std::string dialect(engine.str());
            const auto text = node.value_exact<std::string>();
            if (!is_dialect(dialect)) {
                report("unknown-dialect", fmt::format("{}: there is no dialect '{}'; there are sqlite and postgresql", key, dialect),
                       at(engine.source()));
            } else if (!text || text->empty()) {
                wrong_type(node, fmt::format("{} {}", key, dialect), "a type in words of its own, as a string");
            } else {
                type.sql.dialects[dialect] = *text;
            }
        }
        if (engines.empty())
            wrong_type(engines, key, R"(a type, or a table of one for each engine: { postgresql = "inet", sqlite = "text" })");
        if (type.sql.dialects.size() != engines.size() || engines.empty()) return std::nullopt;
        return schema::Type{std::move(type)};
    }

    static bool is_dialect(std::string_view name) {
        return std::find(known_dialects.begin(), known_dialects.end(), name) != known_dialects.end();
    }

    Read namespace_name() {
        return [this](const toml::node& node, const std::string& key) {
            text(config_.migrations_namespace)(node, key);
            check_namespace(config_.migrations_namespace, at(node.source()));
        };
    }

    void check_namespace(const std::string& name, const Location& location) {
        std::string_view rest = name;
        bool first = true;
        while (true) {
            const auto colons = rest.find("::");
            const std::string part(rest.substr(0, colons));
            if (part.empty() || identifier(part) != part)
                return report("namespace", fmt::format("'{}' is no name of a namespace in '{}'", part, name), location);
            if (first && is_word_of_revisions(part))
                return report("namespace",
                              fmt::format("'{}' means something in revision files already; say another one: [migrations] namespace = "
                                          "\"{}_app::migrations\"",
                                          part, part),
                              location);
            if (colons == std::string_view::npos) return;
            rest.remove_prefix(colons + 2);
            first = false;
        }
    }

    void check_name(const toml::table& document) {
        const toml::node* node = document.get("name");
        const Location location = node != nullptr ? at(node->source()) : Location{file_, 1, 1, 1, 1};
        if (config_.name.empty() && (node == nullptr || node->is_string()))
            report("config-name", "aludel.toml must say the name of the application: name = \"bookshelf\"", location);
        if (!config_.migrations_namespace.empty() || config_.name.empty()) return;
        config_.migrations_namespace = default_namespace(config_.name);
    }

    std::string file_;
    Config& config_;
    ModelSettings& models_ = config_.model_settings;
    std::vector<Diagnostic> diagnostics_;
};

}  // namespace

std::filesystem::path find_config(const std::filesystem::path& directory) {
    for (path at = std::filesystem::absolute(directory).lexically_normal();; at = at.parent_path()) {
        if (std::filesystem::is_regular_file(at / config_file_name)) return at / config_file_name;
        if (at == at.parent_path()) break;
    }
    throw Failure("no-config", fmt::format("there is no aludel.toml in {} or above it; `aludel init` makes one",
                                           std::filesystem::absolute(directory).string()));
}

Config parse_config(const std::filesystem::path& file, std::string_view text) {
    Config config;
    config.file = std::filesystem::absolute(file).lexically_normal();
    config.root = config.file.parent_path();
    config.schema_directory = config.root / "schema";
    config.migrations_directory = config.root / "migrations";
    config.build_directory = config.root / "build";
    try {
        const toml::table document = toml::parse(text, config.file.string());
        Reader reader(file, config);
        reader.read(document);
        if (auto diagnostics = reader.take(); !diagnostics.empty()) throw Failure(std::move(diagnostics));
    } catch (const toml::parse_error& error) {
        const auto& begin = error.source().begin;
        const auto line = static_cast<int>(begin.line), column = static_cast<int>(begin.column);
        throw Failure("config-syntax", std::string(error.description()), {shown(file), line, column, line, column});
    }
    if (config.program.empty()) config.program = config.build_directory / (config.name + "_migrate");
    return config;
}

Config read_config(const std::filesystem::path& file) {
    return parse_config(file, read_file(file));
}

std::string default_namespace(std::string_view name) {
    const std::string outer = identifier(name);
    return (is_word_of_revisions(outer) ? outer + "_app" : outer) + "::migrations";
}

}  // namespace aludel::generator
