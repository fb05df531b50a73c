#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <utility>
#include <vector>

namespace aludel::schema {

/// Objects keyed by their member `name`, kept sorted by it: iteration is deterministic and equality is that of sets.
template <class T>
class ByName {
public:
    using value_type = T;
    using iterator = typename std::vector<T>::iterator;
    using const_iterator = typename std::vector<T>::const_iterator;

    ByName() = default;
    ByName(std::initializer_list<T> items) {
        for (const T& item : items) add(item);
    }

    iterator begin() { return items_.begin(); }
    iterator end() { return items_.end(); }
    const_iterator begin() const { return items_.begin(); }
    const_iterator end() const { return items_.end(); }
    std::size_t size() const { return items_.size(); }
    bool empty() const { return items_.empty(); }

    /// The object of that name, or nullptr.
    template <class Key>
    T* find(const Key& name) {
        const auto at = lower_bound(name);
        return at != items_.end() && at->name == name ? &*at : nullptr;
    }
    template <class Key>
    const T* find(const Key& name) const {
        return const_cast<ByName*>(this)->find(name);
    }
    template <class Key>
    bool contains(const Key& name) const {
        return find(name) != nullptr;
    }

    /// Adds the object; false, and nothing is changed, when one of that name is there already.
    bool add(T item) {
        const auto at = lower_bound(item.name);
        if (at != items_.end() && at->name == item.name) return false;
        items_.insert(at, std::move(item));
        return true;
    }

    /// Removes the object of that name; false when there is none.
    template <class Key>
    bool erase(const Key& name) {
        const auto at = lower_bound(name);
        if (at == items_.end() || !(at->name == name)) return false;
        items_.erase(at);
        return true;
    }

    friend bool operator==(const ByName&, const ByName&) = default;

private:
    template <class Key>
    iterator lower_bound(const Key& name) {
        return std::lower_bound(items_.begin(), items_.end(), name, [](const T& item, const Key& key) { return item.name < key; });
    }

    std::vector<T> items_;
};

/// Objects keyed by their member `name` whose order is remembered as a hint and is no part of equality: the columns
/// of a table. Names are unique.
template <class T>
class InOrder {
public:
    using value_type = T;
    using iterator = typename std::vector<T>::iterator;
    using const_iterator = typename std::vector<T>::const_iterator;

    InOrder() = default;
    InOrder(std::initializer_list<T> items) {
        for (const T& item : items) add(item);
    }

    iterator begin() { return items_.begin(); }
    iterator end() { return items_.end(); }
    const_iterator begin() const { return items_.begin(); }
    const_iterator end() const { return items_.end(); }
    std::size_t size() const { return items_.size(); }
    bool empty() const { return items_.empty(); }
    const T& operator[](std::size_t index) const { return items_[index]; }

    template <class Key>
    T* find(const Key& name) {
        const auto at = std::find_if(items_.begin(), items_.end(), [&](const T& item) { return item.name == name; });
        return at == items_.end() ? nullptr : &*at;
    }
    template <class Key>
    const T* find(const Key& name) const {
        return const_cast<InOrder*>(this)->find(name);
    }
    template <class Key>
    bool contains(const Key& name) const {
        return find(name) != nullptr;
    }
    bool add(T item) {
        if (contains(item.name)) return false;
        items_.push_back(std::move(item));
        return true;
    }
    template <class Key>
    bool erase(const Key& name) {
        const auto at = std::find_if(items_.begin(), items_.end(), [&](const T& item) { return item.name == name; });
        if (at == items_.end()) return false;
        items_.erase(at);
        return true;
    }

    /// Equal as sets: the order is a hint.
    friend bool operator==(const InOrder& a, const InOrder& b) {
        return a.items_.size() == b.items_.size() && std::all_of(a.items_.begin(), a.items_.end(), [&](const T& item) {
                   const T* other = b.find(item.name);
                   return other != nullptr && item == *other;
               });
    }

private:
    std::vector<T> items_;
};

}  // namespace aludel::schema
