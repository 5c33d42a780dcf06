#include "backend/app/faults.hpp"

#include "backend/store/engine/sql.hpp"
#include "backend/store/tickets/seals.hpp"

#include <utility>

namespace stu::app {
namespace {

Error unavailable(Message message, std::int64_t retry_after_s) {
    Error error = refuse(Code::unavailable, std::move(message));
    error.retry_after_s = retry_after_s;
    return error;
}

} // namespace

std::optional<Error> known_fault(const std::exception& fault) {
    if (dynamic_cast<const store::Damage*>(&fault) != nullptr)
        return refuse(Code::internal,
                      tr("This ticket has been damaged on our side and cannot be shown. Please tell us the "
                         "request number; it can be restored from a backup."));
    const auto* trouble = dynamic_cast<const sql::Trouble*>(&fault);
    if (trouble == nullptr) return std::nullopt;
    const Message nothing_now =
        tr("Nothing can be changed right now. Please keep your text and try again later.");
    switch (trouble->kind()) {
    case sql::Trouble::Kind::busy:
    case sql::Trouble::Kind::conflict:
        return unavailable(tr("Very much is being changed right now, so your change was not made. "
                              "Please try again in a moment."),
                           2);
    case sql::Trouble::Kind::full:
        return refuse(Code::full,
                      tr("The server has no space left, so nothing was changed. Please keep your text and "
                         "try again later."));
    case sql::Trouble::Kind::gone: return unavailable(nothing_now, 5); // a standby takes over within seconds
    case sql::Trouble::Kind::unwritable: return unavailable(nothing_now, 60);
    case sql::Trouble::Kind::unsettled:
        return unavailable(
            tr("The connection to our database broke in the middle of your change, so we do not "
               "know whether it was made. Please try again in a moment."),
            5);
    }
    return std::nullopt;
}

Error no_room_for_files() {
    return refuse(Code::full,
                  tr("The server has no space for files right now. You can send your ticket without them, or "
                     "try again later."));
}

} // namespace stu::app
