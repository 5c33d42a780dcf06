#pragma once
// The part of update() about what staff decides between themselves: notes, who does it, how urgent it is.

#include "frontend-wasm/app/routing_part.hpp"

namespace stu::app {

class WorkPart : public RoutingPart {
  public:
    using RoutingPart::operator();

    void operator()(const intent::ShowKeys& happened) {
        state_.keys_shown = happened.shown ? state_.visit : 0;
    }
    void operator()(const intent::ChooseKey& happened);
    void operator()(const intent::ChooseComposer& happened);
    void operator()(const intent::SubmitNote& happened);
    void operator()(const intent::Assign& happened);
    void operator()(const intent::ChoosePriority& happened);
    void operator()(const intent::Replied<NoteOnTicket>& reply);
    void operator()(const intent::Replied<AssignTicket>& reply);
    void operator()(const intent::Replied<SetPriority>& reply);
    void operator()(const intent::MentionColleague& happened);
    void operator()(const intent::Watch& happened);
    void operator()(const intent::Replied<WatchTicket>& reply);
    void operator()(const intent::Replied<PresentOnTicket>& reply);
    void operator()(const intent::UndoAssignment& happened);
    void operator()(const intent::TakeResponseBack& happened);
    void operator()(const intent::Replied<UndoResponse>& reply);

  protected:
    using RoutingPart::RoutingPart;

  private:
    void put_back(page::Ticket::ReviewForm& form, const HeldResponse& held);
    void put_back(page::Ticket::TransferForm& form, const HeldTransfer& held);
    template <class E> void decided(const intent::Replied<E>& reply, Message done);
};

} // namespace stu::app
