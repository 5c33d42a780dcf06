// Who gets which answer from which endpoint, for an object of their own and for somebody else's. An endpoint
// without a row does not compile.

#include "tests/api/actors.hpp"
#include "tests/support/alike.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <sstream>

namespace stu::test {
namespace {

std::string fresh_request_id() {
    static int next = 0;
    std::ostringstream id;
    id << std::hex << ++next;
    return std::string(32 - id.str().size(), 'f') + id.str();
}

/// As staff of its department sees it.
std::int64_t version_of(Table& table, const Object& object) {
    return table.people[object.department == "it" ? 4 : 5]
        .call(GetTicket{}, {object.ticket.number})
        ->ticket.version;
}

/// What each actor is answered for Amina's object and for Brian's. `request` asks for something that is right
/// in all but the actor, or, where it could be done only once, is refused for a reason that only the rightful
/// actor gets to.
template <class Endpoint> struct Row;

/// Where the actor makes no difference.
constexpr const char* same_for_all_422 = "422 422 422 422 422 422 422";
constexpr const char* signed_in_200 = "401 200 200 200 200 200 200";
constexpr const char* signed_in_422 = "401 422 422 422 422 422 422";

template <> struct Row<RegisterStudentAccount> {
    static constexpr const char *own = same_for_all_422, *foreign = same_for_all_422;
    static RegisterStudent request(Table&, const Object&) {
        return {"X", "x@y.example", "BIT-1", "Password1!"};
    }
};
template <> struct Row<RegisterStaffAccount> {
    static constexpr const char *own = same_for_all_422, *foreign = same_for_all_422;
    static RegisterStaff request(Table& table, const Object&) {
        return {"X", "x@y.example", "Password1!", table.desk.server.issue_access_code("it")};
    }
};
template <> struct Row<ConfirmEmail> {
    static constexpr const char *own = "410 410 410 410 410 410 410", *foreign = own;
    static EmailLink request(Table&, const Object&) { return {std::string(64, 'a'), "x"}; }
};
template <> struct Row<SendConfirmation> {
    static constexpr const char *own = same_for_all_422, *foreign = same_for_all_422;
    static ConfirmationRequest request(Table&, const Object&) { return {"nobody"}; }
};
template <> struct Row<RequestReset> {
    static constexpr const char *own = same_for_all_422, *foreign = same_for_all_422;
    static ResetRequest request(Table&, const Object&) { return {"nobody"}; }
};
template <> struct Row<ResetPassword> {
    static constexpr const char *own = "410 410 410 410 410 410 410", *foreign = own;
    static PasswordReset request(Table&, const Object&) {
        return {std::string(64, 'a'), std::string(RunningServer::password)};
    }
};
template <> struct Row<SaveProfile> {
    static constexpr const char *own = signed_in_200, *foreign = signed_in_200;
    static Profile request(Table&, const Object&) { return {"X", "BIT-1", "", Notifications::every_update}; }
};
template <> struct Row<ChangeEmail> {
    static constexpr const char *own = signed_in_422, *foreign = signed_in_422;
    static EmailChange request(Table&, const Object&) { return {"x@y.example", "Wrong-Horse-77"}; }
};
template <> struct Row<ChangePassword> {
    static constexpr const char *own = signed_in_422, *foreign = signed_in_422;
    static PasswordChange request(Table&, const Object&) {
        return {"Wrong-Horse-77", "Other-kettle-95-Moss"};
    }
};
template <> struct Row<DeleteAccount> {
    static constexpr const char *own = signed_in_422, *foreign = signed_in_422;
    static AccountDeletion request(Table&, const Object&) { return {"Wrong-Horse-77"}; }
};
template <> struct Row<ListSessions> {
    static constexpr const char *own = signed_in_200, *foreign = signed_in_200;
    static Empty request(Table&, const Object&) { return {}; }
};
template <> struct Row<EndSessions> {
    static constexpr const char *own = signed_in_200, *foreign = signed_in_200;
    static SessionEnd request(Table&, const Object&) { return {"0123456789abcdef"}; }
};
template <> struct Row<GetChallenge> {
    static constexpr const char *own = "404 404 404 404 404 404 404",
                                *foreign = own; // none is asked for here
    static Empty request(Table&, const Object&) { return {}; }
};
template <> struct Row<SignIn> {
    static constexpr const char *own = same_for_all_422, *foreign = same_for_all_422;
    static Credentials request(Table&, const Object&) { return {"amina@students.example.edu", ""}; }
};
template <> struct Row<SignOut> { // the last of its table: nobody is signed in afterwards
    static constexpr const char *own = signed_in_200, *foreign = "401 401 401 401 401 401 401";
    static Empty request(Table&, const Object&) { return {}; }
};
template <> struct Row<CurrentSession> {
    static constexpr const char *own = "200 200 200 200 200 200 200", *foreign = own;
    static Empty request(Table&, const Object&) { return {}; }
};
template <> struct Row<StudentHome> {
    static constexpr const char *own = signed_in_200, *foreign = signed_in_200; // of one's own tickets only
    static Empty request(Table&, const Object&) { return {}; }
};
template <> struct Row<ListOwnTickets> {
    static constexpr const char *own = signed_in_200, *foreign = signed_in_200;
    static ListTickets request(Table&, const Object&) { return {}; }
};
template <> struct Row<GetTicket> {
    static constexpr const char *own = "401 200 404 404 200 404 404",
                                *foreign = "401 404 200 404 404 200 404";
    static TicketByNumber request(Table&, const Object& object) { return {object.ticket.number}; }
};
template <> struct Row<FollowTicket> {
    static constexpr const char *own = "200 200 200 200 200 200 200",
                                *foreign = own; // the link is the key
    static TrackTicket request(Table&, const Object& object) {
        return {object.ticket.number, object.tracking_secret};
    }
};
template <> struct Row<CreateTicket> {
    static constexpr const char *own = "401 200 200 403 403 403 403", *foreign = own;
    static NewTicket request(Table&, const Object&) {
        NewTicket draft = good_draft();
        draft.request_id = fresh_request_id();
        return draft;
    }
};
template <> struct Row<FindStudents> { // at whatever department they work
    static constexpr const char *own = "401 403 403 403 200 200 403", *foreign = own;
    static StudentLookup request(Table&, const Object&) { return {"amina@students.example.edu"}; }
};
template <> struct Row<FileForStudent> : Row<FindStudents> {
    static FilingForStudent request(Table&, const Object& object) {
        return {fresh_request_id(), object.ticket.service, object.ticket.email, "Somebody", "",
                Channel::phone,     "A subject",           "A message.",        {}};
    }
};
template <> struct Row<AnswerTicket> {
    static constexpr const char *own = "401 200 404 404 403 404 404",
                                *foreign = "401 404 200 404 404 403 404";
    static Answer request(Table&, const Object& object) {
        return {fresh_request_id(), object.ticket.number, "More.", {}};
    }
};
template <> struct Row<SetStatus> {
    static constexpr const char *own = "401 403 404 404 200 404 404",
                                *foreign = "401 404 403 404 404 200 404";
    static StatusChange request(Table& table, const Object& object) {
        return {object.ticket.number, version_of(table, object), Status::pending, "A remark.", {}};
    }
};
template <> struct Row<NoteOnTicket> : Row<SetStatus> {
    static TicketNote request(Table&, const Object& object) {
        return {fresh_request_id(), object.ticket.number, "She has called, too."};
    }
};
template <> struct Row<AssignTicket> : Row<SetStatus> {
    static Assignment request(Table&, const Object& object) { return {object.ticket.number, "", ""}; }
};
template <> struct Row<SetPriority> : Row<SetStatus> {
    static PriorityChange request(Table&, const Object& object) {
        return {object.ticket.number, Priority::high};
    }
};
template <> struct Row<PresentOnTicket> : Row<SetStatus> {
    static TicketPresence request(Table&, const Object& object) {
        return {object.ticket.number, fresh_request_id(), Doing::replying};
    }
};
template <> struct Row<SetTags> : Row<SetStatus> {
    static TagChange request(Table&, const Object& object) {
        return {object.ticket.number, {"exam week"}, {}};
    }
};
template <> struct Row<WatchTicket> : Row<SetStatus> {
    static TicketWatch request(Table&, const Object& object) { return {object.ticket.number, true}; }
};
template <> struct Row<TransferTicket> { // to where it is, which only its staff is told
    static constexpr const char *own = "401 403 404 404 422 404 404",
                                *foreign = "401 404 403 404 404 422 404";
    static TicketTransfer request(Table& table, const Object& object) {
        return {fresh_request_id(), object.ticket.number, version_of(table, object), object.ticket.service,
                "A reason."};
    }
};
template <> struct Row<LinkTickets> : Row<TransferTicket> { // with itself, which only its staff is told
    static TicketLink request(Table&, const Object& object) {
        return {object.ticket.number, "7QHD-20Z8", true};
    }
};
template <> struct Row<MergeTickets> : Row<TransferTicket> { // into one that is not there
    static TicketMerge request(Table&, const Object& object) { return {object.ticket.number, "7QHD-20Z8"}; }
};
template <> struct Row<UnmergeTicket> : Row<SetStatus> { // it is its own already
    static TicketByNumber request(Table&, const Object& object) { return {object.ticket.number}; }
};
template <> struct Row<FindSimilarTickets> : Row<UnmergeTicket> {};
template <> struct Row<MarkSeen> : Row<SetStatus> {
    static TicketSeen request(Table&, const Object& object) { return {object.ticket.number, 1}; }
};
template <> struct Row<StaffWork> { // of one's own departments only
    static constexpr const char *own = "401 403 403 403 200 200 403", *foreign = own;
    static ListWork request(Table&, const Object&) { return {}; }
};
template <> struct Row<FindEverything> { // likewise
    static constexpr const char *own = Row<StaffWork>::own, *foreign = own;
    static FindAnything request(Table&, const Object& object) { return {object.ticket.number}; }
};
template <> struct Row<RespondToTicket> {
    static constexpr const char *own = Row<SetStatus>::own, *foreign = Row<SetStatus>::foreign;
    static StaffResponse request(Table& table, const Object& object) {
        return {fresh_request_id(),
                object.ticket.number,
                version_of(table, object),
                Status::pending,
                "A remark.",
                {},
                {}};
    }
};
template <> struct Row<UndoResponse> { // staff may, but there is nothing
    static constexpr const char *own = "401 403 404 404 404 404 404",
                                *foreign = "401 404 403 404 404 404 404";
    static ResponseUndo request(Table&, const Object& object) {
        return {object.ticket.number, fresh_request_id()};
    }
};
template <> struct Row<ListReplies> { // of one's own departments only
    static constexpr const char *own = Row<StaffWork>::own, *foreign = own;
    static Empty request(Table&, const Object&) { return {}; }
};
template <> struct Row<DepartmentQueue> {
    static constexpr const char *own = "401 404 404 403 200 404 403",
                                *foreign = "401 404 404 403 404 200 403";
    static ListQueue request(Table&, const Object& object) { return {object.department, {}, {}, {}, {}}; }
};
template <> struct Row<ListedInQueue> : Row<DepartmentQueue> {};
template <> struct Row<ListedInWork> : Row<StaffWork> {};
template <> struct Row<ChangeTickets> { // what of it may not be changed is in the answer
    static constexpr const char *own = "401 403 403 403 200 200 403", *foreign = own;
    static BulkChange request(Table&, const Object& object) {
        BulkChange change{fresh_request_id(), {{object.ticket.number, 0, ""}}};
        change.deed = BulkDeed::prioritise;
        return change;
    }
};
template <> struct Row<UndoChanges> : Row<ChangeTickets> {
    static BulkUndo request(Table&, const Object& object) {
        return {fresh_request_id(), {object.ticket.number}};
    }
};
template <> struct Row<ListSavedViews> : Row<DepartmentQueue> {
    static ListViews request(Table&, const Object& object) { return {object.department}; }
};
template <> struct Row<SaveView> : Row<DepartmentQueue> {
    static NewView request(Table&, const Object& object) {
        return {"A name", false, {object.department, {}, {}, {}, {}}};
    }
};
template <> struct Row<RemoveView> { // of somebody else's own, which nobody else sees
    static constexpr const char *own = "401 404 404 403 404 404 403", *foreign = own;
    static ViewRemoval request(Table&, const Object& object) { return {object.department, "no-such-view"}; }
};
template <> struct Row<SaveReply> : Row<DepartmentQueue> {
    static SavedReplyChange request(Table&, const Object& object) {
        return {{}, object.department, "Title " + fresh_request_id(), "A text.", 0};
    }
};
template <> struct Row<RemoveReply> { // it has been changed, which only its department is told
    static constexpr const char *own = "401 404 404 403 409 404 403",
                                *foreign = "401 404 404 403 404 409 403";
    static SavedReplyRemoval request(Table& table, const Object& object) {
        const std::size_t staff = object.department == "it" ? 4 : 5;
        const auto saved = table.people[staff].call(SaveReply{}, Row<SaveReply>::request(table, object));
        return {saved->replies.front().id, 7};
    }
};
template <> struct Row<ExportQueue> : Row<DepartmentQueue> {};
template <> struct Row<DepartmentAnalytics> {
    static constexpr const char *own = Row<DepartmentQueue>::own, *foreign = Row<DepartmentQueue>::foreign;
    static AnalyticsRequest request(Table&, const Object& object) { return {object.department, {}, {}}; }
};
template <> struct Row<AnalyticsByAssignee> { // none of them is a head
    static constexpr const char *own = "401 404 404 403 403 404 403",
                                *foreign = "401 404 404 403 404 403 403";
    static AssigneesRequest request(Table&, const Object& object) { return {object.department, {}}; }
};
template <> struct Row<UsualTimeOfService> {
    static constexpr const char *own = signed_in_200, *foreign = signed_in_200; // as all who may ask for it
    static UsualTimeOf request(Table&, const Object& object) { return {object.ticket.service}; }
};
template <> struct Row<ListenToChanges> : Row<DepartmentQueue> {};
template <> struct Row<EditTicket> {
    static constexpr const char *own = "401 200 404 404 403 404 404",
                                *foreign = "401 404 200 404 404 403 404";
    static TicketEdit request(Table& table, const Object& object) {
        const std::string id = fresh_request_id();
        return {id, object.ticket.number, version_of(table, object), "Other words", "In other words: " + id};
    }
};
template <> struct Row<WithdrawTicket> {
    static constexpr const char *own = "401 200 404 404 403 404 404",
                                *foreign = "401 404 200 404 404 403 404";
    static TicketWithdrawal request(Table& table, const Object& object) {
        return {fresh_request_id(), object.ticket.number, version_of(table, object)};
    }
};
template <> struct Row<ReopenTicket> { // it is open, which only its student is told
    static constexpr const char *own = "401 409 404 404 403 404 404",
                                *foreign = "401 404 409 404 404 403 404";
    static TicketReopening request(Table& table, const Object& object) {
        return {fresh_request_id(), object.ticket.number, version_of(table, object), "Again."};
    }
};
template <> struct Row<PutAttachment> {
    static constexpr const char *own = "401 200 200 403 200 200 403", *foreign = own;
};
template <> struct Row<ViewAttachment> {
    static constexpr const char *own = "401 200 404 404 200 404 404",
                                *foreign = "401 404 200 404 404 200 404";
};
template <> struct Row<DownloadAttachment> : Row<ViewAttachment> {};

template <class Endpoint>
int answer_to(Table& table, const ApiClient& person, const Object& object, Form form) {
    if constexpr (Endpoint::kind == Kind::upload) {
        return person.upload("a.pdf", pdf_of(500)).status();
    } else if constexpr (Endpoint::kind == Kind::table || Endpoint::kind == Kind::stream) {
        return person.get("/api/" + std::string(Endpoint::name) + "?department=" + object.department).status;
    } else if constexpr (Endpoint::kind == Kind::download) {
        return person.get("/api/" + std::string(Endpoint::name) + "?id=" + object.attachment).status;
    } else {
        return person.call(Endpoint{}, Row<Endpoint>::request(table, object), form).status();
    }
}

/// What changes nothing is asked of `shared`, so that not each endpoint needs servers of its own. Where one
/// form is tried (see tried_of), it is `first_form`.
template <class Endpoint> void check_rows(Table& shared, std::size_t first_form) {
    CAPTURE(Endpoint::name);
    for (std::size_t of_both = 0; of_both < tried_of(std::size(both_forms)); ++of_both) {
        const Form form = both_forms[(first_form + of_both) % std::size(both_forms)];
        CAPTURE(static_cast<int>(form));
        std::optional<Table> own;
        if (Endpoint::changes) own.emplace();
        Table& table = own ? *own : shared;
        for (std::size_t of = 0; of < table.objects.size(); ++of) {
            std::istringstream expected(of == 0 ? Row<Endpoint>::own : Row<Endpoint>::foreign);
            for (std::size_t who = 0; who < actors.size(); ++who) {
                int status = 0;
                REQUIRE(static_cast<bool>(expected >> status));
                const std::string_view actor = actors[who];
                CAPTURE(actor);
                CAPTURE(of);
                CHECK(answer_to<Endpoint>(table, table.people[who], table.objects[of], form) == status);
            }
        }
    }
}

TEST_CASE("every endpoint answers every kind of person as the table says, in both forms") {
    Table shared;
    std::size_t turn = 0;
    Api::each([&]<class Endpoint>(Endpoint) { check_rows<Endpoint>(shared, turn++); });
}

TEST_CASE("every endpoint that changes something refuses a request that a foreign page can send") {
    Desk desk;
    Api::each([&]<class Endpoint>(Endpoint) {
        if constexpr (Endpoint::changes) {
            CAPTURE(Endpoint::name);
            const std::string type = Endpoint::kind == Kind::upload ? "application/pdf" : "application/json";
            CHECK(desk.amina.post_raw(Endpoint::name, "Content-Type: " + type + "\r\n", "{}").status == 403);
            CHECK(desk.amina
                      .post_raw(Endpoint::name,
                                "X-StuTicket: 1\r\nOrigin: http://evil.example\r\nContent-Type: " + type +
                                    "\r\n",
                                "{}")
                      .status == 403);
            CHECK(desk.amina.get("/api/" + std::string(Endpoint::name)).status == 405);
        }
    });
    CHECK(desk.amina.call(StudentHome{}, {}).status() == 200); // not even signed out
}

} // namespace
} // namespace stu::test
