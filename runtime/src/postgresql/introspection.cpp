#include "postgresql/introspection.h"

namespace aludel::runtime::postgresql {

Introspection introspect(Connection&, const schema::Schema&) {
    return {};
}

Introspection as_introspected(Connection&, const schema::Schema&) {
    return {};
}

}  // namespace aludel::runtime::postgresql
