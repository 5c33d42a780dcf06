#pragma once
// Whatever staff types to get somewhere, over the page that they are on.

#include "common/find.hpp"
#include "frontend-wasm/app/loaded.hpp"

#include <cstdint>
#include <string>

namespace stu::app {

struct Finder {
    std::uint32_t visit = 0; ///< over whose page it was opened; on any other visit it is not
    bool open = false;
    std::string text;        ///< as it is being typed
    bool best_first = false; ///< Enter was pressed for this text
    std::int64_t due_ms = 0; ///< when it will be asked for; 0 = it has been
    std::string chosen;      ///< key of what the arrow keys have come to; empty = none
    FindAnything asked;      ///< what `found` is, or will be, the answer to
    Loaded<Findings> found;
};

} // namespace stu::app
