#include <aludel/generator/journal.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include <fmt/format.h>

#include <aludel/generator/failure.h>

namespace aludel::generator {
namespace {

constexpr std::string_view heading =
    "aludel journal 1\n"
    "# Left by a run of `aludel revision` that was stopped while it wrote. Not to be committed: the next run takes its files\n"
    "# back, or finishes, and removes this.\n";

std::string content_text(std::string_view word, const std::optional<std::string>& content) {
    if (!content) return fmt::format("{} absent\n", word);
    return fmt::format("{} {}\n{}\n", word, content->size(), *content);
}

class JournalReader {
public:
    JournalReader(std::string_view text, const path& directory) : rest_(text), directory_(directory) {}

    Journal read() {
        if (!rest_.starts_with(heading)) fail();
        rest_.remove_prefix(heading.size());
        Journal journal{.revision = value("revision"), .directories = {}, .entries = {}, .committed_by_last = value("chain") == "last"};
        while (rest_.starts_with("directory ")) journal.directories.push_back(file("directory"));
        while (rest_.starts_with("file ")) {
            JournalEntry entry{.file = file("file"), .before = content("before"), .after = content("after"), .hooked = false};
            entry.hooked = value("hooks") == "running";
            journal.entries.push_back(std::move(entry));
        }
        if (rest_ != "end\n") fail();
        return journal;
    }

private:
    [[noreturn]] static void fail() { throw Failure("journal", "this is no journal of aludel's"); }

    std::string_view line() {
        const auto end = rest_.find('\n');
        if (end == std::string_view::npos) fail();
        const std::string_view found = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        return found;
    }

    std::string value(std::string_view word) {
        const std::string_view found = line();
        if (!found.starts_with(word) || found.size() < word.size() + 2 || found[word.size()] != ' ') fail();
        return std::string(found.substr(word.size() + 1));
    }

    path file(std::string_view word) { return (directory_ / value(word)).lexically_normal(); }

    std::optional<std::string> content(std::string_view word) {
        const std::string said = value(word);
        if (said == "absent") return {};
        std::size_t size = 0;
        const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), size);
        if (error != std::errc() || end != said.data() + said.size() || size >= rest_.size() || rest_[size] != '\n') fail();
        std::string text(rest_.substr(0, size));
        rest_.remove_prefix(size + 1);
        return text;
    }

    std::string_view rest_;
    const path& directory_;
};

bool is_within(const path& file, const path& directory) {
    const path normal = directory.lexically_normal();
    return std::mismatch(normal.begin(), normal.end(), file.begin(), file.end()).first == normal.end();
}

}  // namespace

path journal_file(const Config& config) {
    return config.migrations_directory / ".aludel-journal";
}

std::optional<Journal> read_journal(const Config& config) {
    const path file = journal_file(config);
    const auto text = find_file(file);
    if (!text) return {};
    try {
        Journal journal = parse_journal(*text, config.migrations_directory);
        for (const JournalEntry& entry : journal.entries)
            if (!is_within(entry.file, config.migrations_directory) && !is_within(entry.file, config.schema_directory))
                throw Failure("journal",
                              fmt::format("it speaks of {}, which is no file of the migrations or the schema", shown(entry.file)));
        return journal;
    } catch (const Failure& failure) {
        Diagnostic diagnostic = failure.diagnostics().front();
        diagnostic.location.file = shown(file);
        diagnostic.notes.push_back({"journal",
                                    Severity::note,
                                    fmt::format("it is left by a run of `aludel revision` that was stopped: put {} and {} as they should "
                                                "be (`git status` shows what changed), then delete it",
                                                shown(config.migrations_directory), shown(config.schema_directory)),
                                    {},
                                    {},
                                    {}});
        throw Failure({std::move(diagnostic)});
    }
}

void write_journal(const Config& config, const Journal& journal) {
    write_file(journal_file(config), journal_text(journal, config.migrations_directory));
}

std::string journal_text(const Journal& journal, const path& migrations_directory) {
    const auto relative = [&](const path& file) { return file.lexically_relative(migrations_directory).generic_string(); };
    std::string text = fmt::format("{}revision {}\nchain {}\n", heading, journal.revision, journal.committed_by_last ? "last" : "later");
    for (const path& directory : journal.directories) text += fmt::format("directory {}\n", relative(directory));
    for (const JournalEntry& entry : journal.entries)
        text += fmt::format("file {}\n{}{}hooks {}\n", relative(entry.file), content_text("before", entry.before),
                            content_text("after", entry.after), entry.hooked ? "running" : "done");
    return text + "end\n";
}

Journal parse_journal(const std::string& text, const path& migrations_directory) {
    return JournalReader(text, migrations_directory).read();
}

}  // namespace aludel::generator
