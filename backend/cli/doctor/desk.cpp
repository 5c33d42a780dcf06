#include "backend/cli/doctor/checks.hpp"
#include "backend/cli/installation.hpp"
#include "backend/store/mail/outbox.hpp"
#include "backend/store/people/account_state.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/tickets.hpp"

#include <algorithm>
#include <cstdlib>
#include <fmt/core.h>
#include <string_view>

namespace stu::cli::doctor {
namespace {

void look_at_clocks(Findings& findings, store::Transaction& transaction, std::int64_t now_ms) {
    constexpr std::int64_t borne_ms = 5 * second_ms;
    if (const auto shared = transaction.connection().shared_clock_ms();
        shared && std::abs(*shared - now_ms) > borne_ms)
        findings.push_back({Verdict::wrong, "clock",
                            fmt::format("The database's clock and this machine's are {} s apart.",
                                        std::abs(*shared - now_ms) / second_ms),
                            "Let the network set both (systemd-timesyncd or chrony)."});
    if (const std::int64_t last_ms = store::last_filed_ms(transaction); last_ms > now_ms + minute_ms)
        findings.push_back(
            {Verdict::wrong, "clock",
             fmt::format("The newest ticket was filed {} min from now: the clock was set back.",
                         (last_ms - now_ms) / minute_ms),
             "Set the clock right. Tickets keep their order."});
}

void look_at_departments(Findings& findings, store::Transaction& transaction) {
    const auto catalogue = store::load_catalogue(transaction);
    for (const Department& department : catalogue.departments)
        if (store::colleagues_in(transaction, department.id).empty())
            findings.push_back(
                {Verdict::look, "staff", "Nobody answers tickets of " + department.name + ".",
                 "Give somebody a code: stuticket staff-code issue --department " + department.id});
}

void look_at_outbox(Findings& findings, store::Transaction& transaction, std::int64_t now_ms) {
    const auto unsent = store::list_unsent_mail(transaction);
    const auto failed =
        std::count_if(unsent.begin(), unsent.end(), [](const auto& mail) { return mail.failed; });
    const auto late = std::count_if(unsent.begin(), unsent.end(), [&](const auto& mail) {
        return !mail.failed && mail.created_ms < now_ms - hour_ms;
    });
    if (failed > 0)
        findings.push_back(
            {Verdict::look, "outbox", fmt::format("{} mails could not be sent.", failed),
             "stuticket outbox list says why; stuticket outbox retry --all sends them again."});
    if (late > 0)
        findings.push_back({Verdict::wrong, "outbox", fmt::format("{} mails wait for over an hour.", late),
                            "Does `stuticket serve` run? stuticket outbox list says what they met."});
    if (failed + late == 0) findings.push_back({Verdict::fine, "outbox", "No mail is left over."});
}

} // namespace

void look_at_desk(Findings& findings, const Configuration& configuration) {
    const Place& place = configuration.place;
    if (place.database.empty() && !fs::exists(place.data / "stuticket.db")) {
        findings.push_back({Verdict::wrong, "database", "There is none in the data folder.",
                            "stuticket migrate --data " + place.data.string()});
        return;
    }
    found_by(findings, "database", [&] {
        Installation installation(place);
        findings.push_back(
            {Verdict::fine, "database",
             place.database.empty() ? "SQLite, and up to date." : "PostgreSQL, and up to date."});
        const std::int64_t now_ms = installation.clock().now_ms();
        installation.store().read([&](store::Transaction& transaction) {
            look_at_clocks(findings, transaction, now_ms);
            look_at_departments(findings, transaction);
            look_at_outbox(findings, transaction, now_ms);
        });
    });
}

} // namespace stu::cli::doctor
