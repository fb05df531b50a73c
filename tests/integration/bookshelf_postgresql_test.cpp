#include <doctest/doctest.h>

#include "integration/bookshelf_history.h"
#include "postgresql/database.h"

using namespace aludel::tests;

TEST_CASE("on PostgreSQL every revision of bookshelf goes up, down and up again over rows, and loses none") {
    const PostgresqlDatabase database;
    every_revision_goes_up_down_and_up_again(database.url());
}

TEST_CASE("on PostgreSQL a column that bookshelf renamed keeps its values, and one whose type changed gets its leading zeros back") {
    const PostgresqlDatabase database;
    renamed_and_converted_columns_keep_their_values(database.url());
}
