#pragma once

#include <ctime>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <aludel/migrations/operation.h>

namespace aludel::generator {

/// A revision that is to be written.
struct NewRevision {
    std::string id = {};
    std::vector<std::string> parents = {};
    std::string message = {};
    std::vector<std::string> labels = {};
    std::vector<std::string> depends_on = {};
    std::vector<migrations::Operation> upgrade = {};
    std::vector<std::string> reasons = {};  ///< why each operation of `upgrade` is there; may be empty, as each of them
    std::vector<migrations::Operation> downgrade = {};
    std::vector<std::string> accepted = {};  ///< sentences that a reviewer is to know, for the top of the file
    std::time_t created = 0;
};

/// The text of its file: the same for the same revision, whenever and wherever it is written.
std::string revision_text(const NewRevision& revision, const std::string& migrations_namespace,
                          const std::optional<std::filesystem::path>& templates_directory = {});

/// What a message is in a file name: "Add books.published_on!" gives "add_books_published_on"; at most 40 characters,
/// cut between words.
std::string slug(const std::string& message);

/// `file_template` with its fields filled in, and ".cpp".
std::string revision_file_name(const NewRevision& revision, const std::string& file_template);

/// 12 random hexadecimal digits.
std::string random_revision_id();

/// The time that a new revision states: SOURCE_DATE_EPOCH where that is set, else now.
/// @throws Failure when SOURCE_DATE_EPOCH is no number.
std::time_t creation_time();

}  // namespace aludel::generator
