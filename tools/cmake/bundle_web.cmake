# stuticket_bundle_web(<wasm target>…): after the link, each target's .js and .wasm and every file of web/ become
# ${CMAKE_BINARY_DIR}/web, ready to be served or embedded (see tools/bundle_web for names and placeholders).
find_program(STUTICKET_NODE NAMES node nodejs REQUIRED)
find_program(STUTICKET_WASM_OPT NAMES wasm-opt REQUIRED) # of binaryen, which emscripten brings

# Makes PDFs of pictures on the device (web/pictures.js); fetched by tools/setup as package-lock.json says.
set(STUTICKET_JSPDF ${CMAKE_SOURCE_DIR}/node_modules/jspdf/dist/jspdf.umd.min.js)
if(NOT EXISTS ${STUTICKET_JSPDF})
  message(FATAL_ERROR "jspdf is not there yet: run tools/setup first.")
endif()

function(stuticket_bundle_web)
  set(out ${CMAKE_BINARY_DIR}/web)
  set(programs ${CMAKE_BINARY_DIR}/small)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/*)
  set(small)
  foreach(target ${ARGN})
    set(linked $<TARGET_FILE_DIR:${target}>/$<TARGET_FILE_BASE_NAME:${target}>.wasm)
    add_custom_command(
      OUTPUT ${programs}/${target}.wasm
      # Once more than the link does it, until nothing gets smaller: 1.5 % less to load.
      COMMAND ${CMAKE_COMMAND} -E make_directory ${programs}
      COMMAND ${STUTICKET_WASM_OPT} --enable-exception-handling --enable-bulk-memory --enable-sign-ext
        --enable-mutable-globals --enable-nontrapping-float-to-int --enable-reference-types
        --dae-optimizing --inlining-optimizing -Oz --converge ${linked} -o ${programs}/${target}.wasm
      COMMAND ${CMAKE_COMMAND} -E copy $<TARGET_FILE:${target}> ${programs}/${target}.js
      DEPENDS ${target}
      COMMENT "Making ${target}.wasm smaller"
      VERBATIM)
    list(APPEND small ${programs}/${target}.wasm)
  endforeach()
  add_custom_command(
    OUTPUT ${out}/manifest.json
    COMMAND ${STUTICKET_NODE} ${CMAKE_SOURCE_DIR}/tools/bundle_web
      ${programs} ${CMAKE_SOURCE_DIR}/web ${out} ${STUTICKET_SHOWN_LANGUAGE_FILES} ${STUTICKET_JSPDF}
    DEPENDS ${small} ${sources} ${STUTICKET_SHOWN_LANGUAGE_FILES} ${STUTICKET_JSPDF} ${CMAKE_SOURCE_DIR}/tools/bundle_web
    COMMENT "Bundling the front end into ${out}"
    VERBATIM)
  add_custom_target(web_bundle ALL DEPENDS ${out}/manifest.json)
endfunction()
