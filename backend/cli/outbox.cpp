#include "backend/store/mail/outbox.hpp"
#include "backend/cli/commands.hpp"
#include "backend/cli/installation.hpp"

#include <fmt/chrono.h>
#include <fmt/core.h>

#include <ctime>
#include <stdexcept>

namespace stu::cli {
namespace {

std::string minute_of(std::int64_t unix_ms) {
    return fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(static_cast<std::time_t>(unix_ms / 1000)));
}

} // namespace

int list_outbox(const Place& place) {
    Installation installation(place);
    const auto mails = installation.store().read(store::list_unsent_mail);
    if (mails.empty()) fmt::print("All mail has been sent.\n");
    for (const store::UnsentMail& mail : mails) {
        fmt::print("{}  {:<7}  {}  {}  {}\n", mail.id, mail.failed ? "failed" : "waiting",
                   minute_of(mail.created_ms), mail.recipient, mail.subject);
        if (!mail.last_error.empty()) fmt::print("    attempt {}: {}\n", mail.attempts, mail.last_error);
    }
    return 0;
}

int hold_outbox(const Place& place) {
    Installation installation(place);
    const std::string why = "held by an operator at " + minute_of(installation.clock().now_ms());
    const std::int64_t count = installation.store().write(
        [&](store::Transaction& transaction) { return store::hold_all_mail(transaction, why); });
    fmt::print("{} mails are held until they are retried.\n", count);
    return 0;
}

int retry_outbox(const Place& place, const std::string& id) {
    Installation installation(place);
    const std::int64_t now = installation.clock().now_ms();
    if (id.empty()) {
        const std::int64_t count = installation.store().write(
            [&](store::Transaction& transaction) { return store::retry_all_mail(transaction, now); });
        fmt::print("{} mails will be sent again.\n", count);
        return 0;
    }
    const bool found = installation.store().write(
        [&](store::Transaction& transaction) { return store::retry_mail(transaction, id, now); });
    if (!found)
        throw std::runtime_error("No mail of the id \"" + id +
                                 "\" has failed or waits for its next attempt.");
    fmt::print("The mail will be sent again.\n");
    return 0;
}

} // namespace stu::cli
