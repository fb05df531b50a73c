#include "sql/postgresql/script.h"

#include <fmt/format.h>

#include "sql/postgresql/literal.h"

namespace aludel::migrations::postgresql {

namespace {

/// $aludel$, or the first of its kind that the text does not hold.
std::string dollar_tag(const std::string& text) {
    std::string tag = "$aludel$";
    for (int number = 1; text.find(tag) != text.npos; ++number) tag = fmt::format("$aludel_{}$", number);
    return tag;
}

}  // namespace

std::string stop_statement(const std::string& query, const std::string& message) {
    std::string body = fmt::format("BEGIN\n    RAISE EXCEPTION USING MESSAGE = {};\nEND\n", literal(message));
    if (!query.empty())
        body = fmt::format(
            "DECLARE\n"
            "    aludel_rows text;\n"
            "BEGIN\n"
            "    SELECT string_agg(\"aludel_row\"::text, ', ') INTO aludel_rows FROM (\n{}\n) AS \"aludel_row\";\n"
            "    IF aludel_rows IS NOT NULL THEN\n"
            "        RAISE EXCEPTION USING MESSAGE = {} || aludel_rows;\n"
            "    END IF;\n"
            "END\n",
            query, literal(message + ": "));
    const std::string tag = dollar_tag(body);
    return fmt::format("DO {}\n{}{}", tag, body, tag);
}

}  // namespace aludel::migrations::postgresql
