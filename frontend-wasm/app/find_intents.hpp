#pragma once
// What staff does to find something.

#include <string>

namespace stu::app::intent {

struct OpenFinder {};
struct CloseFinder {};
struct FindTyped {};     ///< other words stand in the field
struct FindBestFirst {}; ///< Enter
struct ChooseFound {
    std::string key; ///< of what the arrow keys have come to; empty = the field alone
};
struct GoToFound {
    std::string url;
};

} // namespace stu::app::intent
