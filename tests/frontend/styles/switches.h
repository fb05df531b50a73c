/*
 * The style of libavutil-dev: a page of doc comment before each member, #if around deprecated ones, macros before
 * members, constants defined in the middle of a struct, groups in comments.
 */
/**
 * @file
 * @ingroup frames
 * reference-counted frame API
 */
#ifndef SWITCHES_FRAME_H
#define SWITCHES_FRAME_H

#include <aludel/model.h>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#ifndef FF_API_OLD_LAYOUT
#define FF_API_OLD_LAYOUT 0
#endif
#define attribute_old __attribute__((deprecated))
#define COLUMN_FLAGS [[using db: default_value(0), comment("a combination of FRAME_FLAG_*")]]

/**
 * @defgroup frames Frame
 * @{
 */
enum PictureType {
    PICTURE_TYPE_NONE = 0, ///< Undefined
    PICTURE_TYPE_I,        ///< Intra
    PICTURE_TYPE_P,        ///< Predicted
};

/**
 * This structure describes decoded (raw) audio or video data.
 *
 * @note fields can be accessed through accessors, and
 *       "[[db::unique]]" stands in a comment here.
 */
typedef struct [[db::table("frames")]] Frame {
    /**
     * key of the frame.
     */
    [[db::primary_key, db::identity]]
    int64_t id;

#define FRAME_NUM_POINTERS 8
    /**
     * the picture's bytes.
     *
     * - encoding: set by user.
     * - decoding: set by the library.
     */
    std::vector<std::byte> data;

    /**
     * @name Video dimensions
     * Video frames only.
     * @{
     */
    int width, height;
    /**
     * @}
     */

    enum PictureType pict_type;

#if FF_API_OLD_LAYOUT
    /**
     * number of channels
     * @deprecated use layout instead
     */
    attribute_old
    int channels;
#else
    /**
     * Channel layout of the audio data.
     */
    std::optional<std::string> layout;
#endif

    /**
     * Frame flags, a combination of @ref frame_flags
     */
    COLUMN_FLAGS
    int flags;
#define FRAME_FLAG_CORRUPT       (1 << 0)
#define FRAME_FLAG_DISCARD       (1 << 2)

    /**
     * reordered timestamp
     */
    int64_t best_effort_timestamp
#ifdef FF_WITH_INDEX
        [[db::index]]
#endif
        ;
} Frame;

/**
 * Make a complete copy of the frame.
 */
int frame_copy(Frame *dst, const Frame *src);

/**
 * @}
 */

#endif /* SWITCHES_FRAME_H */
