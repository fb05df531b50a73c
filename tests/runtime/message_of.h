#pragma once

#include <string>

#include <aludel/runtime/error.h>

namespace aludel::tests {

/// The message of the error that the function throws.
template <class Thrown = runtime::Error, class Function>
std::string message_of(Function function) {
    try {
        function();
    } catch (const Thrown& error) {
        return error.what();
    }
    return "nothing was thrown";
}

}  // namespace aludel::tests
