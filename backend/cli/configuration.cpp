#include "backend/cli/configuration.hpp"
#include "backend/cli/english.hpp"

#include "backend/app/addresses.hpp"
#include "backend/app/times.hpp"
#include "backend/cli/networks.hpp"
#include "backend/cli/setting_names.hpp"
#include "backend/worker/eml.hpp"
#include "common/language/languages.hpp"
#include "common/numbers.hpp"
#include "common/text.hpp"
#include "common/user.hpp"

#include <algorithm>
#include <array>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace stu::cli {
namespace {

namespace fs = std::filesystem;

/// Longer, and people would wait for what they take to have been sent.
constexpr std::int64_t most_undo_seconds = 600;

/// What `name` is set to, or empty.
std::string value_of(const Variables& variables, std::string_view name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string{} : found->second;
}

Error slip(const std::string& where, std::string_view name) {
    return unusable(Code::invalid,
                    where + " sets " + std::string(name) + ", which is not a setting. Is it misspelled?");
}

/// `stronger` wins over `variables`.
void overlay(Variables& variables, const Variables& stronger) {
    for (const auto& [name, value] : stronger) variables.insert_or_assign(name, value);
}

/// The settings of a folder's `.env`.
Result<Variables> settings_in(const fs::path& folder) {
    auto variables = read_env_file(folder / ".env", is_secret);
    if (!variables) return variables;
    for (const auto& [name, value] : variables.value())
        if (is_slip(name)) return slip("\"" + (folder / ".env").string() + "\"", name);
    return variables;
}

/// All four places merged.
Result<Variables> merged(const Variables& flags, const Variables& environment,
                         const fs::path& working_folder) {
    auto variables = settings_in(working_folder);
    if (!variables) return variables;
    Variables stronger = environment;
    overlay(stronger, flags);

    Variables so_far = variables.value();
    overlay(so_far, stronger);
    const std::string data = value_of(so_far, "STUTICKET_DATA");
    auto of_data = settings_in(data.empty() ? Place{}.data : fs::path(data));
    if (!of_data) return of_data;
    of_data->erase("STUTICKET_DATA"); // the folder cannot name another one
    overlay(variables.value(), of_data.value());
    overlay(variables.value(), stronger);
    return variables;
}

Error wrong(std::string_view name, std::string_view must) {
    return unusable(Code::invalid, std::string(name) + " must " + std::string(must) + ".");
}

bool is_host(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '-' || c == ':';
    });
}

/// On this machine, so that nobody can listen in between.
bool is_loopback(std::string_view host) {
    const bool numeric = host.find_first_not_of("0123456789.") == host.npos;
    return host == "localhost" || host == "::1" || (numeric && host.starts_with("127."));
}

std::optional<worker::MailTls> tls_named(std::string_view name) {
    if (name.empty() || name == "starttls") return worker::MailTls::starttls;
    if (name == "tls") return worker::MailTls::implicit;
    if (name == "none") return worker::MailTls::none;
    return std::nullopt;
}

/// Precondition: MAIL_SERVER is set.
Result<worker::SmtpServer> mail_server(const Variables& variables) {
    worker::SmtpServer server;
    server.host = lower_ascii(value_of(variables, "MAIL_SERVER"));
    if (!is_host(server.host))
        return wrong("MAIL_SERVER", "be a name or address like smtp.example.edu, without scheme or port");

    const auto tls = tls_named(lower_ascii(value_of(variables, "MAIL_TLS")));
    if (!tls) return wrong("MAIL_TLS", "be starttls, tls or none");
    if (*tls == worker::MailTls::none && !is_loopback(server.host))
        return unusable(Code::invalid,
                        "MAIL_TLS=none is only for a mail server on this machine, because others "
                        "could read passwords and mail on the way.");
    server.tls = *tls;

    const std::string port = value_of(variables, "MAIL_PORT");
    const std::uint16_t usual = server.tls == worker::MailTls::implicit ? 465 : 587; // RFC 8314
    server.port = port.empty() ? usual : number_in<std::uint16_t>(port).value_or(0);
    if (server.port == 0) return wrong("MAIL_PORT", "be a number from 1 to 65535");

    server.username = value_of(variables, "MAIL_USERNAME");
    server.password = value_of(variables, "MAIL_PASSWORD");
    if (server.username.empty() != server.password.empty())
        return unusable(Code::invalid, server.password.empty()
                                           ? "MAIL_USERNAME is set without MAIL_PASSWORD."
                                           : "MAIL_PASSWORD is set without MAIL_USERNAME.");

    server.from = value_of(variables, "MAIL_FROM");
    if (server.from.empty()) server.from = server.username;
    if (!worker::is_plain_address(server.from))
        return unusable(Code::invalid,
                        "MAIL_FROM must be set to one plain address like helpdesk@example.edu, "
                        "unless MAIL_USERNAME is one.");
    server.ca_file = value_of(variables, "MAIL_CA_FILE");
    if (std::error_code error; !server.ca_file.empty() && !fs::is_regular_file(server.ca_file, error))
        return wrong("MAIL_CA_FILE", "name a file of certificates that can be read");
    return server;
}

std::vector<std::string> list_of(std::string_view text) {
    std::vector<std::string> items;
    while (!text.empty())
        if (std::string item = lower_ascii(trimmed(split_off(text, ','))); !item.empty())
            items.push_back(std::move(item));
    return items;
}

/// Sets `number` when the setting `name` is there; the error, if any.
std::optional<Error> set_number(const Variables& variables, std::string_view name, std::string_view meaning,
                                std::int64_t& number) {
    const std::string text = value_of(variables, name);
    if (text.empty()) return std::nullopt;
    const auto read = number_in<std::uint16_t>(text);
    if (!read) return wrong(name, "be a number up to 65535; 0 = " + std::string(meaning));
    number = *read;
    return std::nullopt;
}

Result<app::Policy> policy(const Variables& variables) {
    app::Policy policy;
    policy.email_domains = list_of(value_of(variables, "STUTICKET_EMAIL_DOMAINS"));
    for (std::string& domain : policy.email_domains) {
        constexpr std::string_view somebody = "somebody@";
        const std::string_view below = domain.starts_with("*.") ? "*." : "";
        const std::string address = app::account_address(std::string(somebody) + domain.substr(below.size()));
        if (!app::check_account_address(address).empty())
            return wrong("STUTICKET_EMAIL_DOMAINS",
                         "be domains like students.example.edu, separated by commas; "
                         "*.example.edu stands for all below it");
        domain = std::string(below) + address.substr(somebody.size());
    }
    if (const std::string zone = value_of(variables, "STUTICKET_TIME_ZONE"); !zone.empty()) {
        if (!app::is_time_zone(zone))
            return wrong("STUTICKET_TIME_ZONE", "be a time zone like Africa/Nairobi");
        policy.time_zone = zone;
    }
    if (const std::string code = value_of(variables, "STUTICKET_LANGUAGE"); !code.empty()) {
        const Language* language = find_language(code);
        if (language == nullptr) return wrong("STUTICKET_LANGUAGE", "be one of en, sw and fr");
        policy.language = language->code;
    }
    constexpr std::string_view any = "any number";
    if (auto error = set_number(variables, "STUTICKET_TICKETS_PER_HOUR", any, policy.tickets_per_hour))
        return *error;
    if (auto error =
            set_number(variables, "STUTICKET_UNDO_SECONDS", "nothing can be taken back", policy.undo_seconds))
        return *error;
    if (policy.undo_seconds > most_undo_seconds) return wrong("STUTICKET_UNDO_SECONDS", "be at most 600");
    if (auto error = set_number(variables, "STUTICKET_FILES_PER_DAY", any, policy.files_per_day))
        return *error;
    if (auto error = set_number(variables, "STUTICKET_MEGABYTES_PER_DAY", any, policy.megabytes_per_day))
        return *error;
    return policy;
}

/// Sets `space`; the error, if any.
std::optional<Error> set_space(const Variables& variables, Configuration& configuration) {
    constexpr std::int64_t mebibyte = 1 << 20;
    std::int64_t uploads = configuration.space.uploads / mebibyte,
                 writing = configuration.space.writing / mebibyte;
    constexpr std::string_view off = "no watch is kept";
    if (auto error = set_number(variables, "STUTICKET_SPACE_FOR_FILES", off, uploads)) return error;
    if (auto error = set_number(variables, "STUTICKET_SPACE_FOR_CHANGES", off, writing)) return error;
    configuration.space = {.uploads = uploads * mebibyte, .writing = writing * mebibyte};
    return std::nullopt;
}

/// Sets `captcha` and `recaptcha`; the error, if any.
std::optional<Error> set_captcha(const Variables& variables, Configuration& configuration) {
    security::RecaptchaKeys& keys = configuration.recaptcha;
    keys.site_key = value_of(variables, "RECAPTCHA_PUBLIC_KEY");
    keys.secret_key = value_of(variables, "RECAPTCHA_PRIVATE_KEY");
    const bool complete = !keys.site_key.empty() && !keys.secret_key.empty();
    if (keys.site_key.empty() != keys.secret_key.empty())
        return unusable(Code::invalid,
                        "RECAPTCHA_PUBLIC_KEY and RECAPTCHA_PRIVATE_KEY are set together or not at all.");
    if (std::string server = value_of(variables, "RECAPTCHA_SERVER"); !server.empty()) {
        const std::string_view host =
            std::string_view(server).substr(std::min(server.find("://") + 3, server.size()));
        const bool safe = server.starts_with("https://") ||
                          (server.starts_with("http://") && is_loopback(host.substr(0, host.find(':'))));
        if (!safe || host.empty() || !is_host(host))
            return wrong("RECAPTCHA_SERVER", "be https://www.google.com or https://www.recaptcha.net");
        keys.server = std::move(server);
    }
    const std::string kind = lower_ascii(value_of(variables, "STUTICKET_CAPTCHA"));
    if (kind.empty())
        configuration.captcha = complete ? CaptchaKind::recaptcha : CaptchaKind::proof_of_work;
    else if (kind == "proof-of-work")
        configuration.captcha = CaptchaKind::proof_of_work;
    else if (kind == "off")
        configuration.captcha = CaptchaKind::none;
    else if (kind == "recaptcha" && complete)
        configuration.captcha = CaptchaKind::recaptcha;
    else if (kind == "recaptcha")
        return unusable(Code::invalid,
                        "STUTICKET_CAPTCHA=recaptcha needs RECAPTCHA_PUBLIC_KEY and RECAPTCHA_PRIVATE_KEY.");
    else
        return wrong("STUTICKET_CAPTCHA", "be recaptcha, proof-of-work or off");
    return std::nullopt;
}

/// Sets `proxies` and `campus`; the error, if any.
std::optional<Error> set_networks(const Variables& variables, Configuration& configuration) {
    constexpr std::string_view proxies_name = "STUTICKET_TRUSTED_PROXIES",
                               campus_name = "STUTICKET_CAMPUS_NETWORKS";
    auto proxies = networks_of(proxies_name, value_of(variables, proxies_name));
    if (!proxies) return proxies.error();
    configuration.proxies = http::TrustedProxies(std::move(proxies.value()));
    auto campus = networks_of(campus_name, value_of(variables, campus_name));
    if (!campus) return campus.error();
    configuration.campus = http::AddressRanges(std::move(campus.value()));
    return std::nullopt;
}

/// Precondition: at least one of the two files is set.
std::optional<Error> tls_error(const Configuration& configuration) {
    if (configuration.tls_certificate.empty())
        return unusable(Code::invalid, "STUTICKET_TLS_KEY is set without STUTICKET_TLS_CERTIFICATE.");
    if (configuration.tls_key.empty())
        return unusable(Code::invalid, "STUTICKET_TLS_CERTIFICATE is set without STUTICKET_TLS_KEY.");
    if (!lower_ascii(configuration.base_url).starts_with("https://"))
        return unusable(Code::invalid,
                        "With STUTICKET_TLS_CERTIFICATE the address of browsers begins with https://. "
                        "Set STUTICKET_BASE_URL (--base-url) to it.");
    return std::nullopt;
}

/// Where those who run the server see how it is.
std::optional<Error> set_watching(const Variables& variables, Configuration& configuration) {
    if (const std::string metrics = value_of(variables, "STUTICKET_METRICS"); !metrics.empty()) {
        configuration.metrics = metrics_place(metrics);
        if (!configuration.metrics)
            return wrong("STUTICKET_METRICS",
                         "be an address and a port like 127.0.0.1:9100, or the path of a Unix "
                         "socket like /run/stuticket/metrics");
    }
    if (const std::string form = value_of(variables, "STUTICKET_LOG"); !form.empty()) {
        const auto known = system::log_form(form);
        if (!known) return wrong("STUTICKET_LOG", "be json or plain");
        configuration.log.form = *known;
    }
    if (const std::string level = value_of(variables, "STUTICKET_LOG_LEVEL"); !level.empty()) {
        const auto known = system::log_level(level);
        if (!known) return wrong("STUTICKET_LOG_LEVEL", "be info, warning or error");
        configuration.log.from = *known;
    }
    return std::nullopt;
}

} // namespace

bool is_secret(std::string_view name) {
    return name == "MAIL_PASSWORD" || name == "RECAPTCHA_PRIVATE_KEY" || name == "STUTICKET_BACKUP_KEY";
}

std::optional<Error> database_error(std::string_view setting, std::string_view url) {
    constexpr std::string_view scheme = "postgresql://";
    if (url.empty()) return std::nullopt;
    if (!url.starts_with(scheme)) return wrong(setting, "look like postgresql://host/name");
    const std::string_view authority = url.substr(0, url.find_first_of("/?", scheme.size()));
    const bool has_password =
        authority.rfind('@') != authority.npos &&
        authority.substr(scheme.size(), authority.rfind('@') - scheme.size()).find(':') != authority.npos;
    if (has_password || url.find("password=") != url.npos)
        return wrong(setting, "hold no password, which everybody on this machine could read. "
                              "Set PGPASSWORD, or PGPASSFILE, in the environment");
    return std::nullopt;
}

Variables environment_settings() {
    Variables variables;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const std::string_view name = text.substr(0, text.find('='));
        // Names that begin with MAIL_ may be other programs'.
        if (name.size() < text.size() && (is_setting(name) || name.starts_with("STUTICKET_")))
            variables.emplace(name, text.substr(name.size() + 1));
    }
    return variables;
}

Result<Configuration> configure(const Variables& flags, const Variables& environment,
                                const fs::path& working_folder) {
    for (const auto& [name, value] : environment)
        if (is_slip(name)) return slip("The environment", name);
    const auto variables = merged(flags, environment, working_folder);
    if (!variables) return variables.error();
    for (const auto& [name, value] : variables.value())
        if (is_setting(name) && !is_single_line(value))
            return wrong(name, "be one line of UTF-8 without control characters");
    const auto set = [&](std::string_view name) { return value_of(variables.value(), name); };

    Configuration configuration;
    if (const std::string data = set("STUTICKET_DATA"); !data.empty()) configuration.place.data = data;
    configuration.place.database = set("STUTICKET_DATABASE");
    if (auto error = database_error("STUTICKET_DATABASE (--database)", configuration.place.database))
        return *error;
    if (const std::string address = set("STUTICKET_ADDRESS"); !address.empty())
        configuration.address = address;
    if (const std::string port = set("STUTICKET_PORT"); !port.empty()) {
        const auto number = number_in<std::uint16_t>(port);
        if (!number) return wrong("STUTICKET_PORT (--port)", "be a number from 0 to 65535");
        configuration.port = *number;
    }
    configuration.base_url = set("STUTICKET_BASE_URL");
    configuration.backup_key = set("STUTICKET_BACKUP_KEY");
    configuration.backup_key_file = set("STUTICKET_BACKUP_KEY_FILE");
    configuration.backups = set("STUTICKET_BACKUPS");
    auto chosen = policy(variables.value());
    if (!chosen) return chosen.error();
    configuration.policy = std::move(chosen.value());
    if (auto error = set_space(variables.value(), configuration)) return *error;
    if (auto error = set_captcha(variables.value(), configuration)) return *error;
    configuration.tls_certificate = set("STUTICKET_TLS_CERTIFICATE");
    configuration.tls_key = set("STUTICKET_TLS_KEY");
    if (auto error = set_networks(variables.value(), configuration)) return *error;
    if (!configuration.tls_certificate.empty() || !configuration.tls_key.empty())
        if (auto error = tls_error(configuration)) return *error;
    if (auto error = set_watching(variables.value(), configuration)) return *error;
    if (!set("MAIL_SERVER").empty()) {
        auto server = mail_server(variables.value());
        if (!server) return server.error();
        configuration.mail = std::move(server.value());
    }
    return configuration;
}

} // namespace stu::cli
