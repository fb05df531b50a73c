#pragma once

#include <optional>
#include <string>

#include "model.h"

namespace aludel::frontend {

/// Why a constant is no value of a type, and what to do.
struct Misfit {
    std::string what = {};
    std::string hint = {};
};

/// The constant as a value of that column's type. nullopt where it is none; `why` says it then.
std::optional<schema::Value> value_of(const Reading& reading, const Constant& constant, const schema::Type& type,
                                      const clang::EnumDecl* enumeration, Misfit& why);

}  // namespace aludel::frontend
