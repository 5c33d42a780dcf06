// Lists that staff comes back to: own and shared, with what is in them.

#include "tests/api/desk.hpp"

#include <doctest/doctest.h>

#include <string>

namespace stu::test {
namespace {

struct ViewDesk : Desk {
    ApiClient ruth{server, server.sign_in(server.add_user("ruth@staff.example.edu", "Ruth Kamau", "it"))};

    static NewView view(std::string name, bool shared, std::string_view assignee = {}) {
        NewView request{std::move(name), shared, {"it", {}, {}, {}, {}}};
        request.filter.assignee = assignee;
        return request;
    }
    static std::string names_of(const Answered<SavedViews>& answer) {
        std::string names;
        if (answer.status() != 200) return std::to_string(answer.status());
        for (const SavedView& each : answer->views)
            names += each.name + " " + std::to_string(each.count) + (each.or_more ? " or more" : "") +
                     (each.shared ? " shared\n" : "\n");
        return names;
    }
    std::string seen_by(const ApiClient& reader) {
        const std::string names = names_of(reader.call(ListSavedViews{}, {"it"}, Form::binary));
        CHECK(names_of(reader.call(ListSavedViews{}, {"it"}, Form::json)) == names);
        return names;
    }
};

} // namespace

TEST_CASE("a view is one's own or everybody's, and says how much is in it") {
    ViewDesk desk;
    const std::string number = desk.file_ticket().ticket.number;
    REQUIRE(desk.ruth.call(AssignTicket{}, {number, std::string(desk.ruth.person()), ""}).status() == 200);
    REQUIRE(desk.david.call(SaveView{}, ViewDesk::view("Mine", true, assigned_to_me)).status() == 200);
    REQUIRE(desk.david.call(SaveView{}, ViewDesk::view("  All of\tit ", false)).status() == 200);
    CHECK(desk.seen_by(desk.david) == "Mine 0 shared\nAll of it 1\n");
    CHECK(desk.seen_by(desk.ruth) == "Mine 1 shared\n"); // “me” is whoever looks
    CHECK(desk.seen_by(desk.peter) == "404");
    CHECK(desk.seen_by(desk.amina) == "404");
    const auto saved = desk.david.call(ListSavedViews{}, {"it"});
    CHECK(saved->views[0].filter.assignee == assigned_to_me);
    // What everybody sees, everybody may remove; of another's own nobody knows.
    CHECK(desk.ruth.call(RemoveView{}, {"it", saved->views[1].id}).status() == 404);
    CHECK(desk.peter.call(RemoveView{}, {"finance", saved->views[0].id}).status() == 404);
    CHECK(ViewDesk::names_of(desk.ruth.call(RemoveView{}, {"it", saved->views[0].id})).empty());
    CHECK(desk.ruth.call(RemoveView{}, {"it", saved->views[0].id}).status() == 404);
    CHECK(desk.seen_by(desk.david) == "All of it 1\n");
}

TEST_CASE("a view that cannot be is refused in words, and nobody collects them without end") {
    ViewDesk desk;
    const auto refused = [&](const NewView& request) {
        const auto answer = desk.david.call(SaveView{}, request);
        CHECK(answer.status() == 422);
        return answer.error.details.empty() ? std::string() : answer.error.details.front().field;
    };
    CHECK(refused(ViewDesk::view("", false)) == "name");
    CHECK(refused(ViewDesk::view(std::string(41, 'x'), false)) == "name");
    NewView dated = ViewDesk::view("Dated", false);
    dated.filter.opened.from_ms = 1'790'000'000'000;
    CHECK(refused(dated) == "filter");
    NewView paged = ViewDesk::view("Paged", false);
    paged.filter.older_than = "abc";
    CHECK_FALSE(refused(paged).empty());
    NewView wrong = ViewDesk::view("Wrong", false);
    wrong.filter.days = -1;
    CHECK(refused(wrong) == "days");
    for (std::int64_t i = 0; i < max_saved_views; ++i)
        REQUIRE(desk.david.call(SaveView{}, ViewDesk::view("One " + std::to_string(i), false)).status() ==
                200);
    CHECK(refused(ViewDesk::view("ONE  3", false)) == "name");
    CHECK(refused(ViewDesk::view("One more", false)) == "name");
    CHECK(desk.ruth.call(SaveView{}, ViewDesk::view("Of somebody else", false)).status() == 200);
    CHECK(desk.david.call(SaveView{}, ViewDesk::view("Shared", true)).status() == 200);
}

} // namespace stu::test
