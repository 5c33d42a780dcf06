#include "backend/app/use_cases.hpp"
#include "backend/store/people/rates.hpp"
#include "backend/store/schema/migrations.hpp"

#include <spdlog/spdlog.h>

#include <chrono>

namespace stu::app {
namespace {

/// Writing that has failed is tried for real before it is believed in again: opening a transaction tells
/// nothing of a full disk.
void try_to_write(Services& services) {
    services.store.write(std::chrono::milliseconds(0), [&](store::Transaction& transaction) {
        constexpr int nothing = 0; // a row is written, and no limit changes
        store::count_events(transaction, "probe", services.clock.now_ms(), nothing, nothing, nothing);
    });
}

} // namespace

bool is_ready(Services& services) {
    try {
        switch (services.store.room()) {
        case store::Room::reading: throw std::runtime_error("the disk is nearly full");
        case store::Room::unwritable: throw std::runtime_error("the disk can only be read");
        case store::Room::messages:
        case store::Room::plenty: break;
        }
        end_remembered_sessions(services);
        if (services.store.write_failed()) try_to_write(services);
        return store::schema_state(services.store) == store::SchemaState::current;
    } catch (const std::exception& error) {
        spdlog::error("not ready: {}", error.what());
        return false;
    }
}

} // namespace stu::app
