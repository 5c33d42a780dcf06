#pragma once
// What happened: a person did something, the browser moved, or the server answered.

#include "common/api.hpp"
#include "frontend-wasm/app/appearance.hpp"
#include "frontend-wasm/app/bulk_intents.hpp"
#include "frontend-wasm/app/filing_intents.hpp"
#include "frontend-wasm/app/find_intents.hpp"
#include "frontend-wasm/app/related_intents.hpp"
#include "frontend-wasm/app/replies_intents.hpp"
#include "frontend-wasm/app/state.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace stu::app {

/// Which form a file belongs to.
enum class FileFor : std::uint8_t { new_ticket, answer, reply, filing };

/// What is folded away until somebody wants it.
enum class Foldable : std::uint8_t { earlier_words, queue_filters, services_table, volume_table, ages_table };

namespace intent {

struct Started {
    std::string url;
}; ///< the app was loaded at this address
struct FollowLink {
    std::string url;
}; ///< a link was followed
struct UrlChanged {
    std::string url;
};                ///< back or forward
struct Reload {}; ///< "try again"

struct SubmitSignIn {};
struct SubmitRegistration {};
struct SubmitStaffRegistration {};
struct SignOut {};
struct SubmitTrack {};
struct SubmitConfirmation {}; ///< the button behind the link of a mail
struct SendMailAgain {};
struct SubmitForgotten {};
struct SubmitReset {};
struct CaptchaAnswered {
    std::string answer; ///< empty = it expired, or could not be had
};

struct SubmitProfile {};
struct SubmitNewEmail {};
struct SubmitNewPassword {};
struct EndOtherSessions {};
struct EndSession {
    std::string id;
};
struct AskToDeleteAccount {};
struct KeepAccount {};
struct ConfirmDeletion {};
struct ChooseAppearance {
    Appearance appearance;
};
/// `typed` is what now stands in the field of the key that does `which`.
struct ChooseKey {
    Shortcut which = Shortcut::next;
    std::string typed;
};
struct ChooseLanguage {
    std::string code;
};
struct LanguageArrived {
    std::string catalog, bytes; ///< as it was wanted; no bytes = it could not be loaded
};
struct LanguageSaved {
    Result<Session> result;
};
struct SubmitQueueFilter {
    ScopedSearch search; ///< the form's words, read in the language that is shown
};
/// The form in which the present list gets a name.
struct FoldNewView {};
struct SubmitView {};
struct SubmitViewRemoval {
    std::string id;
};
struct SubmitAnalyticsRange {};

struct AttachFiles {
    FileFor form;
    std::vector<FileDraft> files;
    std::vector<std::string> first_bytes;
};
struct RemoveFile {
    FileFor form;
    std::size_t index;
};
struct RetryFile {
    FileFor form;
    std::size_t index;
};
struct UploadProgress {
    std::uint32_t handle;
    float fraction;
};
struct Uploaded {
    std::uint32_t handle;
    Result<Attachment> result;
};

/// The browser does not have its bytes any more, or cannot read the picture and has let go of it.
struct FileGone {
    std::uint32_t handle;
    bool unreadable = false;
};
struct ConnectionBack {}; ///< the server answers again
struct PersonChanged {};  ///< somebody signed in in another tab
struct DraftsBack {};     ///< those that were put aside can be read again
struct CameBack {};       ///< to this page, from another tab or window
/// Others have changed tickets that this person may see.
struct OthersChanged {
    News news;
};
/// What is shown may be old, and which of it nobody knows.
struct Refresh {
    bool gently; ///< the person is looking
};
struct ShowNews {}; ///< what waited to be shown

struct SubmitTicket {};
struct CancelTicket {}; ///< asks first when something was typed
struct KeepDraft {};
struct DiscardDraft {};

struct SubmitStatus {
    bool then_next = false; ///< the next ticket of the list follows, once it is sent
};
/// Of what was sent a moment ago.
struct TakeResponseBack {
    std::string request_id;
};
/// As the toast offers it.
struct UndoAssignment {};
struct SubmitAnswer {};
/// Of staff's two ways to write.
struct ChooseComposer {
    bool note;
};
struct SubmitNote {
    bool then_next = false; ///< as above
};
/// Who does the ticket from now on.
struct Assign {
    std::string to; ///< user id; empty = nobody
};
struct ChoosePriority {
    Priority to;
};
/// The person hears by mail what others do with the ticket.
struct Watch {
    bool watching;
};
/// Instead of the "@" that is being typed in a note.
struct MentionColleague {
    std::string id;
};
/// The tag that is typed.
struct SubmitTag {};
/// One that the department has.
struct AddTag {
    std::string name;
};
struct RemoveTag {
    std::string name;
};
struct FoldTransfer {}; ///< the form is shown, or not any more
struct SubmitTransfer {};
/// Writing goes on instead of waiting for a connection.
struct TakeBack {
    FileFor form;
};
/// The server's answer to a message that was sent while another page was open.
struct WaitingAnswerSent {
    std::string number; ///< of the ticket
    Result<TicketView> result;
};
struct StartEdit {}; ///< of one's own ticket
struct CancelEdit {};
struct SubmitEdit {};
struct AskToWithdraw {};
struct KeepTicket {}; ///< it was not meant
struct SubmitWithdrawal {};
struct SubmitReopening {};
struct ShowPdf {
    std::string attachment; ///< beside the ticket; empty = none any more
};
/// Shows what is folded away, or folds it away.
struct Fold {
    Foldable what;
    std::int64_t event = 0; ///< whose earlier words
};
struct DismissToast {};
struct ShowKeys {
    bool shown; ///< what each key does
};

/// The server's answer to a call of endpoint E made during visit `visit`.
template <class E> struct Replied {
    std::uint32_t visit;
    Result<typename E::Response> result;
    bool gently = false; ///< nobody asked, and somebody is looking: nothing may move
};

} // namespace intent

template <class F, class Type> void call_with(F& does, const void* held) {
    does(*static_cast<const Type*>(held));
}

/// Types, each with its place.
template <class... All> struct OneOf {
    static constexpr std::size_t count = sizeof...(All);

    /// `count` when it is none of them.
    template <class Type> static consteval std::size_t place_of() {
        std::size_t place = 0;
        static_cast<void>(((std::is_same_v<Type, All> || (++place, false)) || ...));
        return place;
    }

    /// Calls `does` with `held`, which is of the type at `place`.
    template <class F> static void visit(std::size_t place, const void* held, F& does) {
        static constexpr void (*calls[])(F&, const void*) = {&call_with<F, All>...};
        calls[place](does, held);
    }
};

using IntentTypes = OneOf<
    intent::Started, intent::FollowLink, intent::UrlChanged, intent::Reload, intent::SubmitSignIn,
    intent::SubmitRegistration, intent::SubmitStaffRegistration, intent::SignOut, intent::SubmitTrack,
    intent::ChooseAppearance, intent::ChooseLanguage, intent::LanguageArrived, intent::LanguageSaved,
    intent::SubmitQueueFilter, intent::FoldNewView, intent::SubmitView, intent::SubmitViewRemoval,
    intent::Replied<ListSavedViews>, intent::Replied<SaveView>, intent::Replied<RemoveView>,
    intent::SubmitAnalyticsRange, intent::SubmitConfirmation, intent::SendMailAgain, intent::SubmitForgotten,
    intent::SubmitReset, intent::CaptchaAnswered, intent::SubmitProfile, intent::SubmitNewEmail,
    intent::SubmitNewPassword, intent::EndOtherSessions, intent::EndSession, intent::AskToDeleteAccount,
    intent::KeepAccount, intent::ConfirmDeletion, intent::Replied<ConfirmEmail>,
    intent::Replied<SendConfirmation>, intent::Replied<RequestReset>, intent::Replied<ResetPassword>,
    intent::Replied<SaveProfile>, intent::Replied<ChangeEmail>, intent::Replied<ChangePassword>,
    intent::Replied<DeleteAccount>, intent::Replied<ListSessions>, intent::Replied<EndSessions>,
    intent::Replied<FollowTicket>, intent::Replied<GetChallenge>, intent::AttachFiles, intent::RemoveFile,
    intent::RetryFile, intent::UploadProgress, intent::Uploaded, intent::FileGone, intent::ConnectionBack,
    intent::PersonChanged, intent::CameBack, intent::OthersChanged, intent::Refresh, intent::ShowNews,
    intent::DraftsBack, intent::TakeBack, intent::WaitingAnswerSent, intent::SubmitTicket,
    intent::CancelTicket, intent::KeepDraft, intent::DiscardDraft, intent::SubmitStatus, intent::SubmitAnswer,
    intent::StartEdit, intent::CancelEdit, intent::AskToWithdraw, intent::KeepTicket, intent::ShowPdf,
    intent::Fold, intent::SubmitEdit, intent::SubmitWithdrawal, intent::SubmitReopening, intent::DismissToast,
    intent::Replied<RegisterStudentAccount>, intent::Replied<RegisterStaffAccount>,
    intent::Replied<stu::SignIn>, intent::Replied<stu::SignOut>, intent::Replied<CurrentSession>,
    intent::Replied<StudentHome>, intent::Replied<ListOwnTickets>, intent::Replied<GetTicket>,
    intent::Replied<UsualTimeOfService>, intent::Replied<AnalyticsByAssignee>, intent::Replied<CreateTicket>,
    intent::Replied<AnswerTicket>, intent::Replied<RespondToTicket>, intent::Replied<UndoResponse>,
    intent::TakeResponseBack, intent::UndoAssignment, intent::Replied<DepartmentQueue>,
    intent::Replied<DepartmentAnalytics>, intent::Replied<EditTicket>, intent::Replied<WithdrawTicket>,
    intent::Replied<ReopenTicket>, intent::ChooseKey, intent::ChooseComposer, intent::SubmitNote,
    intent::Assign, intent::ChoosePriority, intent::Replied<NoteOnTicket>, intent::Replied<AssignTicket>,
    intent::Replied<SetPriority>, intent::Replied<MarkSeen>, intent::Replied<StaffWork>,
    intent::Replied<PresentOnTicket>, intent::OpenReplies, intent::CloseReplies, intent::InsertReply,
    intent::WriteReply, intent::StopWritingReply, intent::SubmitReply, intent::AskToRemoveReply,
    intent::KeepReply, intent::SubmitReplyRemoval, intent::DiscardResponse, intent::Replied<ListReplies>,
    intent::Replied<SaveReply>, intent::Replied<RemoveReply>, intent::FoldTransfer, intent::SubmitTransfer,
    intent::Replied<TransferTicket>, intent::SubmitTag, intent::AddTag, intent::RemoveTag,
    intent::Replied<SetTags>, intent::ShowKeys, intent::Watch, intent::MentionColleague,
    intent::Replied<WatchTicket>, intent::ChooseTicket, intent::ChoosePage, intent::ChooseEverything,
    intent::ChooseNone, intent::ShowBoxes, intent::AskBulk, intent::CloseBulk, intent::SubmitBulk,
    intent::TakeChosen, intent::UndoBulk, intent::DismissLeft, intent::Replied<ListedInQueue>,
    intent::Replied<ListedInWork>, intent::Replied<ChangeTickets>, intent::Replied<UndoChanges>,
    intent::FindStudent, intent::TakeStudent, intent::SubmitFiling, intent::DiscardFiling,
    intent::Replied<FindStudents>, intent::Replied<FileForStudent>, intent::SubmitLink, intent::Link,
    intent::Merge, intent::Unmerge, intent::Replied<FindSimilarTickets>, intent::Replied<LinkTickets>,
    intent::Replied<MergeTickets>, intent::Replied<UnmergeTicket>, intent::OpenFinder, intent::CloseFinder,
    intent::FindTyped, intent::FindBestFirst, intent::ChooseFound, intent::GoToFound,
    intent::Replied<FindEverything>>;

/// One of them. It is behind a pointer: in a std::variant of so many each function would have a name of
/// kilobytes, and compiling and linking would take minutes more.
class Intent {
  public:
    template <class I>
    requires(IntentTypes::place_of<I>() < IntentTypes::count) Intent(I happened)
        : which_(IntentTypes::place_of<I>()), held_(std::make_shared<I>(std::move(happened))) {}

    /// Calls `does` with what it is.
    template <class F> void visit(F&& does) const { IntentTypes::visit(which_, held_.get(), does); }

  private:
    std::size_t which_;
    std::shared_ptr<const void> held_;
};

using Intents = std::vector<Intent>;

} // namespace stu::app
