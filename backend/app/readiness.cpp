#include "backend/app/use_cases.hpp"
#include "backend/store/migrations.hpp"

#include <spdlog/spdlog.h>

namespace stu::app {

bool is_ready(Services& services) {
    try {
        { store::Transaction writable = services.store.write(); } // undone again
        return store::schema_state(services.store) == store::SchemaState::current;
    } catch (const std::exception& error) {
        spdlog::error("not ready: {}", error.what());
        return false;
    }
}

} // namespace stu::app
