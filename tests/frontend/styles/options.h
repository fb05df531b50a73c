// The style of libleveldb-dev: plain structs of options with initialisers and a paragraph of `//` before each member, an
// export macro between struct and name, constants with a k, forward declarations of everything.

#ifndef STORAGE_OPTIONS_INCLUDE_OPTIONS_H_
#define STORAGE_OPTIONS_INCLUDE_OPTIONS_H_

#include <aludel/model.h>
#include <cstdint>
#include <string>

#if !defined(STORE_EXPORT)
#if defined(STORE_SHARED_LIBRARY)
#define STORE_EXPORT __attribute__((visibility("default")))
#else  // defined(STORE_SHARED_LIBRARY)
#define STORE_EXPORT
#endif
#endif

namespace store {

class Cache;
class Env;
struct Options;

// DB contents are stored in a set of blocks, each of which holds a
// sequence of key,value pairs.  Each block may be compressed before
// being stored in a file.  The following enum describes which
// compression method (if any) is used to compress a block.
enum CompressionType {
  // NOTE: do not change the values of existing entries, as these are
  // part of the persistent format on disk.
  kNoCompression [[db::value("none")]] = 0x0,
  kSnappyCompression [[db::value("snappy")]] = 0x1
};

// Options to control the behavior of a database.
struct STORE_EXPORT [[db::table("options"), db::comment("one row for each database")]] Options {
  // Create an Options object with default values for all fields.
  Options();

  // -------------------
  // Parameters that affect behavior

  [[db::primary_key, db::length(255)]] std::string name;

  // If true, the database will be created if it is missing.
  [[db::default_value]] bool create_if_missing = false;

  // Any internal progress/error information goes there.
  [[db::ignore]] Env* env = nullptr;

  // -------------------
  // Parameters that affect performance

  // Amount of data to build up in memory before converting to a sorted
  // on-disk file.  [[not an attribute
  [[db::default_value]] std::int64_t write_buffer_size = 4 * 1024 * 1024;

  // Control over blocks (user data is stored in a set of blocks, and
  // a block is the unit of reading from disk).

  [[db::ignore]] Cache* block_cache = nullptr;

  // Approximate size of user data packed per block.
  [[db::default_value, db::check("block_size > 0")]] std::int32_t block_size = 4 * 1024;

  // Compress blocks using the specified compression algorithm.
  [[db::default_value]] CompressionType compression = kSnappyCompression;
};

}  // namespace store

#endif  // STORAGE_OPTIONS_INCLUDE_OPTIONS_H_
