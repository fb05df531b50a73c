#pragma once

#include <string>

namespace aludel::tests {

// What is to hold for bookshelf on each engine, on an empty database.

/// Each revision goes up, down and up again over rows, and loses none; after each, the live schema is the one that the
/// revisions lead to.
void every_revision_goes_up_down_and_up_again(const std::string& url);

/// A column that was renamed keeps its values, and one whose type changed gets its leading zeros back.
void renamed_and_converted_columns_keep_their_values(const std::string& url);

}  // namespace aludel::tests
