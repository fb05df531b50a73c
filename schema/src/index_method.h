#pragma once

#include <string>

#include <aludel/schema/table.h>

namespace aludel::schema {

/// Why PostgreSQL refuses the index with its access method; empty: it takes it, or an extension brought the method and only it knows.
std::string misuse_of_method(const Index& index);

}  // namespace aludel::schema
