// The names of the catalogue in more languages.

#include "backend/store/tickets/catalogue.hpp"

#include "backend/store/schema/migrations.hpp"
#include "tests/support/temporary_database.hpp"

#include <doctest/doctest.h>

namespace stu::store {
namespace {

TEST_CASE("names in more languages are kept, replaced and removed, each where it belongs") {
    test::TemporaryDatabase place;
    Store store{place.database()};
    migrate(store);
    {
        Transaction transaction = store.write();
        set_translation(transaction, CatalogueKind::department, "finance", {"sw", "Fedha"});
        set_translation(transaction, CatalogueKind::department, "finance", {"fr", "Finance"});
        set_translation(transaction, CatalogueKind::department, "finance", {"fr", "Finances"});
        set_translation(transaction, CatalogueKind::service_group, "finance", {"fr", "Argent", "Les frais."});
        set_translation(transaction, CatalogueKind::service, "password-reset", {"fr", "Mot de passe"});
        set_translation(transaction, CatalogueKind::service, "course-access", {"fr", "Accès"});
        CHECK(delete_translation(transaction, CatalogueKind::service, "course-access", "fr"));
        CHECK_FALSE(delete_translation(transaction, CatalogueKind::service, "course-access", "fr"));
        transaction.commit();
    }
    Transaction transaction = store.read();
    const Catalogue catalogue = load_catalogue(transaction);
    const Department& finance = *find_department(catalogue, "finance");
    CHECK(finance.name == "Finance");
    CHECK(finance.translations == std::vector<Translation>{{"fr", "Finances"}, {"sw", "Fedha"}});
    CHECK(finance.groups[0].translations == std::vector<Translation>{{"fr", "Argent", "Les frais."}});
    CHECK(find_service(catalogue, "password-reset")->translations ==
          std::vector<Translation>{{"fr", "Mot de passe"}});
    CHECK(find_service(catalogue, "course-access")->translations.empty());
    CHECK(find_department(catalogue, "it")->translations.empty());
}

} // namespace
} // namespace stu::store
