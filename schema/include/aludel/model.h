// <aludel/model.h>: include it in a header whose structs carry [[db::...]] attributes. It declares nothing. It tells the
// compiler that attributes it doesn't know are no mistake: g++ 12 and later for db:: alone, the others for all.
#pragma once

#if defined(__clang__)
#pragma clang diagnostic ignored "-Wunknown-attributes"
#elif defined(__GNUC__) && __GNUC__ >= 12
#pragma GCC diagnostic ignored_attributes "db::"
#elif defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wattributes"
#elif defined(_MSC_VER)
#pragma warning(disable : 5030)
#endif
