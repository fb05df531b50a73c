#pragma once

#include <aludel/schema/schema.h>

namespace aludel::runtime::sqlite {

/// A physical schema with each of its texts in one form: what differs in white space, case of words or enclosing
/// parentheses alone becomes equal.
schema::Schema normalised(schema::Schema schema);

}  // namespace aludel::runtime::sqlite
