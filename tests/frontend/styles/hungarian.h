/******************************************************************************
 * The style of libshp-dev (shapelib): Hungarian names, typedefs of C, boxes of
 * comments, constants as macros between the structs.
 *****************************************************************************/
#ifndef _HUNGARIAN_H_INCLUDED
#define _HUNGARIAN_H_INCLUDED

#include <aludel/model.h>
#include <cstdint>
#include <optional>
#include <string>

#ifdef __cplusplus
extern "C++" {
#endif

#ifndef MAP_API
#  define MAP_API __attribute__((visibility("default")))
#endif

typedef int64_t MAPFid; /* a number of a feature */

/* -------------------------------------------------------------------- */
/*      Layers                                                          */
/* -------------------------------------------------------------------- */
#define MAPT_POINT   1
#define MAPT_POLYGON 5

typedef struct tagMapLayer MapLayer;

struct [[db::table("map_layers")]] tagMapLayer
{
    [[db::primary_key]]
    MAPFid      nLayerId;     /* MAPT_* are not ids */

    [[db::check("layer_type in (1, 5)")]]
    int         nLayerType;

    [[db::unique, db::length(MAPT_POLYGON * 20)]]
    std::string szLayerName;

    double      dfXMin, dfXMax;
    double      dfYMin, dfYMax;

    [[db::default_value]]
    bool        bUpdated = false;

    unsigned char abyProjection[16];

    int         nature;       /* n is no prefix here */
};

typedef MapLayer * MapLayerHandle;

/* -------------------------------------------------------------------- */
/*      Features of a layer                                             */
/* -------------------------------------------------------------------- */
typedef struct [[db::table, db::index(&MapFeature::nLayerId, &MapFeature::nVertices)]]
{
    [[db::primary_key]] MAPFid nFeatureId;
    [[db::references(&MapLayer::nLayerId), db::on_delete(db::cascade)]]
    MAPFid                     nLayerId;
    int                        nVertices;
    std::optional<std::string> pszComment; /* may be NULL */
} MapFeature;

MapLayerHandle MAP_API MapOpen( const char * pszName, const char * pszAccess );
void MAP_API MapRewind( MapFeature *psFeature );

#ifdef __cplusplus
}
#endif

#endif /* ndef _HUNGARIAN_H_INCLUDED */
