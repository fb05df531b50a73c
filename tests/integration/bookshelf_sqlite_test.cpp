#include <doctest/doctest.h>

#include "integration/bookshelf_history.h"

using namespace aludel::tests;

TEST_CASE("on SQLite every revision of bookshelf goes up, down and up again over rows, and loses none") {
    every_revision_goes_up_down_and_up_again("sqlite://");
}

TEST_CASE("on SQLite a column that bookshelf renamed keeps its values, and one whose type changed gets its leading zeros back") {
    renamed_and_converted_columns_keep_their_values("sqlite://");
}
