// What the operator has named in a language, its readers are told by that name.

#include "backend/app/use_cases.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "common/language/render.hpp"
#include "tests/api/desk.hpp"
#include "tests/api/words.hpp"

#include <doctest/doctest.h>

namespace stu::test {
namespace {

struct NamedDesk : Desk {
    NamedDesk() {
        server.store().write([](store::Transaction& transaction) {
            store::set_translation(transaction, CatalogueKind::department, "it", {"fr", "Informatique"});
            store::set_translation(transaction, CatalogueKind::service, "eduroam-and-network-services",
                                   {"fr", "Eduroam et réseau"});
        });
    }

    void read_french(ApiClient& person) {
        const User user = person.call(CurrentSession{}, {})->user;
        const Profile profile{user.name, user.registration_number, "", Notifications::every_update, "fr"};
        REQUIRE(person.call(SaveProfile{}, profile).status() == 200);
    }
    std::string last_mail(std::string_view recipient) {
        store::Transaction transaction = server.store().read();
        const auto row = transaction.connection().query(
            "SELECT subject || body FROM outbox WHERE recipient = $1 ORDER BY id DESC LIMIT 1", {recipient});
        return row->next() ? row->text(0) : std::string();
    }
};

bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

TEST_CASE_FIXTURE(NamedDesk, "a page gets the names in all languages, and chooses") {
    const auto session = visitor.call(CurrentSession{}, {});
    CHECK(department_name(session->catalogue, "it") == "IT");
    CHECK(department_name(in_language(session->catalogue, "fr"), "it") == "Informatique");
}

TEST_CASE_FIXTURE(NamedDesk, "mail has the names of its reader's language") {
    file_ticket();
    CHECK(has(last_mail(email), "Eduroam and Network Services"));
    read_french(amina);
    file_ticket('b');
    const std::string mail = last_mail(email);
    CHECK(has(mail, "Eduroam et réseau"));
    CHECK(has(mail, "Informatique"));
    CHECK_FALSE(has(mail, "Eduroam and"));
}

TEST_CASE_FIXTURE(NamedDesk, "a refusal names the service as its reader knows it") {
    server.store().write([&](store::Transaction& transaction) {
        store::retire_service(transaction, "eduroam-and-network-services", server.clock().now_ms());
    });
    const auto refusal = [&] {
        return render(message_for(amina.call(CreateTicket{}, good_draft('a')).error.details, "service"));
    };
    CHECK(has(refusal(), "“Eduroam and Network Services”"));
    read_french(amina);
    CHECK(has(refusal(), "“Eduroam et réseau”"));
}

TEST_CASE_FIXTURE(NamedDesk, "the file for spreadsheets is in the language of who wants it") {
    file_ticket();
    const std::string target = "/api/queue.csv?department=it";
    CHECK(has(david.get(target).body, "\"IT\",\"Eduroam and Network Services\",\"Pending\""));
    read_french(david);
    const std::string file = david.get(target).body;
    CHECK(file.starts_with(
        "\xEF\xBB\xBF\"Numéro\",\"Objet\",\"Étudiant\",\"Département\",\"Service\",\"Statut\","));
    CHECK(has(file, "\"Informatique\",\"Eduroam et réseau\",\"En attente\""));
}

} // namespace
} // namespace stu::test
