/* The style of zlib1g-dev: macros before members and pointers, integers behind typedefs, a comment behind each member. */
#ifndef MACROS_H
#define MACROS_H

#include <aludel/model.h>
#include <stdint.h>
#include <string>
#include <vector>
#include <cstddef>

#ifdef MACROS_CONST
#  define m_const const
#else
#  define m_const
#endif
#ifndef FAR
#  define FAR
#endif
#if defined(__GNUC__)
#  define M_ALIGNED(n) __attribute__((aligned(n)))
#else
#  define M_ALIGNED(n)
#endif

typedef uint8_t  Byte;  /* 8 bits */
typedef uint32_t uInt;  /* 32 bits */
typedef int64_t  off_s; /* 64 bits or more */
typedef Byte FAR Bytef;

/*
     The application must update next_in and avail_in when avail_in has
   dropped to zero. [[db::table("nothing")]] stands in a comment.
*/
typedef struct [[db::table("streams")]] m_stream_s {
    [[db::primary_key, db::identity]]
    off_s    id;         /* key */
    m_const std::vector<std::byte> next_in;   /* next input bytes */
    uInt     avail_in;   /* number of bytes available at next_in */
    off_s    total_in;   /* total number of input bytes read so far */

    [[db::length(80)]]
    m_const std::string FAR msg;  /* last error message, empty if no error */
    Bytef    level;      /* 0 to 9 */

    int32_t  data_type M_ALIGNED(8);  /* best guess about the data type: binary
                           or text, or the state for decoding */
    m_const uInt   adler;      /* Adler-32 or CRC-32 value of the data */
    [[db::ignore]]
    void FAR *opaque;    /* private data object */
} m_stream;

typedef m_stream FAR *m_streamp;

#endif /* MACROS_H */
