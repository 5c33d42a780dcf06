# stuticket_bundle_web(<wasm target>): after the link, the target's app.js and app.wasm and every file of web/ become
# ${CMAKE_BINARY_DIR}/web, ready to be served or embedded (see tools/bundle_web for names and placeholders).
find_program(STUTICKET_NODE NAMES node nodejs REQUIRED)

function(stuticket_bundle_web target)
  set(out ${CMAKE_BINARY_DIR}/web)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/*)
  add_custom_command(
    OUTPUT ${out}/manifest.json
    COMMAND ${STUTICKET_NODE} ${CMAKE_SOURCE_DIR}/tools/bundle_web
      $<TARGET_FILE:${target}> $<TARGET_FILE_DIR:${target}>/$<TARGET_FILE_BASE_NAME:${target}>.wasm
      ${CMAKE_SOURCE_DIR}/web ${out} ${STUTICKET_LANGUAGE_FILES}
    DEPENDS ${target} ${sources} ${STUTICKET_LANGUAGE_FILES} ${CMAKE_SOURCE_DIR}/tools/bundle_web
    COMMENT "Bundling the front end into ${out}"
    VERBATIM)
  add_custom_target(web_bundle ALL DEPENDS ${out}/manifest.json)
endfunction()
