#pragma once
// Which intents only staff's pages lead to: a program without the staff part is linked without what they do.

#include "frontend-wasm/app/intent.hpp"

#include <type_traits>

namespace stu::app {

template <class I, class... Others> inline constexpr bool is_one_of = (std::is_same_v<I, Others> || ...);

/// Whether only staff's pages lead to this intent.
template <class I>
inline constexpr bool is_staffs_intent = is_one_of<
    I, intent::SubmitQueueFilter, intent::FoldNewView, intent::SubmitView, intent::SubmitViewRemoval,
    intent::Replied<ListSavedViews>, intent::Replied<SaveView>, intent::Replied<RemoveView>,
    intent::SubmitAnalyticsRange, intent::Replied<DepartmentQueue>, intent::Replied<DepartmentAnalytics>,
    intent::Replied<AnalyticsByAssignee>, intent::SubmitStatus, intent::DiscardResponse,
    intent::Replied<RespondToTicket>, intent::Replied<UndoResponse>, intent::TakeResponseBack,
    intent::UndoAssignment, intent::ChooseKey, intent::ShowKeys, intent::ChooseComposer, intent::SubmitNote,
    intent::Assign, intent::ChoosePriority, intent::Replied<NoteOnTicket>, intent::Replied<AssignTicket>,
    intent::Replied<SetPriority>, intent::Replied<MarkSeen>, intent::Replied<StaffWork>,
    intent::Replied<PresentOnTicket>, intent::OpenReplies, intent::CloseReplies, intent::InsertReply,
    intent::WriteReply, intent::StopWritingReply, intent::SubmitReply, intent::AskToRemoveReply,
    intent::KeepReply, intent::SubmitReplyRemoval, intent::Replied<ListReplies>, intent::Replied<SaveReply>,
    intent::Replied<RemoveReply>, intent::FoldTransfer, intent::SubmitTransfer,
    intent::Replied<TransferTicket>, intent::SubmitTag, intent::AddTag, intent::RemoveTag,
    intent::Replied<SetTags>, intent::Watch, intent::MentionColleague, intent::Replied<WatchTicket>,
    intent::ChooseTicket, intent::ChoosePage, intent::ChooseEverything, intent::ChooseNone, intent::ShowBoxes,
    intent::AskBulk, intent::CloseBulk, intent::SubmitBulk, intent::TakeChosen, intent::UndoBulk,
    intent::DismissLeft, intent::Replied<ListedInQueue>, intent::Replied<ListedInWork>,
    intent::Replied<ChangeTickets>, intent::Replied<UndoChanges>, intent::FindStudent, intent::TakeStudent,
    intent::SubmitFiling, intent::DiscardFiling, intent::Replied<FindStudents>,
    intent::Replied<FileForStudent>, intent::SubmitLink, intent::Link, intent::Merge, intent::Unmerge,
    intent::Replied<FindSimilarTickets>, intent::Replied<LinkTickets>, intent::Replied<MergeTickets>,
    intent::Replied<UnmergeTicket>, intent::OpenFinder, intent::CloseFinder, intent::FindTyped,
    intent::FindBestFirst, intent::ChooseFound, intent::GoToFound, intent::Replied<FindEverything>>;

} // namespace stu::app
