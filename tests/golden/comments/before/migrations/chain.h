// Written by `aludel chain`.
#pragma once

#include <aludel/chain.h>

namespace shelf::migrations {

extern const aludel::chain chain;

}  // namespace shelf::migrations
