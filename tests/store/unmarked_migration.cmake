# cmake -P: embeds a migration whose name does not say whether older servers bear it, which has to fail.
include(${CMAKE_CURRENT_LIST_DIR}/../../backend/embed_migrations.cmake)
stuticket_embed_migrations(never_written.cpp ${CMAKE_CURRENT_LIST_DIR}/0013_priority.sql)
