#pragma once

#include "model.h"

namespace aludel::frontend {

/// What can be said of the enums once all columns are read: names that another object has, attributes on enums that no column has.
void finish_enums(const Reading& reading, const Capture& capture);

}  // namespace aludel::frontend
