#pragma once
// The database of the earlier Flask application, read and never written.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace stu::store {

struct FlaskUser {
    std::int64_t id = 0;
    std::string email, password_hash; ///< bcrypt
    std::string department;           ///< as it was written; empty for students
    bool staff = false;
};

struct FlaskTicket {
    std::string number; ///< nine digits
    std::int64_t user_id = 0;
    std::string name, email, registration_number, subject, message; ///< `email` may be empty
    std::string service, department, status, remark; ///< as they were written; the last two may be empty
    std::string file_name;                           ///< in uploads/; empty without a file
    std::int64_t created_ms = 0, updated_ms = 0;
};

struct FlaskSite {
    std::vector<FlaskUser> users;     ///< by id
    std::vector<FlaskTicket> tickets; ///< oldest first
};

/// Throws std::runtime_error with a sentence for
/// the operator when the file is damaged or is another program's.
FlaskSite read_flask_site(const std::filesystem::path& file);

} // namespace stu::store
