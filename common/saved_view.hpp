#pragma once
// A list of a department's queue that staff comes back to: its filters under a name. Students see none of it.

#include "common/views.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace stu {

inline constexpr std::size_t max_view_name = 40; ///< code points
/// Of one department: so many that everybody sees, and so many of each person's own.
inline constexpr std::int64_t max_saved_views = 20;
/// Counting ends there.
inline constexpr std::int64_t most_counted_view = 100;

struct SavedView {
    std::string id, name;
    bool shared = false;    ///< everybody in the department sees it
    ListQueue filter;       ///< its first page; without dates, which would pass
    std::int64_t count = 0; ///< tickets in it, at most most_counted_view
    bool or_more = false;   ///< there may be more than `count`: they were not counted to the end

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("id", self.id);
        f("name", self.name);
        f("shared", self.shared);
        f("filter", self.filter);
        f("count", self.count);
        f("or_more", self.or_more);
    }
};

struct ListViews {
    std::string department; ///< id; must be one of the actor's

    template <class Self, class F> static void fields(Self& self, F&& f) { f("department", self.department); }
};
std::vector<FieldError> validate(const ListViews& request);

/// Those of the department, then one's own; each in the order in which they were saved.
struct SavedViews {
    std::vector<SavedView> views;

    template <class Self, class F> static void fields(Self& self, F&& f) { f("views", self.views); }
};

struct NewView {
    std::string name;
    bool shared = false;
    ListQueue filter;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("name", self.name);
        f("shared", self.shared);
        f("filter", self.filter);
    }
};
/// The filter's fields are named as its own.
std::vector<FieldError> validate(const NewView& request);

struct ViewRemoval {
    std::string department, id;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("department", self.department);
        f("id", self.id);
    }
};
std::vector<FieldError> validate(const ViewRemoval& request);

} // namespace stu
