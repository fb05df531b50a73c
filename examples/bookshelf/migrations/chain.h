// Written by `aludel chain`.
#pragma once

#include <aludel/chain.h>

namespace bookshelf::migrations {

extern const aludel::chain chain;

}  // namespace bookshelf::migrations
