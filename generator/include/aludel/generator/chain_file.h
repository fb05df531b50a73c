#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <aludel/generator/config.h>
#include <aludel/generator/revision_file.h>

namespace aludel::generator {

std::string chain_header(const Config& config);
/// chain.cpp for these revisions, parents first.
std::string chain_source(const Config& config, const std::vector<RevisionFile>& revisions);

/// What differs between a chain.cpp and the one that these revisions make, one sentence each: a revision that is missing,
/// a row without its file, a row that differs; empty when they are the same. Line endings do not count.
std::vector<std::string> chain_differences(std::string_view found, const std::string& expected);

}  // namespace aludel::generator
