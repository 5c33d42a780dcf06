// A department's figures in numbers.

#include "frontend-wasm/screens/analytics_parts.hpp"

#include <algorithm>
#include <vector>

namespace stu::screens {

using namespace ui;
using app::AnalyticsRange;

Message tickets_words(std::int64_t number) { return trn("{count} ticket", "{count} tickets", number); }

std::string figure_queue_url(std::string_view department, const AnalyticsRange& range,
                             std::string_view status, std::string_view service) {
    app::QueueFilter filter;
    filter.status = status;
    filter.service = service;
    filter.from = range.from;
    filter.to = range.to;
    return app::url_of(app::queue_route(department, filter));
}

namespace {

struct Figure {
    Words name, value, below;
    std::string href;           ///< where the line below leads; empty = nowhere
    Words other = verbatim(""); ///< what it was in the span that it is compared with
};

/// A number is large, words are not.
TextStyle figure_style(const Figure& figure) {
    constexpr std::size_t longest_number = 13;
    return figure.value.text().size() > longest_number ? TextStyle{15, 20, true} : TextStyle{24, 40, true};
}

/// Wide enough for the words of the most requested service.
constexpr float figure_characters = 24;

/// What a card of figures says takes this much room in one of that width; all of a line are as high.
float figure_height(const Figure& figure, float width) {
    const TextStyle below = type::small.bold();
    const auto lines = [&](const Words& words, const TextStyle& style) {
        return paragraph(words, style, width).height;
    };
    return lines(figure.name, type::caption) + lines(figure.value, figure_style(figure)) +
           std::max(lines(figure.below, below), figure.href.empty() ? 0.0f : link_height()) +
           (figure.other.text().empty() ? 0.0f : lines(figure.other, type::small));
}

void figure_card(const Figure& figure, float height) {
    card(card_padding(), [&] {
        const float x = cursor_x(), y = cursor_y(), width = available();
        begin_column(x, y, width, 0);
        text(figure.name, type::caption.in(Token::muted));
        text(figure.value, figure_style(figure));
        row(figure.href.empty() ? type::small.line : link_height(), 0, [&] {
            if (figure.href.empty())
                text(figure.below, type::small.bold().in(Token::muted));
            else
                link(figure.below, figure.href, type::small.bold().in(Token::accent));
        });
        if (!figure.other.text().empty()) text(figure.other, type::small.in(Token::muted));
        end_column();
        place(0, height);
    });
}

Figure timing_figure(Marked name, const Timing& timing, Marked none) {
    if (timing.tickets == 0) return {name, verbatim("–"), none, {}};
    return {tr("{figure}, median", {{"figure", name}}),
            duration_text(timing.median),
            tr("9 in 10: {time}", {{"time", duration_text(timing.ninth_decile)}}),
            {}};
}

/// Of a hundred; 0 of nothing.
std::int64_t percent_of(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? 0 : (part * 100 + whole / 2) / whole;
}

template <class Value> Words compared_with(const Value& before) {
    return tr("Before: {figure}", {{"figure", before}});
}

/// In the order of the cards.
void compare(std::vector<Figure>& cards, const SpanFigures& other) {
    const auto time = [](const Timing& timing) {
        return timing.tickets == 0 ? as_written("–") : duration_text(timing.median);
    };
    cards[0].other = compared_with(other.opened);
    cards[1].other = compared_with(other.closed);
    cards[2].other = compared_with(other.reopened);
    cards[3].other = compared_with(time(other.first_response));
    cards[4].other = compared_with(time(other.resolution));
}

} // namespace

void figure_cards(View view, const Department& department, const AnalyticsRange& range,
                  const Analytics& analytics) {
    std::int64_t most = 0;
    for (const ServiceCount& count : analytics.services)
        if (count.service == analytics.most_requested) most += count.tickets;
    const bool any = analytics.total > 0;
    const SpanFigures& span = analytics.span;
    std::vector<Figure> cards{
        {tr("Tickets"), number(analytics.total), tr("{count} open", {{"count", analytics.open}}),
         any ? figure_queue_url(department.id, range, "") : ""},
        {tr("Closed"), number(span.closed), tr("Whenever they were opened"), {}},
        {tr("Reopened"),
         number(span.reopened),
         tr("{percent} % of those closed", {{"percent", percent_of(span.reopened, span.closed)}}),
         {}},
        timing_figure(tr("First response"), span.first_response, tr("No response yet")),
        timing_figure(tr("Resolution"), span.resolution, tr("Nothing closed yet")),
        {tr("Most requested"),
         verbatim(any ? service_name(view.state.catalogue(), analytics.most_requested) : "–"),
         tickets_words(most),
         any ? figure_queue_url(department.id, range, "all", analytics.most_requested) : ""}};
    if (!analytics.compared.empty()) compare(cards, analytics.compared.front());
    const float between = narrow() ? gap::m : gap::l;
    std::size_t columns = columns_of(characters(figure_characters), between, cards.size());
    if (columns > 3) columns = columns < cards.size() ? 3 : cards.size(); // of six, none stands alone
    const float width =
        (available() - between * static_cast<float>(columns - 1)) / static_cast<float>(columns) -
        2 * card_padding();
    float height = 0;
    for (const Figure& figure : cards) height = std::max(height, figure_height(figure, width));
    grid(columns, between, cards.size(),
         [&](std::size_t i) { keyed(static_cast<std::int64_t>(i), [&] { figure_card(cards[i], height); }); });
}

} // namespace stu::screens
