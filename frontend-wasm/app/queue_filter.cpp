#include "frontend-wasm/app/queue_filter.hpp"

#include "common/api.hpp"
#include "common/text.hpp"
#include "frontend-wasm/app/calendar.hpp"

#include <charconv>
#include <utility>

namespace stu::app {
namespace {

/// Orders as they stand in the address; the usual one is left out.
std::string_view sort_key(QueueOrder order) {
    switch (order) {
    case QueueOrder::newest_first: return {};
    case QueueOrder::oldest_first: return "oldest";
    case QueueOrder::longest_unchanged_first: return "unchanged";
    case QueueOrder::longest_wait_first: return "wait";
    }
    return {};
}

QueueOrder order_called(std::string_view key) {
    for (const QueueOrder order : all<QueueOrder>())
        if (sort_key(order) == key) return order;
    return QueueOrder::newest_first;
}

/// Of what is no number, 0: whenever.
std::int64_t days_of(std::string_view text) {
    std::int64_t days = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
    return error == std::errc() && end == text.data() + text.size() && days > 0 ? days : 0;
}

Message day_in_words(std::string_view text) {
    const auto day = parse_day(text);
    return day ? long_day(*day) : as_written(text);
}

} // namespace

bool QueueFilter::is_plain() const {
    QueueFilter plain;
    plain.status = status;
    return *this == plain;
}

QueueFilter queue_filter_of(const Route& route) {
    QueueFilter filter;
    filter.status = route.parameter("status");
    filter.service = route.parameter("service");
    filter.text = route.parameter("q");
    filter.from = route.parameter("from");
    filter.to = route.parameter("to");
    filter.assignee = route.parameter("assignee");
    filter.priority = route.parameter("priority");
    filter.days = route.parameter("days");
    filter.tag = route.parameter("tag");
    filter.turn = route.parameter("turn");
    filter.order = order_called(route.parameter("sort"));
    return filter;
}

Route queue_route(std::string_view department, const QueueFilter& filter) {
    return Route{Page::queue, std::string(department), {}}
        .with("status", filter.status)
        .with("service", filter.service)
        .with("q", trimmed(filter.text))
        .with("from", filter.from)
        .with("to", filter.to)
        .with("assignee", filter.assignee)
        .with("priority", filter.priority)
        .with("days", filter.days)
        .with("tag", trimmed(filter.tag))
        .with("turn", filter.turn)
        .with("sort", sort_key(filter.order));
}

Period days_period(std::string_view from, std::string_view to, const Surroundings& world) {
    Period period;
    if (parse_day(from)) period.from_ms = world.start_of_day(from);
    if (const auto last = parse_day(to))
        period.before_ms = world.start_of_day(day_text(*last + std::chrono::days(1)));
    return period;
}

ListQueue queue_request(const Route& route, const Surroundings& world) {
    const QueueFilter filter = queue_filter_of(route);
    ListQueue request;
    request.department = route.id;
    request.service = filter.service;
    request.older_than = route.parameter("older");
    request.newer_than = route.parameter("newer");
    request.opened = days_period(filter.from, filter.to, world);
    request.order = filter.order;
    request.text = filter.text;
    request.assignee = filter.assignee;
    if (const auto priority = from_name<Priority>(filter.priority)) request.priorities = {*priority};
    request.days = days_of(filter.days);
    request.tag = filter.tag;
    request.turn = from_name<QueueTurn>(filter.turn).value_or(QueueTurn::anybody);
    if (const auto one = from_name<Status>(filter.status)) {
        request.statuses = {*one};
    } else if (filter.status.empty()) {
        for (const Status each : all<Status>())
            if (!is_closed(each)) request.statuses.push_back(each);
    }
    return request;
}

ListQueue first_page(ListQueue request) {
    request.older_than.clear();
    request.newer_than.clear();
    return request;
}

QueueFilter filter_that_asks(const ListQueue& request) {
    QueueFilter filter;
    if (request.statuses.empty())
        filter.status = "all";
    else if (request.statuses.size() == 1)
        filter.status = name_of(request.statuses.front());
    filter.service = request.service;
    filter.text = request.text;
    filter.assignee = request.assignee;
    if (!request.priorities.empty()) filter.priority = name_of(request.priorities.front());
    if (request.days > 0) filter.days = std::to_string(request.days);
    filter.tag = request.tag;
    if (request.turn != QueueTurn::anybody) filter.turn = name_of(request.turn);
    filter.order = request.order;
    return filter;
}

std::string export_url(const ListQueue& request) {
    std::string url =
        "/api/" + std::string(ExportQueue::name) + "?department=" + percent_encoded(request.department);
    const auto add = [&url](std::string_view name, const std::string& value) {
        if (!value.empty() && value != "0") url += "&" + std::string(name) + "=" + percent_encoded(value);
    };
    std::string statuses;
    for (const Status status : request.statuses)
        statuses += (statuses.empty() ? "" : ",") + std::string(name_of(status));
    add("statuses", statuses);
    add("service", request.service);
    add("opened_from_ms", std::to_string(request.opened.from_ms));
    add("opened_before_ms", std::to_string(request.opened.before_ms));
    add("assignee", request.assignee);
    for (const Priority priority : request.priorities) add("priorities", std::string(name_of(priority)));
    add("days", std::to_string(request.days));
    add("tag", request.tag);
    if (request.turn != QueueTurn::anybody) add("turn", std::string(name_of(request.turn)));
    add("order", std::string(name_of(request.order)));
    add("text", request.text);
    return url;
}

Message assignee_in_words(std::string_view assignee, const std::vector<Colleague>& colleagues) {
    if (assignee == assigned_to_me) return tr("You");
    if (assignee == assigned_to_nobody) return tr("Nobody");
    for (const Colleague& each : colleagues)
        if (each.id == assignee) return as_written(each.name);
    return as_written(assignee);
}

Message age_in_words(std::int64_t days) {
    return trn("{count} day and older", "{count} days and older", days);
}

std::vector<ActiveFilter> active_filters(const QueueFilter& filter, const Catalogue& catalogue,
                                         const std::vector<Colleague>& colleagues) {
    std::vector<ActiveFilter> active;
    const auto add = [&](const Message& words, std::string QueueFilter::*field) {
        if ((filter.*field).empty()) return;
        active.push_back({words, filter});
        (active.back().without.*field).clear();
    };
    add(tr("“{words}”", {{"words", filter.text}}), &QueueFilter::text);
    add(as_written(service_name(catalogue, filter.service)), &QueueFilter::service);
    add(tr("Assignee: {who}", {{"who", assignee_in_words(filter.assignee, colleagues)}}),
        &QueueFilter::assignee);
    if (const auto priority = from_name<Priority>(filter.priority))
        add(label(*priority), &QueueFilter::priority);
    if (const std::int64_t days = days_of(filter.days)) add(age_in_words(days), &QueueFilter::days);
    add(tr("Tag: {tag}", {{"tag", filter.tag}}), &QueueFilter::tag);
    if (const auto turn = from_name<QueueTurn>(filter.turn)) add(label(*turn), &QueueFilter::turn);
    add(tr("Opened from {day}", {{"day", day_in_words(filter.from)}}), &QueueFilter::from);
    add(tr("Opened until {day}", {{"day", day_in_words(filter.to)}}), &QueueFilter::to);
    return active;
}

std::vector<Message> filters_in_words(const Findings& found, const Catalogue& catalogue) {
    const QueueFilter filter = filter_that_asks(found.filter);
    std::vector<Message> words;
    if (filter.status.empty()) words.emplace_back(tr("Open"));
    if (const auto status = from_name<Status>(filter.status)) words.emplace_back(label(*status));
    const std::vector<Colleague> colleagues{{found.filter.assignee, found.assignee}};
    for (ActiveFilter& each : active_filters(filter, catalogue, colleagues))
        words.push_back(std::move(each.words));
    return words;
}

QueueFilter narrowed(std::string_view department, const QueueFilter& filter, const ScopedSearch& search,
                     const Surroundings& world) {
    QueueFilter under =
        filter_that_asks(narrowed(queue_request(queue_route(department, filter), world), search));
    under.from = filter.from; // as the form has them
    under.to = filter.to;
    return under;
}

Message tickets_text(const TicketPage& page) {
    if (page.more_than_total) return tr("More than {count} tickets", {{"count", page.total}});
    return trn("{count} ticket", "{count} tickets", page.total);
}

} // namespace stu::app
