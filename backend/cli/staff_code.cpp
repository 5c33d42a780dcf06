#include "backend/cli/commands.hpp"
#include "backend/cli/dates.hpp"
#include "backend/cli/installation.hpp"
#include "backend/security/tokens.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "common/time_spans.hpp"

#include <fmt/core.h>

#include <stdexcept>

namespace stu::cli {
namespace {

std::string state_of(const store::AccessCode& code, std::int64_t now_ms) {
    if (code.revoked_ms != 0) return "revoked " + date_of(code.revoked_ms);
    if (code.expires_ms <= now_ms) return "expired " + date_of(code.expires_ms);
    if (code.uses_left == 0) return "used up";
    return "valid until " + date_of(code.expires_ms) + ", for " + std::to_string(code.uses_left) +
           (code.uses_left == 1 ? " account" : " accounts");
}

void require_department(store::Transaction& transaction, const std::string& department) {
    const Catalogue catalogue = store::load_catalogue(transaction);
    if (find_department(catalogue, department) != nullptr) return;
    std::string known;
    for (const Department& each : catalogue.departments) known += (known.empty() ? "" : ", ") + each.id;
    throw std::runtime_error("There is no department \"" + department + "\". Known are: " + known + ".");
}

} // namespace

int issue_staff_code(const Place& place, const std::string& department, std::int64_t days,
                     std::int64_t uses) {
    Installation installation(place);
    const std::int64_t now = installation.clock().now_ms();
    const std::string code = security::make_access_code(installation.random());
    installation.store().write([&](store::Transaction& transaction) {
        require_department(transaction, department);
        store::insert_access_code(
            transaction,
            {security::make_id(installation.random(), now), department, now, now + days * day_ms, 0, uses},
            security::access_code_hash(code));
    });
    // Only the code, so that a script can take it; it is stored hashed and cannot be shown again.
    fmt::print("{}\n", code);
    return 0;
}

int list_staff_codes(const Place& place) {
    Installation installation(place);
    const auto codes = installation.store().read(store::list_access_codes);
    if (codes.empty()) fmt::print("No access codes have been issued.\n");
    for (const store::AccessCode& code : codes)
        fmt::print("{}  {:<12}  issued {}  {}\n", code.id, code.department, date_of(code.created_ms),
                   state_of(code, installation.clock().now_ms()));
    return 0;
}

int revoke_staff_code(const Place& place, const std::string& id) {
    Installation installation(place);
    const bool revoked = installation.store().write([&](store::Transaction& transaction) {
        return store::revoke_access_code(transaction, id, installation.clock().now_ms());
    });
    if (!revoked) throw std::runtime_error("There is no valid access code with the id \"" + id + "\".");
    fmt::print("Revoked. Accounts opened with it stay.\n");
    return 0;
}

} // namespace stu::cli
