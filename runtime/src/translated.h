#pragma once

#include <aludel/migrations/graph.h>
#include <aludel/runtime/error.h>
#include <aludel/schema/error.h>

namespace aludel::runtime {

/// Whatever the rooms below throw, a caller of the runtime sees Error.
template <class Function>
auto translated(Function function) {
    try {
        return function();
    } catch (const migrations::GraphError& error) {
        if (error.kind() == migrations::GraphError::Kind::multiple_heads) throw MultipleHeads(error.what(), error.revisions());
        throw Error(error.what());
    } catch (const schema::SchemaError& error) {
        throw Error(error.what());
    }
}

}  // namespace aludel::runtime
