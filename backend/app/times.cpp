#include "backend/app/times.hpp"

#include "backend/system/time_zones.hpp"
#include "common/language/dates.hpp"

#include <date/tz.h>

#include <chrono>

namespace stu::app {
namespace {

struct Local {
    CalendarDay day;
    int minute;
    std::string_view zone;
};

Local local_in(std::int64_t at_ms, std::string_view zone) {
    const date::time_zone* found = system::find_zone(zone);
    const auto moment = date::floor<std::chrono::seconds>(
        date::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(at_ms)));
    const auto local =
        found != nullptr ? found->to_local(moment) : date::local_seconds(moment.time_since_epoch());
    const auto day = date::floor<date::days>(local);
    const date::year_month_day calendar(day);
    return {{static_cast<int>(calendar.year()), static_cast<unsigned>(calendar.month()),
             static_cast<unsigned>(calendar.day())},
            static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(local - day).count()),
            found != nullptr ? zone : "UTC"};
}

} // namespace

bool is_time_zone(std::string_view name) { return system::find_zone(name) != nullptr; }

Message time_in_zone(std::int64_t at_ms, std::string_view zone) {
    const Local local = local_in(at_ms, zone);
    return tr("{moment} ({zone})", {{"moment", day_and_time(local.day, local.minute)}, {"zone", local.zone}});
}

Message day_in_zone(std::int64_t at_ms, std::string_view zone) { return full_day(local_in(at_ms, zone).day); }

} // namespace stu::app
