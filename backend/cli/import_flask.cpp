#include "backend/app/addresses.hpp"
#include "backend/app/unused_number.hpp"
#include "backend/cli/commands.hpp"
#include "backend/cli/english.hpp"
#include "backend/cli/installation.hpp"
#include "backend/pdf/child_checker.hpp"
#include "backend/security/sha256.hpp"
#include "backend/store/import/flask_site.hpp"
#include "backend/store/people/account_state.hpp"
#include "backend/store/people/users.hpp"
#include "backend/store/tickets/attachments.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/promise_notices.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "common/attachment.hpp"
#include "common/text.hpp"
#include "common/ticket_number.hpp"
#include "common/typed_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>

namespace stu::cli {
namespace {

constexpr std::string_view fallback_service =
    "technical-support"; ///< where somebody reads it and passes it on

struct Counts {
    int users = 0, staff = 0, tickets = 0, files = 0, known = 0, left_out = 0;
};

/// A ticket's PDF, looked into; or the sentence why there is none.
struct ImportedFile {
    std::string content, sentence;
};

std::string content_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

ImportedFile import_file(const fs::path& uploads, const std::string& stored_name, pdf::Checker& checker) {
    const fs::path file = uploads / fs::path(stored_name).filename();
    std::error_code error;
    if (!fs::is_regular_file(file, error))
        return {{}, render(quoted_file_name(stored_name)) + " was not there any more."};
    const auto bytes = static_cast<std::int64_t>(fs::file_size(file, error));
    ImportedFile imported{bytes > max_pdf_bytes ? std::string{} : content_of(file), {}};
    auto refusal = check_pdf(stored_name, bytes, imported.content);
    if (!refusal) {
        const auto verdict = checker.check(imported.content);
        if (!verdict) throw std::runtime_error("PDFs cannot be checked right now. Nothing was imported.");
        refusal = pdf::refusal(*verdict, stored_name);
    }
    return refusal ? ImportedFile{{}, english(*refusal)} : imported;
}

/// Labels there differ from names here in spaces and case: "Learning Management System(LMS)".
std::string without_spaces(std::string_view text) {
    std::string folded = lower_ascii(text);
    std::erase(folded, ' ');
    return folded;
}

template <class Named> bool is_called(const Named& named, std::string_view text) {
    return without_spaces(named.name) == without_spaces(text) || named.id == text;
}

const Service* service_called(const Catalogue& catalogue, std::string_view text) {
    for (const Department& department : catalogue.departments)
        for (const ServiceGroup& group : department.groups)
            for (const Service& service : group.services)
                if (is_called(service, text)) return &service;
    return nullptr;
}

const Department* department_called(const Catalogue& catalogue, std::string_view text) {
    const auto found =
        std::find_if(catalogue.departments.begin(), catalogue.departments.end(),
                     [&](const Department& department) { return is_called(department, text); });
    return found == catalogue.departments.end() ? nullptr : &*found;
}

/// Of a person: as on their newest ticket, else what stands before the @ of their address.
struct Profile {
    std::string name, registration_number;
};

/// One run, in one transaction: all of it or nothing.
class Import {
  public:
    Import(Installation& installation, store::Transaction& transaction)
        : installation_(installation), transaction_(transaction),
          catalogue_(store::load_catalogue(transaction)), now_(installation.clock().now_ms()) {}

    void add(const store::FlaskUser& from, const Profile& profile) {
        const std::string email = app::account_address(from.email);
        auto known = store::find_user_by_email(transaction_, email);
        if (!known) {
            known = store::StoredUser{user_of(from, email, profile), password_hash_of(from)};
            known->user.verified = true; // mail has gone to the address for as long as there were tickets
            store::insert_user(transaction_, *known, now_);
            // Anybody could call themselves staff there, so an operator has to say who is.
            if (from.staff) store::deactivate_account(transaction_, email, now_);
            ++(from.staff ? counts_.staff : counts_.users);
        } else {
            ++counts_.known;
            // Nobody has shown that the account is theirs, so it becomes whose it was in the earlier
            // application.
            if (!known->user.verified) take_over(from, email, profile, *known);
            if (!seen_.insert(email).second)
                fmt::print("{} had a second account that differs in case only; its tickets join the first.\n",
                           email);
        }
        seen_.insert(email);
        owners_.emplace(from.id, known->user);
    }

    void add(const store::FlaskTicket& from, const ImportedFile& file) {
        const User* owner = owner_of(from);
        if (owner == nullptr) {
            ++counts_.left_out;
            fmt::print("Ticket {} was left out: it belongs to no account.\n", from.number);
            return;
        }
        const std::string request = security::sha256("flask ticket " + from.number).substr(0, 32);
        if (store::find_ticket_by_request(transaction_, owner->id, request)) {
            ++counts_.known;
            return;
        }
        Ticket ticket = ticket_of(from, *owner);
        const TicketEvent opened = opened_event(ticket);
        const TicketEvent imported = imported_event(from, file, ticket);
        ticket.status = imported.to;
        ticket.version = imported.sequence;
        // The last change is all that is known of when staff acted; a pending ticket without a remark has
        // seen none.
        if (ticket.status != Status::pending || !as_paragraphs(from.remark).empty())
            ticket.first_response_ms = imported.at_ms;
        if (is_closed(ticket.status)) ticket.closed_ms = imported.at_ms;
        note_turn(ticket, imported);
        store::insert_ticket(transaction_, ticket, request);
        store::insert_event(transaction_, ticket.id, opened);
        store::insert_event(transaction_, ticket.id, imported);
        if (!file.content.empty()) attach(ticket, from.file_name, file.content);
        if (!file.sentence.empty()) fmt::print("Ticket {}: {}\n", from.number, file.sentence);
        ++counts_.tickets;
    }

    const Counts& counts() const { return counts_; }

  private:
    /// bcrypt, or nothing: then no password is right until a new one is set.
    static std::string password_hash_of(const store::FlaskUser& from) {
        if (from.password_hash.starts_with("$2")) return from.password_hash;
        fmt::print("{} has no bcrypt password and has to reset it.\n", from.email);
        return {};
    }

    void take_over(const store::FlaskUser& from, const std::string& email, const Profile& profile,
                   store::StoredUser& account) {
        const std::string id = account.user.id;
        account = {user_of(from, email, profile), password_hash_of(from)};
        account.user.id = id;
        account.user.verified = true;
        store::replace_unconfirmed(transaction_, account);
        store::confirm_address(transaction_, id, email, now_);
        if (from.staff) store::deactivate_account(transaction_, email, now_);
    }

    User user_of(const store::FlaskUser& from, const std::string& email, const Profile& profile) {
        User user;
        user.id = security::make_id(installation_.random(), now_);
        user.email = email;
        user.name = profile.name;
        if (!from.staff) user.registration_number = profile.registration_number;
        user.role = from.staff ? Role::staff : Role::student;
        if (!from.staff) return user;
        if (const Department* department = department_called(catalogue_, trimmed(from.department)))
            user.departments = {department->id};
        else
            fmt::print("{} is staff of \"{}\", which is no department here.\n", email, from.department);
        return user;
    }

    const User* owner_of(const store::FlaskTicket& from) {
        const auto found = owners_.find(from.user_id);
        if (found != owners_.end()) return &found->second;
        const auto known = store::find_user_by_email(transaction_, app::account_address(from.email));
        return known ? &owners_by_email_.insert_or_assign(known->user.email, known->user).first->second
                     : nullptr;
    }

    Ticket ticket_of(const store::FlaskTicket& from, const User& owner) {
        const Service* service = service_called(catalogue_, trimmed(from.service));
        const std::int64_t created = from.created_ms > 0 ? from.created_ms : now_;
        Ticket ticket;
        ticket.id = security::make_id(installation_.random(), created);
        ticket.number = app::unused_number(transaction_, installation_.random());
        ticket.owner_id = owner.id;
        ticket.email = owner.email;
        ticket.service = service == nullptr ? std::string(fallback_service) : service->id;
        const Department* department = department_called(catalogue_, trimmed(from.department));
        if (department == nullptr) department = department_of_service(catalogue_, ticket.service);
        if (department == nullptr) department = &catalogue_.departments.front();
        ticket.department = department->id;
        ticket.student_name = as_line(from.name.empty() ? owner.name : from.name);
        ticket.registration_number = as_line(from.registration_number);
        ticket.subject = as_line(from.subject);
        ticket.message = as_paragraphs(from.message);
        ticket.earlier_number = parse_earlier_number(from.number).value_or(std::string());
        ticket.created_ms = created;
        ticket.updated_ms = std::max(created, from.updated_ms);
        return ticket;
    }

    /// What the earlier application knew and has no place here, so that nothing of it is lost.
    TicketEvent imported_event(const store::FlaskTicket& from, const ImportedFile& file,
                               const Ticket& ticket) const {
        const auto known_status = from_name<Status>(from.status);
        const Status status = known_status.value_or(Status::pending);
        TicketEvent event; // the service desk's own: nobody here has written it
        event.sequence = 2;
        event.kind = status == Status::pending ? EventKind::remark_added : EventKind::status_changed;
        event.to = status;
        event.author_name = "Earlier application";
        event.author_role = Role::staff;
        event.at_ms = ticket.updated_ms;
        event.text = as_paragraphs(from.remark);
        if (!event.text.empty()) event.text += "\n\n";
        event.text += "Imported. The number was " + from.number + ".";
        if (service_called(catalogue_, trimmed(from.service)) == nullptr)
            event.text += " The service was “" + from.service + "” of “" + from.department + "”.";
        if (!known_status && !from.status.empty()) event.text += " The status was “" + from.status + "”.";
        if (!file.sentence.empty()) event.text += " The PDF was left out: " + file.sentence;
        return event;
    }

    void attach(const Ticket& ticket, const std::string& name, const std::string& content) {
        const Attachment file{security::make_id(installation_.random(), ticket.created_ms),
                              clean_file_name(name), static_cast<std::int64_t>(content.size())};
        store::stage_attachment(transaction_, file, ticket.owner_id, content, security::sha256(content), now_,
                                now_ + 1);
        if (!store::claim_attachments(transaction_, {file.id}, ticket.owner_id, ticket.id, 1, now_))
            throw std::logic_error("an imported file could not be claimed");
        ++counts_.files;
    }

    Installation& installation_;
    store::Transaction& transaction_;
    Catalogue catalogue_;
    std::int64_t now_;
    std::map<std::int64_t, User> owners_; ///< by the id they had
    std::map<std::string, User> owners_by_email_;
    std::set<std::string> seen_; ///< addresses of this run
    Counts counts_;
};

/// The first of these that is there; else the last.
fs::path first_existing(std::initializer_list<fs::path> candidates) {
    std::error_code error;
    for (const fs::path& candidate : candidates)
        if (fs::exists(candidate, error)) return candidate;
    return *(candidates.end() - 1);
}

} // namespace

namespace {

/// The words of the newest ticket of each person, by the id of the person.
std::map<std::int64_t, Profile> profiles_of(const store::FlaskSite& site) {
    std::map<std::int64_t, Profile> profiles;
    for (const store::FlaskUser& user : site.users)
        profiles[user.id].name = user.email.substr(0, user.email.find('@'));
    for (const store::FlaskTicket& ticket : site.tickets) // oldest first
        if (!as_line(ticket.name).empty())
            profiles[ticket.user_id] = {as_line(ticket.name), as_line(ticket.registration_number)};
    return profiles;
}

} // namespace

int import_flask(const Place& place, const fs::path& from) {
    const store::FlaskSite site =
        store::read_flask_site(first_existing({from / "site.db", from / "instance" / "site.db"}));
    const fs::path uploads = first_existing({from / "static" / "uploads", from / "uploads"});
    Installation installation(place);

    // The slow part, before the write lock is taken.
    pdf::ChildChecker checker("/proc/self/exe");
    std::vector<ImportedFile> files;
    for (const store::FlaskTicket& ticket : site.tickets)
        files.push_back(ticket.file_name.empty() ? ImportedFile{}
                                                 : import_file(uploads, ticket.file_name, checker));

    const Counts counts = installation.store().write([&](store::Transaction& transaction) {
        Import import(installation, transaction);
        std::map<std::int64_t, Profile> profiles = profiles_of(site);
        for (const store::FlaskUser& user : site.users) import.add(user, profiles[user.id]);
        for (std::size_t i = 0; i < site.tickets.size(); ++i) import.add(site.tickets[i], files[i]);
        store::decide_notices_anew(transaction);
        return import.counts();
    });
    fmt::print("Imported: {} students, {} staff (deactivated until `stuticket user activate`), {} tickets, "
               "{} PDFs.\n"
               "There already: {}. Left out: {} tickets.\n",
               counts.users, counts.staff, counts.tickets, counts.files, counts.known, counts.left_out);
    return 0;
}

} // namespace stu::cli
