#pragma once
// The use cases, one overload for each endpoint of common/api.hpp. The edge has checked that the request is
// well-formed (`validate`) and, where the endpoint asks for it, that somebody is signed in. Everything finer
// is decided here. A refusal leaves nothing stored.

#include "backend/app/context.hpp"
#include "common/api.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stu::app {

// accounts.cpp
Result<MailSent> handle(RegisterStudentAccount, Context& context, const RegisterStudent& request);
Result<MailSent> handle(RegisterStaffAccount, Context& context, const RegisterStaff& request);
Result<Session> handle(ConfirmEmail, Context& context, const EmailLink& request);
Result<MailSent> handle(SendConfirmation, Context& context, const ConfirmationRequest& request);
Result<MailSent> handle(RequestReset, Context& context, const ResetRequest& request);
Result<MailSent> handle(ResetPassword, Context& context, const PasswordReset& request);

// settings.cpp
Result<Session> handle(SaveProfile, Context& context, const Profile& request);
Result<MailSent> handle(ChangeEmail, Context& context, const EmailChange& request);
Result<Session> handle(ChangePassword, Context& context, const PasswordChange& request);
Result<Empty> handle(DeleteAccount, Context& context, const AccountDeletion& request);
Result<OpenSessions> handle(ListSessions, Context& context, const Empty& request);
Result<OpenSessions> handle(EndSessions, Context& context, const SessionEnd& request);

// robots.cpp
Result<Challenge> handle(GetChallenge, Context& context, const Empty& request);

// session.cpp
Result<Session> handle(SignIn, Context& context, const Credentials& request);
Result<Empty> handle(SignOut, Context& context, const Empty& request);
Result<Session> handle(CurrentSession, Context& context, const Empty& request);

// own_tickets.cpp
Result<Home> handle(StudentHome, Context& context, const Empty& request);
Result<TicketPage> handle(ListOwnTickets, Context& context, const ListTickets& request);

// tickets.cpp, own_changes.cpp, review.cpp
Result<TicketView> handle(GetTicket, Context& context, const TicketByNumber& request);
Result<TrackedTicket> handle(FollowTicket, Context& context, const TrackTicket& request);
Result<TicketView> handle(CreateTicket, Context& context, const NewTicket& request);
Result<TicketView> handle(AnswerTicket, Context& context, const Answer& request);
Result<TicketView> handle(EditTicket, Context& context, const TicketEdit& request);
Result<TicketView> handle(WithdrawTicket, Context& context, const TicketWithdrawal& request);
Result<TicketView> handle(ReopenTicket, Context& context, const TicketReopening& request);
Result<TicketView> handle(SetStatus, Context& context, const StatusChange& request);

// filing.cpp
Result<KnownStudents> handle(FindStudents, Context& context, const StudentLookup& request);
Result<FiledForStudent> handle(FileForStudent, Context& context, const FilingForStudent& request);

// linking.cpp
Result<TicketView> handle(LinkTickets, Context& context, const TicketLink& request);
Result<SimilarTickets> handle(FindSimilarTickets, Context& context, const TicketByNumber& request);

// merging.cpp
Result<TicketView> handle(MergeTickets, Context& context, const TicketMerge& request);
Result<TicketView> handle(UnmergeTicket, Context& context, const TicketByNumber& request);

// work.cpp
Result<TicketView> handle(NoteOnTicket, Context& context, const TicketNote& request);
Result<TicketView> handle(AssignTicket, Context& context, const Assignment& request);
Result<TicketView> handle(SetPriority, Context& context, const PriorityChange& request);
Result<Empty> handle(MarkSeen, Context& context, const TicketSeen& request);
Result<WorkPage> handle(StaffWork, Context& context, const ListWork& request);

// find.cpp
Result<Findings> handle(FindEverything, Context& context, const FindAnything& request);

// presence.cpp
Result<PresentColleagues> handle(PresentOnTicket, Context& context, const TicketPresence& request);

// responses.cpp
Result<TicketView> handle(RespondToTicket, Context& context, const StaffResponse& request);
Result<TicketView> handle(UndoResponse, Context& context, const ResponseUndo& request);

// saved_replies.cpp
Result<SavedReplies> handle(ListReplies, Context& context, const Empty& request);
Result<SavedReplies> handle(SaveReply, Context& context, const SavedReplyChange& request);
Result<SavedReplies> handle(RemoveReply, Context& context, const SavedReplyRemoval& request);

// saved_views.cpp
Result<SavedViews> handle(ListSavedViews, Context& context, const ListViews& request);
Result<SavedViews> handle(SaveView, Context& context, const NewView& request);
Result<SavedViews> handle(RemoveView, Context& context, const ViewRemoval& request);

// transfers.cpp
Result<TransferredTicket> handle(TransferTicket, Context& context, const TicketTransfer& request);

// bulk.cpp
Result<BulkOutcome> handle(ChangeTickets, Context& context, const BulkChange& request);
Result<BulkOutcome> handle(UndoChanges, Context& context, const BulkUndo& request);

// tags.cpp
Result<TicketView> handle(SetTags, Context& context, const TagChange& request);

// watchers.cpp
Result<TicketView> handle(WatchTicket, Context& context, const TicketWatch& request);

// queue.cpp
Result<QueuePage> handle(DepartmentQueue, Context& context, const ListQueue& request);
Result<ListedTickets> handle(ListedInQueue, Context& context, const ListQueue& request);
Result<ListedTickets> handle(ListedInWork, Context& context, const ListWork& request);

/// A CSV file.
struct Table {
    std::string file_name; ///< lower-case ASCII letters, digits, hyphens and a dot
    std::string content;
};
Result<Table> handle(ExportQueue, Context& context, const ListQueue& request);

// listening.cpp

/// Whether the actor may listen so. What they hear is backend/live's to say, at each change anew.
Result<Empty> handle(ListenToChanges, Context& context, const Listening& request);

// analytics.cpp
Result<Analytics> handle(DepartmentAnalytics, Context& context, const AnalyticsRequest& request);
Result<ByAssignee> handle(AnalyticsByAssignee, Context& context, const AssigneesRequest& request);
Result<UsualTime> handle(UsualTimeOfService, Context& context, const UsualTimeOf& request);

// attachments.cpp

/// A file as it came in; borrowed from the request.
struct UploadedFile {
    std::string_view name, content;
};
/// A file to be sent, its hash verified.
struct ServedFile {
    std::string name, content;
};
Result<Attachment> handle(PutAttachment, Context& context, const UploadedFile& request);
Result<ServedFile> handle(ViewAttachment, Context& context, const AttachmentById& request);
Result<ServedFile> handle(DownloadAttachment, Context& context, const AttachmentById& request);

/// Whether the actor may stage one more file; asked before the body is read.
std::optional<Error> upload_refusal(Context& context);

/// Whether requests can be served: there is space, the last change could be written, and the database is this
/// version's. Waits for nobody.
bool is_ready(Services& services);

/// Writes down what could not be written when people signed out, as far as it can be now.
void end_remembered_sessions(Services& services);

/// Whether a request is a use of its session, which keeps it alive, or something that nobody has asked for.
enum class Use : std::uint8_t { asked, unasked };

/// Whose session `context.session_token` is; a visitor's when it is unknown, ended or expired.
Actor actor_of(const Context& context, Use use);

/// Of endpoints whose answers are kept, encoded, until something in the database changes: all that such an
/// answer depends on besides, by question, person and time. Nothing for who may not ask: `handle` says why.
/// Errors are not kept.
std::optional<std::string> kept_as(DepartmentQueue, const Context& context, const ListQueue& asked);
std::optional<std::string> kept_as(DepartmentAnalytics, const Context& context,
                                   const AnalyticsRequest& request);
std::optional<std::string> kept_as(ListSavedViews, const Context& context, const ListViews& request);
std::optional<std::string> kept_as(GetTicket, const Context& context, const TicketByNumber& request);

} // namespace stu::app
