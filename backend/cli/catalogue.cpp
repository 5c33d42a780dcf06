#include "common/catalogue.hpp"
#include "backend/cli/commands.hpp"
#include "backend/cli/english.hpp"
#include "backend/cli/installation.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/search_words.hpp"
#include "common/language/languages.hpp"
#include "common/text.hpp"
#include "common/typed_text.hpp"

#include <fmt/core.h>

#include <stdexcept>

namespace stu::cli {
namespace {

/// An installation's catalogue while it is being changed.
struct Change {
    store::Transaction& transaction;
    Catalogue catalogue; ///< as it was
    std::int64_t now_ms;
};

/// Runs `function(Change&)` in one transaction and prints the sentence that it returns.
template <class Function> int change_catalogue(const Place& place, Function function) {
    Installation installation(place);
    const std::string_view done = installation.store().write([&](store::Transaction& transaction) {
        Change change{transaction, store::load_catalogue(transaction), installation.clock().now_ms()};
        return function(change);
    });
    fmt::print("{}\n", done);
    return 0;
}

[[noreturn]] void refuse_operator(const std::string& sentence) { throw std::runtime_error(sentence); }

void require_valid(const Message& sentence) {
    if (!sentence.empty()) refuse_operator(render(sentence));
}

void require_department(const Catalogue& catalogue, const std::string& id) {
    if (find_department(catalogue, id) == nullptr)
        refuse_operator("There is no department \"" + id + "\". `stuticket department list` shows them.");
}

const Service& require_service(const Catalogue& catalogue, const std::string& id) {
    const Service* service = find_service(catalogue, id);
    if (service == nullptr)
        refuse_operator("There is no service \"" + id + "\". `stuticket service list` shows them.");
    return *service;
}

void require_group(const Catalogue& catalogue, const std::string& id) {
    if (find_group(catalogue, id) == nullptr)
        refuse_operator("There is no group \"" + id + "\". `stuticket service list` shows them.");
}

/// Two of one name cannot be told apart where people choose.
bool is_same_name(const std::string& one, const std::string& other) {
    return store::search_words(one) == store::search_words(other);
}

void require_new_department_name(const Catalogue& catalogue, const std::string& id, const std::string& name) {
    for (const Department& department : catalogue.departments)
        if (department.id != id && is_same_name(department.name, name))
            refuse_operator("The department \"" + department.id + "\" has this name already.");
}

/// Of a group that offers `id`, or will.
void require_new_service_name(const Catalogue& catalogue, const std::string& group, const std::string& id,
                              const std::string& name) {
    for (const Service& service : find_group(catalogue, group)->services)
        if (service.id != id && !service.retired && is_same_name(service.name, name))
            refuse_operator("The service \"" + service.id + "\" of this group has this name already.");
}

const ServiceGroup& group_of(const Catalogue& catalogue, const std::string& service) {
    for (const Department& department : catalogue.departments)
        for (const ServiceGroup& group : department.groups)
            for (const Service& each : group.services)
                if (each.id == service) return group;
    throw std::logic_error("a service without a group");
}

void require_known(const Catalogue& catalogue, CatalogueKind kind, const std::string& id) {
    switch (kind) {
    case CatalogueKind::department: return require_department(catalogue, id);
    case CatalogueKind::service_group: return require_group(catalogue, id);
    case CatalogueKind::service: require_service(catalogue, id);
    }
}

/// The code of it, as the catalogue has it.
std::string required_language(const std::string& tag) {
    if (const Language* language = find_language(tag)) return std::string(language->code);
    std::string known;
    for (const Language& language : languages())
        known += (known.empty() ? "" : ", ") + std::string(language.code);
    refuse_operator("There is no language \"" + tag + "\". These are there: " + known + ".");
}

/// Below what they are of, at `indent`.
void print_translations(const std::vector<Translation>& translations, int indent) {
    for (const Translation& each : translations)
        fmt::print("{:{}}{}: {}{}{}\n", "", indent, each.language, each.name,
                   each.description.empty() ? "" : " – ", each.description);
}

} // namespace

int list_departments(const Place& place) {
    Installation installation(place);
    const Catalogue catalogue = installation.store().read(store::load_catalogue);
    for (const Department& department : catalogue.departments) {
        std::size_t offered = 0;
        for (const ServiceGroup& group : department.groups) offered += offered_services(group).size();
        fmt::print("{:<12}  {}  ({} services)\n", department.id, department.name, offered);
        print_translations(department.translations, 14);
    }
    return 0;
}

int add_department(const Place& place, const std::string& id, const std::string& name,
                   const std::string& description) {
    require_valid(check_slug(id));
    require_valid(check_catalogue_name(name));
    if (!description.empty()) require_valid(check_catalogue_name(description));
    return change_catalogue(place, [&](Change& change) -> std::string_view {
        if (find_department(change.catalogue, id) != nullptr || find_group(change.catalogue, id) != nullptr)
            refuse_operator("\"" + id + "\" is in use already.");
        require_new_department_name(change.catalogue, id, name);
        store::insert_department(change.transaction, id, as_line(name), as_line(description));
        return "Added. Students see it as soon as it has a service (stuticket service add).";
    });
}

int rename_department(const Place& place, const std::string& id, const std::string& name) {
    require_valid(check_catalogue_name(name));
    return change_catalogue(place, [&](Change& change) -> std::string_view {
        require_department(change.catalogue, id);
        require_new_department_name(change.catalogue, id, name);
        store::rename_department(change.transaction, id, as_line(name));
        return "Renamed, also on tickets that are there.";
    });
}

int list_services(const Place& place) {
    Installation installation(place);
    const Catalogue catalogue = installation.store().read(store::load_catalogue);
    for (const Department& department : catalogue.departments)
        for (const ServiceGroup& group : department.groups) {
            fmt::print("{}: {}, group {}\n", department.id, group.name, group.id);
            print_translations(group.translations, 4);
            for (const Service& service : group.services) {
                fmt::print("    {:<32}  {}{}\n", service.id, service.name,
                           service.retired ? "  (retired)" : "");
                print_translations(service.translations, 38);
            }
        }
    return 0;
}

int add_service(const Place& place, const std::string& id, const std::string& name,
                const std::string& group) {
    require_valid(check_slug(id));
    require_valid(check_catalogue_name(name));
    return change_catalogue(place, [&](Change& change) -> std::string_view {
        if (find_service(change.catalogue, id) != nullptr)
            refuse_operator("\"" + id + "\" is in use already.");
        require_group(change.catalogue, group);
        require_new_service_name(change.catalogue, group, id, name);
        store::insert_service(change.transaction, {id, as_line(name)}, group);
        return "Added.";
    });
}

int rename_service(const Place& place, const std::string& id, const std::string& name) {
    require_valid(check_catalogue_name(name));
    return change_catalogue(place, [&](Change& change) -> std::string_view {
        require_service(change.catalogue, id);
        require_new_service_name(change.catalogue, group_of(change.catalogue, id).id, id, name);
        store::rename_service(change.transaction, id, as_line(name));
        return "Renamed, also on tickets that are there.";
    });
}

int move_service(const Place& place, const std::string& id, const std::string& group) {
    return change_catalogue(place, [&](Change& change) -> std::string_view {
        const Service& service = require_service(change.catalogue, id);
        require_group(change.catalogue, group);
        require_new_service_name(change.catalogue, group, id, service.name);
        store::move_service(change.transaction, id, group);
        return "Moved. Tickets that are there stay with their department.";
    });
}

int retire_service(const Place& place, const std::string& id) {
    return change_catalogue(place, [&](Change& change) -> std::string_view {
        if (require_service(change.catalogue, id).retired) return "It has been retired before.";
        store::retire_service(change.transaction, id, change.now_ms);
        return "Retired: no new tickets; those that are there keep its name.";
    });
}

int restore_service(const Place& place, const std::string& id) {
    return change_catalogue(place, [&](Change& change) -> std::string_view {
        if (!require_service(change.catalogue, id).retired) return "It is offered.";
        require_new_service_name(change.catalogue, group_of(change.catalogue, id).id, id,
                                 require_service(change.catalogue, id).name);
        store::restore_service(change.transaction, id);
        return "Restored: students can choose it again.";
    });
}

int translate(const Place& place, CatalogueKind kind, const std::string& id, const Translation& translation) {
    require_valid(check_catalogue_name(translation.name));
    if (!translation.description.empty()) require_valid(check_catalogue_name(translation.description));
    const Translation kept{required_language(translation.language), as_line(translation.name),
                           as_line(translation.description)};
    return change_catalogue(place, [&](Change& change) -> std::string_view {
        require_known(change.catalogue, kind, id);
        const Catalogue read = in_language(change.catalogue, kept.language);
        if (kind == CatalogueKind::department) require_new_department_name(read, id, kept.name);
        if (kind == CatalogueKind::service)
            require_new_service_name(read, group_of(read, id).id, id, kept.name);
        store::set_translation(change.transaction, kind, id, kept);
        return "Named, for all who read this language.";
    });
}

int remove_translation(const Place& place, CatalogueKind kind, const std::string& id,
                       const std::string& language) {
    const std::string code = required_language(language);
    return change_catalogue(place, [&](Change& change) -> std::string_view {
        require_known(change.catalogue, kind, id);
        return store::delete_translation(change.transaction, kind, id, code)
                   ? "Removed: it goes by its own name in this language."
                   : "It has no name in this language.";
    });
}

} // namespace stu::cli
