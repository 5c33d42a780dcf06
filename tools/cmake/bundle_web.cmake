# stuticket_bundle_web(<wasm target>): after the link, the target's app.js and app.wasm and every file of web/ become
# ${CMAKE_BINARY_DIR}/web, ready to be served or embedded (see tools/bundle_web for names and placeholders).
find_program(STUTICKET_NODE NAMES node nodejs REQUIRED)

# Makes PDFs of pictures on the device (web/pictures.js); fetched by tools/setup as package-lock.json says.
set(STUTICKET_JSPDF ${CMAKE_SOURCE_DIR}/node_modules/jspdf/dist/jspdf.umd.min.js)
if(NOT EXISTS ${STUTICKET_JSPDF})
  message(FATAL_ERROR "jspdf is not there yet: run tools/setup first.")
endif()

function(stuticket_bundle_web target)
  set(out ${CMAKE_BINARY_DIR}/web)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/*)
  add_custom_command(
    OUTPUT ${out}/manifest.json
    COMMAND ${STUTICKET_NODE} ${CMAKE_SOURCE_DIR}/tools/bundle_web
      $<TARGET_FILE:${target}> $<TARGET_FILE_DIR:${target}>/$<TARGET_FILE_BASE_NAME:${target}>.wasm
      ${CMAKE_SOURCE_DIR}/web ${out} ${STUTICKET_LANGUAGE_FILES} ${STUTICKET_JSPDF}
    DEPENDS ${target} ${sources} ${STUTICKET_LANGUAGE_FILES} ${STUTICKET_JSPDF} ${CMAKE_SOURCE_DIR}/tools/bundle_web
    COMMENT "Bundling the front end into ${out}"
    VERBATIM)
  add_custom_target(web_bundle ALL DEPENDS ${out}/manifest.json)
endfunction()
