# aludel_add_migrations(<name>
#     MODELS <header>...              the annotated headers, for the check below
#     [CONFIG <aludel.toml>]          default: aludel.toml in the current source directory
#     [NAMESPACE <namespace>]         of the chain; default: what chain.h says
#     [DRIVERS <engine>...]           what a URL may name; default: sqlite
#     [ON_CHANGE error|warn|off]      when the models differ from the snapshot; default: error
#     [DRAFTS ON|OFF])                not available yet; default: OFF
#
# Gives the library <name>_migrations (the compiled revisions, their chain and the drivers), the program <name>_migrate
# (upgrade, downgrade, current, history...), and, where the project has testing enabled, the tests <name>.verify,
# <name>.chain and <name>.models. Committed revisions build with no tool of Aludel's: the checks that need one are left
# out where it is not installed, and in a project that is not the top-level one.
#
# ALUDEL_CHECK_MODELS (AUTO, ON, OFF): whether the models are read at build time. AUTO: in a top-level project.
# ALUDEL_EXECUTABLE: the `aludel` command; found by itself beside this package, or built with it. One that is given comes
# first; a cross build, which cannot run what it builds, uses no other.

# For whoever includes this from a project of an older level.
cmake_policy(VERSION 3.22)

set(ALUDEL_CHECK_MODELS AUTO CACHE STRING "Compare the models with the snapshot at build time: ON, OFF, or AUTO (when the project is the top-level one)")
set_property(CACHE ALUDEL_CHECK_MODELS PROPERTY STRINGS AUTO ON OFF)

function(aludel_add_migrations name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "CONFIG;NAMESPACE;ON_CHANGE;DRAFTS" "MODELS;DRIVERS")
  _aludel_check_arguments(${name})

  # Where the application keeps its revisions.
  cmake_path(ABSOLUTE_PATH arg_CONFIG NORMALIZE OUTPUT_VARIABLE config)
  cmake_path(GET config PARENT_PATH root)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${config})
  _aludel_config_value(${config} migrations directory migrations migrations_directory)
  _aludel_config_value(${config} schema directory schema schema_directory)
  cmake_path(ABSOLUTE_PATH migrations_directory BASE_DIRECTORY ${root} NORMALIZE)
  cmake_path(ABSOLUTE_PATH schema_directory BASE_DIRECTORY ${root} NORMALIZE)
  set(chain ${migrations_directory}/chain.cpp)
  set(chain_header ${migrations_directory}/chain.h)
  foreach(file IN ITEMS ${chain} ${chain_header})
    if(NOT EXISTS ${file})
      message(FATAL_ERROR "aludel_add_migrations(${name}): there is no ${file}. Type: cd ${root} && aludel init (a new application), or aludel chain (its revisions are there).")
    endif()
  endforeach()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${chain_header})
  if(NOT arg_NAMESPACE)
    file(READ ${chain_header} header_text)
    if(NOT header_text MATCHES "\nnamespace[ \t]+([A-Za-z0-9_:]+)")
      message(FATAL_ERROR "aludel_add_migrations(${name}): ${chain_header} names no namespace. Type: cd ${root} && aludel chain, or give NAMESPACE.")
    endif()
    set(arg_NAMESPACE ${CMAKE_MATCH_1})
  endif()
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/${name}_migrations)

  # The library. Revision files are found in their folder, so that a file which the chain forgot is seen and refused.
  file(GLOB revisions CONFIGURE_DEPENDS ${migrations_directory}/*.cpp)
  list(REMOVE_ITEM revisions ${chain})
  _aludel_write_drivers(${generated}/drivers.cpp)
  add_library(${name}_migrations STATIC ${chain} ${revisions} ${generated}/drivers.cpp)
  target_compile_features(${name}_migrations PUBLIC cxx_std_20)
  target_include_directories(${name}_migrations PUBLIC ${root})
  target_link_libraries(${name}_migrations PUBLIC aludel::runtime)
  foreach(driver IN LISTS arg_DRIVERS)
    target_link_libraries(${name}_migrations PUBLIC aludel::${driver})
  endforeach()

  # The chain against the files, with CMake alone.
  set(chain_checked ${generated}/chain.checked)
  get_target_property(library_version aludel::migrations ALUDEL_VERSION)
  get_target_property(oldest_api aludel::migrations ALUDEL_OLDEST_API)
  get_target_property(newest_api aludel::migrations ALUDEL_NEWEST_API)
  set(api_levels "${oldest_api} to ${newest_api}")
  if(oldest_api EQUAL newest_api)
    set(api_levels ${newest_api})
  endif()
  # A list in a file: when one goes, what is left is no newer than the stamp; nor is it when the library is another one.
  file(CONFIGURE OUTPUT ${generated}/revisions.txt CONTENT "${revisions}\nAludel ${library_version}, API levels ${api_levels}\n")
  add_custom_command(
    OUTPUT ${chain_checked}
    COMMAND ${CMAKE_COMMAND} -DDIRECTORY=${migrations_directory} -DROOT=${root} -DSTAMP=${chain_checked} -DVERSION=${library_version}
            -DOLDEST_API=${oldest_api} -DNEWEST_API=${newest_api} -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/migrations/check_chain.cmake
    DEPENDS ${chain} ${revisions} ${generated}/revisions.txt ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/migrations/check_chain.cmake
    COMMENT "Comparing the chain of ${name} with its revision files"
    VERBATIM)
  add_custom_target(${name}_chain_check DEPENDS ${chain_checked})
  add_dependencies(${name}_migrations ${name}_chain_check)

  # The program.
  _aludel_write_program(${generated}/migrate.cpp)
  add_executable(${name}_migrate ${generated}/migrate.cpp)
  target_link_libraries(${name}_migrate PRIVATE ${name}_migrations aludel::migrate)

  _aludel_find_tool()
  _aludel_add_models_check()
  _aludel_add_migration_tests()
endfunction()

# What follows is for the function above alone; macros see its variables.

macro(_aludel_check_arguments name)
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "aludel_add_migrations(${name}): unknown arguments: ${arg_UNPARSED_ARGUMENTS}. It knows MODELS, CONFIG, NAMESPACE, DRIVERS, ON_CHANGE and DRAFTS.")
  endif()
  if(NOT arg_MODELS)
    message(FATAL_ERROR "aludel_add_migrations(${name}): MODELS names no header. Give it the headers whose structs carry [[db::...]] attributes.")
  endif()
  if(NOT arg_CONFIG)
    set(arg_CONFIG aludel.toml)
  endif()
  if(NOT arg_DRIVERS)
    set(arg_DRIVERS sqlite)
  endif()
  foreach(driver IN LISTS arg_DRIVERS)
    if(NOT TARGET aludel::${driver})
      set(why "")
      if(aludel_${driver}_NOT_FOUND_MESSAGE)
        set(why ": ${aludel_${driver}_NOT_FOUND_MESSAGE}")
      endif()
      message(FATAL_ERROR "aludel_add_migrations(${name}): there is no driver \"${driver}\" here (no target aludel::${driver})${why}.")
    endif()
  endforeach()
  if(NOT arg_ON_CHANGE)
    set(arg_ON_CHANGE error)
  endif()
  if(NOT arg_ON_CHANGE MATCHES "^(error|warn|off)$")
    message(FATAL_ERROR "aludel_add_migrations(${name}): ON_CHANGE is error, warn or off, not \"${arg_ON_CHANGE}\".")
  endif()
  if(arg_DRAFTS)
    message(FATAL_ERROR "aludel_add_migrations(${name}): DRAFTS ON is not available yet. Leave it out and type: aludel revision --autogenerate -m \"...\".")
  endif()
  foreach(header IN LISTS arg_MODELS)
    cmake_path(ABSOLUTE_PATH header NORMALIZE)
    if(NOT EXISTS ${header})
      message(FATAL_ERROR "aludel_add_migrations(${name}): MODELS names ${header}, which is not there.")
    endif()
  endforeach()
endmacro()

# One value of aludel.toml: `key = "value"` under [section]. `aludel` itself reads the file with a real parser and refuses
# what is wrong in it; this much is read here so that a build needs no tool.
function(_aludel_config_value config section key default out)
  if(NOT EXISTS ${config})
    message(FATAL_ERROR "There is no ${config}. Type: aludel init, or name the file with CONFIG.")
  endif()
  # Brackets and semicolons mean something in CMake's lists; the lines are cut apart without them.
  file(READ ${config} text)
  string(REPLACE ";" " " text "${text}")
  string(REPLACE "[" "<" text "${text}")
  string(REPLACE "]" ">" text "${text}")
  string(REGEX MATCHALL "[^\r\n]+" lines "${text}")
  set(value ${default})
  set(current "")
  foreach(line IN LISTS lines)
    if(line MATCHES "^[ \t]*<[ \t]*([A-Za-z0-9_.-]+)[ \t]*>")
      set(current "${CMAKE_MATCH_1}")
    elseif(current STREQUAL section AND line MATCHES "^[ \t]*${key}[ \t]*=[ \t]*[\"']([^\"']*)[\"']")
      set(value "${CMAKE_MATCH_1}")
    elseif(current STREQUAL "" AND line MATCHES "^[ \t]*${section}[ \t]*\\.[ \t]*${key}[ \t]*=[ \t]*[\"']([^\"']*)[\"']")
      set(value "${CMAKE_MATCH_1}")
    endif()
  endforeach()
  set(${out} ${value} PARENT_SCOPE)
endfunction()

# The table of engines. It is written by hand, as it were: registration by static constructors is dropped by linkers.
macro(_aludel_write_drivers file)
  set(ALUDEL_NAMESPACE ${arg_NAMESPACE})
  set(ALUDEL_DRIVER_ENTRIES "")
  foreach(driver IN LISTS arg_DRIVERS)
    list(APPEND ALUDEL_DRIVER_ENTRIES "&aludel::runtime::${driver}_driver")
  endforeach()
  list(LENGTH ALUDEL_DRIVER_ENTRIES ALUDEL_DRIVER_COUNT)
  list(JOIN ALUDEL_DRIVER_ENTRIES ", " ALUDEL_DRIVER_ENTRIES)
  configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/migrations/drivers.cpp.in ${file} @ONLY)
endmacro()

macro(_aludel_write_program file)
  set(ALUDEL_CHAIN_HEADER ${chain_header})
  set(ALUDEL_CONFIG ${config})
  configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/migrations/migrate.cpp.in ${file} @ONLY)
endmacro()

# How the compiler sees the headers, for the front end: one argument a line. `aludel` finds the file through
# [build] directory, so that a parse on the command line and one in the build never disagree.
macro(_aludel_write_models_arguments file)
  set(of $<TARGET_PROPERTY:${name}_migrations)
  # Clang 14 knows C++23 as 2b, and every later one knows that name too.
  set(standard "0${of},CXX_STANDARD>")
  file(GENERATE OUTPUT ${file} CONTENT "-std=c++$<IF:$<VERSION_LESS:${standard},23>,20,$<IF:$<VERSION_EQUAL:${standard},23>,2b,2c>>
$<$<BOOL:${of},INCLUDE_DIRECTORIES>>:-I$<JOIN:$<REMOVE_DUPLICATES:${of},INCLUDE_DIRECTORIES>>,\n-I>>
$<$<BOOL:${of},COMPILE_DEFINITIONS>>:-D$<JOIN:${of},COMPILE_DEFINITIONS>,\n-D>>
")
endmacro()

# Sets `tool` to the `aludel` command, with what it depends on in `tool_targets`; or leaves it empty, with the reason in
# `no_tool`. `no_models` is the reason why it cannot read models, if there is one.
macro(_aludel_find_tool)
  set(tool "")
  set(tool_targets "")
  set(no_tool "")
  set(no_models "")
  if(ALUDEL_EXECUTABLE)
    _aludel_ask_tool()
  elseif(CMAKE_CROSSCOMPILING)
    set(no_tool "this is a cross build, and ALUDEL_EXECUTABLE names no aludel command of the build machine")
  elseif(TARGET aludel AND TARGET aludel-models)
    set(tool $<TARGET_FILE:aludel> --front-end $<TARGET_FILE:aludel-models>)
    set(tool_targets aludel aludel-models)
  elseif(TARGET aludel)
    set(tool $<TARGET_FILE:aludel>)
    set(tool_targets aludel)
    set(no_models "this build has no front end (ALUDEL_BUILD_FRONTEND)")
  else()
    set(no_tool "the aludel command is not installed")
  endif()
  if(no_tool)
    set(no_models ${no_tool})
  endif()
endmacro()

# Whether the command that is installed fits these libraries, and whether it can read models.
macro(_aludel_ask_tool)
  execute_process(COMMAND ${ALUDEL_EXECUTABLE} --version OUTPUT_VARIABLE said RESULT_VARIABLE failed ERROR_QUIET)
  if(failed OR NOT said MATCHES "^aludel ([^ ]+) .API level ([0-9]+).")
    set(no_tool "${ALUDEL_EXECUTABLE} does not start, or is no aludel command")
    message(WARNING "aludel_add_migrations(${name}): ${no_tool}. ALUDEL_EXECUTABLE names it.")
  elseif(CMAKE_MATCH_2 LESS oldest_api OR CMAKE_MATCH_2 GREATER newest_api)
    set(no_tool "${ALUDEL_EXECUTABLE} is of another API level")
    message(WARNING "aludel_add_migrations(${name}): ${ALUDEL_EXECUTABLE} (${CMAKE_MATCH_1}) writes revisions of API level ${CMAKE_MATCH_2}, and the libraries (${library_version}) run ${api_levels}: it is not used here. Install both from one version, or name another command with ALUDEL_EXECUTABLE.")
  else()
    set(tool ${ALUDEL_EXECUTABLE})
    set(tool_targets ${ALUDEL_EXECUTABLE})
    # The front end needs Clang's library, which a machine that only builds the application may not have.
    execute_process(COMMAND ${ALUDEL_EXECUTABLE} check --front-end-version RESULT_VARIABLE failed OUTPUT_QUIET ERROR_VARIABLE said)
    if(failed)
      set(no_models "the front end of ${ALUDEL_EXECUTABLE} is not installed or does not start")
      if(said MATCHES "error: ([^\n]*must be the same[^\n]*)")
        set(no_models "${CMAKE_MATCH_1}")
      endif()
    endif()
  endif()
endmacro()

# The models against the snapshot, whenever one of the files that the front end read has changed.
macro(_aludel_add_models_check)
  set(models_arguments ${CMAKE_CURRENT_BINARY_DIR}/aludel_${name}_models.rsp)
  _aludel_write_models_arguments(${models_arguments})
  set(check_models ${ALUDEL_CHECK_MODELS})
  if(check_models STREQUAL "AUTO")
    set(check_models ${PROJECT_IS_TOP_LEVEL})
  endif()
  if(check_models AND NOT arg_ON_CHANGE STREQUAL "off")
    if(NOT no_models)
      set(models_checked ${generated}/models.checked)
      set(models "")
      foreach(header IN LISTS arg_MODELS)
        cmake_path(ABSOLUTE_PATH header NORMALIZE)
        list(APPEND models ${header})
      endforeach()
      file(GLOB_RECURSE snapshot CONFIGURE_DEPENDS ${schema_directory}/*.toml)
      file(CONFIGURE OUTPUT ${generated}/snapshot.txt CONTENT "${snapshot}")
      set(check ${tool} check --config ${config} --models-arguments ${models_arguments} --depfile ${models_checked}.d --depfile-target ${models_checked})
      if(arg_ON_CHANGE STREQUAL "warn")
        set(check ${CMAKE_COMMAND} -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/migrations/warn.cmake -- ${check})
      endif()
      add_custom_command(
        OUTPUT ${models_checked}
        COMMAND ${check}
        COMMAND ${CMAKE_COMMAND} -E touch ${models_checked}
        DEPENDS ${models} ${snapshot} ${generated}/snapshot.txt ${config} ${models_arguments} ${tool_targets}
        DEPFILE ${models_checked}.d
        COMMENT "Comparing the models of ${name} with the snapshot"
        VERBATIM)
      add_custom_target(${name}_models_check ALL DEPENDS ${models_checked})
      add_dependencies(${name}_migrations ${name}_models_check)
    else()
      message(STATUS "${name}: models are not compared with the snapshot: ${no_models}")
    endif()
  endif()
endmacro()

macro(_aludel_add_migration_tests)
  if(PROJECT_IS_TOP_LEVEL OR ALUDEL_CHECK_MODELS STREQUAL "ON")
    # CMake puts CMAKE_CROSSCOMPILING_EMULATOR before a program that this build makes.
    if(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
      message(STATUS "${name}: there is no test ${name}.verify: this is a cross build without CMAKE_CROSSCOMPILING_EMULATOR")
    else()
      add_test(NAME ${name}.verify COMMAND ${name}_migrate verify WORKING_DIRECTORY ${root})
    endif()
    if(tool)
      add_test(NAME ${name}.chain COMMAND ${tool} chain --check WORKING_DIRECTORY ${root})
      if(NOT no_models)
        add_test(NAME ${name}.models COMMAND ${tool} check --config ${config} --models-arguments ${models_arguments} WORKING_DIRECTORY ${root})
      endif()
    endif()
  endif()
endmacro()
