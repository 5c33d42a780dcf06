# Where third-party headers and libraries come from. `tools/setup` puts the Debian source packages under .dependencies/
# and links the few header-only packages that the WASM compiler may see into .dependencies/wasm-include.
set(STUTICKET_DEPENDENCIES ${CMAKE_SOURCE_DIR}/.dependencies)
if(NOT EXISTS ${STUTICKET_DEPENDENCIES}/imgui/imgui.h OR NOT EXISTS ${STUTICKET_DEPENDENCIES}/cpp-httplib/httplib.h)
  message(FATAL_ERROR "Dear ImGui and cpp-httplib are not there yet: run tools/setup first.")
endif()

# Packages that are only headers, for both compilers: cereal (with rapidjson) and doctest.
add_library(header_packages INTERFACE)
if(EMSCRIPTEN)
  target_include_directories(header_packages SYSTEM INTERFACE ${STUTICKET_DEPENDENCIES}/wasm-include)
endif()

# Dear ImGui without demo, debug tools, obsolete names, stdio and default font; see frontend-wasm/ui/imgui_config.hpp.
add_library(imgui STATIC EXCLUDE_FROM_ALL
  ${STUTICKET_DEPENDENCIES}/imgui/imgui.cpp
  ${STUTICKET_DEPENDENCIES}/imgui/imgui_draw.cpp
  ${STUTICKET_DEPENDENCIES}/imgui/imgui_tables.cpp
  ${STUTICKET_DEPENDENCIES}/imgui/imgui_widgets.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${STUTICKET_DEPENDENCIES}/imgui)
target_include_directories(imgui PUBLIC ${CMAKE_SOURCE_DIR})
target_compile_definitions(imgui PUBLIC IMGUI_USER_CONFIG="frontend-wasm/ui/imgui_config.hpp")
target_compile_options(imgui PRIVATE -w)
set_target_properties(imgui PROPERTIES UNITY_BUILD OFF) # its files are not written for that
# What the app never reaches and each first visit would load: its reader of settings files, and its tables, which imgui.cpp
# only ends for whoever forgot to. See frontend-wasm/ui/imgui_left_out.cpp.
target_compile_definitions(imgui PRIVATE sscanf=imgui_reads_no_settings)
set_source_files_properties(${STUTICKET_DEPENDENCIES}/imgui/imgui.cpp PROPERTIES COMPILE_DEFINITIONS EndTable=EndNoTable)
if(NOT EMSCRIPTEN OR CMAKE_BUILD_TYPE STREQUAL "Debug")
  target_compile_definitions(imgui PUBLIC IMGUI_ENABLE_TEST_ENGINE) # see frontend-wasm/ui/audit.hpp
endif()

if(NOT EMSCRIPTEN)
  find_package(Threads REQUIRED)
  find_package(OpenSSL 3.0 REQUIRED)
  find_package(PkgConfig REQUIRED)
  find_package(SQLiteCpp REQUIRED)
  find_package(spdlog REQUIRED)
  find_package(CLI11 REQUIRED)
  find_package(CURL 7.88 REQUIRED)
  find_package(date REQUIRED)
  pkg_check_modules(ARGON2 REQUIRED IMPORTED_TARGET libargon2)
  pkg_check_modules(CRYPT REQUIRED IMPORTED_TARGET libcrypt)
  pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
  pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
  pkg_check_modules(PQ REQUIRED IMPORTED_TARGET libpq)
  pkg_check_modules(IDN2 REQUIRED IMPORTED_TARGET libidn2)
  pkg_check_modules(QPDF REQUIRED IMPORTED_TARGET libqpdf>=11.3)
  pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)
  add_library(qpdf INTERFACE)
  target_link_libraries(qpdf INTERFACE PkgConfig::QPDF)
  target_compile_definitions(qpdf INTERFACE POINTERHOLDER_TRANSITION=4) # its own pointers are std::shared_ptr
  if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
    target_compile_options(qpdf INTERFACE -include ${CMAKE_SOURCE_DIR}/tools/cmake/qpdf_with_clang.hpp)
  endif()
  find_path(ZXCVBN_INCLUDE zxcvbn.h REQUIRED)
  find_library(ZXCVBN_LIBRARY zxcvbn REQUIRED)
endif()
