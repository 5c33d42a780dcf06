#include "backend/store/import/flask_site.hpp"

#include "common/text.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>

namespace stu::store {
namespace {

/// What SQLAlchemy wrote, "2024-03-01 09:15:00.000000" in UTC, as Unix milliseconds; 0 for none.
#define MOMENT(column)                                                                                       \
    "COALESCE(CAST(strftime('%s', substr(" column ", 1, 19)) AS INTEGER) * 1000 + "                          \
    "CAST(substr(" column " || '.000', 21, 3) AS INTEGER), 0)"

/// Other encodings cannot be told apart: what is not ASCII in them becomes a question mark. Browsers end
/// lines with CR LF.
std::string readable(std::string text) {
    std::erase(text, '\r');
    if (!is_utf8(text))
        std::replace_if(
            text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x7e; }, '?');
    return text;
}

// Scans both tables, once.
constexpr const char* select_people = "SELECT id, email, password, role, department FROM user ORDER BY id";

std::vector<FlaskUser> people_of(SQLite::Database& database) {
    std::vector<FlaskUser> people;
    SQLite::Statement row(database, select_people);
    while (row.executeStep())
        people.push_back({row.getColumn(0).getInt64(), readable(row.getColumn(1).getString()),
                          row.getColumn(2).getString(), readable(row.getColumn(4).getString()),
                          row.getColumn(3).getString() != "student"});
    return people;
}

constexpr const char* select_tickets =
    "SELECT ticket_id, user_id, full_name, COALESCE(email, ''), reg_no, subject, message, service, "
    "department, "
    "COALESCE(ticket_status, ''), COALESCE(remarks, ''), COALESCE(file_input, ''), " MOMENT(
        "created_at") ", " MOMENT("last_modified_date") " FROM ticket ORDER BY created_at, id";

std::vector<FlaskTicket> tickets_of(SQLite::Database& database) {
    std::vector<FlaskTicket> tickets;
    SQLite::Statement row(database, select_tickets);
    while (row.executeStep()) {
        FlaskTicket& ticket = tickets.emplace_back();
        int column = 0;
        const auto text = [&] { return readable(row.getColumn(column++).getString()); };
        ticket.number = text();
        ticket.user_id = row.getColumn(column++).getInt64();
        for (std::string* field :
             {&ticket.name, &ticket.email, &ticket.registration_number, &ticket.subject, &ticket.message,
              &ticket.service, &ticket.department, &ticket.status, &ticket.remark, &ticket.file_name})
            *field = text();
        ticket.created_ms = row.getColumn(column++).getInt64();
        ticket.updated_ms = std::max(row.getColumn(column++).getInt64(), ticket.created_ms);
    }
    return tickets;
}

} // namespace

FlaskSite read_flask_site(const std::filesystem::path& file) {
    try {
        SQLite::Database database(file.string(), SQLite::OPEN_READONLY);
        return {people_of(database), tickets_of(database)};
    } catch (const std::exception& error) {
        throw std::runtime_error("\"" + file.string() + "\" is not a database of the earlier application: " +
                                 error.what() + ". Nothing was imported.");
    }
}

} // namespace stu::store
