#include "common/access.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace stu;

namespace {

/// One sign per action, in the order of `Action`: create, read, answer, set status, read queue, edit,
/// withdraw, reopen, read notes, work on, file for a student, read what
/// each of a department does.
std::string permissions(const Actor& actor, const Subject& subject) {
    std::string signs;
    for (std::size_t i = 0; i < count_of<Action>(); ++i)
        signs += may(actor, static_cast<Action>(i), subject) ? '+' : '-';
    return signs;
}

const Actor visitor;
const Actor amina{"amina", "", "", Role::student, {}, true};
const Actor it_staff{"otieno", "", "", Role::staff, {"it"}, true};
const Actor two_departments{"njeri", "", "", Role::staff, {"it", "finance"}, true};
const Actor no_department{"kamau", "", "", Role::staff, {}, true};
const Actor it_head{"moraa", "", "", Role::staff, {"it", "finance"}, true, "", {"it"}};
const Actor head_elsewhere{"left",      "",   "", Role::staff,
                           {"finance"}, true, "", {"it"}}; // does not work there any more
const Actor unconfirmed{"amina", "", "", Role::student, {}};
const Actor unconfirmed_staff{"otieno", "", "", Role::staff, {"it"}};

} // namespace

TEST_CASE("who may do what with whose ticket") {
    const Subject aminas_at_it{"amina", "it"}, brians_at_it{"brian", "it"},
        brians_at_finance{"brian", "finance"};
    struct Row {
        const Actor& actor;
        const Subject& subject;
        std::string_view allowed; // in the order of `Action`
    };
    const std::vector<Row> table{
        {visitor, aminas_at_it, "------------"},
        {visitor, brians_at_finance, "------------"},
        {amina, aminas_at_it, "+++--+++----"},
        {amina, brians_at_it, "+-----------"},
        {amina, brians_at_finance, "+-----------"},
        {it_staff, aminas_at_it, "-+-++---+++-"},
        {it_staff, brians_at_finance, "----------+-"},
        {two_departments, brians_at_it, "-+-++---+++-"},
        {two_departments, brians_at_finance, "-+-++---+++-"},
        {it_head, brians_at_it, "-+-++---++++"},
        {it_head, brians_at_finance, "-+-++---+++-"},
        {head_elsewhere, brians_at_it, "----------+-"},
        {no_department, aminas_at_it, "------------"},
        {unconfirmed, aminas_at_it, "------------"},
        {unconfirmed_staff, aminas_at_it, "------------"},
    };
    for (const Row& row : table) {
        CAPTURE(row.actor.user_id);
        CAPTURE(row.subject.owner_id);
        CAPTURE(row.subject.department);
        CHECK(permissions(row.actor, row.subject) == row.allowed);
    }
}

TEST_CASE("an empty subject opens nothing") {
    CHECK(permissions(visitor, {}) == "------------");
    CHECK(permissions(amina, {}) == "+-----------");
    CHECK(permissions(it_staff, {}) == "----------+-");
    CHECK(permissions(no_department, {}) == "------------");
}

TEST_CASE("an actor without a user id is a visitor, whatever else it claims") {
    CHECK(permissions(Actor{"", "", "", Role::staff, {"it"}, true}, {"", "it"}) == "------------");
}

TEST_CASE("owning a ticket gives staff of another department nothing") {
    CHECK(permissions(it_staff, {"otieno", "finance"}) == "----------+-");
}
