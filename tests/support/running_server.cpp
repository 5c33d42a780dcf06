#include "tests/support/running_server.hpp"

#include "backend/security/sha256.hpp"
#include "backend/security/tokens.hpp"
#include "backend/store/people/access_codes.hpp"
#include "backend/store/people/sessions.hpp"
#include "backend/store/people/users.hpp"
#include "backend/store/tickets/seals.hpp"
#include "tests/support/migrated_database.hpp"

#include <doctest/doctest.h>
#include <spdlog/spdlog.h>

namespace stu::test {
namespace {

/// Of `RunningServer::password`. Computed once.
const std::string& hash_of_password(security::Passwords& passwords) {
    static const std::string hash = passwords.hash(RunningServer::password);
    return hash;
}

security::Captcha& no_captcha() {
    static security::NoCaptcha captcha;
    return captcha;
}

} // namespace

RunningServer::RunningServer(const http::GateLimits& limits, const std::filesystem::path& pdf_program)
    : RunningServer(limits, pdf_program, no_captcha(), {.tickets_per_hour = 0}) {}

RunningServer::RunningServer(security::Captcha& captcha, app::Policy policy)
    : RunningServer({}, STUTICKET_PROGRAM, captcha, std::move(policy)) {}

RunningServer::RunningServer(const http::GateLimits& limits, const std::filesystem::path& pdf_program,
                             security::Captcha& captcha, app::Policy policy)
    : place_(migrated_database()), store_(place_.database()), passwords_(random_, hash_cost),
      pdfs_(pdf_program), password_hash_(hash_of_password(passwords_)),
      sender_(place_.folder() / "mail", "localhost"),
      policy_(std::move(policy)), services_{.store = store_,
                                            .clock = clock_,
                                            .shared_clock = clock_,
                                            .random = random_,
                                            .passwords = passwords_,
                                            .pdfs = pdfs_,
                                            .captcha = captcha,
                                            .policy = policy_,
                                            .secret = secret_,
                                            .base_url = "http://localhost"} {
    spdlog::set_level(spdlog::level::off);
    http::Listener listener("127.0.0.1", 0);
    port_ = listener.port();
    server_.emplace(std::move(listener), services_, http::Settings{{"http://" + host()}}, limits);
    thread_ = std::thread([this] { server_->run(); });
}

RunningServer::~RunningServer() {
    stop();
    // Whatever the server was asked for, each row is left with the seal of what stands in it.
    if (!changed_by_hand) CHECK(store::find_damage(store_, security::sha256, [] { return true; }).empty());
}

void RunningServer::stop() {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
}

app::Services RunningServer::services_on(store::Store& other) {
    return {.store = other,
            .clock = services_.clock,
            .shared_clock = services_.shared_clock,
            .random = services_.random,
            .passwords = services_.passwords,
            .pdfs = services_.pdfs,
            .captcha = services_.captcha,
            .policy = services_.policy,
            .secret = services_.secret,
            .base_url = services_.base_url};
}

User RunningServer::add_user(std::string_view email, std::string_view name, std::string_view department) {
    User user;
    user.email = email;
    user.name = name;
    user.verified = true;
    if (department.empty()) {
        user.registration_number = "BIT-2024-0001";
    } else {
        user.role = Role::staff;
        user.departments = {std::string(department)};
    }
    return add_user(std::move(user));
}

User RunningServer::add_user(User user) {
    user.id = security::make_id(random_, clock_.now_ms());
    store::Transaction transaction = store_.write();
    store::insert_user(transaction, {user, password_hash_}, clock_.now_ms());
    transaction.commit();
    return user;
}

std::string RunningServer::sign_in(const User& user) {
    const std::string token = security::make_token(random_);
    const std::int64_t now = clock_.now_ms();
    store::Transaction transaction = store_.write();
    store::insert_session(transaction, {security::token_hash(token), user.id, now, now + hour_ms, 0, now});
    transaction.commit();
    return token;
}

std::string RunningServer::person_of(std::string_view session_token) const {
    store::Transaction transaction = store_.read();
    const auto session =
        store::find_session(transaction, security::token_hash(session_token), clock_.now_ms());
    return session ? session->user_id : std::string(nobody);
}

std::string RunningServer::issue_access_code(std::string_view department) {
    const std::string code = security::make_access_code(random_);
    const std::int64_t now = clock_.now_ms();
    store::Transaction transaction = store_.write();
    store::insert_access_code(
        transaction, {security::make_id(random_, now), std::string(department), now, now + hour_ms, 0},
        security::access_code_hash(code));
    transaction.commit();
    return code;
}

std::int64_t RunningServer::rows(std::string_view table) {
    store::Transaction transaction = store_.read();
    const auto row = transaction.connection().query("SELECT COUNT(*) FROM " + std::string(table));
    row->next();
    return row->integer(0);
}

std::string RunningServer::link_secret(std::string_view recipient, std::string_view page) {
    store::Transaction transaction = store_.read();
    const auto row = transaction.connection().query(
        "SELECT body FROM outbox WHERE recipient = $1 ORDER BY id DESC", {recipient});
    const std::string mark = "http://localhost" + std::string(page) + "#";
    while (row->next()) {
        const std::string body = row->text(0);
        if (const std::size_t at = body.find(mark); at != body.npos) return body.substr(at + mark.size(), 64);
    }
    return {};
}

std::string RunningServer::last_subject(std::string_view recipient) {
    store::Transaction transaction = store_.read();
    const auto row = transaction.connection().query(
        "SELECT subject FROM outbox WHERE recipient = $1 ORDER BY id DESC LIMIT 1", {recipient});
    return row->next() ? row->text(0) : std::string();
}

void RunningServer::send_mail() {
    while (worker::send_one(store_, sender_, clock_.now_ms())) continue;
}

} // namespace stu::test
