# Debian packages, one a component: configure with -DCMAKE_INSTALL_PREFIX=/usr (the preset `packages`), build, then `cpack -G DEB` in
# the build folder. tools/debian-packages does that and tries them in a bare Debian.

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME aludel)
set(CPACK_PACKAGE_VENDOR "The Aludel authors")
if(NOT CPACK_PACKAGE_CONTACT)
  set(CPACK_PACKAGE_CONTACT "The Aludel authors <maintainers@aludel.example>")
endif()
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")  # each package has a summary of its own
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL ${ALUDEL_INSTALLED_COMPONENTS})
set(CPACK_COMPONENTS_GROUPING IGNORE)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(debian_version ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})

# aludel_debian_package(component NAME package SECTION section SUMMARY line DESCRIPTION text [DEPENDS ...] [RECOMMENDS ...] [SUGGESTS ...])
function(aludel_debian_package component)
  cmake_parse_arguments(PARSE_ARGV 1 DEB "" "NAME;SECTION;SUMMARY;DESCRIPTION" "DEPENDS;RECOMMENDS;SUGGESTS")
  string(TOUPPER ${component} COMPONENT)
  set(prefix CPACK_DEBIAN_${COMPONENT})
  set(${prefix}_PACKAGE_NAME ${DEB_NAME} PARENT_SCOPE)
  set(${prefix}_PACKAGE_SECTION ${DEB_SECTION} PARENT_SCOPE)
  # The first line of a description is a summary of its own.
  set(${prefix}_DESCRIPTION "${DEB_SUMMARY}\n${DEB_DESCRIPTION}" PARENT_SCOPE)
  foreach(field IN ITEMS DEPENDS RECOMMENDS SUGGESTS)
    list(JOIN DEB_${field} ", " text)
    set(${prefix}_PACKAGE_${field} "${text}" PARENT_SCOPE)
  endforeach()
  # Debian wants the licence in each package; an installation of all of them has it once, in the source.
  install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/${DEB_NAME} RENAME copyright COMPONENT ${component} EXCLUDE_FROM_ALL)
endfunction()

# The Debian packages that hold files which a program of ours reads where it was built.
function(aludel_packages_of out)
  set(packages "")
  foreach(file IN LISTS ARGN)
    file(REAL_PATH ${file} file)
    execute_process(COMMAND dpkg-query -S ${file} OUTPUT_VARIABLE line RESULT_VARIABLE failed ERROR_QUIET)
    if(NOT failed AND line MATCHES "^([a-z0-9+.-]+)")
      list(APPEND packages ${CMAKE_MATCH_1})
    endif()
  endforeach()
  list(REMOVE_DUPLICATES packages)
  set(${out} ${packages} PARENT_SCOPE)
endfunction()

aludel_debian_package(runtime
  NAME libaludel-dev SECTION libdevel
  SUMMARY "database migrations compiled into a C++ application: libraries"
  DESCRIPTION "Aludel is for C++ what Alembic is for Python: revisions are C++ files that are compiled into the application, which upgrades its own database at start.\nThis package holds the headers, the static libraries, aludel_add_migrations() for CMake and the files of pkg-config. An engine comes with libaludel-sqlite-dev or libaludel-postgresql-dev."
  DEPENDS "libfmt-dev (>= ${ALUDEL_FMT_MAJOR})" "libfmt-dev (<< ${ALUDEL_FMT_NEXT})" libtomlplusplus-dev
  RECOMMENDS "libaludel-sqlite-dev (= ${debian_version})" "g++ | clang" "cmake (>= 3.22) | pkg-config"
  SUGGESTS aludel)
aludel_debian_package(sqlite
  NAME libaludel-sqlite-dev SECTION libdevel
  SUMMARY "database migrations compiled into a C++ application: SQLite"
  DESCRIPTION "Aludel is for C++ what Alembic is for Python.\nThis package holds its driver for SQLite, a static library."
  DEPENDS "libaludel-dev (= ${debian_version})" "libsqlite3-dev (>= 3.35)")
if(TARGET aludel_postgresql)
  aludel_debian_package(postgresql
    NAME libaludel-postgresql-dev SECTION libdevel
    SUMMARY "database migrations compiled into a C++ application: PostgreSQL"
    DESCRIPTION "Aludel is for C++ what Alembic is for Python.\nThis package holds its driver for PostgreSQL, a static library over libpqxx."
    DEPENDS "libaludel-dev (= ${debian_version})" "libpqxx-dev (>= ${ALUDEL_PQXX_SERIES})" "libpqxx-dev (<< ${ALUDEL_PQXX_NEXT})")
endif()
aludel_debian_package(tool
  NAME aludel SECTION devel
  SUMMARY "database migrations compiled into a C++ application: the command"
  DESCRIPTION "Aludel is for C++ what Alembic is for Python.\nThis package holds the aludel command, which writes and lists revisions. To compare annotated model headers with the schema it starts aludel-models, of the package aludel-frontend."
  RECOMMENDS "aludel-frontend (= ${debian_version})" "libaludel-dev (= ${debian_version})" graphviz
  SUGGESTS clang-format)
set(CPACK_DEBIAN_TOOL_PACKAGE_SHLIBDEPS ON)
if(TARGET aludel-models)
  get_directory_property(resource_directory DIRECTORY ${PROJECT_SOURCE_DIR}/generator/frontend DEFINITION ALUDEL_CLANG_RESOURCE_DIR)
  set(read ${resource_directory}/include/stddef.h)
  foreach(directory IN LISTS CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES)
    if(EXISTS ${directory}/vector)
      list(APPEND read ${directory}/vector)
    endif()
  endforeach()
  aludel_packages_of(read_packages ${read})
  aludel_debian_package(frontend
    NAME aludel-frontend SECTION devel
    SUMMARY "database migrations compiled into a C++ application: reader of models"
    DESCRIPTION "Aludel is for C++ what Alembic is for Python.\nThis package holds aludel-models, which reads annotated model headers with Clang for the aludel command."
    DEPENDS "aludel (= ${debian_version})" "libaludel-dev (= ${debian_version})" ${read_packages})
  set(CPACK_DEBIAN_FRONTEND_PACKAGE_SHLIBDEPS ON)
endif()

include(CPack)
