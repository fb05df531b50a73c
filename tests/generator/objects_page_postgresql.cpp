#include <aludel/migrations/dialect.h>

const aludel::migrations::Dialect& dialect_of_the_page();
const char* objects_query_of_the_page();

const aludel::migrations::Dialect& dialect_of_the_page() {
    return aludel::migrations::postgresql::dialect();
}

const char* objects_query_of_the_page() {
    return "SELECT 'schema', nspname FROM pg_namespace UNION ALL SELECT 'extension', extname FROM pg_extension "
           "UNION ALL SELECT 'function', proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace "
           "UNION ALL SELECT 'relation', relname FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1, 2";
}
