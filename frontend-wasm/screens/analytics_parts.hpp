#pragma once
// The parts of a department's figures, for the page of them.

#include "frontend-wasm/screens/parts.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace stu::screens {

/// "12 tickets"
Message tickets_words(std::int64_t number);

/// The queue with exactly the tickets that a figure counts.
std::string figure_queue_url(std::string_view department, const app::AnalyticsRange& range,
                             std::string_view status, std::string_view service = {});

/// Cards with a number each, and what it was in the span that it is compared with.
void figure_cards(View view, const Department& department, const app::AnalyticsRange& range,
                  const Analytics& analytics);

/// How many promises were kept, in words, and what it was before; nothing where none ended.
void promises_card(View view, const Analytics& analytics);

/// Each with its table, which unfolds.
void services_chart(View view, bool as_table, const Department& department, const app::AnalyticsRange& range,
                    const Analytics& analytics);
void volume_chart(View view, bool as_table, const Department& department, const app::AnalyticsRange& range,
                  const Analytics& analytics);
/// What is open now, whatever span of time is looked at.
void ages_chart(View view, bool as_table, const Department& department, const Analytics& analytics);

/// How much each of the department does, for its head.
void assignees_table(const ByAssignee& figures);

} // namespace stu::screens
