# Finds libpqxx, PostgreSQL's C++ client library, and gives the target Pqxx::Pqxx. Version 7 brings a package of CMake's own;
# 6.4 (Debian 12) only one of pkg-config's.
find_package(libpqxx CONFIG QUIET)
if(TARGET libpqxx::pqxx)
  set(Pqxx_VERSION ${libpqxx_VERSION})
  set(Pqxx_LIBRARY libpqxx::pqxx)
else()
  find_package(PkgConfig QUIET)
  if(PkgConfig_FOUND)
    pkg_check_modules(Pqxx_PC QUIET IMPORTED_TARGET libpqxx)
    if(Pqxx_PC_FOUND)
      set(Pqxx_VERSION ${Pqxx_PC_VERSION})
      set(Pqxx_LIBRARY PkgConfig::Pqxx_PC)
    endif()
  endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Pqxx REQUIRED_VARS Pqxx_LIBRARY VERSION_VAR Pqxx_VERSION)
if(Pqxx_FOUND AND NOT TARGET Pqxx::Pqxx)
  # libpqxx 6 includes libpq's headers nowhere in its own; who includes it needs the one library alone.
  add_library(Pqxx::Pqxx INTERFACE IMPORTED)
  set_target_properties(Pqxx::Pqxx PROPERTIES INTERFACE_LINK_LIBRARIES ${Pqxx_LIBRARY})
endif()
