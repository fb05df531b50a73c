// Written by `aludel chain`.
#pragma once

#include <aludel/chain.h>

namespace shop::migrations {

extern const aludel::chain chain;

}  // namespace shop::migrations
