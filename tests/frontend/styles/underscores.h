// The style of libprotobuf-dev: classes with accessors and private members with trailing underscores, export macros,
// nested enums with prefixed names, friends, deleted copies, one space before `public`.
#ifndef UNDERSCORES_DESCRIPTOR_H__
#define UNDERSCORES_DESCRIPTOR_H__

#include <aludel/model.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

// Must be included last.
#ifdef WIRE_EXPORT
#error WIRE_EXPORT was previously defined
#endif
#define WIRE_EXPORT __attribute__((visibility("default")))
#define WIRE_DISALLOW_COPY(Type) \
  Type(const Type&) = delete;    \
  void operator=(const Type&) = delete

namespace wire {
namespace internal {
class WIRE_EXPORT SymbolBase {
 private:
  uint8_t symbol_type_;
};
}  // namespace internal

class Descriptor;  // forward

// Describes a type of message.
class WIRE_EXPORT [[db::table]] Descriptor : private internal::SymbolBase {
 public:
  Descriptor() = default;

  // The name of the message type.
  const std::string& name() const { return name_; }
  int field_count() const;

 private:
  [[db::primary_key]] int64_t id_ = 0;
  [[db::unique, db::length(255)]] std::string name_;
  [[db::default_value]] int32_t field_count_ = 0;
  [[db::default_value]] bool is_placeholder_ = false;
  friend class DescriptorPool;
  WIRE_DISALLOW_COPY(Descriptor);
};

// Describes a single field of a message.
class WIRE_EXPORT [[db::table, db::unique(&FieldDescriptor::containing_type_, &FieldDescriptor::number_)]] FieldDescriptor
    : private internal::SymbolBase {
 public:
  // Identifies a field type.
  enum Type {
    TYPE_DOUBLE = 1,  // double, exactly eight bytes on the wire.
    TYPE_INT64 = 3,   // int64, varint on the wire.
    MAX_TYPE [[maybe_unused]] = 18,
  };
  enum class [[db::as_integer]] Label : int8_t { kOptional = 1, kRequired, kRepeated };

  static const int kMaxNumber = (1 << 29) - 1;
  static const char* const kTypeToName[MAX_TYPE + 1];

  Type type() const;
  template <typename Visitor>
  void Visit(Visitor&& visitor) const {
    visitor(*this);
  }

 private:
  [[db::primary_key]] int64_t id_;
  [[db::references(&Descriptor::id_), db::on_delete(db::cascade)]] int64_t containing_type_;
  int32_t number_;
  Type type_;
  Label label_;
  std::optional<std::string> json_name_;
  mutable std::optional<double> default_value_double_;
  friend class Descriptor;
};

}  // namespace wire

#undef WIRE_EXPORT
#endif  // UNDERSCORES_DESCRIPTOR_H__
