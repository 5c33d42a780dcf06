#include "frontend-wasm/app/trail.hpp"

#include "frontend-wasm/app/queue_filter.hpp"
#include "frontend-wasm/app/route.hpp"
#include "frontend-wasm/app/work_lists.hpp"

#include <utility>
#include <vector>

namespace stu::app {
namespace {

/// This near the end of what is known the next page is asked for: it comes while they are worked on.
constexpr std::size_t near_the_end = 5;

/// Address of the page of the list that follows `page`, which stands at `address`; empty = it is the last.
std::string page_after(const std::string& address, const TicketPage& page) {
    if (page.older.empty()) return {};
    return url_of(parse_route(address).with("newer", "").with("older", page.older));
}

} // namespace

void note_trail(State& state, const TicketPage& page) {
    const std::string address = url_of(state.route);
    state.trail = {{{address, {}}}, page_after(address, page)};
    for (const TicketRow& row : page.rows) state.trail.pages.front().numbers.push_back(row.number);
}

Place place_in_trail(const State& state, std::string_view number) {
    const auto address = [](const std::string& each) { return "/tickets/" + each; };
    Place place;
    const std::string* before = nullptr;
    for (const auto& page : state.trail.pages)
        for (const std::string& each : page.numbers) {
            ++place.of;
            if (each == number) {
                place.at = place.of;
                place.list = page.address;
                if (before) place.previous = address(*before);
            } else if (place.at != 0 && place.of == place.at + 1) {
                place.next = address(each);
            }
            before = &each;
        }
    return place.at == 0 ? Place{} : place;
}

std::string trail_address(const State& state) {
    return state.trail.pages.empty() ? std::string() : state.trail.pages.front().address;
}

void look_ahead(const State& state, std::string_view number, const Surroundings& world, Effects& effects) {
    const Place place = place_in_trail(state, number);
    if (state.trail.further.empty() || place.at == 0 || place.at + near_the_end <= place.of) return;
    const Route further = parse_route(state.trail.further);
    if (further.page == Page::queue)
        effects.push_back(call<DepartmentQueue>(state, queue_request(further, world), true));
    if (further.page == Page::work) effects.push_back(call<StaffWork>(state, work_request(further), true));
}

void lengthen_trail(State& state, const TicketPage& page) {
    auto& trail = state.trail;
    std::vector<std::string> fresh; // rows move up while others work, too
    for (const TicketRow& row : page.rows)
        if (place_in_trail(state, row.number).at == 0) fresh.push_back(row.number);
    if (trail.further.empty() || fresh.empty()) return;
    const std::string address = std::exchange(trail.further, page_after(trail.further, page));
    trail.pages.push_back({address, std::move(fresh)});
}

} // namespace stu::app
