#pragma once
// Every screen in each state that a person may find it in, brought about as a person would.

#include "tests/screens/pages.hpp"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stu::test {

inline const std::string ticket_url = "/tickets/" + make_ticket_number(42);

/// A phone's screen is worth a second look where it is built in another way, not only narrower.
enum class Screens : std::uint8_t { desktop, phone, both };

struct Scene {
    std::string name; ///< of its file in tests/screens/snapshots
    std::string url;
    std::optional<Session> who; ///< nothing while the server has not said who asks
    std::function<void(WindowlessApp&)> then = [](WindowlessApp&) {};
    Screens screens = Screens::desktop;
};

std::vector<Scene> visitors_scenes();
std::vector<Scene> students_scenes();
std::vector<Scene> staffs_scenes();
std::vector<Scene> related_scenes();
std::vector<Scene> due_scenes();
std::vector<Scene> find_scenes();
/// With the longest and least usual words that people may write; for the layout, which is all they try.
std::vector<Scene> long_words_scenes();

inline std::vector<Scene> all_scenes() {
    std::vector<Scene> all;
    for (std::vector<Scene> (*some)() :
         {visitors_scenes, students_scenes, staffs_scenes, related_scenes, due_scenes, find_scenes})
        for (Scene& scene : some()) all.push_back(std::move(scene));
    return all;
}

inline Session visitor_session() { return {{}, 0, small_catalogue()}; }

/// The server has not answered and never will.
inline platform::Scripted& without_connection(WindowlessApp& app, std::string_view endpoint) {
    app.browser.answer(endpoint, {0, ""});
    app.draw();
    return app.browser;
}

template <class E> void answered(WindowlessApp& app, const typename E::Response& response) {
    REQUIRE(app.browser.answer<E>(response));
    app.draw();
}
template <class E> void refused(WindowlessApp& app, const Error& error) {
    REQUIRE(app.browser.refuse<E>(error));
    app.draw();
}

/// Brings it about.
inline void open_scene(WindowlessApp& app, const Scene& scene) {
    app.open(scene.url);
    if (scene.who) answered<CurrentSession>(app, *scene.who);
    scene.then(app);
}

} // namespace stu::test
