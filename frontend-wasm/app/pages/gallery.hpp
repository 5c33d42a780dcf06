#pragma once
// "/gallery": what somebody tries out among the components.

#include <cstddef>
#include <string>

namespace stu::app::page {

struct Gallery {
    std::string words = "Eduroam drops every evening", password, day = "2026-11-20", mail;
    std::size_t chosen = 0;
    bool ticked = true, dialog = false;
};

} // namespace stu::app::page
