# Flags of our own targets. Third-party headers come in as SYSTEM and are not judged.
set(STUTICKET_SANITIZE "" CACHE STRING "Sanitizers for every target, e.g. address,undefined")

add_library(stu_options INTERFACE)
target_include_directories(stu_options INTERFACE ${CMAKE_SOURCE_DIR})
# Nothing that is built tells where.
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
target_compile_options(stu_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast -Werror)

if(EMSCRIPTEN)
  # Native WASM exceptions are smaller than JavaScript ones, and cereal needs some kind.
  # emscripten 3.1.6 is a clang 14 whose libc++ lacks <ranges> and <format>.
  add_compile_options(-Oz -fwasm-exceptions -flto)
  add_link_options(-Oz -fwasm-exceptions -flto)
else()
  target_compile_options(stu_options INTERFACE -fstack-protector-strong)
  if(STUTICKET_SANITIZE)
    add_compile_options(-fsanitize=${STUTICKET_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_compile_options(-fsanitize-ignorelist=${CMAKE_SOURCE_DIR}/tests/fuzz/ignored.txt)
    add_link_options(-fsanitize=${STUTICKET_SANITIZE})
    add_compile_definitions(STUTICKET_SANITIZED)
  else()
    add_compile_definitions(_GLIBCXX_ASSERTIONS _FORTIFY_SOURCE=3)
    add_compile_options(-fPIE -fstack-clash-protection -fcf-protection)
    add_link_options(-pie -Wl,-z,relro,-z,now)
  endif()
endif()
