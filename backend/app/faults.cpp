#include "backend/app/faults.hpp"

#include "backend/store/engine/sql.hpp"
#include "backend/store/tickets/seals.hpp"

namespace stu::app {

std::optional<Error> known_fault(const std::exception& fault) {
    if (dynamic_cast<const store::Damage*>(&fault) != nullptr)
        return refuse(Code::internal,
                      tr("This ticket has been damaged on our side and cannot be shown. Please tell us the "
                         "request number; it can be restored from a backup."));
    const auto* trouble = dynamic_cast<const sql::Trouble*>(&fault);
    if (trouble == nullptr) return std::nullopt;
    switch (trouble->kind()) {
    case sql::Trouble::Kind::busy:
    case sql::Trouble::Kind::conflict: {
        Error busy =
            refuse(Code::unavailable, tr("Very much is being changed right now, so your change was not made. "
                                         "Please try again in a moment."));
        busy.retry_after_s = 2;
        return busy;
    }
    case sql::Trouble::Kind::full:
        return refuse(Code::full,
                      tr("The server has no space left, so nothing was changed. Please keep your text and "
                         "try again later."));
    case sql::Trouble::Kind::gone:
    case sql::Trouble::Kind::unwritable: {
        Error unwritable =
            refuse(Code::unavailable, tr("Nothing can be changed right now. Please keep your text and try "
                                         "again later."));
        unwritable.retry_after_s = 60;
        return unwritable;
    }
    }
    return std::nullopt;
}

Error no_room_for_files() {
    return refuse(Code::full,
                  tr("The server has no space for files right now. You can send your ticket without them, or "
                     "try again later."));
}

} // namespace stu::app
