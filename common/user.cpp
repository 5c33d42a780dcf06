#include "common/user.hpp"

#include "common/checks.hpp"
#include "common/password.hpp"
#include "common/text.hpp"
#include "common/typed_text.hpp"

#include <algorithm>

namespace stu {
namespace {

constexpr std::size_t max_local_part = 64; // RFC 5321 §4.5.3.1.1
constexpr std::size_t max_domain_label = 63;
constexpr std::size_t min_registration_number = 3;
constexpr std::size_t max_access_code = 100;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// A letter of another script, as far as can be said without Unicode's tables.
bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// RFC 5321 Dot-string. Quoted local parts are legal and never used by people.
bool is_local_part(std::string_view text) {
    constexpr std::string_view atext = "!#$%&'*+-/=?^_`{|}~"; // RFC 5322 §3.2.3, besides letters and digits
    if (text.empty() || text.size() > max_local_part) return false;
    if (text.front() == '.' || text.back() == '.' || text.find("..") != std::string_view::npos) return false;
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return is_letter(c) || is_digit(c) || c == '.' || atext.find(c) != std::string_view::npos;
    });
}

bool is_domain_label(std::string_view text) {
    if (text.empty() || text.size() > max_domain_label || text.front() == '-' || text.back() == '-')
        return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_letter(c) || is_digit(c) || c == '-' || is_beyond_ascii(c); });
}

/// At least two labels, the last with a letter: neither "localhost" nor an IP address. Labels of every script
/// (IDNA): whether they are allowed the server knows.
bool is_domain(std::string_view text) {
    const std::size_t last_dot = text.rfind('.');
    if (last_dot == std::string_view::npos) return false;
    const std::string_view top = text.substr(last_dot + 1);
    if (std::none_of(top.begin(), top.end(), [](char c) { return is_letter(c) || is_beyond_ascii(c); }))
        return false;
    while (true) {
        const std::size_t dot = text.find('.');
        if (!is_domain_label(text.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        text.remove_prefix(dot + 1);
    }
}

bool is_registration_character(char c) {
    return is_letter(c) || is_digit(c) || c == ' ' || c == '-' || c == '/' || c == '.' || is_beyond_ascii(c);
}

} // namespace

std::string folded_email(std::string_view email) { return lower_ascii(as_line(email)); }

Message check_name(std::string_view name) {
    return check_line(name, {tr("The name"), tr("Type your full name."), max_name});
}

Message check_email(std::string_view email) {
    const std::string folded = folded_email(email);
    if (folded.empty()) return tr("Type your e-mail address.");
    const std::size_t at = folded.find('@');
    const bool plausible = folded.size() <= max_email && at != std::string::npos &&
                           is_local_part(std::string_view(folded).substr(0, at)) &&
                           is_domain(std::string_view(folded).substr(at + 1));
    return plausible ? Message() : Message(not_an_email);
}

Message check_registration_number(std::string_view registration_number) {
    const std::string number = as_line(registration_number);
    Message sentence = check_line(number, {tr("The registration number"),
                                           tr("Type your registration number."), max_registration_number});
    if (!sentence.empty()) return sentence;
    if (!std::all_of(number.begin(), number.end(), is_registration_character))
        return tr("A registration number has only letters, digits, spaces and the signs - / and full stop.");
    if (code_points(number) < min_registration_number)
        return tr("A registration number has at least {least} characters.",
                  {{"least", min_registration_number}});
    return {};
}

Message check_time_zone(std::string_view time_zone) {
    const bool plausible =
        time_zone.empty() || (time_zone.size() <= max_time_zone && is_letter(time_zone.front()) &&
                              std::all_of(time_zone.begin(), time_zone.end(), [](char c) {
                                  return is_letter(c) || is_digit(c) || c == '/' || c == '_' || c == '-' ||
                                         c == '+';
                              }));
    return plausible ? Message() : tr("Choose a time zone such as Africa/Nairobi.");
}

Message check_captcha(std::string_view answer) {
    const bool plausible =
        answer.size() <= max_captcha &&
        std::all_of(answer.begin(), answer.end(), [](char c) { return c > ' ' && c <= '~'; });
    return plausible ? Message() : tr("Please confirm once more that you are not a robot.");
}

namespace {

bool is_in_domain(std::string_view host, std::string_view domain) {
    if (!domain.starts_with("*.")) return host == domain;
    return host.size() > domain.size() - 1 && host.ends_with(domain.substr(1));
}

} // namespace

Message check_school_email(std::string_view email, const std::vector<std::string>& domains) {
    if (domains.empty()) return {};
    const std::string folded = folded_email(email);
    const std::size_t at = folded.rfind('@');
    const std::string_view host =
        at == std::string::npos ? std::string_view{} : std::string_view(folded).substr(at + 1);
    Message known;
    for (const std::string& domain : domains) {
        if (is_in_domain(host, domain)) return {};
        known = known.empty() ? as_written(domain)
                              : tr("{items} or {last}", {{"items", known}, {"last", domain}});
    }
    return tr("Use the e-mail address that the university gave you. It ends in {ending}.",
              {{"ending", known}});
}

std::vector<FieldError> validate(const RegisterStudent& request) {
    std::vector<FieldError> errors;
    note(errors, "name", check_name(request.name));
    note(errors, "email", check_email(request.email));
    note(errors, "registration_number", check_registration_number(request.registration_number));
    note(errors, "password", check_password(request.password));
    note(errors, "captcha", check_captcha(request.captcha));
    return errors;
}

std::vector<FieldError> validate(const RegisterStaff& request) {
    std::vector<FieldError> errors;
    note(errors, "name", check_name(request.name));
    note(errors, "email", check_email(request.email));
    note(errors, "password", check_password(request.password));
    note(errors, "access_code",
         check_line(request.access_code,
                    {tr("The access code"), tr("Type the access code that your department gave you."),
                     max_access_code}));
    note(errors, "captcha", check_captcha(request.captcha));
    return errors;
}

/// Only what could never be right is refused here: whether it is right must not show in the sentence.
std::vector<FieldError> validate(const Credentials& request) {
    std::vector<FieldError> errors;
    if (as_line(request.email).empty()) note(errors, "email", tr("Type your e-mail address."));
    if (request.email.size() > max_email)
        note(errors, "email", tr("This is too long for an e-mail address."));
    note(errors, "password", check_typed_password(request.password));
    note(errors, "captcha", check_captcha(request.captcha));
    return errors;
}

} // namespace stu
