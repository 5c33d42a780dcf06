// How many of a department's promises to students were kept.

#include "frontend-wasm/screens/analytics_parts.hpp"

namespace stu::screens {

using namespace ui;

namespace {

/// Rounded down, so that it is 100 only where all were kept.
Message share_of(std::int64_t kept, std::int64_t all) {
    return tr("{percent} % (of {count})", {{"percent", kept * 100 / all}, {"count", all}});
}

/// What was kept of so many, and before; nothing where nothing was promised.
void share_line(const Message& now, std::int64_t kept_before, std::int64_t all_before) {
    if (all_before == 0) return text(now);
    text(tr("{figure}. Before: {share}", {{"figure", now}, {"share", share_of(kept_before, all_before)}}));
}

Words service_shares(const KeptPromises& of) {
    if (of.solutions == 0)
        return tr("First answer: {share}", {{"share", share_of(of.answers_kept, of.answers)}});
    if (of.answers == 0) return tr("Solved: {share}", {{"share", share_of(of.solutions_kept, of.solutions)}});
    return tr("First answer: {answers}, solved: {solutions}",
              {{"answers", share_of(of.answers_kept, of.answers)},
               {"solutions", share_of(of.solutions_kept, of.solutions)}});
}

void service_lines(View view, const std::vector<KeptPromises>& promises) {
    node("Kept promises", NodeRole::details, [&] {
        stack(gap::s, [&] {
            for (const KeptPromises& each : promises)
                detail_line(verbatim(service_name(view.state.catalogue(), each.service)),
                            service_shares(each));
        });
    });
}

} // namespace

void promises_card(View view, const Analytics& analytics) {
    const std::vector<KeptPromises>& promises = analytics.span.promises;
    if (promises.empty()) return; // nothing was promised, or nothing is over yet
    const KeptPromises all = all_of(promises);
    const KeptPromises before =
        analytics.compared.empty() ? KeptPromises{} : all_of(analytics.compared.front().promises);
    card(card_padding(), [&] {
        heading(2, tr("Kept promises"), type::title);
        if (all.answers > 0)
            share_line(
                tr("First answer in time: {share}", {{"share", share_of(all.answers_kept, all.answers)}}),
                before.answers_kept, before.answers);
        if (all.solutions > 0)
            share_line(
                tr("Solved in time: {share}", {{"share", share_of(all.solutions_kept, all.solutions)}}),
                before.solutions_kept, before.solutions);
        if (promises.size() > 1) service_lines(view, promises);
    });
}

} // namespace stu::screens
