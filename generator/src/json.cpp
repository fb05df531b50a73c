#include "json.h"

#include <algorithm>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace aludel::generator {
namespace {

using Library = nlohmann::ordered_json;

struct ToLibrary {
    Library operator()(std::nullptr_t) const { return nullptr; }
    Library operator()(bool value) const { return value; }
    Library operator()(std::int64_t value) const { return value; }
    Library operator()(double value) const { return value; }
    Library operator()(const std::string& value) const { return value; }
    Library operator()(const Json::Array& items) const {
        Library made = Library::array();
        for (const Json& item : items) made.push_back(std::visit(*this, item.value()));
        return made;
    }
    Library operator()(const Json::Object& members) const {
        Library made = Library::object();
        for (const auto& [name, value] : members) made[name] = std::visit(*this, value.value());
        return made;
    }
};

Json from_library(const Library& value) {
    switch (value.type()) {
        case Library::value_t::boolean:
            return value.get<bool>();
        case Library::value_t::number_integer:
        case Library::value_t::number_unsigned:
            return value.get<std::int64_t>();
        case Library::value_t::number_float:
            return value.get<double>();
        case Library::value_t::string:
            return value.get<std::string>();
        case Library::value_t::array: {
            Json made = Json::array();
            for (const Library& item : value) made.push_back(from_library(item));
            return made;
        }
        case Library::value_t::object: {
            Json made = Json::object();
            for (const auto& [name, member] : value.items()) made.add(name, from_library(member));
            return made;
        }
        case Library::value_t::null:
        case Library::value_t::binary:
        case Library::value_t::discarded:
            return nullptr;
    }
    return nullptr;
}

}  // namespace

Json::Json(const std::vector<std::string>& texts) : value_(Array(texts.begin(), texts.end())) {}

Json Json::array(Array items) {
    Json made;
    made.value_ = std::move(items);
    return made;
}

Json Json::object(Object members) {
    Json made;
    made.value_ = std::move(members);
    return made;
}

const Json& Json::operator[](std::string_view member) const {
    static const Json none;
    const auto* members = std::get_if<Object>(&value_);
    if (members == nullptr) return none;
    const auto found = std::find_if(members->begin(), members->end(), [&](const JsonMember& each) { return each.first == member; });
    return found == members->end() ? none : found->second;
}

const Json::Array& Json::items() const {
    static const Array none;
    const auto* items = std::get_if<Array>(&value_);
    return items == nullptr ? none : *items;
}

const std::string& Json::text() const {
    static const std::string none;
    const auto* text = std::get_if<std::string>(&value_);
    return text == nullptr ? none : *text;
}

void Json::push_back(Json item) {
    std::get<Array>(value_).push_back(std::move(item));
}

void Json::add(std::string name, Json value) {
    std::get<Object>(value_).emplace_back(std::move(name), std::move(value));
}

std::string Json::pretty() const {
    return std::visit(ToLibrary{}, value_).dump(2, ' ', false, Library::error_handler_t::replace);
}

std::string Json::dump() const {
    return std::visit(ToLibrary{}, value_).dump(-1, ' ', false, Library::error_handler_t::replace);
}

Json parse_json(std::string_view text) {
    try {
        return from_library(Library::parse(text));
    } catch (const Library::exception& error) {
        throw std::runtime_error(error.what());
    }
}

}  // namespace aludel::generator
