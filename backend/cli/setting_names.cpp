#include "backend/cli/setting_names.hpp"

#include <algorithm>
#include <array>

namespace stu::cli {
namespace {

constexpr std::array settings{"STUTICKET_DATA",
                              "STUTICKET_DATABASE",
                              "STUTICKET_PORT",
                              "STUTICKET_ADDRESS",
                              "STUTICKET_BASE_URL",
                              "STUTICKET_EMAIL_DOMAINS",
                              "STUTICKET_TIME_ZONE",
                              "STUTICKET_LANGUAGE",
                              "STUTICKET_TICKETS_PER_HOUR",
                              "STUTICKET_UNDO_SECONDS",
                              "STUTICKET_FILES_PER_DAY",
                              "STUTICKET_MEGABYTES_PER_DAY",
                              "STUTICKET_SPACE_FOR_FILES",
                              "STUTICKET_SPACE_FOR_CHANGES",
                              "STUTICKET_CAPTCHA",
                              "RECAPTCHA_PUBLIC_KEY",
                              "RECAPTCHA_PRIVATE_KEY",
                              "RECAPTCHA_SERVER",
                              "MAIL_SERVER",
                              "MAIL_PORT",
                              "MAIL_USERNAME",
                              "MAIL_PASSWORD",
                              "MAIL_FROM",
                              "MAIL_TLS",
                              "MAIL_CA_FILE",
                              "STUTICKET_TLS_CERTIFICATE",
                              "STUTICKET_TLS_KEY",
                              "STUTICKET_TRUSTED_PROXIES",
                              "STUTICKET_CAMPUS_NETWORKS",
                              "STUTICKET_BACKUP_KEY",
                              "STUTICKET_BACKUP_KEY_FILE",
                              "STUTICKET_BACKUPS",
                              "STUTICKET_METRICS",
                              "STUTICKET_LOG",
                              "STUTICKET_LOG_LEVEL"};

/// What our names begin with.
constexpr std::array prefixes{"STUTICKET_", "MAIL_", "RECAPTCHA_"};

} // namespace

bool is_setting(std::string_view name) {
    return std::find(settings.begin(), settings.end(), name) != settings.end();
}

bool is_slip(std::string_view name) {
    return !is_setting(name) && std::any_of(prefixes.begin(), prefixes.end(),
                                            [&](const char* ours) { return name.starts_with(ours); });
}

} // namespace stu::cli
