#pragma once
// The part of update() about finding anything.

#include "frontend-wasm/app/work_part.hpp"

namespace stu::app {

class FindPart : public WorkPart {
  public:
    using WorkPart::operator();

    void operator()(const intent::OpenFinder& happened);
    void operator()(const intent::CloseFinder& happened);
    void operator()(const intent::FindTyped& happened);
    void operator()(const intent::FindBestFirst& happened);
    void operator()(const intent::ChooseFound& happened);
    void operator()(const intent::GoToFound& happened);
    void operator()(const intent::Replied<FindEverything>& reply);

  protected:
    using WorkPart::WorkPart;
};

/// Asks for what was typed a moment ago, once whoever types it pauses.
Effects ask_when_due(State& state, const Surroundings& world);

} // namespace stu::app
