#include "backend/cli/demo_names.hpp"

#include "backend/store/tickets/catalogue.hpp"

#include <array>
#include <string>
#include <string_view>

namespace stu::cli {
namespace {

struct DemoName {
    CatalogueKind kind;
    std::string_view id, french, swahili, french_description = {}, swahili_description = {};
};

} // namespace

void name_demo_catalogue(store::Transaction& transaction) {
    using enum CatalogueKind;
    static constexpr std::array<DemoName, 21> names{{
        {department, "it", "Informatique", "TEHAMA"},
        {department, "admissions", "Admissions", "Udahili"},
        {department, "finance", "Finances", "Fedha"},
        {service_group, "ict", "Services informatiques", "Huduma za TEHAMA",
         "Wi-Fi, messagerie, portail étudiant et tout ce qui est technique.",
         "Wi-Fi, barua pepe, tovuti ya wanafunzi na mambo yote ya kiufundi."},
        {service_group, "e-learning", "Cours en ligne (Kusoma) et école numérique",
         "Masomo mtandaoni (Kusoma) na huduma za kidijitali",
         "Comptes Kusoma, cours, bibliothèque numérique et ressources.",
         "Akaunti za Kusoma, kozi, maktaba ya kidijitali na nyenzo za kujifunzia."},
        {service_group, "admissions", "Admissions", "Udahili", "Candidatures et questions sur votre place.",
         "Maombi ya kujiunga na chuo na maswali kuhusu nafasi yako."},
        {service_group, "finance", "Finances", "Fedha", "Frais, paiements, remboursements et banque.",
         "Ada, malipo, marejesho na benki."},
        {service, "technical-support", "Assistance technique", "Msaada wa kiufundi"},
        {service, "eduroam-and-network-services", "Eduroam et réseau", "Eduroam na huduma za mtandao"},
        {service, "student-portal", "Portail étudiant", "Tovuti ya wanafunzi"},
        {service, "learning-management-system", "Plateforme de cours (LMS)",
         "Mfumo wa kusimamia masomo (LMS)"},
        {service, "email-configuration", "Configuration de la messagerie", "Usanidi wa barua pepe"},
        {service, "security-services", "Sécurité informatique", "Huduma za usalama"},
        {service, "kusoma-account-setup", "Création d’un compte Kusoma", "Kufungua akaunti ya Kusoma"},
        {service, "password-reset", "Réinitialisation du mot de passe", "Kubadilisha nenosiri"},
        {service, "course-access", "Accès aux cours", "Kuingia kwenye kozi"},
        {service, "digital-library", "Bibliothèque numérique", "Maktaba ya kidijitali"},
        {service, "learning-resources", "Ressources pédagogiques", "Nyenzo za kujifunzia"},
        {service, "undergraduate-admissions", "Admissions en licence", "Udahili wa shahada ya kwanza"},
        {service, "postgraduate-admissions", "Admissions en master et doctorat", "Udahili wa shahada za juu"},
        {service, "student-finance-and-banking", "Frais de scolarité et banque", "Ada za wanafunzi na benki"},
    }};

    for (const DemoName& each : names) {
        store::set_translation(transaction, each.kind, each.id,
                               {"fr", std::string(each.french), std::string(each.french_description)});
        store::set_translation(transaction, each.kind, each.id,
                               {"sw", std::string(each.swahili), std::string(each.swahili_description)});
    }
}

} // namespace stu::cli
