// PDFs coming in and going out.

#include "backend/store/tickets/attachments.hpp"
#include "backend/app/faults.hpp"
#include "backend/app/limits.hpp"
#include "backend/app/merging.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/ticket_view.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/security/sha256.hpp"
#include "backend/store/tickets/held_responses.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "common/event_rules.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace stu::app {
namespace {

constexpr std::int64_t max_staged = 20; ///< uploads per person that wait at the same time

Error no_such_file() { return refuse(Code::not_found, tr("There is no such file.")); }

Error damaged_file() {
    return refuse(Code::internal,
                  tr("This file has been damaged on our side and cannot be shown. Please tell us the request "
                     "number, and attach the file again if you still have it."));
}

Error too_many_staged() {
    return refuse(Code::too_many,
                  tr("You have uploaded many files without sending a ticket. Please try again tomorrow."));
}

/// Looks inside the file. The longest part of an upload.
std::optional<Error> content_refusal(Context& context, const UploadedFile& file) {
    const auto verdict = context.services.pdfs.check(file.content);
    if (verdict) return pdf::refusal(*verdict, file.name);
    return refuse(Code::unavailable,
                  tr("Many files are being checked right now. Please try again in a moment."));
}

/// Whether somebody has anything to attach to: students file and answer, staff responds.
bool may_attach(const Actor& actor) {
    return may(actor, Action::create_ticket, {actor.user_id, {}}) ||
           std::any_of(actor.departments.begin(), actor.departments.end(), [&](const std::string& each) {
               return may(actor, Action::set_status, {{}, each});
           });
}

/// Whether the file comes with a response that waits on a ticket whose notes the actor may read.
bool is_held_for(store::Transaction& transaction, const Actor& actor, const store::StoredFile& stored) {
    const auto ticket_id = store::ticket_holding_file(transaction, stored.file.id);
    const auto ticket = ticket_id ? store::find_ticket_by_id(transaction, *ticket_id) : std::nullopt;
    return ticket && may(actor, Action::read_notes, access_subject(*ticket));
}

/// A staged file is its uploader's; a claimed one is whoever's may see the event that it came with.
bool may_read(store::Transaction& transaction, const Actor& actor, const store::StoredFile& stored) {
    if (stored.ticket_id.empty())
        return stored.owner_id == actor.user_id || is_held_for(transaction, actor, stored);
    const auto ticket = store::find_ticket_by_id(transaction, stored.ticket_id);
    const auto event = store::find_event(transaction, stored.ticket_id, stored.event);
    return ticket && event && visible(*event, actor, access_subject(going_on_as(transaction, *ticket)));
}

Result<ServedFile> serve(Context& context, std::string_view id) {
    return context.read([&](store::Transaction& transaction) -> Result<ServedFile> {
        const auto stored = store::find_attachment(transaction, id);
        if (!stored || !may_read(transaction, context.actor, *stored)) return no_such_file();
        std::string content = store::attachment_content(transaction, id);
        if (security::sha256(content) != stored->sha256) {
            spdlog::error("attachment {} is damaged: its SHA-256 differs", stored->file.id);
            return damaged_file();
        }
        return ServedFile{stored->file.file_name, std::move(content)};
    });
}

/// Refused files too: looking into one takes a process for a second. As many as the tickets of an hour could
/// carry; and in a day as much as a disk bears of one person.
Result<Empty> count_upload(Context& context, std::int64_t bytes) {
    const Policy& policy = context.services.policy;
    constexpr std::int64_t megabyte = 1'000'000;
    const std::int64_t per_hour = policy.tickets_per_hour * static_cast<std::int64_t>(max_attachments);
    struct Share {
        Limit limit;
        std::int64_t amount;
    };
    const Share shares[] = {{{"upload by", per_hour, hour_ms}, 1},
                            {{"files of", policy.files_per_day, day_ms}, 1},
                            {{"bytes of", policy.megabytes_per_day * megabyte, day_ms}, bytes}};
    return context.write([&](store::Transaction& transaction) -> Result<Empty> {
        for (const Share& share : shares)
            if (share.limit.events > 0)
                if (auto refusal =
                        count(transaction, share.limit, context.actor.user_id, context.now_ms, share.amount))
                    return *refusal; // and takes back what was counted: a smaller file may still fit
        return Empty{};
    });
}

} // namespace

std::optional<Error> upload_refusal(Context& context) {
    if (context.store().room() != store::Room::plenty) return no_room_for_files();
    const std::int64_t staged = context.read([&](store::Transaction& transaction) {
        return store::count_staged(transaction, context.actor.user_id, context.now_ms);
    });
    if (staged < max_staged) return std::nullopt;
    return too_many_staged();
}

Result<Attachment> handle(PutAttachment, Context& context, const UploadedFile& request) {
    if (!may_attach(context.actor))
        return not_allowed(context.actor, tr("Only students, and staff of a department, attach files."));
    const auto bytes = static_cast<std::int64_t>(request.content.size());
    if (auto error = check_pdf(request.name, bytes, request.content)) return *error;
    if (auto error = upload_refusal(context)) return *error;
    if (auto counted = count_upload(context, bytes); !counted) return counted.error();
    if (auto error = content_refusal(context, request)) return *error;
    const Attachment file{context.new_id(), clean_file_name(request.name), bytes};
    const std::string hash = security::sha256(request.content);
    const std::int64_t now = context.now_ms;

    return context.write([&](store::Transaction& transaction) -> Result<Attachment> {
        if (!store::stage_attachment(transaction, file, context.actor.user_id, request.content, hash, now,
                                     now + staged_ms, max_staged))
            return too_many_staged();
        return file;
    });
}

Result<ServedFile> handle(ViewAttachment, Context& context, const AttachmentById& request) {
    return serve(context, request.id);
}

Result<ServedFile> handle(DownloadAttachment, Context& context, const AttachmentById& request) {
    return serve(context, request.id);
}

} // namespace stu::app
