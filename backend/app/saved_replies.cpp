// What the staff of a department saves to send it often.

#include "backend/store/tickets/saved_replies.hpp"
#include "backend/app/limits.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/use_cases.hpp"
#include "common/typed_text.hpp"

#include <optional>
#include <string>

namespace stu::app {
namespace {

SavedReplies replies_for(store::Transaction& transaction, const Context& context) {
    return {store::saved_replies_of(transaction, context.actor.departments)};
}

Error no_such_reply() { return refuse(Code::not_found, tr("There is no such saved reply.")); }

/// The reply with that id, for whoever works in its department and has seen it as it is.
Result<SavedReply> seen_reply(store::Transaction& transaction, const Context& context, std::string_view id,
                              std::int64_t seen) {
    auto found = store::find_saved_reply(transaction, id);
    if (!found) return no_such_reply();
    if (department_refusal(context.actor, found->department)) return no_such_reply();
    if (found->revision != seen)
        return refuse(Code::conflict, tr("{person} has changed this saved reply meanwhile. Look at it as it "
                                         "is now, then decide again.",
                                         {{"person", found->updated_by}}));
    return *std::move(found);
}

std::optional<Error> counted(store::Transaction& transaction, const Context& context) {
    return count(transaction, limit::staff_work, context.actor.user_id, context.now_ms);
}

} // namespace

Result<SavedReplies> handle(ListReplies, Context& context, const Empty&) {
    if (auto refusal = staff_refusal(context.actor, tr("Only staff has saved replies."))) return *refusal;
    return context.read([&](store::Transaction& transaction) -> Result<SavedReplies> {
        return replies_for(transaction, context);
    });
}

Result<SavedReplies> handle(SaveReply, Context& context, const SavedReplyChange& request) {
    if (auto refusal = department_refusal(context.actor, request.department)) return *refusal;
    return context.write([&](store::Transaction& transaction) -> Result<SavedReplies> {
        if (auto refusal = counted(transaction, context)) return *refusal;
        SavedReply reply;
        if (request.id.empty()) {
            reply.id = context.new_id();
            reply.revision = 0;
        } else {
            auto found = seen_reply(transaction, context, request.id, request.seen);
            if (!found) return found.error();
            reply = std::move(found.value());
        }
        reply.department = request.department;
        reply.title = as_line(request.title);
        reply.text = as_paragraphs(request.text);
        const std::string same = store::saved_reply_titled(transaction, reply.department, reply.title);
        if (!same.empty() && same != reply.id)
            return invalid("title", tr("The department has a saved reply with this title already."));
        const auto others = store::saved_besides(transaction, reply.department, reply.id);
        if (auto refusal = check_replies_room(others.replies, others.length, reply.text)) return *refusal;
        ++reply.revision;
        reply.updated_ms = context.now_ms;
        store::store_saved_reply(transaction, reply, context.actor.user_id);
        return replies_for(transaction, context);
    });
}

Result<SavedReplies> handle(RemoveReply, Context& context, const SavedReplyRemoval& request) {
    if (!context.actor.verified) return not_allowed(context.actor, {});
    return context.write([&](store::Transaction& transaction) -> Result<SavedReplies> {
        if (auto refusal = counted(transaction, context)) return *refusal;
        const auto found = seen_reply(transaction, context, request.id, request.seen);
        if (!found) return found.error();
        store::delete_saved_reply(transaction, request.id);
        return replies_for(transaction, context);
    });
}

} // namespace stu::app
