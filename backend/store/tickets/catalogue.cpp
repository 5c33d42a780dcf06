#include "backend/store/tickets/catalogue.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace stu::store {
namespace {

// A scan of a small table, in the order of its key.
constexpr std::string_view select_translations = R"(
    SELECT kind, id, language, name, description FROM catalogue_translation ORDER BY kind, id, language)";

/// By kind and id.
class Translations {
  public:
    explicit Translations(sql::Statement& row) {
        while (row.next())
            translations_[{row.text(0), row.text(1)}].push_back({row.text(2), row.text(3), row.text(4)});
    }

    std::vector<Translation> take(CatalogueKind kind, const std::string& id) {
        return std::move(translations_[{std::string(name_of(kind)), id}]);
    }

  private:
    std::map<std::pair<std::string, std::string>, std::vector<Translation>> translations_;
};

#define CATALOGUE_COLUMNS "d.id, d.name, g.id, g.name, g.description, s.id, s.name, s.retired_ms"

// A scan of three small tables; one row per service, and one per group that has none yet.
constexpr std::string_view select_catalogue = "SELECT " CATALOGUE_COLUMNS R"(
    FROM department d
    JOIN service_group g ON g.department = d.id
    LEFT JOIN service s ON s.service_group = g.id
    ORDER BY d.position, d.id, g.position, g.id, s.position, s.id)";

// Primary keys, all of them.
constexpr std::string_view select_service = "SELECT " CATALOGUE_COLUMNS R"(
    FROM service s JOIN service_group g ON g.id = s.service_group JOIN department d ON d.id = g.department
    WHERE s.id = $1)";
constexpr std::string_view select_translations_of = R"(
    SELECT kind, id, language, name, description FROM catalogue_translation
    WHERE (kind = 'department' AND id = $1) OR (kind = 'service_group' AND id = $2) OR (kind = 'service' AND id = $3)
    ORDER BY kind, id, language)";

/// Reads the CATALOGUE_COLUMNS of the row, which comes after those of the same department and group.
void add_service_row(Catalogue& catalogue, const sql::Statement& row, Translations& translations) {
    std::vector<Department>& departments = catalogue.departments;
    if (departments.empty() || departments.back().id != row.view(0))
        departments.push_back(
            {row.text(0), row.text(1), {}, translations.take(CatalogueKind::department, row.text(0))});
    std::vector<ServiceGroup>& groups = departments.back().groups;
    if (groups.empty() || groups.back().id != row.view(2))
        groups.push_back({row.text(2),
                          row.text(3),
                          row.text(4),
                          {},
                          translations.take(CatalogueKind::service_group, row.text(2))});
    if (const std::string id = row.text(5); !id.empty())
        groups.back().services.push_back(
            {id, row.text(6), row.integer(7) != 0, translations.take(CatalogueKind::service, id)});
}

} // namespace

Catalogue load_catalogue(Transaction& transaction) {
    Catalogue catalogue;
    Translations translations(*transaction.connection().query(select_translations));
    const auto row = transaction.connection().query(select_catalogue);
    while (row->next()) add_service_row(catalogue, *row, translations);
    return catalogue;
}

Catalogue load_catalogue_of(Transaction& transaction, std::string_view service) {
    Catalogue catalogue;
    const auto row = transaction.connection().query(select_service, {service});
    if (!row->next()) return catalogue;
    Translations translations(
        *transaction.connection().query(select_translations_of, {row->view(0), row->view(2), service}));
    add_service_row(catalogue, *row, translations);
    return catalogue;
}

constexpr std::string_view insert_department_row = R"(
    INSERT INTO department (id, name, position)
    VALUES ($1, $2, (SELECT COALESCE(MAX(position), 0) + 1 FROM department)))";
constexpr std::string_view insert_group_row = R"(
    INSERT INTO service_group (id, department, name, description, position) VALUES ($1, $1, $2, $3, 1))";

void insert_department(Transaction& transaction, std::string_view id, std::string_view name,
                       std::string_view description) {
    transaction.connection().run(insert_department_row, {id, name});
    transaction.connection().run(insert_group_row, {id, name, description});
}

// Primary key.
constexpr std::string_view update_department = R"(UPDATE department SET name = $2 WHERE id = $1)";

void rename_department(Transaction& transaction, std::string_view id, std::string_view name) {
    transaction.connection().run(update_department, {id, name});
}

constexpr std::string_view insert_service_row = R"(
    INSERT INTO service (id, service_group, name, position)
    VALUES ($1, $2, $3, (SELECT COALESCE(MAX(position), 0) + 1 FROM service WHERE service_group = $2)))";

void insert_service(Transaction& transaction, const Service& service, std::string_view group) {
    transaction.connection().run(insert_service_row, {service.id, group, service.name});
}

// Primary key, all three.
constexpr std::string_view update_name = R"(UPDATE service SET name = $2 WHERE id = $1)";
constexpr std::string_view update_group = R"(
    UPDATE service SET service_group = $2,
        position = (SELECT COALESCE(MAX(position), 0) + 1 FROM service WHERE service_group = $2)
    WHERE id = $1)";
constexpr std::string_view update_retired = R"(UPDATE service SET retired_ms = $2 WHERE id = $1)";

void rename_service(Transaction& transaction, std::string_view id, std::string_view name) {
    transaction.connection().run(update_name, {id, name});
}

void move_service(Transaction& transaction, std::string_view id, std::string_view group) {
    transaction.connection().run(update_group, {id, group});
}

void retire_service(Transaction& transaction, std::string_view id, std::int64_t now_ms) {
    transaction.connection().run(update_retired, {id, now_ms});
}

void restore_service(Transaction& transaction, std::string_view id) {
    transaction.connection().run(update_retired, {id, std::monostate{}});
}

// Primary key, both.
constexpr std::string_view upsert_translation = R"(
    INSERT INTO catalogue_translation (kind, id, language, name, description) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (kind, id, language) DO UPDATE SET name = EXCLUDED.name, description = EXCLUDED.description)";
constexpr std::string_view delete_translation_row = R"(
    DELETE FROM catalogue_translation WHERE kind = $1 AND id = $2 AND language = $3)";

void set_translation(Transaction& transaction, CatalogueKind kind, std::string_view id,
                     const Translation& translation) {
    transaction.connection().run(upsert_translation, {name_of(kind), id, translation.language,
                                                      translation.name, translation.description});
}

bool delete_translation(Transaction& transaction, CatalogueKind kind, std::string_view id,
                        std::string_view language) {
    return transaction.connection().run(delete_translation_row, {name_of(kind), id, language}) > 0;
}

} // namespace stu::store
