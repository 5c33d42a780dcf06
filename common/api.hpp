#pragma once
// Every endpoint, declared once. The client call, the server route, both wire forms and the page at GET /api
// follow from these lines; a use case that is missing on the server does not compile.

#include "common/access.hpp"
#include "common/account.hpp"
#include "common/analytics.hpp"
#include "common/attachment.hpp"
#include "common/bulk.hpp"
#include "common/changes.hpp"
#include "common/filing.hpp"
#include "common/find.hpp"
#include "common/linking.hpp"
#include "common/merging.hpp"
#include "common/presence.hpp"
#include "common/response.hpp"
#include "common/saved_reply.hpp"
#include "common/saved_view.hpp"
#include "common/tags.hpp"
#include "common/ticket.hpp"
#include "common/transfer.hpp"
#include "common/user.hpp"
#include "common/usual_time.hpp"
#include "common/views.hpp"
#include "common/watching.hpp"

#include <cstddef>
#include <string_view>

namespace stu {

/// A string as a template argument.
template <std::size_t N> struct Name {
    char text[N];
    constexpr Name(const char (&source)[N]) {
        for (std::size_t i = 0; i < N; ++i) text[i] = source[i];
    }
    constexpr std::string_view view() const { return {text, N - 1}; }
};

enum class Kind : std::uint8_t {
    call,     ///< POST, a message each way
    upload,   ///< POST ?name=<percent-encoded file name>, raw bytes in, a message out
    download, ///< GET ?id=<attachment>, raw bytes out
    table,    ///< GET ?<field>=<value>…, a CSV file out
    stream,   ///< GET ?<field>=<value>…, Server-Sent Events out, for as long as somebody listens
};

template <Name Path, Kind TheKind, class Req, class Res, Access Needs, bool Changes> struct Endpoint {
    using Request = Req;
    using Response = Res;
    static constexpr std::string_view name = Path.view();
    static constexpr Kind kind = TheKind;
    static constexpr Access access = Needs;
    static constexpr bool changes = Changes; ///< false = reading only
};

template <Name Path, class Req, class Res, Access Needs>
struct Query : Endpoint<Path, Kind::call, Req, Res, Needs, false> {};
template <Name Path, class Req, class Res, Access Needs>
struct Command : Endpoint<Path, Kind::call, Req, Res, Needs, true> {};

/// An attachment asked for by id.
struct AttachmentById {
    std::string id;
    template <class Self, class F> static void fields(Self& self, F&& f) { f("id", self.id); }
};
std::vector<FieldError> validate(const AttachmentById& request);

struct RegisterStudentAccount : Command<"account.register", RegisterStudent, MailSent, Access::anyone> {
    static constexpr std::string_view about =
        "Opens a student account. The answer is the same for a known address.";
};
struct RegisterStaffAccount : Command<"account.register_staff", RegisterStaff, MailSent, Access::anyone> {
    static constexpr std::string_view about =
        "Opens a staff account in the department that the access code belongs to.";
};
struct ConfirmEmail : Command<"account.confirm_email", EmailLink, Session, Access::anyone> {
    static constexpr std::string_view about =
        "Opens the link of a mail that confirms an address, and signs in. Works once.";
};
struct SendConfirmation
    : Command<"account.send_confirmation", ConfirmationRequest, MailSent, Access::anyone> {
    static constexpr std::string_view about =
        "Sends the mail that a registration leads to once more. The answer is the same for an unknown "
        "address.";
};
struct RequestReset : Command<"account.request_reset", ResetRequest, MailSent, Access::anyone> {
    static constexpr std::string_view about =
        "Sends a link for choosing a new password. The answer is the same for an unknown address.";
};
struct ResetPassword : Command<"account.reset_password", PasswordReset, MailSent, Access::anyone> {
    static constexpr std::string_view about =
        "Chooses a new password with the link of a mail, and ends all sessions of the account. Works once.";
};
struct SaveProfile : Command<"account.save_profile", Profile, Session, Access::signed_in> {
    static constexpr std::string_view about =
        "Changes the actor's name, registration number, time zone and mail.";
};
struct ChangeEmail : Command<"account.change_email", EmailChange, MailSent, Access::signed_in> {
    static constexpr std::string_view about =
        "Sends a link to a new address; opening it makes the address the actor's.";
};
struct ChangePassword : Command<"account.change_password", PasswordChange, Session, Access::signed_in> {
    static constexpr std::string_view about = "Chooses a new password and ends all other sessions.";
};
struct DeleteAccount : Command<"account.delete", AccountDeletion, Empty, Access::signed_in> {
    static constexpr std::string_view about =
        "Deletes the actor's account for good. Tickets stay without name, number, address and PDFs.";
};
struct ListSessions : Query<"account.sessions", Empty, OpenSessions, Access::signed_in> {
    static constexpr std::string_view about = "Where the actor is signed in.";
};
struct EndSessions : Command<"account.end_sessions", SessionEnd, OpenSessions, Access::signed_in> {
    static constexpr std::string_view about = "Ends one session of the actor, or all but the present one.";
};
struct GetChallenge : Query<"captcha.challenge", Empty, Challenge, Access::anyone> {
    static constexpr std::string_view about = "A proof of work, for forms that ask for one.";
};
struct SignIn : Command<"session.sign_in", Credentials, Session, Access::anyone> {
    static constexpr std::string_view about = "Starts a session; the token comes as a cookie.";
};
struct SignOut : Command<"session.sign_out", Empty, Empty, Access::signed_in> {
    static constexpr std::string_view about = "Ends this session.";
};
struct CurrentSession : Query<"session.current", Empty, Session, Access::anyone> {
    static constexpr std::string_view about =
        "Who is signed in, and the catalogue of departments and services.";
};
struct StudentHome : Query<"tickets.home", Empty, Home, Access::signed_in> {
    static constexpr std::string_view about = "What waits for the student's answer, and the newest tickets.";
};
struct ListOwnTickets : Query<"tickets.list", ListTickets, TicketPage, Access::signed_in> {
    static constexpr std::string_view about = "The actor's own tickets, newest first.";
};
struct GetTicket : Query<"tickets.get", TicketByNumber, TicketView, Access::signed_in> {
    static constexpr std::string_view about = "One ticket with its history and attachments.";
};
struct FollowTicket : Query<"tickets.follow", TrackTicket, TrackedTicket, Access::anyone> {
    static constexpr std::string_view about = "How a ticket stands, for whoever has the link of a mail about "
                                              "it. Ten wrong tries a minute for each address.";
};
struct CreateTicket : Command<"tickets.create", NewTicket, TicketView, Access::signed_in> {
    static constexpr std::string_view about =
        "Files a ticket. Repeating a request_id returns the ticket already filed.";
};
struct FindStudents : Command<"students.find", StudentLookup, KnownStudents, Access::signed_in> {
    static constexpr std::string_view about =
        "Staff looks a student up, by a whole e-mail address or registration number. Counted: 300 an hour.";
};
struct FileForStudent
    : Command<"tickets.file_for_student", FilingForStudent, FiledForStudent, Access::signed_in> {
    static constexpr std::string_view about =
        "Staff files a ticket for a student who phones or stands at the desk. The student is told by mail. "
        "Repeating a request_id returns the ticket already filed.";
};
struct LinkTickets : Command<"tickets.link", TicketLink, TicketView, Access::signed_in> {
    static constexpr std::string_view about =
        "Staff links a ticket with another one of their departments, or parts the two. Only staff sees it.";
};
struct FindSimilarTickets : Query<"tickets.similar", TicketByNumber, SimilarTickets, Access::signed_in> {
    static constexpr std::string_view about =
        "Other open tickets of the same department that share words of the subject; for staff.";
};
struct MergeTickets : Command<"tickets.merge", TicketMerge, TicketView, Access::signed_in> {
    static constexpr std::string_view about =
        "Staff merges a ticket into another one of the same student and department, whose view is the "
        "answer. The merged number leads there.";
};
struct UnmergeTicket : Command<"tickets.unmerge", TicketByNumber, TicketView, Access::signed_in> {
    static constexpr std::string_view about =
        "Staff makes a merged ticket its own again, as it was, within 30 days.";
};
struct AnswerTicket : Command<"tickets.answer", Answer, TicketView, Access::signed_in> {
    static constexpr std::string_view about = "The student adds to an open ticket.";
};
struct SetStatus : Command<"tickets.set_status", StatusChange, TicketView, Access::signed_in> {
    static constexpr std::string_view about = "Staff sets a status or adds a remark.";
};
struct NoteOnTicket : Command<"tickets.note", TicketNote, TicketView, Access::signed_in> {
    static constexpr std::string_view about = "Staff writes to staff. No student ever sees it.";
};
struct AssignTicket : Command<"tickets.assign", Assignment, TicketView, Access::signed_in> {
    static constexpr std::string_view about =
        "Staff takes a ticket, gives it to a colleague of the department, or gives it back.";
};
struct SetPriority : Command<"tickets.set_priority", PriorityChange, TicketView, Access::signed_in> {
    static constexpr std::string_view about = "Staff says how urgent a ticket is.";
};
struct TransferTicket : Command<"tickets.transfer", TicketTransfer, TransferredTicket, Access::signed_in> {
    static constexpr std::string_view about =
        "Staff hands a ticket on to another service, with a reason that "
        "only staff sees. The student is told where it is.";
};
struct SetTags : Command<"tickets.set_tags", TagChange, TicketView, Access::signed_in> {
    static constexpr std::string_view about =
        "Staff adds tags to a ticket, or takes some off. A new one comes into being by its first use.";
};
struct WatchTicket : Command<"tickets.watch", TicketWatch, TicketView, Access::signed_in> {
    static constexpr std::string_view about =
        "Staff begins to watch a ticket of the department, or stops: by "
        "mail they hear what others say and decide.";
};
struct MarkSeen : Command<"tickets.mark_seen", TicketSeen, Empty, Access::signed_in> {
    static constexpr std::string_view about = "Staff has read a ticket so far.";
};
struct PresentOnTicket : Command<"tickets.present", TicketPresence, PresentColleagues, Access::signed_in> {
    static constexpr std::string_view about = "Staff says that it reads a ticket, replies to it or has gone, "
                                              "and hears who else is there. Said again "
                                              "every 20 s; forgotten after 45.";
};
struct StaffWork : Query<"staff.work", ListWork, WorkPage, Access::signed_in> {
    static constexpr std::string_view about = "What waits for whoever asks, by when it is due; what is "
                                              "nobody's; what is theirs; what mentions them.";
};
struct FindEverything : Query<"staff.find", FindAnything, Findings, Access::signed_in> {
    static constexpr std::string_view about =
        "Tickets of the actor's departments, their students, saved views and services, by whatever is typed.";
};
struct RespondToTicket : Command<"tickets.respond", StaffResponse, TicketView, Access::signed_in> {
    static constexpr std::string_view about = "Staff sets a status or adds a remark, with files. It is sent "
                                              "after ten seconds; until then it can be "
                                              "taken back, and the student sees nothing of it.";
};
struct UndoResponse : Command<"tickets.undo", ResponseUndo, TicketView, Access::signed_in> {
    static constexpr std::string_view about =
        "Staff takes a response back that has not been sent yet. Its files are staged again.";
};
struct ListReplies : Query<"replies.list", Empty, SavedReplies, Access::signed_in> {
    static constexpr std::string_view about = "What the actor's departments have saved to be sent often.";
};
struct SaveReply : Command<"replies.save", SavedReplyChange, SavedReplies, Access::signed_in> {
    static constexpr std::string_view about =
        "Saves a reply for a department of the actor's: a new one, or other words for one.";
};
struct RemoveReply : Command<"replies.remove", SavedReplyRemoval, SavedReplies, Access::signed_in> {
    static constexpr std::string_view about = "Removes a saved reply of a department of the actor's.";
};
struct ListSavedViews : Query<"views.list", ListViews, SavedViews, Access::signed_in> {
    static constexpr std::string_view about =
        "The lists that a department's staff and the actor have saved, with how much is in each.";
};
struct SaveView : Command<"views.save", NewView, SavedViews, Access::signed_in> {
    static constexpr std::string_view about = "Saves the filters of a department's queue under a name.";
};
struct RemoveView : Command<"views.remove", ViewRemoval, SavedViews, Access::signed_in> {
    static constexpr std::string_view about = "Removes a view: one's own, or one of the department's.";
};
struct EditTicket : Command<"tickets.edit", TicketEdit, TicketView, Access::signed_in> {
    static constexpr std::string_view about =
        "The student puts a pending ticket in other words; the earlier ones stay in its history.";
};
struct WithdrawTicket : Command<"tickets.withdraw", TicketWithdrawal, TicketView, Access::signed_in> {
    static constexpr std::string_view about = "The student takes an open ticket back.";
};
struct ReopenTicket : Command<"tickets.reopen", TicketReopening, TicketView, Access::signed_in> {
    static constexpr std::string_view about =
        "The student brings a withdrawn, completed or rejected ticket back within 30 days.";
};
struct DepartmentQueue : Query<"queue.list", ListQueue, QueuePage, Access::signed_in> {
    static constexpr std::string_view about =
        "A department's tickets, filtered and sorted, with counts by status.";
};
struct ListedInQueue : Query<"queue.numbers", ListQueue, ListedTickets, Access::signed_in> {
    static constexpr std::string_view about =
        "The tickets that the same filters let through, 500 at a time, to be changed at once.";
};
struct ListedInWork : Query<"staff.work_numbers", ListWork, ListedTickets, Access::signed_in> {
    static constexpr std::string_view about =
        "The tickets of one of the lists of `staff.work`, 500 at a time, to be changed at once.";
};
struct ChangeTickets : Command<"tickets.change_many", BulkChange, BulkOutcome, Access::signed_in> {
    static constexpr std::string_view about =
        "Staff does the same to many tickets. Those that cannot be changed are named, each with the reason.";
};
struct UndoChanges : Command<"tickets.undo_many", BulkUndo, BulkOutcome, Access::signed_in> {
    static constexpr std::string_view about = "Staff takes back what was done to many tickets at once.";
};
struct ExportQueue : Endpoint<"queue.csv", Kind::table, ListQueue, Empty, Access::signed_in, false> {
    static constexpr std::string_view about =
        "All tickets that the same filters let through, as a file for a spreadsheet.";
};
struct DepartmentAnalytics : Query<"analytics.get", AnalyticsRequest, Analytics, Access::signed_in> {
    static constexpr std::string_view about =
        "A department's figures: by service and status, over time, and how long tickets took.";
};
struct AnalyticsByAssignee : Query<"analytics.assignees", AssigneesRequest, ByAssignee, Access::signed_in> {
    static constexpr std::string_view about =
        "How many tickets each of a department has, and how many of theirs were closed; for its head.";
};
struct UsualTimeOfService : Query<"services.usual_time", UsualTimeOf, UsualTime, Access::signed_in> {
    static constexpr std::string_view about =
        "Within what time half of a service's tickets of the last 90 days were completed.";
};
struct PutAttachment : Endpoint<"attachments.put", Kind::upload, Empty, Attachment, Access::signed_in, true> {
    static constexpr std::string_view about = "Stages a PDF for 24 hours until a ticket or answer claims it.";
};
struct ViewAttachment
    : Endpoint<"attachments.view", Kind::download, AttachmentById, Empty, Access::signed_in, false> {
    static constexpr std::string_view about = "The PDF, to be shown in the browser.";
};
struct DownloadAttachment
    : Endpoint<"attachments.download", Kind::download, AttachmentById, Empty, Access::signed_in, false> {
    static constexpr std::string_view about = "The PDF, to be saved.";
};

struct ListenToChanges : Endpoint<"changes.listen", Kind::stream, Listening, News, Access::signed_in, false> {
    static constexpr std::string_view about =
        "Tells which tickets are changed, by whomever, as it happens, and never what they say. Ends with the "
        "session, whose use it is not.";
};

template <class... E> struct Endpoints {
    /// Calls `f(E{})` for each endpoint, in order of declaration.
    template <class F> static void each(F&& f) { (f(E{}), ...); }
};

using Api = Endpoints<
    RegisterStudentAccount, RegisterStaffAccount, ConfirmEmail, SendConfirmation, RequestReset, ResetPassword,
    SaveProfile, ChangeEmail, ChangePassword, DeleteAccount, ListSessions, EndSessions, GetChallenge, SignIn,
    SignOut, CurrentSession, StudentHome, ListOwnTickets, GetTicket, FollowTicket, CreateTicket, AnswerTicket,
    SetStatus, DepartmentQueue, PutAttachment, ViewAttachment, DownloadAttachment, ExportQueue,
    DepartmentAnalytics, EditTicket, WithdrawTicket, ReopenTicket, ListenToChanges, NoteOnTicket,
    AssignTicket, SetPriority, MarkSeen, StaffWork, RespondToTicket, UndoResponse, ListReplies, SaveReply,
    RemoveReply, PresentOnTicket, TransferTicket, ListSavedViews, SaveView, RemoveView, SetTags, WatchTicket,
    ListedInQueue, ListedInWork, ChangeTickets, UndoChanges, FindEverything, FindStudents, FileForStudent,
    LinkTickets, FindSimilarTickets, MergeTickets, UnmergeTicket, UsualTimeOfService, AnalyticsByAssignee>;

/// The two content types a message may have.
inline constexpr std::string_view binary_content_type = "application/x-stuticket";
inline constexpr std::string_view json_content_type = "application/json";

/// Every POST carries this header with the value "1". A foreign page cannot add it without a preflight, which
/// we refuse.
inline constexpr std::string_view csrf_header = "X-StuTicket";
/// The browser names the build it was compiled with; a different one is answered `outdated`. Scripts leave it
/// out.
inline constexpr std::string_view build_header = "X-StuTicket-Build";
/// Whose page it is that calls: the id of the person it was loaded for, or `nobody`. Somebody else may have
/// signed in in another tab meanwhile; what the page asks is then refused (`other_person`).
inline constexpr std::string_view person_header = "X-StuTicket-Person";
inline constexpr std::string_view nobody = "nobody";
/// Says with "1" that nobody asked for this call: the app renews what it shows. It keeps no session alive.
inline constexpr std::string_view unasked_header = "X-StuTicket-Unasked";
/// Of the answer that says who is signed in: the event after which `changes.listen` goes on from there.
inline constexpr std::string_view position_header = "X-StuTicket-Position";

/// Events of a stream, besides those with News.
namespace stream_event {
inline constexpr std::string_view changes = "changes"; ///< News
inline constexpr std::string_view alive = "alive";     ///< nothing is new; at the beginning and now and then
inline constexpr std::string_view refresh = "refresh"; ///< some were missed: all that is shown may be old
inline constexpr std::string_view ended = "ended"; ///< the session is over, or the person's rights changed
} // namespace stream_event

} // namespace stu
