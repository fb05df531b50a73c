# install() rules, one component a part: runtime, sqlite, postgresql, tool, frontend. Included last, when every target exists.
include(CMakePackageConfigHelpers)

set(ALUDEL_INSTALL_CMAKEDIR ${CMAKE_INSTALL_LIBDIR}/cmake/aludel)
set(ALUDEL_INSTALL_PKGCONFIGDIR ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
set(ALUDEL_INSTALL_LIBEXECDIR ${CMAKE_INSTALL_LIBEXECDIR}/aludel)
set(ALUDEL_INSTALLED_COMPONENTS "")

# aludel_install_libraries(component ROOMS...): the libraries with an export set of their own, so that who takes one component
# need not have what another one links.
function(aludel_install_libraries component)
  list(TRANSFORM ARGN PREPEND aludel_ OUTPUT_VARIABLE libraries)
  install(TARGETS ${libraries} EXPORT aludel-${component}-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${component})
  install(EXPORT aludel-${component}-targets NAMESPACE aludel:: DESTINATION ${ALUDEL_INSTALL_CMAKEDIR} COMPONENT ${component})
  set(ALUDEL_INSTALLED_COMPONENTS ${ALUDEL_INSTALLED_COMPONENTS} ${component} PARENT_SCOPE)
endfunction()

# aludel_install_pkg_config(component NAME aludel-x DESCRIPTION text ROOMS... REQUIRES...): for builds without CMake. The archives
# are static, so what they link is in Requires, not in Requires.private: nobody has to say --static.
function(aludel_install_pkg_config component)
  cmake_parse_arguments(PARSE_ARGV 1 PC "" "NAME;DESCRIPTION" "ROOMS;REQUIRES")
  list(TRANSFORM PC_ROOMS PREPEND -laludel_ OUTPUT_VARIABLE libraries)
  if(ALUDEL_SANITIZE)
    list(APPEND libraries -fsanitize=address,undefined)
  endif()
  list(JOIN libraries " " PC_LIBRARIES)
  list(JOIN PC_REQUIRES ", " PC_REQUIRES)
  file(RELATIVE_PATH PC_PREFIX ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
  foreach(directory IN ITEMS LIBDIR INCLUDEDIR)
    set(PC_${directory} ${CMAKE_INSTALL_${directory}})
    if(NOT IS_ABSOLUTE "${PC_${directory}}")
      string(PREPEND PC_${directory} "\${prefix}/")
    endif()
  endforeach()
  configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/pkg-config.pc.in ${CMAKE_CURRENT_BINARY_DIR}/${PC_NAME}.pc @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${PC_NAME}.pc DESTINATION ${ALUDEL_INSTALL_PKGCONFIGDIR} COMPONENT ${component})
endfunction()

# The versions whose headers are compiled into the archives: their symbols carry them.
find_package(fmt QUIET REQUIRED)
find_package(tomlplusplus QUIET REQUIRED)
string(REGEX MATCH "^[0-9]+" ALUDEL_FMT_MAJOR "${fmt_VERSION}")
math(EXPR ALUDEL_FMT_NEXT "${ALUDEL_FMT_MAJOR} + 1")

aludel_install_libraries(runtime schema snapshot migrations runtime migrate)
foreach(room IN ITEMS schema migrations runtime runtime/migrate)
  if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/${room}/include)
    install(
      DIRECTORY ${PROJECT_SOURCE_DIR}/${room}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT runtime
      FILES_MATCHING PATTERN "*.h" REGEX "/include/aludel/(sqlite|postgresql)\\.h$" EXCLUDE)
  endif()
endforeach()
aludel_install_pkg_config(runtime NAME aludel-runtime DESCRIPTION "Database migrations compiled into a C++ application"
  ROOMS runtime migrations schema REQUIRES "fmt >= ${ALUDEL_FMT_MAJOR}" "fmt < ${ALUDEL_FMT_NEXT}")
aludel_install_pkg_config(runtime NAME aludel-migrate DESCRIPTION "The command line of an application's own migrate program"
  ROOMS migrate snapshot REQUIRES "aludel-runtime = ${PROJECT_VERSION}" tomlplusplus)

if(TARGET aludel_sqlite)
  aludel_install_libraries(sqlite sqlite)
  install(FILES ${PROJECT_SOURCE_DIR}/runtime/include/aludel/sqlite.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/aludel COMPONENT sqlite)
  set(client "sqlite3 >= 3.35")
  if(ALUDEL_SQLITE_TARGET)
    set(client "")  # the application's own, which it links itself
  endif()
  aludel_install_pkg_config(sqlite NAME aludel-sqlite DESCRIPTION "Aludel on SQLite" ROOMS sqlite
    REQUIRES "aludel-runtime = ${PROJECT_VERSION}" ${client})
endif()

if(TARGET aludel_postgresql)
  aludel_install_libraries(postgresql postgresql)
  install(FILES ${PROJECT_SOURCE_DIR}/runtime/include/aludel/postgresql.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/aludel COMPONENT postgresql)
  install(FILES ${CMAKE_CURRENT_LIST_DIR}/FindPqxx.cmake DESTINATION ${ALUDEL_INSTALL_CMAKEDIR} COMPONENT postgresql)
  list(PREPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})
  find_package(Pqxx QUIET REQUIRED)
  string(REGEX MATCH "^[0-9]+[.][0-9]+" ALUDEL_PQXX_SERIES "${Pqxx_VERSION}")
  string(REGEX MATCH "^[0-9]+" ALUDEL_PQXX_NEXT "${ALUDEL_PQXX_SERIES}")
  string(REGEX MATCH "[0-9]+$" minor "${ALUDEL_PQXX_SERIES}")
  math(EXPR minor "${minor} + 1")
  string(APPEND ALUDEL_PQXX_NEXT .${minor})
  aludel_install_pkg_config(postgresql NAME aludel-postgresql DESCRIPTION "Aludel on PostgreSQL" ROOMS postgresql
    REQUIRES "aludel-runtime = ${PROJECT_VERSION}" "libpqxx >= ${ALUDEL_PQXX_SERIES}" "libpqxx < ${ALUDEL_PQXX_NEXT}")
endif()

configure_package_config_file(
  ${CMAKE_CURRENT_LIST_DIR}/aludel-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/aludel-config.cmake
  INSTALL_DESTINATION ${ALUDEL_INSTALL_CMAKEDIR}
  PATH_VARS CMAKE_INSTALL_BINDIR)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/aludel-config-version.cmake COMPATIBILITY SameMinorVersion)
install(
  FILES ${CMAKE_CURRENT_BINARY_DIR}/aludel-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/aludel-config-version.cmake ${CMAKE_CURRENT_LIST_DIR}/AludelMigrations.cmake
  DESTINATION ${ALUDEL_INSTALL_CMAKEDIR} COMPONENT runtime)
install(DIRECTORY ${CMAKE_CURRENT_LIST_DIR}/migrations DESTINATION ${ALUDEL_INSTALL_CMAKEDIR} COMPONENT runtime)

if(TARGET aludel)
  install(TARGETS aludel RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tool)
  list(APPEND ALUDEL_INSTALLED_COMPONENTS tool)
endif()
if(TARGET aludel-models)
  install(TARGETS aludel-models RUNTIME DESTINATION ${ALUDEL_INSTALL_LIBEXECDIR} COMPONENT frontend)
  list(APPEND ALUDEL_INSTALLED_COMPONENTS frontend)
endif()

# What has to be built before `cmake --install`, without the tests and the examples.
add_custom_target(aludel_parts)
foreach(target IN ITEMS aludel_migrate aludel_sqlite aludel_postgresql aludel aludel-models)
  if(TARGET ${target})
    add_dependencies(aludel_parts ${target})
  endif()
endforeach()

if(PROJECT_IS_TOP_LEVEL)
  include(${CMAKE_CURRENT_LIST_DIR}/AludelPackages.cmake)
endif()
