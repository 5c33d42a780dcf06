#pragma once
// The part of update() about filing for students.

#include "frontend-wasm/app/replies_part.hpp"

namespace stu::app {

class FilingPart : public RepliesPart {
  public:
    using RepliesPart::operator();

    void operator()(const intent::FindStudent& happened);
    void operator()(const intent::TakeStudent& happened);
    void operator()(const intent::SubmitFiling& happened);
    void operator()(const intent::DiscardFiling& happened);
    void operator()(const intent::Replied<FindStudents>& reply);
    void operator()(const intent::Replied<FileForStudent>& reply);

  protected:
    using RepliesPart::RepliesPart;
};

} // namespace stu::app
