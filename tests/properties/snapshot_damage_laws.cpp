#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include <aludel/schema/snapshot.h>
#include <aludel/schema/validate.h>

#include "properties/law.h"
#include "properties/schema_generators.h"

// What becomes of a snapshot that somebody, or something, has damaged: an error with its place, or a valid snapshot.

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

int lines(const std::string& text) {
    return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

// What is wrong with how it is read; empty where it is read well, or refused as it should be.
std::string mistake(const SnapshotFiles& files, bool& refused) {
    refused = true;
    try {
        const Snapshot snapshot = parse_committed(files);
        refused = false;
        return validate(snapshot.schema, {}).empty() ? "" : "what was read is no database";
    } catch (const SnapshotError& error) {
        const auto file = files.find(error.file());
        if (file == files.end()) return std::string("there is no such file: ") + error.what();
        if (error.line() < 1 || error.line() > lines(file->second) + 1) return std::string("there is no such line: ") + error.what();
        return "";
    } catch (const std::exception& error) {
        return std::string("another exception: ") + error.what();
    }
}

std::string damaged(Dice& dice, std::string text) {
    static const std::vector<std::string> scraps = {"\n",
                                                    "\"",
                                                    "'",
                                                    "\"\"\"",
                                                    "[[column]]\n",
                                                    "[",
                                                    "]",
                                                    "{",
                                                    "}",
                                                    "=",
                                                    "#",
                                                    "\\",
                                                    "\x80",
                                                    "\r",
                                                    "name = \"x\"\n",
                                                    "\n\n",
                                                    ".",
                                                    "\xff\xfe",
                                                    "true",
                                                    "1979-05-27",
                                                    "<<<<<<<",
                                                    "0x",
                                                    std::string(1, '\0')};
    const std::size_t at = dice.below(text.size() + 1);
    const std::size_t line = text.rfind('\n', at == 0 ? 0 : at - 1) + 1;  // npos + 1 is the beginning
    const std::size_t end = std::min(text.find('\n', line), text.size() - 1) + 1;
    switch (dice.below(6)) {
        case 0:
            if (at < text.size()) text[at] = static_cast<char>(dice.below(256));
            break;
        case 1:
            text.erase(at, dice.between(1, 20));
            break;
        case 2:
            text.insert(at, dice.pick(scraps));
            break;
        case 3:
            text.erase(line, end - line);
            break;
        case 4:
            text.insert(line, text.substr(line, end - line));
            break;
        default:
            text.insert(dice.below(text.size() + 1), text.substr(line, dice.between(1, 200)));
            break;
    }
    return text;
}

SnapshotFiles bookshelf() {
    const std::filesystem::path folder = ALUDEL_BOOKSHELF_SCHEMA;
    SnapshotFiles files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        files[entry.path().lexically_relative(folder).generic_string()] = std::string(std::istreambuf_iterator<char>(in), {});
    }
    return files;
}

// Nothing but the whole is read; each part is refused at a line of its own file.
void cut_everywhere(const SnapshotFiles& whole) {
    for (const auto& [file, text] : whole) {
        SnapshotFiles files = whole;
        for (std::size_t length = 0; length < text.size(); ++length) {
            files[file] = text.substr(0, length);
            bool refused = false;
            const std::string wrong = mistake(files, refused);
            if (wrong.empty() && refused) continue;
            FAIL_CHECK(file, " cut off behind ", length, " bytes is read: ", wrong);
        }
    }
}

}  // namespace

TEST_CASE("a real snapshot that is cut off at any byte is refused") {
    const SnapshotFiles whole = bookshelf();
    CHECK(whole.size() > 5);
    CHECK(print_committed(parse_committed(whole)) == whole);
    cut_everywhere(whole);
}

TEST_CASE("random snapshots that are cut off at any byte are refused") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Dice dice(seed, 600);
        cut_everywhere(print_committed({random_schema(dice, {.max_tables = 2}), {}}));
    }
}

TEST_CASE("line ends of Windows are read, and a file cut off within one is refused") {
    SnapshotFiles files = bookshelf();
    const Snapshot as_it_was = parse_committed(files);
    std::string& text = files.begin()->second;
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2)) text.insert(at, "\r");
    CHECK(parse_committed(files) == as_it_was);
    text.pop_back();
    CHECK_THROWS_AS(parse_committed(files), SnapshotError);
}

TEST_CASE("whatever is done to a snapshot's bytes, it is refused at a line of the file or read as a valid one") {
    int refused = 0;
    int read = 0;
    law("a damaged snapshot is refused or valid", [&] {
        Dice dice = *aludel::testing::dice();
        SnapshotFiles files = print_committed({random_schema(dice, {.max_tables = 3}), {}});
        if (files.empty()) return;
        auto& [name, text] = *std::next(files.begin(), static_cast<std::ptrdiff_t>(dice.below(files.size())));
        for (std::size_t times = dice.between(1, 3); times > 0; --times) text = damaged(dice, std::move(text));
        bool was_refused = false;
        const std::string wrong = mistake(files, was_refused);
        ++(was_refused ? refused : read);
        if (wrong.empty()) return;
        RC_LOG(text);
        RC_FAIL(wrong);
    });
    MESSAGE(refused << " damaged snapshots refused, " << read << " read");
    CHECK(refused > 0);
    CHECK(read > 0);
}
