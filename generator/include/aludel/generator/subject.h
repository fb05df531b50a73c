#pragma once

#include <string>

#include <aludel/generator/model_document.h>
#include <aludel/schema/change.h>

namespace aludel::generator {

/// What a change is about, as the keys of ModelDocument::locations have it: "users", "users.bio", "users.ix_users_bio".
std::string subject_of(const schema::Change& change);

/// Where the models say the object, or else what it is part of ("users.bio", then "users"); nowhere when they do not.
Location location_of(const ModelDocument& models, std::string object);

}  // namespace aludel::generator
