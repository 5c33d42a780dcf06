// Lists of a department's queue that staff comes back to, each with how much is in it.

#include "backend/store/tickets/saved_views.hpp"
#include "backend/app/limits.hpp"
#include "backend/app/question.hpp"
#include "backend/app/queue.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/use_cases.hpp"
#include "common/case_folding.hpp"
#include "common/time_spans.hpp"
#include "common/typed_text.hpp"

#include <algorithm>
#include <chrono>
#include <string>

namespace stu::app {
namespace {

/// Looking for words is what takes time, so all views share it.
std::chrono::milliseconds search_of_each(const std::vector<SavedView>& views) {
    constexpr std::chrono::milliseconds all{4}, least{1};
    const auto searched = std::count_if(views.begin(), views.end(),
                                        [](const SavedView& view) { return !view.filter.text.empty(); });
    return std::max(least, all / std::max<std::int64_t>(1, searched));
}

SavedViews views_for(store::Transaction& transaction, const Context& context, std::string_view department) {
    SavedViews saved{store::saved_views_of(transaction, department, context.actor.user_id)};
    const auto patience = search_of_each(saved.views);
    for (SavedView& view : saved.views) {
        const store::SomeCounted counted =
            count_some(transaction, settle(context, view.filter), most_counted_view, patience);
        view.count = counted.tickets;
        view.or_more = counted.or_more;
    }
    return saved;
}

} // namespace

Result<SavedViews> handle(ListSavedViews, Context& context, const ListViews& request) {
    if (auto refusal = department_refusal(context.actor, request.department)) return *refusal;
    return context.read([&](store::Transaction& transaction) -> Result<SavedViews> {
        return views_for(transaction, context, request.department);
    });
}

std::optional<std::string> kept_as(ListSavedViews, const Context& context, const ListViews& request) {
    if (department_refusal(context.actor, request.department)) return std::nullopt;
    return question(ListSavedViews{}, request) + context.actor.user_id + ' ' +
           std::to_string(context.now_ms / minute_ms); // all that counts are settled by
}

Result<SavedViews> handle(SaveView, Context& context, const NewView& request) {
    const std::string& department = request.filter.department;
    if (auto refusal = department_refusal(context.actor, department)) return *refusal;
    return context.write([&](store::Transaction& transaction) -> Result<SavedViews> {
        if (auto refusal = count(transaction, limit::staff_work, context.actor.user_id, context.now_ms))
            return *refusal;
        const auto before = store::saved_views_of(transaction, department, context.actor.user_id);
        const std::string name = as_line(request.name);
        const auto alike = std::count_if(before.begin(), before.end(), [&](const SavedView& each) {
            return each.shared == request.shared;
        });
        const bool is_taken = std::any_of(before.begin(), before.end(), [&](const SavedView& each) {
            return each.shared == request.shared && folded_case(each.name) == folded_case(name);
        });
        if (is_taken) return invalid("name", tr("There is a view of this name. Choose another one."));
        if (alike >= max_saved_views)
            return invalid("name", tr("There are {most} such views already. Remove one of them first.",
                                      {{"most", max_saved_views}}));
        store::insert_saved_view(transaction, {context.new_id(), name, request.shared, request.filter},
                                 context.actor.user_id);
        return views_for(transaction, context, department);
    });
}

Result<SavedViews> handle(RemoveView, Context& context, const ViewRemoval& request) {
    if (auto refusal = department_refusal(context.actor, request.department)) return *refusal;
    return context.write([&](store::Transaction& transaction) -> Result<SavedViews> {
        if (auto refusal = count(transaction, limit::staff_work, context.actor.user_id, context.now_ms))
            return *refusal;
        if (!store::delete_saved_view(transaction, request.department, context.actor.user_id, request.id))
            return refuse(Code::not_found, tr("There is no such view."));
        return views_for(transaction, context, request.department);
    });
}

} // namespace stu::app
