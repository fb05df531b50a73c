// fill books.sort_title
//
// Revision d6527af0c8b3, revises 91d84e6ba7c2, created 2026-11-21 00:04 UTC.
//
// Written by hand: "The Dispossessed" sorts as "Dispossessed, The". A title that has a sort title keeps it.
#include <aludel/connection.h>
#include <aludel/revision.h>

#include <string>

namespace bookshelf::migrations {
namespace rd6527af0c8b3 {

std::string sort_title(const std::string& title) {
    for (const std::string article : {"The ", "A ", "An "}) {
        if (title.rfind(article, 0) == 0 && title.size() > article.size())
            return title.substr(article.size()) + ", " + article.substr(0, article.size() - 1);
    }
    return title;
}

void fill_sort_titles(aludel::connection& connection) {
    const bool numbered = connection.dialect() == "postgresql";
    for (const auto& row : connection.query("SELECT id, title FROM books WHERE sort_title IS NULL")) {
        connection.execute(numbered ? "UPDATE books SET sort_title = $1 WHERE id = $2" : "UPDATE books SET sort_title = ? WHERE id = ?",
                           {sort_title(std::get<std::string>(row[1])), row[0]});
    }
}

void upgrade(aludel::operations& op) { op.run("fill books.sort_title", 1, fill_sort_titles); }

// Nothing to undo: without this revision a sort title is only one that somebody wrote.
void downgrade(aludel::operations&) {}

}  // namespace rd6527af0c8b3

extern constinit const aludel::revision revision_d6527af0c8b3 = {
    .id = "d6527af0c8b3",
    .parents = {"91d84e6ba7c2"},
    .message = "fill books.sort_title",
    .api = 1,
    .upgrade = rd6527af0c8b3::upgrade,
    .downgrade = rd6527af0c8b3::downgrade,
};

}  // namespace bookshelf::migrations
