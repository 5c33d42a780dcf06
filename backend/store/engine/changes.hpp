#pragma once
// What others hear of a transaction once it is committed: what is new, never what it says.

#include "common/presence.hpp"

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace stu::store {

/// A ticket was filed or changed. Nothing of its content is here: who hears of it asks for what they may see.
struct TicketChanged {
    std::string ticket_id;
    std::string number;       ///< what people read to each other
    std::int64_t version = 0; ///< after the change; rises with each
    std::string owner_id;     ///< the student
    std::string department;
    bool internal = false; ///< only staff, who may read its notes, may hear of it: the ticket is as it was
    bool presence = false; ///< likewise: only who looks at it has changed

    bool operator==(const TicketChanged&) const = default;
};

/// A member of staff looks at a ticket, writes to it or has gone. Nothing is stored.
struct PresenceTold {
    std::string ticket_id;
    std::string number;
    std::string department;
    std::string user_id;
    std::string page; ///< one of that person's
    std::string name;
    Doing doing = Doing::reading;

    bool operator==(const PresenceTold&) const = default;
};

/// Mail was put into the outbox.
struct MailQueued {};

/// A response of staff was stored that counts later.
struct ResponseHeld {};

/// All that one transaction noted.
struct Changes {
    std::vector<TicketChanged> tickets; ///< in the order of the changes
    std::vector<PresenceTold> presences;
    bool mail_queued = false;
    bool response_held = false; ///< by this server
    bool others_missed = false; ///< other servers may have changed anything, and nobody knows what

    bool empty() const {
        return tickets.empty() && presences.empty() && !mail_queued && !response_held && !others_missed;
    }
};

/// Hears of committed transactions.
class Listener {
  public:
    virtual ~Listener() = default;
    /// Called once for each transaction that noted something, when it is on disk and before its writer is
    /// answered, and for those of other servers on the same database soon after; by one thread at a time, in
    /// the order of the commits. Writers wait meanwhile, so it has to be quick, and must not open a
    /// transaction.
    virtual void changed(const Changes& changes) noexcept = 0;
};

/// Who hears of a store's transactions. Thread-safe.
class Listeners {
  public:
    /// `listener` is called until it is removed.
    void add(Listener& listener) {
        const std::lock_guard lock(mutex_);
        listeners_.push_back(&listener);
    }
    /// Waits for a call that is under way; afterwards `listener` may go.
    void remove(Listener& listener) {
        const std::lock_guard lock(mutex_);
        listeners_.erase(std::remove(listeners_.begin(), listeners_.end(), &listener), listeners_.end());
    }
    void tell(const Changes& changes) {
        if (changes.empty()) return;
        const std::lock_guard lock(mutex_);
        for (Listener* listener : listeners_) listener->changed(changes);
    }

  private:
    std::mutex mutex_;
    std::vector<Listener*> listeners_;
};

} // namespace stu::store
