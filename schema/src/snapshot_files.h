#pragma once

#include <string>

#include <aludel/schema/name.h>

namespace aludel::schema {

/// "users.toml", "auth.users.toml"; every byte that some file system minds is percent-encoded, and so are dots within
/// a name, so that two names never share a file.
std::string snapshot_file(const char* folder, const Name& name);

}  // namespace aludel::schema
