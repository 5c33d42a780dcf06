#pragma once
// A list that narrows while one types, to choose from by a press: saved replies, colleagues.

#include "frontend-wasm/screens/screens.hpp"
#include "frontend-wasm/ui/words.hpp"

#include <optional>
#include <string>
#include <vector>

namespace stu::screens {

struct Offer {
    std::string id;
    ui::Words title, beginning; ///< what it is called; what it holds or brings, in one line
};

/// The first `room` of `found`, and how many more there are. Returns the id of the one that was pressed.
std::optional<std::string> offers(Marked name, const std::vector<Offer>& found, std::size_t room);

} // namespace stu::screens
