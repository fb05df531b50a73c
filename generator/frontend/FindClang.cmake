# Finds LLVM and Clang, the newest that is installed: find_package() by itself takes 14 where 19 is there too.
# A Clang_DIR, LLVM_DIR or CMAKE_PREFIX_PATH of the user's comes first.
set(Clang_FOUND FALSE)
if(Clang_DIR OR LLVM_DIR OR (CMAKE_PREFIX_PATH AND NOT ALUDEL_LLVM_VERSION))
  find_package(Clang CONFIG QUIET)
endif()
if(NOT Clang_FOUND)
  if(ALUDEL_LLVM_VERSION)
    set(versions ${ALUDEL_LLVM_VERSION})
  else()
    set(versions 22 21 20 19 18 17 16 15 14)
  endif()
  foreach(version IN LISTS versions)
    find_package(LLVM CONFIG QUIET NO_DEFAULT_PATH PATHS /usr/lib/llvm-${version} /opt/llvm-${version} /usr/local/opt/llvm@${version}
                 /opt/homebrew/opt/llvm@${version} PATH_SUFFIXES lib/cmake/llvm)
    find_package(Clang CONFIG QUIET NO_DEFAULT_PATH PATHS /usr/lib/llvm-${version} /opt/llvm-${version} /usr/local/opt/llvm@${version}
                 /opt/homebrew/opt/llvm@${version} PATH_SUFFIXES lib/cmake/clang)
    if(Clang_FOUND AND LLVM_FOUND)
      break()
    endif()
    # A half that was found must not be joined with the other half of another version.
    unset(LLVM_DIR CACHE)
    unset(Clang_DIR CACHE)
    set(Clang_FOUND FALSE)
  endforeach()
endif()
if(Clang_FOUND AND ALUDEL_LLVM_VERSION AND NOT LLVM_VERSION_MAJOR EQUAL ALUDEL_LLVM_VERSION)
  message(FATAL_ERROR "ALUDEL_LLVM_VERSION is ${ALUDEL_LLVM_VERSION}, and LLVM_DIR or Clang_DIR leads to ${LLVM_VERSION_MAJOR}: configure a fresh build directory")
endif()
