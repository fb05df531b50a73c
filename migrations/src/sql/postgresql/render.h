#pragma once

#include <vector>

#include <aludel/migrations/operation.h>
#include <aludel/migrations/step.h>

namespace aludel::migrations::postgresql {

/// Dialect::render.
std::vector<Step> render(const schema::Schema& before, const std::vector<Operation>& operations);

}  // namespace aludel::migrations::postgresql
