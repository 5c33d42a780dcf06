#include "backend/cli/verify.hpp"

#include "backend/cli/commands.hpp"
#include "backend/cli/installation.hpp"
#include "backend/security/sha256.hpp"
#include "backend/store/tickets/seals.hpp"

#include <fmt/core.h>

namespace stu::cli {

std::vector<std::string> damage_in(store::Store& store, const std::function<bool()>& go_on) {
    return store::find_damage(
        store, [](std::string_view bytes) { return security::sha256(bytes); }, go_on);
}

int verify(const Place& place) {
    Installation installation(place);
    const auto damaged = damage_in(installation.store(), [] { return true; });
    for (const std::string& each : damaged) fmt::print("Damaged: {}\n", each);
    if (damaged.empty()) {
        fmt::print("Every ticket, event and PDF is as it was written.\n");
        return 0;
    }
    fmt::print("Restore the database from a backup that does not have this.\n");
    return 1;
}

} // namespace stu::cli
