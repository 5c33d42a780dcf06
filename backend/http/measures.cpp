#include "backend/http/measures.hpp"

#include "backend/http/routes.hpp"

#include <string>

namespace stu::http {
namespace {

constexpr std::array duration_bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0};

/// What is asked for that is no endpoint.
constexpr std::array no_endpoints{"page", "probe", "unknown"};

/// Its place among them.
std::size_t place_of_page(std::string_view path) {
    if (path == "/healthz" || path == "/readyz") return 1;
    return path.empty() || path.starts_with(api_prefix) ? 2 : 0;
}

} // namespace

Measures::Measures() {
    for (std::size_t i = 0; i < routes().size() + no_endpoints.size(); ++i)
        endpoints_.emplace_back(duration_bounds);
}

void Measures::note(std::string_view path, int status, std::chrono::duration<double> took) noexcept {
    const Route* const route = route_at(path);
    const std::size_t place = route != nullptr ? static_cast<std::size_t>(route - routes().data())
                                               : routes().size() + place_of_page(path);
    endpoints_[place].note(took.count());
    if (status >= 0 && status <= most_status)
        statuses_[static_cast<std::size_t>(status)].fetch_add(1, std::memory_order_relaxed);
}

void Measures::write(system::Exposition& to) const {
    to.family("stuticket_http_request_duration_seconds", "histogram",
              "From when a thread took a request up to its answer, by endpoint.");
    for (std::size_t i = 0; i < endpoints_.size(); ++i)
        if (endpoints_[i].sum() > 0)
            to.sample(endpoints_[i], {{"endpoint", i < routes().size() ? routes()[i].name
                                                                       : no_endpoints[i - routes().size()]}});
    to.family("stuticket_http_responses_total", "counter", "Answers by status.");
    for (std::size_t status = 0; status < statuses_.size(); ++status)
        if (const auto count = statuses_[status].load(std::memory_order_relaxed); count > 0 || status == 200)
            to.sample(static_cast<double>(count), {{"code", std::to_string(status)}});
}

} // namespace stu::http
