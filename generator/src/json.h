#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace aludel::generator {

class Json;
/// A name and its value.
using JsonMember = std::pair<std::string, Json>;

/// A JSON value. The members of an object keep their order.
class Json {
public:
    using Array = std::vector<Json>;
    using Object = std::vector<JsonMember>;

    // NOLINTBEGIN(google-explicit-constructor): a text is a value
    Json() = default;
    Json(std::nullptr_t) {}
    Json(bool value) : value_(value) {}
    Json(int value) : value_(std::int64_t{value}) {}
    Json(std::int64_t value) : value_(value) {}
    Json(double value) : value_(value) {}
    Json(const char* value) : value_(std::string(value)) {}
    Json(std::string value) : value_(std::move(value)) {}
    Json(const std::vector<std::string>& texts);
    // NOLINTEND(google-explicit-constructor)
    static Json array(Array items = {});
    static Json object(Object members = {});

    const std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object>& value() const { return value_; }

    /// The member of that name, an object's; null where there is none.
    const Json& operator[](std::string_view member) const;
    /// An array's items; none of what is no array.
    const Array& items() const;
    /// A text, or empty.
    const std::string& text() const;

    /// Adds an item to an array, a member to an object.
    void push_back(Json item);
    void add(std::string name, Json value);

    /// In lines, indented by two columns; bytes that are no UTF-8 become U+FFFD.
    std::string pretty() const;
    /// In one line.
    std::string dump() const;

private:
    std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> value_ = nullptr;
};

/// @throws std::runtime_error that says where it is no JSON.
Json parse_json(std::string_view text);

}  // namespace aludel::generator
