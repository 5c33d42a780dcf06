#include "backend/cli/base_url.hpp"
#include "backend/cli/doctor/checks.hpp"
#include "backend/http/gate/tls.hpp"
#include "backend/system/names.hpp"
#include "backend/worker/smtp_sender.hpp"
#include "common/time_spans.hpp"

#include <chrono>
#include <fmt/core.h>
#include <string_view>
#include <vector>

namespace stu::cli::doctor {
namespace {

bool is_this_machine(const std::string& host) {
    return host == "localhost" || host == "127.0.0.1" || host == "::1";
}

void look_at_base_url(Findings& findings, const std::string& configured) {
    if (configured.empty()) {
        findings.push_back({Verdict::look, "address", "Only browsers on this machine can use the desk.",
                            "Set STUTICKET_BASE_URL to what they type, such as https://desk.example.edu."});
        return;
    }
    const std::string url = checked_base_url(configured), host = domain_of(url);
    if (url.starts_with("http://") && !is_this_machine(host))
        findings.push_back({Verdict::wrong, "encryption", "With " + url + " passwords travel in the open.",
                            "Encrypt, by the binary or by a proxy before it, and set STUTICKET_BASE_URL to "
                            "https" +
                                url.substr(url.find(':')) + "."});
    if (!system::has_address(host))
        findings.push_back({Verdict::wrong, "address", "No name server knows " + host + ".",
                            "Add its A or AAAA record, or mend STUTICKET_BASE_URL."});
    else
        findings.push_back({Verdict::fine, "address", "Browsers come to " + url + "."});
}

void look_at_certificate(Findings& findings, const Configuration& configuration) {
    const http::Tls tls(configuration.tls_certificate, configuration.tls_key);
    const auto now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                            std::chrono::system_clock::now().time_since_epoch())
                            .count();
    const std::int64_t days = (tls.expires_ms() - now_ms) / day_ms;
    const std::string renew = "Renew it, then send the server SIGHUP: systemctl kill -s HUP stuticket.";
    constexpr std::int64_t soon = 14;
    if (tls.expires_ms() <= now_ms)
        findings.push_back({Verdict::wrong, "certificate", "It is not valid any more.", renew});
    else
        findings.push_back({days < soon ? Verdict::look : Verdict::fine, "certificate",
                            fmt::format("It is valid for {} more days.", days), days < soon ? renew : ""});
    const std::string host =
        configuration.base_url.empty() ? "localhost" : domain_of(checked_base_url(configuration.base_url));
    if (!tls.is_for(host))
        findings.push_back({Verdict::wrong, "certificate", "It is not for " + host + ".",
                            "Have one made whose names include " + host + "."});
}

/// What is said when one of the TXT records at `name` begins with one of `marks`, and when none does.
struct Record {
    std::string about, name;
    std::vector<std::string_view> marks;
    std::string there, missing, advice;
    Verdict without = Verdict::look;
};

Finding look_at(const Record& record) {
    for (const std::string& text : system::text_records(record.name))
        for (const std::string_view mark : record.marks)
            if (text.starts_with(mark)) return {Verdict::fine, record.about, record.there};
    return {record.without, record.about, record.missing, record.advice};
}

} // namespace

void look_at_address(Findings& findings, const Configuration& configuration) {
    found_by(findings, "address", [&] { look_at_base_url(findings, configuration.base_url); });
    if (!configuration.tls_certificate.empty())
        found_by(findings, "certificate", [&] { look_at_certificate(findings, configuration); });
}

void look_at_mail(Findings& findings, const Configuration& configuration) {
    if (!configuration.mail) {
        findings.push_back({Verdict::look, "mail", "Nobody is told anything: mail is written to a folder.",
                            "Set MAIL_SERVER and MAIL_FROM."});
        return;
    }
    const worker::SmtpServer& server = *configuration.mail;
    const std::string name = fmt::format("{}:{}", server.host, server.port);
    const std::string trouble = worker::sign_in_trouble(server);
    if (!trouble.empty())
        findings.push_back({Verdict::wrong, "mail", name + " does not take us on: " + trouble,
                            "Mend MAIL_SERVER, MAIL_PORT, MAIL_TLS, MAIL_USERNAME or MAIL_PASSWORD."});
    else
        findings.push_back(
            {Verdict::fine, "mail",
             name + (server.username.empty() ? " answers." : " takes us on as " + server.username + ".")});
}

void look_at_records(Findings& findings, const Configuration& configuration,
                     const std::string& dkim_selector) {
    if (!configuration.mail) return;
    const std::string& from = configuration.mail->from;
    const std::string domain = from.substr(from.find('@') + 1);
    found_by(findings, "SPF", [&] {
        findings.push_back(look_at({"SPF",
                                    domain,
                                    {"v=spf1"},
                                    domain + " says who may send its mail.",
                                    domain + " does not say who may send its mail.",
                                    "Add a TXT record that names who sends, such as \"v=spf1 mx -all\"; "
                                    "without one much of it counts as spam."}));
        const std::string policy = "_dmarc." + domain;
        findings.push_back(look_at({"DMARC",
                                    policy,
                                    {"v=DMARC1"},
                                    domain + " says what becomes of forged mail.",
                                    domain + " does not say what becomes of forged mail.",
                                    "Add a TXT record at " + policy + ", such as \"v=DMARC1; p=none\"."}));
        if (dkim_selector.empty()) {
            findings.push_back({Verdict::look, "DKIM", "Which key signs the mail is not known here.",
                                "Ask whoever runs the mail server, and try --dkim-selector NAME."});
            return;
        }
        const std::string key = dkim_selector + "._domainkey." + domain;
        findings.push_back(look_at({"DKIM",
                                    key,
                                    {"v=DKIM1", "p="},
                                    "There is a key at " + key + ".",
                                    "There is no key at " + key + ".",
                                    "Have the mail server sign, and publish its key there.",
                                    Verdict::wrong}));
    });
}

} // namespace stu::cli::doctor
