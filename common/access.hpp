#pragma once
// Who may do what. This is the only permission table; screens ask it to show, use cases ask it to enforce.

#include "common/enum_names.hpp"
#include "common/user.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

/// What an endpoint asks for before its use case runs. Everything finer is `may()`.
enum class Access : std::uint8_t { anyone, signed_in };

/// Who is asking. A default-constructed Actor is a visitor and may do nothing here.
struct Actor {
    std::string user_id;
    std::string name;
    std::string email;
    Role role = Role::student;
    std::vector<std::string> departments;
    bool verified = false;               ///< until then the person may do nothing with tickets
    std::string language = {};           ///< code; empty = none chosen
    std::vector<std::string> heads = {}; ///< departments whose head they are

    bool signed_in() const { return !user_id.empty(); }
};

/// The person who has this account.
Actor actor_for(const User& user);

enum class Action : std::uint8_t {
    create_ticket,
    read_ticket,
    answer_ticket,
    set_status,
    read_queue,
    edit_ticket,
    withdraw_ticket,
    reopen_ticket,
    read_notes,       ///< what staff writes to staff
    work_on,          ///< note, assign, set how urgent it is
    file_for_student, ///< look students up and file tickets in their names, at whatever department
    read_assignees,   ///< how much each of a department does, which is for its head
};

template <> struct EnumNames<Action> {
    static constexpr std::array<std::string_view, 12> values{
        "create_ticket", "read_ticket", "answer_ticket",    "set_status",
        "read_queue",    "edit_ticket", "withdraw_ticket",  "reopen_ticket",
        "read_notes",    "work_on",     "file_for_student", "read_assignees"};
};

/// What is acted on. Leave empty what the action does not concern.
struct Subject {
    std::string owner_id;   ///< user who filed the ticket
    std::string department; ///< department the ticket or queue belongs to
};

/// Default is no. A ticket that the actor may not read must be answered as if it did not exist.
bool may(const Actor& actor, Action action, const Subject& subject);

} // namespace stu
