#pragma once
// Departments and the services they offer. The rows live in the database; these are their shapes.

#include "common/language/message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stu {

/// What something is called in one more language.
struct Translation {
    std::string language; ///< code
    std::string name;
    std::string description = {}; ///< of a group

    bool operator==(const Translation&) const = default;
    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("language", self.language);
        f("name", self.name);
        f("description", self.description);
    }
};

struct Service {
    std::string id; ///< stable slug, e.g. "eduroam-and-network-services"
    std::string name;
    bool retired = false; ///< old tickets keep it; new ones cannot name it
    std::vector<Translation> translations = {};

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("id", self.id);
        f("name", self.name);
        f("retired", self.retired);
        f("translations", self.translations);
    }
};

/// A card on the "What do you need help with?" page. Most departments have one.
struct ServiceGroup {
    std::string id;   ///< "ict", "e-learning"; also picks the icon
    std::string name; ///< "ICT services"
    std::string description;
    std::vector<Service> services;
    std::vector<Translation> translations = {};

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("id", self.id);
        f("name", self.name);
        f("description", self.description);
        f("services", self.services);
        f("translations", self.translations);
    }
};

struct Department {
    std::string id;   ///< "it", "admissions", "finance"
    std::string name; ///< "IT"
    std::vector<ServiceGroup> groups;
    std::vector<Translation> translations = {};

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("id", self.id);
        f("name", self.name);
        f("groups", self.groups);
        f("translations", self.translations);
    }
};

struct Catalogue {
    std::vector<Department> departments;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("departments", self.departments);
    }
};

/// With the names that whoever reads `language` is shown. What has none in it keeps its own.
Catalogue in_language(Catalogue catalogue, std::string_view language);

/// Null when there is none. The pointers live as long as `catalogue`.
const Department* find_department(const Catalogue& catalogue, std::string_view department_id);
const Department* department_of_service(const Catalogue& catalogue, std::string_view service_id);
const Service* find_service(const Catalogue& catalogue, std::string_view service_id);

/// Those that new tickets may name.
const Service* find_offered_service(const Catalogue& catalogue, std::string_view service_id);
std::vector<Service> offered_services(const ServiceGroup& group);

/// Null when there is none.
const ServiceGroup* find_group(const Catalogue& catalogue, std::string_view group_id);

/// The sentence about an id or a name that a department or service cannot have, or empty.
Message check_slug(std::string_view id);
Message check_catalogue_name(std::string_view name);

/// The name to show; the id itself when the catalogue does not know it (a service removed since).
std::string_view department_name(const Catalogue& catalogue, std::string_view department_id);
std::string_view service_name(const Catalogue& catalogue, std::string_view service_id);

} // namespace stu
