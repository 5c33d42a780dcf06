#include "backend/worker/outbox_worker.hpp"

#include "backend/store/mail/outbox.hpp"
#include "backend/store/people/account_tokens.hpp"
#include "backend/store/people/challenges.hpp"
#include "backend/store/people/known_browsers.hpp"
#include "backend/store/people/rates.hpp"
#include "backend/store/people/sessions.hpp"
#include "backend/store/tickets/attachments.hpp"
#include "backend/system/pause.hpp"
#include "common/time_spans.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <optional>
#include <utility>

namespace stu::worker {
namespace {

constexpr std::int64_t first_delay_ms = 30 * second_ms, last_delay_ms = 30 * minute_ms;
constexpr std::int64_t give_up_after_ms = 3 * day_ms;
/// As long as its cookie lives (app/session.cpp).
constexpr std::int64_t known_browser_ms = 400 * day_ms;
constexpr auto tidy_every = std::chrono::minutes(10);
/// Whoever has caused mail is answered before it is looked at: how long they wait must not tell that there
/// was any.
constexpr std::chrono::milliseconds answers_go_first{100};
/// Longer than anybody asks whether a mail was sent.
constexpr std::int64_t sent_mail_ms = 90 * day_ms;

std::optional<store::OutgoingMail> lease(store::Store& store, std::int64_t now_ms) {
    return store.write([&](store::Transaction& transaction) {
        return store::lease_mail(transaction, now_ms, now_ms + store::mail_lease_ms);
    });
}

Delivery deliver(Sender& sender, const store::OutgoingMail& mail, const std::stop_token& stop) {
    try {
        return sender.send(mail, stop);
    } catch (const std::exception& error) { return {Delivery::Outcome::delayed, error.what()}; }
}

/// How a delivery went, by the clock of the desk.
struct Sending {
    const store::OutgoingMail& mail;
    Delivery delivery;
    std::int64_t begun_ms, ended_ms;
};

void note(store::Transaction& transaction, const Sending& sending) {
    const auto& [mail, delivery, begun_ms, ended_ms] = sending;
    if (delivery.outcome == Delivery::Outcome::sent) {
        store::mark_sent(transaction, mail.id);
    } else if (delivery.outcome == Delivery::Outcome::refused ||
               begun_ms - std::max(mail.created_ms, mail.tried_since_ms) >= give_up_after_ms) {
        store::mark_failed(transaction, mail.id, delivery.reason);
    } else {
        store::retry_later(transaction, mail.id, ended_ms + retry_delay_ms(mail.attempts), delivery.reason);
    }
}

/// Until it is kept: mail that was sent without being noted would be sent once more.
void note_at_last(store::Store& store, const Sending& sending, const std::stop_token& stop) {
    constexpr std::chrono::milliseconds between{500};
    for (;;) {
        try {
            return store.write([&](store::Transaction& transaction) { note(transaction, sending); });
        } catch (const sql::Trouble&) {
            if (!system::pause(stop, between)) throw;
        }
    }
}

} // namespace

std::int64_t retry_delay_ms(std::int64_t attempts) {
    std::int64_t delay = first_delay_ms;
    for (std::int64_t i = 1; i < attempts && delay < last_delay_ms; ++i) delay *= 2;
    return std::min(delay, last_delay_ms);
}

bool send_one(store::Store& store, Sender& sender, std::int64_t now_ms, const std::stop_token& stop) {
    const auto mail = lease(store, now_ms);
    if (!mail) return false;
    const auto begun = std::chrono::steady_clock::now();
    Delivery delivery = deliver(sender, *mail, stop);
    const std::int64_t took_ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun)
            .count();

    if (delivery.outcome != Delivery::Outcome::sent)
        spdlog::warn("mail {} was not sent (attempt {}): {}", mail->id, mail->attempts, delivery.reason);
    note_at_last(store, {*mail, std::move(delivery), now_ms, now_ms + took_ms}, stop);
    return true;
}

void tidy(store::Store& store, std::int64_t now_ms) {
    store.write_regardless([&](store::Transaction& transaction) { // it makes space
        store::delete_expired_sessions(transaction, now_ms);
        store::delete_expired_attachments(transaction, now_ms);
        store::delete_expired_tokens(transaction, now_ms);
        store::delete_expired_rates(transaction, now_ms);
        store::delete_expired_challenges(transaction, now_ms);
        store::delete_old_browsers(transaction, now_ms - known_browser_ms);
        store::delete_old_sent_mail(transaction, now_ms - sent_mail_ms);
        store::cap_next_attempt(transaction, now_ms + last_delay_ms);
    });
}

OutboxWorker::OutboxWorker(store::Store& store, Sender& sender, std::function<std::int64_t()> now_ms)
    : store_(store), sender_(sender), now_ms_(std::move(now_ms)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {
    store_.listeners().add(*this);
}

OutboxWorker::~OutboxWorker() { store_.listeners().remove(*this); }

void OutboxWorker::changed(const store::Changes& changes) noexcept {
    if (!changes.mail_queued) return;
    {
        const std::lock_guard lock(mutex_);
        woken_ = true;
    }
    changed_.notify_one();
}

void OutboxWorker::run(const std::stop_token& stop) {
    // Retries are due at least half a minute after their failure, and nobody waits for what has a delay.
    constexpr auto look_again = std::chrono::seconds(10);
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        woken_ = false;
        lock.unlock();
        work(stop);
        lock.lock();
        changed_.wait_for(lock, stop, look_again, [this] { return woken_; });
    }
}

void OutboxWorker::work(const std::stop_token& stop) {
    if (!system::pause(stop, answers_go_first)) return;
    try {
        // By a clock that nobody sets: after the other one was put back, tidying is what brings mail forward.
        if (const auto moment = std::chrono::steady_clock::now(); moment >= next_tidy_) {
            tidy(store_, now_ms_());
            next_tidy_ = moment + tidy_every;
        }
        while (!stop.stop_requested() && send_one(store_, sender_, now_ms_(), stop)) continue;
    } catch (const std::exception& error) {
        spdlog::error("the outbox could not be worked on: {}", error.what()); // and is tried again
    }
}

} // namespace stu::worker
