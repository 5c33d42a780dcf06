#pragma once
// What the demo installation is filled with. Invented people and matters; only text, no logic.

#include "common/user.hpp"

#include <span>
#include <string_view>

namespace stu::cli {

struct DemoPerson {
    std::string_view name, email, registration_number, password;
    Role role;
    std::string_view department; ///< staff only
};
std::span<const DemoPerson> demo_people();

/// A matter that students write about. "{place}", "{course}" and "{device}" stand for one of the words below.
struct DemoMatter {
    std::string_view service, subject, message;
};
std::span<const DemoMatter> demo_matters();

std::span<const std::string_view> demo_places();
std::span<const std::string_view> demo_courses();
std::span<const std::string_view> demo_devices();

/// What staff and students write in the course of a ticket.
struct DemoPhrases {
    std::span<const std::string_view> considering, questions, answers, appointments, solutions, rejections;
};
const DemoPhrases& demo_phrases();

} // namespace stu::cli
