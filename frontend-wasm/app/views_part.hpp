#pragma once
// The part of update() about lists of the queue that staff saves under a name.

#include "frontend-wasm/app/reading_part.hpp"

namespace stu::app {

class ViewsPart : public ReadingPart {
  public:
    using ReadingPart::operator();

    void operator()(const intent::FoldNewView& happened);
    void operator()(const intent::SubmitView& happened);
    void operator()(const intent::SubmitViewRemoval& happened);
    void operator()(const intent::Replied<ListSavedViews>& reply);
    void operator()(const intent::Replied<SaveView>& reply);
    void operator()(const intent::Replied<RemoveView>& reply);

  protected:
    using ReadingPart::ReadingPart;
};

} // namespace stu::app
