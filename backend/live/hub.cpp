#include "backend/live/hub.hpp"

#include "backend/app/sessions.hpp"
#include "backend/live/events.hpp"
#include "backend/store/people/sessions.hpp"
#include "backend/store/people/users.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

namespace stu::live {
namespace {

using Clock = std::chrono::steady_clock;

bool concerns(const Subscription& subscription, const store::TicketChanged& change) {
    return (subscription.department.empty() || subscription.department == change.department) &&
           may(subscription.actor,
               change.internal || change.presence ? Action::read_notes : Action::read_ticket,
               {change.owner_id, change.department});
}

/// Whether both may do the same.
bool have_same_rights(const Actor& a, const Actor& b) {
    return a.user_id == b.user_id && a.role == b.role && a.verified == b.verified &&
           a.departments == b.departments;
}

void note_change(std::vector<ChangedTicket>& tickets, const store::TicketChanged& change) {
    const auto known = std::find_if(tickets.begin(), tickets.end(), [&](const ChangedTicket& ticket) {
        return ticket.number == change.number;
    });
    if (known == tickets.end())
        tickets.push_back(
            {change.number, change.department, change.version, change.internal, change.presence});
    else
        *known = {change.number, change.department, std::max(known->version, change.version),
                  known->internal || change.internal, known->present || change.presence};
}

} // namespace

Hub::Hub(app::Services& services, std::function<void(Deliveries)> deliver, const Times& times)
    : services_(services), deliver_(std::move(deliver)), times_(times),
      ids_(services.secret, services.random.hex(16)), next_check_(Clock::now() + times.check),
      thread_([this] { run(); }) {
    services_.store.listeners().add(*this);
}

void Hub::stop() {
    if (!thread_.joinable()) return;
    services_.store.listeners().remove(*this);
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    came_.notify_one();
    thread_.join();
}

void Hub::changed(const store::Changes& changes) noexcept {
    if (changes.tickets.empty() && changes.presences.empty() && !changes.others_missed) return;
    try {
        std::vector<store::TicketChanged> others_seen;
        for (const store::PresenceTold& told : changes.presences)
            if (services_.presence.note(told, services_.clock.now_ms()))
                others_seen.push_back({told.ticket_id, told.number, 0, {}, told.department, false, true});
        if (changes.tickets.empty() && others_seen.empty() && !changes.others_missed) return;
        const std::lock_guard lock(mutex_);
        const std::size_t before = changes_.size();
        changes_.insert(changes_.end(), changes.tickets.begin(), changes.tickets.end());
        changes_.insert(changes_.end(), others_seen.begin(), others_seen.end());
        if (changes.others_missed) changes_.emplace_back();
        newest_ += changes_.size() - before;
    } catch (const std::exception& error) {
        spdlog::error("listeners do not hear of a change: {}", error.what());
        return;
    }
    came_.notify_one();
}

void Hub::listen(Subscription subscription) {
    {
        const std::lock_guard lock(mutex_);
        requests_.emplace_back(std::move(subscription));
    }
    came_.notify_one();
}

void Hub::leave(std::uint64_t connection) {
    {
        const std::lock_guard lock(mutex_);
        requests_.emplace_back(connection);
    }
    came_.notify_one();
}

void Hub::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        behind_ = behind_ || !changes_.empty();
        const Time next = behind_ ? std::min(next_round_, next_check_) : next_check_;
        if (requests_.empty() && Clock::now() < next) {
            came_.wait_until(lock, next);
            continue;
        }
        auto requests = std::exchange(requests_, {});
        auto changes = std::exchange(changes_, {});
        lock.unlock();
        work(std::move(requests), std::move(changes));
        lock.lock();
    }
}

/// What the database does not answer now is told in the next round: each listener goes on from what it knows.
void Hub::work(std::vector<Request> requests, std::vector<Change> changes) {
    Deliveries deliveries;
    for (Change& change : changes) change ? recent_.add(std::move(*change)) : recent_.add_unknown();
    try {
        for (Request& request : requests) {
            if (auto* comes = std::get_if<Subscription>(&request))
                welcome(std::move(*comes), deliveries);
            else
                listeners_.erase(std::get<std::uint64_t>(request));
        }
        if (behind_ && Clock::now() >= next_round_) tell_all(deliveries);
        if (Clock::now() >= next_check_) check_sessions(deliveries);
    } catch (const std::exception& error) {
        spdlog::warn("listeners are told later: {}", error.what());
        behind_ = true;
        next_round_ = next_check_ = Clock::now() + times_.check;
    }
    listening_ = listeners_.size();
    if (!deliveries.empty()) deliver_(std::move(deliveries));
}

void Hub::welcome(Subscription subscription, Deliveries& deliveries) {
    const std::uint64_t connection = subscription.connection;
    const std::string& person = subscription.actor.user_id;
    const std::uint64_t newest = recent_.newest();
    const auto since = subscription.since.empty() ? newest : ids_.change_of(subscription.since, person);
    const bool knows = since && recent_.reach_back_to(*since);
    const std::uint64_t told = knows ? *since : newest;
    deliveries.push_back(
        {connection, beginning(connection) + event_text(knows ? stream_event::alive : stream_event::refresh,
                                                        ids_.id_of(told, person))});
    listeners_[connection] = {std::move(subscription), told, Clock::now()};
    behind_ = behind_ || told < newest;
}

void Hub::tell_all(Deliveries& deliveries) {
    next_round_ = Clock::now() + times_.gather;
    behind_ = false;
    if (listeners_.empty()) return;
    end_unless(deliveries, [&](store::Transaction& transaction, Listener& listener) {
        return tell(transaction, listener, deliveries);
    });
}

/// Ends those for whom `stays` is false.
template <class Stays> void Hub::end_unless(Deliveries& deliveries, Stays stays) {
    const auto over = services_.store.read([&](store::Transaction& transaction) {
        std::vector<std::uint64_t> connections;
        for (auto& [connection, listener] : listeners_)
            if (!stays(transaction, listener)) connections.push_back(connection);
        return connections;
    });
    for (const std::uint64_t connection : over) {
        deliveries.push_back({connection, event_text(stream_event::ended, {}), true});
        listeners_.erase(connection);
    }
}

/// False when its session is over.
bool Hub::tell(store::Transaction& transaction, Listener& listener, Deliveries& deliveries) const {
    const Subscription& subscription = listener.subscription;
    if (!recent_.reach_back_to(listener.told)) { // more at once than there is room for
        deliveries.push_back(
            {subscription.connection,
             event_text(stream_event::refresh, ids_.id_of(recent_.newest(), subscription.actor.user_id))});
        listener.told = recent_.newest();
        return true;
    }
    News news;
    recent_.each_after(listener.told, [&](const store::TicketChanged& change) {
        if (concerns(subscription, change)) note_change(news.tickets, change);
    });
    if (!news.tickets.empty()) {
        if (!goes_on(transaction, subscription)) return false;
        news.open_tickets = app::open_tickets(transaction, subscription.actor);
        deliveries.push_back({subscription.connection,
                              event_text(news, ids_.id_of(recent_.newest(), subscription.actor.user_id))});
        listener.silent_since = Clock::now();
    }
    listener.told = recent_.newest();
    return true;
}

/// A stream shows no use of its session: one that is idle for too long ends, listening or not.
bool Hub::goes_on(store::Transaction& transaction, const Subscription& subscription) const {
    if (services_.ended.contains(subscription.session_hash)) return false;
    const auto session =
        store::find_session(transaction, subscription.session_hash, services_.clock.now_ms());
    const auto user = session ? store::find_user(transaction, session->user_id) : std::nullopt;
    return user && have_same_rights(actor_for(*user), subscription.actor);
}

void Hub::check_sessions(Deliveries& deliveries) {
    const Time now = Clock::now();
    next_check_ = now + times_.check;
    if (listeners_.empty()) return;
    end_unless(deliveries, [&](store::Transaction& transaction, const Listener& listener) {
        return goes_on(transaction, listener.subscription);
    });
    for (auto& [connection, listener] : listeners_) {
        if (now - listener.silent_since >= times_.alive) {
            listener.silent_since = now;
            deliveries.push_back(
                {connection, event_text(stream_event::alive,
                                        ids_.id_of(listener.told, listener.subscription.actor.user_id))});
        }
    }
}

} // namespace stu::live
