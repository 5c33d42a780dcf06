#include "frontend-wasm/screens/service_select.hpp"

#include <iterator>
#include <utility>
#include <vector>

namespace stu::screens {

using namespace ui;

namespace {

struct Destination {
    std::string service; ///< id; empty = none is chosen
    Words words;
};

std::vector<Destination> destinations(const Catalogue& catalogue, std::string_view first,
                                      std::string_view left_out) {
    std::vector<Destination> own{{"", tr("Choose a service")}}, others;
    for (const Department& department : catalogue.departments)
        for (const ServiceGroup& group : department.groups)
            for (const Service& service : offered_services(group)) {
                if (service.id == left_out) continue;
                (department.id == first ? own : others)
                    .push_back({service.id, verbatim_copy(department.name + ": " + service.name)});
            }
    std::move(others.begin(), others.end(), std::back_inserter(own));
    return own;
}

} // namespace

Message service_select(View view, const Field& field, std::string& service, std::string_view first,
                       std::string_view left_out) {
    const std::vector<Destination> all = destinations(view.state.catalogue(), first, left_out);
    std::vector<Words> words;
    std::size_t chosen = 0;
    for (const Destination& each : all) {
        if (each.service == service) chosen = words.size();
        words.push_back(each.words);
    }
    if (select(field, words, chosen)) service = all[chosen].service;
    return chosen == 0 ? Message() : as_written(all[chosen].words.text());
}

} // namespace stu::screens
