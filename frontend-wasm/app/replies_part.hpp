#pragma once
// The part of update() about saved replies: choosing one where staff writes, and their own page.

#include "frontend-wasm/app/find_part.hpp"

namespace stu::app {

class RepliesPart : public FindPart {
  public:
    using FindPart::operator();

    void operator()(const intent::OpenReplies& happened);
    void operator()(const intent::CloseReplies& happened);
    void operator()(const intent::InsertReply& happened);
    void operator()(const intent::WriteReply& happened);
    void operator()(const intent::StopWritingReply& happened);
    void operator()(const intent::SubmitReply& happened);
    void operator()(const intent::AskToRemoveReply& happened);
    void operator()(const intent::KeepReply& happened);
    void operator()(const intent::SubmitReplyRemoval& happened);
    void operator()(const intent::Replied<ListReplies>& reply);
    void operator()(const intent::Replied<SaveReply>& reply);
    void operator()(const intent::Replied<RemoveReply>& reply);

  protected:
    using FindPart::FindPart;
};

} // namespace stu::app
