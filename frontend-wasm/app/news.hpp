#pragma once
// What others change while somebody is looking. Counts, badges and rows that stay where they are change at
// once; what would move something waits behind a sentence with a button.

#include "frontend-wasm/app/effect.hpp"
#include "frontend-wasm/app/state.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace stu::app {

/// Whether the present page shows something of what changed, older than it is now.
bool concerns_page(const State& state, const News& news);

/// Whether `fresh`, which nobody asked for, would move something of what the present page shows in `live`:
/// then it is kept, and said. It takes the place of what was kept before.
bool keep_for_later(State& state, Live<Home>& live, const Home& fresh, Effects& effects);
bool keep_for_later(State& state, Live<TicketPage>& live, const TicketPage& fresh, Effects& effects);
bool keep_for_later(State& state, Live<WorkPage>& live, const WorkPage& fresh, Effects& effects);
bool keep_for_later(State& state, Live<TicketView>& live, const TicketView& fresh, Effects& effects);
bool keep_for_later(State& state, Live<QueuePage>& live, const QueuePage& fresh, Effects& effects);

/// "2 new answers"; empty = nothing waits.
Message news_text(const State& state);

/// Puts what waits in its place.
void show_news(State& state, Effects& effects);

/// Something newer is shown, or another page.
void forget_news(State& state, Effects& effects);

/// Until when what was done here stands before what others did, because it can be taken back or followed; 0 =
/// it does not. A failure stands there until it is dismissed.
std::int64_t own_message_until_ms(const State& state);

} // namespace stu::app
