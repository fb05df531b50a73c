#include <aludel/migrations/dialect.h>

namespace aludel::migrations {

const Dialect* find_dialect(std::string_view name) {
    for (const Dialect* dialect : {&sqlite::dialect(), &postgresql::dialect()})
        if (dialect->name() == name) return dialect;
    return nullptr;
}

}  // namespace aludel::migrations
