#include <aludel/migrations/dialect.h>

const aludel::migrations::Dialect& dialect_of_the_page();
const char* objects_query_of_the_page();

const aludel::migrations::Dialect& dialect_of_the_page() {
    return aludel::migrations::sqlite::dialect();
}

const char* objects_query_of_the_page() {
    return "SELECT type, name FROM sqlite_schema ORDER BY 1, 2";
}
