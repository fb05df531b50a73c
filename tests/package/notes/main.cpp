#include <aludel/runtime.h>

#include <cstdio>
#include <exception>

#include "migrations/chain.h"

int main() {
    try {
        const auto result = aludel::runtime::upgrade_to_head("sqlite:///notes.db", notes::migrations::chain);
        std::printf("upgraded through %zu revisions\n", result.revisions.size());
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "notes: %s\n", error.what());
        return 1;
    }
}
