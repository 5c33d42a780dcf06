#pragma once
// Where settings come from and what they mean.

#include "backend/app/context.hpp"
#include "backend/cli/env_file.hpp"
#include "backend/cli/metrics.hpp"
#include "backend/cli/place.hpp"
#include "backend/http/gate/address.hpp"
#include "backend/security/recaptcha.hpp"
#include "backend/system/log.hpp"
#include "backend/worker/smtp_server.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace stu::cli {

/// All that can be set.
struct Configuration {
    Place place;
    std::string address = "127.0.0.1";   ///< STUTICKET_ADDRESS, numeric
    std::uint16_t port = 8080;           ///< STUTICKET_PORT; 0 = any free one
    std::string base_url;                ///< STUTICKET_BASE_URL; empty = http://localhost:<port>
    std::string tls_certificate;         ///< STUTICKET_TLS_CERTIFICATE; empty = plain HTTP
    std::string tls_key;                 ///< STUTICKET_TLS_KEY; set exactly when the certificate is
    std::optional<MetricsPlace> metrics; ///< STUTICKET_METRICS; nothing = nowhere
    system::LogSettings log;             ///< STUTICKET_LOG, STUTICKET_LOG_LEVEL
    http::TrustedProxies proxies;        ///< STUTICKET_TRUSTED_PROXIES
    http::AddressRanges campus;          ///< STUTICKET_CAMPUS_NETWORKS
    /// MAIL_SERVER, MAIL_PORT, MAIL_USERNAME, MAIL_PASSWORD, MAIL_FROM, MAIL_TLS, MAIL_CA_FILE; none without
    /// MAIL_SERVER.
    std::optional<worker::SmtpServer> mail;
    /// STUTICKET_EMAIL_DOMAINS (separated by commas), STUTICKET_TIME_ZONE, STUTICKET_TICKETS_PER_HOUR,
    /// STUTICKET_UNDO_SECONDS (at most 600), STUTICKET_FILES_PER_DAY, STUTICKET_MEGABYTES_PER_DAY.
    app::Policy policy;
    store::SpaceLimits space{
        .uploads = 256 << 20,
        .writing = 64 << 20}; ///< STUTICKET_SPACE_FOR_FILES, STUTICKET_SPACE_FOR_CHANGES, in MiB
    CaptchaKind captcha = CaptchaKind::proof_of_work; ///< STUTICKET_CAPTCHA; reCAPTCHA when its keys are set
    /// RECAPTCHA_PUBLIC_KEY, RECAPTCHA_PRIVATE_KEY, RECAPTCHA_SERVER; `host` is left to whoever knows the
    /// base URL.
    security::RecaptchaKeys recaptcha;
    std::string backup_key;      ///< STUTICKET_BACKUP_KEY; at most one of the two is set
    std::string backup_key_file; ///< STUTICKET_BACKUP_KEY_FILE
    std::string backups;         ///< STUTICKET_BACKUPS, the folder that they are in; empty = is not looked at
};

/// The settings out of, in rising precedence: `.env` in `working_folder`, `.env` in the data folder,
/// `environment`, `flags` (named like environment variables). An empty value counts as not set. A name that
/// begins like ours but is unknown is refused, for it is a slip of the pen. No error contains a value.
Result<Configuration> configure(const Variables& flags, const Variables& environment,
                                const std::filesystem::path& working_folder);

/// What is wrong with PostgreSQL's URL as the value of `setting`; empty is nothing wrong.
std::optional<Error> database_error(std::string_view setting, std::string_view url);

/// Those variables of this process's environment that are settings, or pretend to be.
Variables environment_settings();

/// Whether the value of this setting must be kept from other users.
bool is_secret(std::string_view name);

} // namespace stu::cli
