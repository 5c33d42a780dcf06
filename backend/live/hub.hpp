#pragma once
// Tells people which tickets others change, as it happens. One thread for all who listen.

#include "backend/app/context.hpp"
#include "backend/live/event_ids.hpp"
#include "backend/live/recent_changes.hpp"
#include "backend/store/engine/changes.hpp"
#include "common/access.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <variant>
#include <vector>

namespace stu::live {

/// Bytes for one who listens.
struct Delivery {
    std::uint64_t connection = 0;
    std::string bytes;
    bool last = false; ///< the stream ends behind them
};

/// Somebody who listens, in one session.
struct Subscription {
    std::uint64_t connection = 0;
    std::string session_hash; ///< as the store knows the session
    Actor actor;
    std::string department; ///< id; only of its tickets. Empty = of all that the actor may read
    std::string since;      ///< id of the event after which to go on; empty = from now on
};

struct Times {
    std::chrono::milliseconds gather{250};   ///< the least time between two notices to the same listener
    std::chrono::milliseconds check{2'000};  ///< between two looks at whether the listeners' sessions go on
    std::chrono::milliseconds alive{20'000}; ///< of silence, after which a stream shows that it is open
};

/// Members are thread-safe, and but for `stop` none of them waits for the database or for a network.
class Hub final : public store::Listener {
  public:
    /// `deliver` takes what goes out, from a thread of the hub's; it must not wait. All must outlive it.
    Hub(app::Services& services, std::function<void(std::vector<Delivery>)> deliver, const Times& times = {});
    Hub(const Hub&) = delete;
    Hub& operator=(const Hub&) = delete;
    ~Hub() override { stop(); }

    void changed(const store::Changes& changes) noexcept override;

    /// From now on `subscription` hears of each change of what its actor may read: first of those that it has
    /// missed, or that too many were missed to tell. It ends with its session, within `Times::check`, and no
    /// notice goes out after that.
    void listen(Subscription subscription);
    /// A connection has gone.
    void leave(std::uint64_t connection);

    /// The id of the newest event, for that person: what is read from now on holds all that came before it.
    std::string position(std::string_view person) const { return ids_.id_of(newest_, person); }

    /// How many listen now.
    std::size_t listening() const { return listening_; }

    /// Delivers nothing any more.
    void stop();

  private:
    using Time = std::chrono::steady_clock::time_point;
    struct Listener {
        Subscription subscription;
        std::uint64_t told = 0; ///< number of the last change that it knows
        Time silent_since{};
    };
    using Request = std::variant<Subscription, std::uint64_t>; ///< who comes, who has gone
    using Change =
        std::optional<store::TicketChanged>; ///< nothing: one of another server's that nobody knows
    using Deliveries = std::vector<Delivery>;

    void run();
    void work(std::vector<Request> requests, std::vector<Change> changes);
    void welcome(Subscription subscription, Deliveries& deliveries);
    void tell_all(Deliveries& deliveries);
    bool tell(store::Transaction& transaction, Listener& listener, Deliveries& deliveries) const;
    void check_sessions(Deliveries& deliveries);
    bool goes_on(store::Transaction& transaction, const Subscription& subscription) const;
    template <class Stays> void end_unless(Deliveries& deliveries, Stays stays);

    app::Services& services_;
    std::function<void(Deliveries)> deliver_;
    Times times_;
    EventIds ids_;
    std::atomic<std::uint64_t> newest_{0};

    std::mutex mutex_; ///< over what comes in
    std::condition_variable came_;
    std::vector<Request> requests_;
    std::vector<Change> changes_;
    bool stopping_ = false;

    // The thread's own.
    RecentChanges recent_;
    std::unordered_map<std::uint64_t, Listener> listeners_;
    std::atomic<std::size_t> listening_{0}; ///< of listeners_, for others
    bool behind_ = false;                   ///< somebody may not know the newest change yet
    Time next_round_{}, next_check_{};
    std::thread thread_;
};

} // namespace stu::live
