#include "backend/store/flask_site.hpp"

#include "common/text.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <initializer_list>
#include <set>
#include <stdexcept>
#include <string_view>

namespace stu::store {
namespace {

using Names = std::initializer_list<const char*>;

class Table {
  public:
    Table(SQLite::Database& database, const char* name) : name_(name) {
        SQLite::Statement row(database, "SELECT name FROM pragma_table_info(?)");
        row.bind(1, name);
        while (row.executeStep()) columns_.insert(row.getColumn(0).getString());
    }

    bool exists() const { return !columns_.empty(); }
    bool has(const char* column) const { return columns_.count(column) != 0; }

    /// The first of `names` that the table has, quoted; an empty text when it has none.
    std::string text(Names names) const {
        for (const char* name : names)
            if (has(name)) return "COALESCE(CAST(\"" + std::string(name) + "\" AS TEXT), '')";
        return "''";
    }
    std::string required(Names names) const {
        const std::string found = text(names);
        if (found == "''")
            throw std::runtime_error("its table \"" + std::string(name_) + "\" has no column \"" +
                                     *names.begin() + "\"");
        return found;
    }
    /// Unix milliseconds of what SQLAlchemy writes, "2024-03-01 09:15:00.000000" in UTC; 0 for none.
    std::string moment(Names names) const {
        return "COALESCE(CAST(strftime('%s', substr(" + text(names) + ", 1, 19)) AS INTEGER), 0) * 1000";
    }

  private:
    const char* name_;
    std::set<std::string> columns_;
};

/// Other encodings cannot be told apart: what is not ASCII in them becomes a question mark.
std::string readable(std::string text) {
    if (!is_utf8(text))
        std::replace_if(
            text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x7e; }, '?');
    return text;
}

void read_accounts(SQLite::Database& database, const char* name, bool all_staff,
                   std::vector<FlaskUser>& users) {
    const Table table(database, name);
    if (!table.exists()) return;
    const std::string department = table.text({"department"});
    const std::string staff = all_staff               ? "1"
                              : table.has("is_staff") ? "COALESCE(is_staff, 0) IN (1, 'true', 'True')"
                              : table.has("role")     ? "lower(COALESCE(role, '')) <> 'student'"
                                                      : department + " <> ''";
    SQLite::Statement row(database, "SELECT " + table.required({"id"}) + ", " +
                                        table.required({"name", "username", "full_name"}) + ", " +
                                        table.required({"email"}) + ", " +
                                        table.required({"password", "password_hash"}) + ", " + department +
                                        ", " + staff + " FROM \"" + name + "\" ORDER BY id");
    while (row.executeStep()) {
        FlaskUser user;
        // Tickets refer to the table "user" alone; a number of the table "staff" must not be taken for one of
        // those.
        user.id = all_staff ? 0 : row.getColumn(0).getInt64();
        user.name = readable(row.getColumn(1).getString());
        user.email = row.getColumn(2).getString();
        user.password_hash = row.getColumn(3).getString();
        user.department = row.getColumn(4).getString();
        user.staff = row.getColumn(5).getInt() != 0;
        users.push_back(std::move(user));
    }
}

void read_tickets(SQLite::Database& database, std::vector<FlaskTicket>& tickets) {
    const Table table(database, "ticket");
    const std::string created = table.moment({"date_posted", "created_at", "date_created", "date"});
    const std::string updated =
        table.moment({"date_updated", "updated_at", "date_posted", "created_at", "date"});
    const std::string owner = table.has("user_id") ? "COALESCE(user_id, 0)" : "0";
    SQLite::Statement row(database,
                          "SELECT " + table.required({"ticket_id", "number"}) + ", " + owner + ", " +
                              table.text({"name", "full_name"}) + ", " + table.text({"email"}) + ", " +
                              table.text({"reg_no", "registration_number"}) + ", " +
                              table.required({"subject"}) + ", " + table.required({"message"}) + ", " +
                              table.required({"service"}) + ", " + table.text({"department"}) + ", " +
                              table.required({"status"}) + ", " + table.text({"remark", "remarks"}) + ", " +
                              table.text({"file", "attachment", "filename", "pdf"}) + ", " + created + ", " +
                              updated + " FROM ticket ORDER BY rowid");
    while (row.executeStep()) {
        FlaskTicket ticket;
        int column = 0;
        const auto text = [&] { return readable(row.getColumn(column++).getString()); };
        const auto integer = [&] { return row.getColumn(column++).getInt64(); };
        ticket.number = text();
        ticket.user_id = integer();
        for (std::string* field :
             {&ticket.name, &ticket.email, &ticket.registration_number, &ticket.subject, &ticket.message,
              &ticket.service, &ticket.department, &ticket.status, &ticket.remark, &ticket.file_name})
            *field = text();
        ticket.created_ms = integer();
        ticket.updated_ms = std::max(integer(), ticket.created_ms);
        tickets.push_back(std::move(ticket));
    }
}

} // namespace

FlaskSite read_flask_site(const std::filesystem::path& file) {
    try {
        SQLite::Database database(file.string(), SQLite::OPEN_READONLY);
        if (!Table(database, "user").exists() || !Table(database, "ticket").exists())
            throw std::runtime_error("it has no tables \"user\" and \"ticket\"");
        FlaskSite site;
        read_accounts(database, "user", false, site.users);
        read_accounts(database, "staff", true, site.users);
        read_tickets(database, site.tickets);
        return site;
    } catch (const std::exception& error) {
        throw std::runtime_error("\"" + file.string() + "\" is not a database of the earlier application: " +
                                 error.what() + ". Nothing was imported.");
    }
}

} // namespace stu::store
