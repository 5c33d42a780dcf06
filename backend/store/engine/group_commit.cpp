#include "backend/store/engine/group_commit.hpp"

#include "backend/store/engine/announcements.hpp"
#include "backend/store/engine/store.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace stu::store {
namespace {

/// A group takes in no more members than this, and none so long after it began: the first would wait for
/// ever.
constexpr std::size_t most_members = 64;
constexpr std::chrono::milliseconds longest_group{10};

constexpr std::array size_bounds{1.0, 2.0, 4.0, 8.0, 16.0, 32.0, static_cast<double>(most_members)};

} // namespace

/// A function, or, without one, somebody who wants the connection for itself.
struct GroupCommit::Member {
    enum class State : std::uint8_t { queued, taken, answered };

    Member(const Work* function, std::chrono::milliseconds patience)
        : work(function), patient_until(Clock::now() + patience) {}

    const Work* work;
    Clock::time_point patient_until;
    State state = State::queued;
    bool kept = false; ///< it ran, and what it did is to be committed
    Changes changes;
    std::exception_ptr fault;
    std::condition_variable woken; ///< the connection is free, or it is answered
};

GroupCommit::GroupCommit(std::unique_ptr<sql::Connection> connection, Listeners& listeners, std::string name)
    : connection_(std::move(connection)), listeners_(listeners), name_(std::move(name)), sizes_(size_bounds) {
    group_.reserve(most_members); // so that leading needs no memory
}

GroupCommit::~GroupCommit() = default;

void GroupCommit::run(const Work& work, std::chrono::milliseconds patience) {
    Member own(&work, patience);
    std::unique_lock lock(mutex_);
    if (wait(lock, own)) {
        lock.unlock();
        lead(own);
    }
    if (own.fault) std::rethrow_exception(own.fault);
}

/// Functions need not wait until the first in the queue is awake: whoever is runs those before it, too.
bool GroupCommit::passes_nobody(const Member& own) const {
    const auto stops = [&](const Member* each) { return each == &own || !each->work || !own.work; };
    return *std::find_if(queue_.begin(), queue_.end(), stops) == &own;
}

/// Whether the connection is `own`'s now; else somebody else has done its work.
bool GroupCommit::wait(std::unique_lock<std::mutex>& lock, Member& own) {
    using State = Member::State;
    const auto is_answered = [&] { return own.state == State::answered; };
    const auto may_take = [&] { return own.state == State::queued && !taken_since_ && passes_nobody(own); };
    queue_.push_back(&own);
    own.woken.wait_until(lock, own.patient_until, [&] { return is_answered() || may_take(); });
    if (own.state == State::queued) {
        const bool taken = may_take();
        queue_.erase(std::find(queue_.begin(), queue_.end(), &own));
        if (!taken) throw sql::Trouble(sql::Trouble::Kind::busy, "others are writing");
        own.state = State::taken;
        taken_since_ = Clock::now();
        return true;
    }
    own.woken.wait(lock, is_answered); // it is being run
    return false;
}

void GroupCommit::hand_over() {
    taken_since_.reset();
    if (!queue_.empty()) queue_.front()->woken.notify_one();
}

std::chrono::milliseconds GroupCommit::taken_for() {
    const std::lock_guard lock(mutex_);
    const auto since = taken_since_ ? Clock::now() - *taken_since_ : Clock::duration::zero();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since);
}

void GroupCommit::lead(Member& first) {
    group_.assign(1, &first);
    group_ends_ = std::min(Clock::now() + longest_group, first.patient_until);
    commit();
    for (const Member* each : group_)
        if (each->kept) listeners_.tell(each->changes);

    const std::lock_guard lock(mutex_);
    for (Member* each : group_) {
        each->state = Member::State::answered;
        each->woken.notify_one();
    }
    hand_over();
}

/// Runs the functions of the group and of those who come meanwhile. Throws nothing: each has its own fault.
void GroupCommit::commit() {
    try {
        begin();
    } catch (...) {
        group_.front()->fault = std::current_exception();
        return;
    }
    try {
        run_members(Care::together);
        if (!keeps_any()) return connection_->rollback();
        announce(*connection_, name_, kept_changes());
        connection_->commit();
        // Nothing can be committed on a disk that can only be read: the outbox's look for mail, for instance.
        if (connection_->changes() != changes_before_) failed_ = false;
        sizes_.note(static_cast<double>(
            std::count_if(group_.begin(), group_.end(), [](const Member* each) { return each->kept; })));
    } catch (...) {
        failed_ = true;
        connection_->rollback();
        lose(std::current_exception());
    }
}

void GroupCommit::begin() {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(group_.front()->patient_until - Clock::now());
    connection_->begin(sql::Access::write, std::max(left, std::chrono::milliseconds(0)));
    changes_before_ = connection_->changes();
}

void GroupCommit::run_members(Care care) {
    for (std::size_t i = 0; i < group_.size() || admit(); ++i) {
        Member& member = *group_[i];
        if (care == Care::savepoints) {
            run_as_savepoint(member);
        } else if (!run_together(member)) {
            connection_->rollback();
            begin();
            return run_members(Care::savepoints);
        }
    }
}

/// False when what it did has to be undone, and with it what others did.
bool GroupCommit::run_together(Member& member) {
    const std::int64_t before = connection_->changes();
    run_member(member);
    if (member.kept || (connection_->changes() == before && connection_->in_transaction())) return true;
    if (keeps_any()) return false;
    connection_->rollback();
    begin();
    return true;
}

void GroupCommit::run_as_savepoint(Member& member) {
    connection_->run("SAVEPOINT member");
    run_member(member);
    try {
        if (!member.kept) connection_->run("ROLLBACK TO member");
        connection_->run("RELEASE member");
    } catch (const std::exception&) {
        if (connection_->in_transaction()) throw;
        // A full disk ends it for everybody, so the others begin again.
        throw sql::Trouble(sql::Trouble::Kind::busy, "somebody else's fault has ended the transaction");
    }
}

void GroupCommit::run_member(Member& member) {
    member.kept = false;
    member.fault = nullptr;
    try {
        Transaction transaction(*connection_);
        const bool keep = (*member.work)(transaction);
        if (!connection_->in_transaction())
            throw std::logic_error("a fault was passed over in a transaction");
        member.changes = std::move(transaction.changes_);
        member.kept = keep;
    } catch (...) { member.fault = std::current_exception(); }
}

/// Takes in whoever waits next.
bool GroupCommit::admit() {
    if (group_.size() == most_members || Clock::now() >= group_ends_) return false;
    const std::lock_guard lock(mutex_);
    if (queue_.empty() || queue_.front()->work == nullptr) return false;
    group_.push_back(queue_.front());
    group_.back()->state = Member::State::taken;
    queue_.pop_front();
    return true;
}

bool GroupCommit::keeps_any() const {
    return std::any_of(group_.begin(), group_.end(), [](const Member* each) { return each->kept; });
}

/// In one piece: others are told once of a commit.
Changes GroupCommit::kept_changes() const {
    Changes all;
    for (const Member* each : group_) {
        if (!each->kept) continue;
        all.mail_queued |= each->changes.mail_queued;
        all.response_held |= each->changes.response_held;
        all.tickets.insert(all.tickets.end(), each->changes.tickets.begin(), each->changes.tickets.end());
        all.presences.insert(all.presences.end(), each->changes.presences.begin(),
                             each->changes.presences.end());
    }
    return all;
}

/// What was to be kept is gone.
void GroupCommit::lose(const std::exception_ptr& fault) {
    for (Member* each : group_)
        if (std::exchange(each->kept, false)) each->fault = fault;
}

GroupCommit::Turn::Turn(GroupCommit& writers, std::chrono::milliseconds patience) : writers_(writers) {
    Member own(nullptr, patience);
    std::unique_lock lock(writers_.mutex_);
    writers_.wait(lock, own);
}

GroupCommit::Turn::~Turn() {
    const std::lock_guard lock(writers_.mutex_);
    writers_.hand_over();
}

} // namespace stu::store
