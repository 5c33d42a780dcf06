#include "backend/app/held_responses.hpp"
#include "backend/app/promise_notices.hpp"
#include "backend/cli/base_url.hpp"
#include "backend/cli/commands.hpp"
#include "backend/cli/installation.hpp"
#include "backend/cli/metrics.hpp"
#include "backend/cli/metrics_text.hpp"
#include "backend/cli/verify.hpp"
#include "backend/http/gate/tls.hpp"
#include "backend/http/server.hpp"
#include "backend/pdf/child_checker.hpp"
#include "backend/pdf/document.hpp"
#include "backend/security/proof_of_work.hpp"
#include "backend/security/recaptcha.hpp"
#include "backend/store/people/challenges.hpp"
#include "backend/store/tickets/promises.hpp"
#include "backend/store/tickets/work.hpp"
#include "backend/system/log.hpp"
#include "backend/system/supervisor.hpp"
#include "backend/worker/night_watch.hpp"
#include "backend/worker/outbox_worker.hpp"
#include "backend/worker/promise_worker.hpp"
#include "backend/worker/response_worker.hpp"
#include "backend/worker/smtp_sender.hpp"
#include "common/numbers.hpp"
#include "common/text.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fmt/core.h>
#include <malloc.h>
#include <memory>
#include <optional>
#include <pthread.h>
#include <stdexcept>
#include <string_view>
#include <sys/resource.h>
#include <thread>
#include <utility>

namespace stu::cli {
namespace {

/// That of the database where several servers share it: one whose own is wrong would take mail that another
/// has in hand for left over, and send it, too, and what can still be taken back for due.
class SharedClock final : public app::Clock {
  public:
    explicit SharedClock(Installation& installation) : installation_(installation) {}
    std::int64_t now_ms() const override {
        return installation_.store().read([&](store::Transaction& transaction) {
            return transaction.connection().shared_clock_ms().value_or(installation_.clock().now_ms());
        });
    }

  private:
    Installation& installation_;
};

/// Every connection is a descriptor; the usual soft limit of 1,024 is less than the gate can carry.
void raise_descriptor_limit() {
    constexpr rlim_t wanted = 16'384;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = std::max(limit.rlim_cur, std::min(limit.rlim_max, wanted));
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// glibc stops giving large blocks back once it has seen one freed; files of 2 MB would stay with every
/// thread. What fits below that stays: an answer of 24 KB that is given back is got anew page by page, which
/// was a fifth of the time of a list.
void return_large_blocks() {
    constexpr int large = 1 << 20;
    ::mallopt(M_MMAP_THRESHOLD, large);
    ::mallopt(M_TRIM_THRESHOLD, large);
}

/// SIGINT, SIGTERM and SIGHUP, taken away from all threads that start later and waited for by one. That
/// thread may call anything, which a handler may not.
class Signals {
  public:
    /// Without `hangup`, SIGHUP ends the process as usual when its terminal is closed.
    explicit Signals(bool hangup) {
        ::sigemptyset(&set_);
        ::sigaddset(&set_, SIGINT);
        ::sigaddset(&set_, SIGTERM);
        if (hangup) ::sigaddset(&set_, SIGHUP);
        sigset_t blocked = set_;
        ::sigaddset(&blocked,
                    SIGCHLD); // would interrupt a system call of some thread; children are waited for
        ::pthread_sigmask(SIG_BLOCK, &blocked, nullptr);
    }
    /// Which of them came.
    int wait() const {
        int number = 0;
        ::sigwait(&set_, &number);
        return number;
    }

  private:
    sigset_t set_{};
};

/// Under which addresses browsers may come. Without a configured one the server is for this machine only.
http::Settings settings_for(const std::string& base_url, std::uint16_t port) {
    if (!base_url.empty()) return {{checked_base_url(base_url)}};
    return {{fmt::format("http://localhost:{}", port), fmt::format("http://127.0.0.1:{}", port)}};
}

/// Which way mail goes, and the sentence about it.
struct MailRoute {
    std::unique_ptr<worker::Sender> sender;
    std::string description;
};

MailRoute mail_route(const Configuration& configuration, const std::string& domain) {
    if (!configuration.mail) {
        const std::filesystem::path folder = configuration.place.data / "mail";
        return {std::make_unique<worker::DirectorySender>(folder, domain),
                fmt::format("Mail is written to {}, because MAIL_SERVER is not set.", folder.string())};
    }
    const worker::SmtpServer& server = *configuration.mail;
    return {std::make_unique<worker::SmtpSender>(server, worker::Letterhead{server.from, domain}),
            fmt::format("Mail goes to {}:{} as {}.", server.host, server.port, server.from)};
}

/// Which captcha forms ask for, and the sentence about it.
struct CaptchaChoice {
    std::unique_ptr<security::Captcha> captcha;
    std::string description;
};

CaptchaChoice captcha_choice(const Configuration& configuration, const std::string& domain,
                             Installation& installation, const security::Secret& secret) {
    switch (configuration.captcha) {
    case CaptchaKind::recaptcha: {
        security::RecaptchaKeys keys = configuration.recaptcha;
        keys.host = domain;
        return {std::make_unique<security::Recaptcha>(std::move(keys)),
                fmt::format("Forms ask for reCAPTCHA of {}.", configuration.recaptcha.server)};
    }
    case CaptchaKind::proof_of_work: {
        auto use = [&store = installation.store()](std::string_view challenge, std::int64_t expires_ms) {
            return store.write([&](store::Transaction& transaction) {
                return store::use_challenge(transaction, challenge, expires_ms);
            });
        };
        return {std::make_unique<security::ProofOfWork>(
                    secret, installation.random(), [&installation] { return installation.clock().now_ms(); },
                    use),
                "Forms ask for a proof of work."};
    }
    case CaptchaKind::none: break;
    }
    return {std::make_unique<security::NoCaptcha>(), "Forms ask for no captcha."};
}

/// Finds out now, and not at a student's first upload, whether this system lets a process be confined.
void require_working(pdf::Checker& pdfs) {
    if (pdfs.check(pdf::one_page("Hello")) != pdf::Verdict::fine)
        throw std::runtime_error(
            "PDFs cannot be checked on this system, so the server does not start. It has to "
            "be able to start itself again as a process limited by seccomp and to 192 MiB of "
            "memory; a container may forbid that.");
}

/// The certificate's files have been renewed. When they are not in order, the old ones serve on.
void renew_certificate(http::Tls& tls) {
    try {
        tls.reload();
        spdlog::info("the certificate was read again");
    } catch (const std::exception& error) {
        spdlog::error("the certificate was not read again: {}", error.what());
    }
}

/// Reads what is kept, so that the operator hears of damage while there is a backup without it.
void look_for_damage(store::Store& store, const std::stop_token& stop) {
    const auto damaged = damage_in(store, [&] { return !stop.stop_requested(); });
    for (const std::string& each : damaged)
        spdlog::error("{} is damaged: restore the database from a backup that does not have this", each);
}

/// Whether requests are taken up, and reads and changes come to an end: what a restart may mend if not. A
/// database that says in time that it cannot serve just now comes back by itself. Hangs with whatever hangs.
bool is_alive(http::Server& server, store::Store& store, std::chrono::milliseconds limit,
              const std::stop_token& stop) {
    const auto hangs = [](std::string_view what) {
        spdlog::error("the supervisor is not told that this server is alive: {}", what);
        return false;
    };
    if (!server.pulse(stop)) return false;
    // Those of other processes, an import for instance, are waited for as long as the store's patience lasts.
    if (store.writing_for() > limit + store.patience()) return hangs("a change does not come to an end");
    try {
        store::schema_state(store);
    } catch (const sql::Trouble& trouble) {
        if (trouble.kind() == sql::Trouble::Kind::busy) return hangs(trouble.what());
    } catch (const std::exception& error) { spdlog::error("the database cannot be read: {}", error.what()); }
    return true;
}

} // namespace

int serve(const Configuration& configuration) {
    raise_descriptor_limit();
    return_large_blocks();
    std::signal(SIGPIPE, SIG_IGN); // a peer that is gone is an error of one call, not of the process
    const bool encrypted = !configuration.tls_certificate.empty();
    const Signals signals(encrypted); // before the first thread
    system::log_to_stderr(configuration.log);
    std::optional<http::Tls> tls;
    if (encrypted) tls.emplace(configuration.tls_certificate, configuration.tls_key);
    system::tell_supervisor("STATUS=Opening the database");
    expand_older(configuration.place);
    Installation installation(configuration.place, store::Store::usual_patience, configuration.space);
    store::compute_promises(installation.store()); // where an operator's command was interrupted
    security::Passwords passwords(installation.random());
    pdf::ChildChecker pdfs("/proc/self/exe");
    require_working(pdfs);

    http::Listener listener(configuration.address, configuration.port);
    http::Settings settings = settings_for(configuration.base_url, listener.port());
    settings.language = configuration.policy.language;
    settings.log_form = configuration.log.form;
    const std::string url = settings.origins.front();
    const MailRoute mail = mail_route(configuration, domain_of(url));
    const SharedClock shared_clock(installation);
    const worker::OutboxWorker outbox(installation.store(), *mail.sender,
                                      [&] { return shared_clock.now_ms(); });
    const security::Secret secret = installation_secret(configuration.place.data, installation.random());
    const CaptchaChoice captcha = captcha_choice(configuration, domain_of(url), installation, secret);
    if (configuration.captcha == CaptchaKind::recaptcha)
        settings.captcha_server = configuration.recaptcha.server;
    app::Services services{.store = installation.store(),
                           .clock = installation.clock(),
                           .shared_clock = shared_clock,
                           .random = installation.random(),
                           .passwords = passwords,
                           .pdfs = pdfs,
                           .captcha = *captcha.captcha,
                           .policy = configuration.policy,
                           .secret = secret,
                           .base_url = url};
    http::GateLimits limits;
    limits.workers.threads =
        std::max<std::size_t>(limits.workers.threads, std::size_t{2} * std::thread::hardware_concurrency());
    // Asking reCAPTCHA takes only patience.
    if (configuration.captcha == CaptchaKind::recaptcha)
        limits.passwords.threads = std::max<std::size_t>(limits.passwords.threads, 16);
    settings.proxies = configuration.proxies;
    settings.campus = configuration.campus;
    http::OpenTransport open = http::open_plain;
    if (tls) open = [&tls](int socket) { return tls->open(socket); };
    http::Server server(std::move(listener), services, std::move(settings), limits, std::move(open));

    const worker::ResponseWorker responses(installation.store(), [&] {
        return std::chrono::milliseconds(
            app::send_due_responses(services, worker::ResponseWorker::look_again.count()));
    });
    const worker::PromiseWorker promises([&] {
        return std::chrono::milliseconds(
            app::tell_of_promises(services, worker::PromiseWorker::look_again.count()));
    });
    const worker::NightWatch watch([&] { return installation.clock().now_ms(); },
                                   [&](const std::stop_token& stop) {
                                       store::mend_turns(installation.store());
                                       store::mend_promises(installation.store());
                                       look_for_damage(installation.store(), stop);
                                   });

    std::optional<MetricsServer> metrics;
    if (configuration.metrics)
        metrics.emplace(*configuration.metrics,
                        [&] { return metrics_text(server, services, configuration); });

    std::thread stopper([&] {
        while (signals.wait() == SIGHUP) renew_certificate(*tls);
        system::tell_supervisor("STOPPING=1\nSTATUS=Finishing the requests under way");
        server.stop();
    });
    fmt::print("StuTicket is ready at {}\n{}\n{}\n", url, mail.description, captcha.description);
    std::fflush(stdout);
    system::tell_supervisor(fmt::format("READY=1\nSTATUS=Serving {}", url));
    const system::Watchdog watchdog([&](std::chrono::milliseconds limit, const std::stop_token& stop) {
        return is_alive(server, installation.store(), limit, stop);
    });
    server.run();
    stopper.join();
    return 0;
}

} // namespace stu::cli
