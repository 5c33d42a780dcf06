#pragma once
// The part of update() about many tickets at once.

#include "frontend-wasm/app/views_part.hpp"

namespace stu::app {

class BulkPart : public ViewsPart {
  public:
    using ViewsPart::operator();

    void operator()(const intent::ChooseTicket& happened);
    void operator()(const intent::ChoosePage& happened);
    void operator()(const intent::ChooseEverything& happened);
    void operator()(const intent::ChooseNone& happened);
    void operator()(const intent::ShowBoxes& happened);
    void operator()(const intent::AskBulk& happened);
    void operator()(const intent::CloseBulk& happened);
    void operator()(const intent::SubmitBulk& happened);
    void operator()(const intent::TakeChosen& happened);
    void operator()(const intent::UndoBulk& happened);
    void operator()(const intent::DismissLeft& happened);
    void operator()(const intent::Replied<ListedInQueue>& reply);
    void operator()(const intent::Replied<ListedInWork>& reply);
    void operator()(const intent::Replied<ChangeTickets>& reply);
    void operator()(const intent::Replied<UndoChanges>& reply);

  protected:
    using ViewsPart::ViewsPart;

  private:
    Bulk& here();
    void begin();
    void list_next();
    void listed(const Result<ListedTickets>& result);
    void change(std::vector<ChosenTicket> tickets);
    void undo_next();
    void finished();
    void failed(const Error& error);
};

} // namespace stu::app
