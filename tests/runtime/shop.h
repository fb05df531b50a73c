#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include <aludel/chain.h>
#include <aludel/revision.h>

namespace aludel::tests {

/// A chain put together while the test runs: revisions in line, parents first, or with parents of their own.
class Chain {
public:
    explicit Chain(std::initializer_list<const revision*> revisions);
    Chain(const Chain&) = delete;
    Chain& operator=(const Chain&) = delete;

    const chain& get() const { return chain_; }
    operator const chain&() const { return chain_; }  // NOLINT(google-explicit-constructor): it is one, with its storage

    void rename(str name) { chain_.name = name; }

private:
    std::vector<link> links_;
    std::vector<unsigned> parents_;
    chain chain_;
};

// A shop: customers, orders that cascade, and what happens to them. Written by hand, as people write them.
extern const revision shop_tables;    ///< a0a0a0000001: customers, orders -> customers ON DELETE CASCADE, an audit trigger, a view
extern const revision shop_email;     ///< a0a0a0000002: a nullable column, an index
extern const revision shop_amounts;   ///< a0a0a0000003: two rebuilds: a type change in the child, NOT NULL with a fill in the parent
extern const revision shop_greeting;  ///< a0a0a0000004: a data step in C++
extern const revision shop_rename;    ///< a0a0a0000005: a column renamed, another dropped with its index, rows deleted by nothing

/// All five.
const Chain& shop();
/// The drivers of the chains: of the engine that this program of tests is linked with (shop_sqlite.cpp, shop_postgresql.cpp).
const runtime::Drivers& shop_drivers();
/// Rows of every table, by plain SQL, for a database at shop_email.
extern const char* const shop_rows;

extern int greetings;  ///< how often the data step ran in this process

}  // namespace aludel::tests
