# What every target of this project shares.
include(GNUInstallDirs)

if(ALUDEL_USE_CCACHE OR NOT DEFINED ALUDEL_USE_CCACHE)
  find_program(ALUDEL_CCACHE ccache)
  if(ALUDEL_CCACHE AND PROJECT_IS_TOP_LEVEL AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${ALUDEL_CCACHE})
  endif()
endif()

# aludel_defaults(target): the language level, the warnings and the sanitizers of this project's own targets.
function(aludel_defaults target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 14)
    # Optimised, g++ 12 takes "x" + std::string for an overlapping copy and a std::variant in a temporary for uninitialised
    # (seen on 12.2). The other compilers watch for real ones.
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-maybe-uninitialized)
  endif()
  if(ALUDEL_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(ALUDEL_SANITIZE)
    if(ALUDEL_PLAIN_SOURCES)
      target_compile_options(${target} PRIVATE -g0)
    else()
      # Without three checks that take a third of the compile time: a null pointer stops the address sanitizer too, what is
      # not aligned comes of casts to wider types, which there are none of, and object-size knows nothing at -O0.
      target_compile_options(${target} PRIVATE
        -fsanitize=address,undefined -fno-sanitize=null,alignment,object-size -fno-sanitize-recover=all -fno-omit-frame-pointer)
    endif()
    target_link_options(${target} PUBLIC -fsanitize=address,undefined)
  endif()
endfunction()

# aludel_room(name): the static library aludel_<name>, known as aludel::<name>, with its headers under include/.
function(aludel_room name)
  cmake_parse_arguments(PARSE_ARGV 1 ROOM "" "" "SOURCES;PUBLIC;PRIVATE")
  add_library(aludel_${name} STATIC ${ROOM_SOURCES})
  add_library(aludel::${name} ALIAS aludel_${name})
  set_target_properties(aludel_${name} PROPERTIES EXPORT_NAME ${name})
  if(NOT PROJECT_IS_TOP_LEVEL AND NOT ALUDEL_INSTALL)
    # Within an application's build, what it links is built and no more: not the driver of an engine that it does not use.
    set_target_properties(aludel_${name} PROPERTIES EXCLUDE_FROM_ALL ON)
  endif()
  aludel_defaults(aludel_${name})
  if(IS_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/include)
    target_include_directories(aludel_${name} PUBLIC $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  endif()
  target_include_directories(aludel_${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/src)
  # A library of headers is compiled in: who links the installed room need not have it.
  set(private "")
  foreach(library IN LISTS ROOM_PRIVATE)
    if(TARGET ${library})
      get_target_property(type ${library} TYPE)
      get_target_property(imported ${library} IMPORTED)
      if(imported AND type STREQUAL "INTERFACE_LIBRARY")
        set(library $<BUILD_INTERFACE:${library}>)
      endif()
    endif()
    list(APPEND private ${library})
  endforeach()
  target_link_libraries(aludel_${name} PUBLIC ${ROOM_PUBLIC} PRIVATE ${private})
endfunction()

# aludel_test(name SOURCES ... LIBRARIES ...): the doctest program test_<name>, registered with CTest as <name>.
# Its sources include <doctest/doctest.h>; tests/main.cpp, compiled once, gives the main function.
function(aludel_test name)
  cmake_parse_arguments(PARSE_ARGV 1 TEST "" "" "SOURCES;LIBRARIES")
  add_executable(test_${name} ${TEST_SOURCES} $<TARGET_OBJECTS:aludel_test_main>)
  aludel_defaults(test_${name})
  target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(test_${name} PRIVATE ${TEST_LIBRARIES})
  add_test(NAME ${name} COMMAND test_${name})
endfunction()

# aludel_postgresql_test(name SOURCES ... LIBRARIES ... [ONE_VERSION]): the same on live PostgreSQL, as <name>.<version> for
# each of ALUDEL_TEST_POSTGRESQL_VERSIONS, or for the first of them alone; see tests/postgresql.
function(aludel_postgresql_test name)
  cmake_parse_arguments(PARSE_ARGV 1 TEST "ONE_VERSION" "" "SOURCES;LIBRARIES")
  add_executable(test_${name} ${TEST_SOURCES} $<TARGET_OBJECTS:aludel_test_main>)
  aludel_defaults(test_${name})
  target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(test_${name} PRIVATE aludel_test_postgresql ${TEST_LIBRARIES})
  foreach(version IN LISTS ALUDEL_TEST_POSTGRESQL_VERSIONS)
    add_test(NAME ${name}.${version} COMMAND test_${name})
    aludel_needs_postgresql(${name}.${version} ${version})
    if(TEST_ONE_VERSION)
      break()
    endif()
  endforeach()
endfunction()

# aludel_needs_postgresql(test version): the test finds that server through ALUDEL_TEST_POSTGRESQL.
function(aludel_needs_postgresql test version)
  set_tests_properties(${test} PROPERTIES
    FIXTURES_REQUIRED postgresql_${version}
    ENVIRONMENT "ALUDEL_TEST_POSTGRESQL=${CMAKE_BINARY_DIR}/postgresql-${version}"
    LABELS postgresql)
endfunction()
