#include "backend/cli/metrics_text.hpp"

#include "backend/app/use_cases.hpp"
#include "backend/backup/names.hpp"
#include "backend/store/mail/outbox.hpp"
#include "backend/store/tickets/ticket_figures.hpp"
#include "common/enum_names.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace stu::cli {
namespace {

void gauge(system::Exposition& to, std::string_view name, std::string_view meaning, double value) {
    to.family(name, "gauge", meaning);
    to.sample(value);
}

double in_seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// Under the names that Prometheus' own libraries give them.
void write_process(system::Exposition& to) {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    to.family("process_cpu_seconds_total", "counter", "Time on processors, user and system.");
    to.sample(in_seconds(used.ru_utime) + in_seconds(used.ru_stime));
    std::int64_t pages = 0, resident = 0;
    std::ifstream("/proc/self/statm") >> pages >> resident;
    gauge(to, "process_resident_memory_bytes", "Memory that is held.",
          static_cast<double>(resident * ::sysconf(_SC_PAGESIZE)));
    const std::filesystem::directory_iterator descriptors("/proc/self/fd");
    gauge(to, "process_open_fds", "Open descriptors.",
          static_cast<double>(std::distance(begin(descriptors), end(descriptors)) -
                              1)); // one of them reads the others
}

void write_disk(system::Exposition& to, const std::filesystem::path& data) {
    struct statvfs disk {};
    if (::statvfs(data.c_str(), &disk) != 0) return;
    gauge(to, "stuticket_disk_free_bytes", "Free space on the disk of the data folder.",
          static_cast<double>(disk.f_bavail) * static_cast<double>(disk.f_frsize));
}

/// Where there is none, or the folder cannot be read, it is infinitely old.
void write_backups(system::Exposition& to, const std::string& folder) {
    if (folder.empty()) return;
    std::chrono::duration<double> age(std::numeric_limits<double>::infinity());
    try {
        if (const auto newest = backup::newest_in(folder))
            age = std::filesystem::file_time_type::clock::now() - *newest;
    } catch (const std::exception& error) { spdlog::warn("the backups cannot be read: {}", error.what()); }
    gauge(to, "stuticket_backup_age_seconds", "Since the newest backup was written.", age.count());
}

void write_desk(system::Exposition& to, app::Services& services) {
    const std::int64_t now_ms = services.shared_clock.now_ms();
    const auto [outbox, tickets] = services.store.read([](store::Transaction& transaction) {
        return std::pair(store::outbox_depth(transaction), store::counts_by_department(transaction));
    });
    to.family("stuticket_outbox_mails", "gauge", "Mail that has not left yet, counted to 10,000.");
    to.sample(static_cast<double>(outbox.waiting), {{"state", "waiting"}});
    to.sample(static_cast<double>(outbox.failed), {{"state", "failed"}});
    gauge(to, "stuticket_outbox_oldest_seconds", "Age of the oldest mail that waits; 0 when none does.",
          outbox.waiting == 0
              ? 0
              : static_cast<double>(std::max<std::int64_t>(now_ms - outbox.oldest_ms, 0)) / 1e3);
    to.family("stuticket_tickets", "gauge", "Tickets by department and status.");
    for (const store::DepartmentCount& count : tickets)
        to.sample(static_cast<double>(count.tickets),
                  {{"department", count.department}, {"status", name_of(count.status)}});
    services.store.write_metrics(to);
}

} // namespace

std::string metrics_text(http::Server& server, app::Services& services, const Configuration& configuration) {
    system::Exposition all, desk;
    all.family("stuticket_build_info", "gauge", "The version that runs.");
    all.sample(1, {{"version", STUTICKET_VERSION}});
    gauge(all, "stuticket_ready", "Whether /readyz says 200.", app::is_ready(services) ? 1 : 0);
    write_process(all);
    write_disk(all, configuration.place.data);
    write_backups(all, configuration.backups);
    server.write_metrics(all);
    bool up = true;
    try {
        write_desk(desk, services);
    } catch (const std::exception& error) {
        spdlog::warn("the database tells nothing for metrics: {}", error.what());
        up = false;
    }
    gauge(all, "stuticket_database_up", "Whether the database has told what follows.", up ? 1 : 0);
    return up ? all.text() + desk.text() : all.text();
}

} // namespace stu::cli
