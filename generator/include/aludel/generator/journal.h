#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aludel/generator/config.h>
#include <aludel/generator/files.h>

namespace aludel::generator {

/// A file that a revision changes, with all that it holds before and after; nullopt: it is not there.
struct JournalEntry {
    path file = {};
    std::optional<std::string> before = {};
    std::optional<std::string> after = {};
    bool hooked = false;  ///< hooks may be changing it: what is there need not be `after`
    friend bool operator==(const JournalEntry&, const JournalEntry&) = default;
};

/// What `aludel revision` is about to write, on disk before it writes the first file and gone after the last: so a run
/// that dies between two files leaves what the next one needs to finish it or to take it back.
struct Journal {
    std::string revision = {};               ///< its id
    std::vector<path> directories = {};      ///< that are not there before, the outer ones first
    std::vector<JournalEntry> entries = {};  ///< in the order in which they are written
    bool committed_by_last = false;          ///< the last entry is the commit point, chain.cpp; else that is to come
    friend bool operator==(const Journal&, const Journal&) = default;
};

path journal_file(const Config& config);

/// nullopt when there is none. @throws Failure for one that cannot be read, or that speaks of files elsewhere than in the
/// migrations and the schema directory.
std::optional<Journal> read_journal(const Config& config);
void write_journal(const Config& config, const Journal& journal);

/// The text of a journal, and back. Paths in it are relative to the migrations directory.
/// @throws Failure for a text that is none.
std::string journal_text(const Journal& journal, const path& migrations_directory);
Journal parse_journal(const std::string& text, const path& migrations_directory);

}  // namespace aludel::generator
