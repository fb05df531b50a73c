// Written by `aludel chain`.
#pragma once

#include <aludel/chain.h>

namespace notes::migrations {

extern const aludel::chain chain;

}  // namespace notes::migrations
