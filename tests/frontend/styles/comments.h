/*
 * Summary: the style of libxml2-dev
 * Description: tags with an underscore, a typedef before each struct, enums with
 *              numbers and prefixes, a comment behind each member, tabs.
 */

#ifndef __XML_LIKE_H__
#define __XML_LIKE_H__

#include <aludel/model.h>
#include <cstdint>
#include <optional>
#include <string>

#ifdef __cplusplus
namespace xmllike {
#endif

/*
 * The different element types.
 */
typedef enum {
    DOC_ELEMENT_NODE=		1,
    DOC_TEXT_NODE=		3,
    DOC_COMMENT_NODE=		8
#ifdef WITH_CDATA
    ,DOC_CDATA_NODE=		4
#endif
} docElementType;

/**
 * docChar:
 *
 * This is a basic byte in an UTF-8 encoded string.
 */
typedef std::string docChar;

typedef struct _docNode docNode;
typedef docNode *docNodePtr;
typedef struct _docDoc docDoc;

/**
 * docDoc:
 *
 * A document.
 */
struct [[db::table("docs")]] _docDoc {
    [[db::primary_key]] std::int64_t id;	/* number, must be first ! */
    std::optional<docChar> URL;		/* The URI for that document */
    int             standalone;		/* standalone document (no external refs)
				     1 if standalone="yes"
				     0 if standalone="no" */
};

/**
 * docNode:
 *
 * A node in a tree.
 */
struct [[db::table("nodes"), db::index(&_docNode::doc, &_docNode::line)]] _docNode {
    [[db::ignore]]
    void           *_private;	/* application data */
    docElementType   type;	/* type number, must be second ! */
    [[db::primary_key]]
    std::int64_t    id;		/* key */
    docChar         name;	/* the name of the node, or the entity */
    [[db::references(&_docNode::id)]]
    std::optional<std::int64_t> parent;	/* child->parent link */
    [[db::references(&docDoc::id)]]
    std::int64_t    doc;	/* the containing document */

    /* End of common part */
    std::optional<docChar> content;   /* the content */
    std::uint16_t   line;	/* line number */
    std::uint16_t   extra;	/* extra data */
};

/**
 * DOC_GET_LINE:
 *
 * Macro to extract the line number of a node.
 */
#define DOC_GET_LINE(n) \
    ((n)->line)

#ifdef __cplusplus
}
#endif

#endif /* __XML_LIKE_H__ */
