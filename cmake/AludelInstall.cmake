# install() rules: what an application needs, and the two programs. Included last, when every target exists.
include(CMakePackageConfigHelpers)

set(ALUDEL_INSTALL_CMAKEDIR ${CMAKE_INSTALL_LIBDIR}/cmake/aludel)
set(ALUDEL_INSTALL_LIBEXECDIR ${CMAKE_INSTALL_LIBEXECDIR}/aludel)

# The libraries that an application links. The tool's own are not among them.
set(libraries "")
foreach(room IN ITEMS schema snapshot migrations runtime sqlite migrate)
  if(TARGET aludel_${room})
    list(APPEND libraries aludel_${room})
  endif()
endforeach()
install(TARGETS ${libraries} EXPORT aludel-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(EXPORT aludel-targets NAMESPACE aludel:: DESTINATION ${ALUDEL_INSTALL_CMAKEDIR} COMPONENT development)
foreach(room IN ITEMS schema migrations runtime runtime/migrate)
  if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/${room}/include)
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/${room}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development FILES_MATCHING PATTERN "*.h")
  endif()
endforeach()

if(TARGET aludel)
  install(TARGETS aludel RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tool)
endif()
if(TARGET aludel-models)
  install(TARGETS aludel-models RUNTIME DESTINATION ${ALUDEL_INSTALL_LIBEXECDIR} COMPONENT tool)
endif()

configure_package_config_file(
  ${CMAKE_CURRENT_LIST_DIR}/aludel-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/aludel-config.cmake
  INSTALL_DESTINATION ${ALUDEL_INSTALL_CMAKEDIR}
  PATH_VARS CMAKE_INSTALL_BINDIR)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/aludel-config-version.cmake COMPATIBILITY SameMinorVersion)
install(
  FILES ${CMAKE_CURRENT_BINARY_DIR}/aludel-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/aludel-config-version.cmake ${CMAKE_CURRENT_LIST_DIR}/AludelMigrations.cmake
  DESTINATION ${ALUDEL_INSTALL_CMAKEDIR} COMPONENT development)
install(DIRECTORY ${CMAKE_CURRENT_LIST_DIR}/migrations DESTINATION ${ALUDEL_INSTALL_CMAKEDIR} COMPONENT development)
