#pragma once
// The subcommands. Each returns the exit code, or throws with a sentence for the operator.

#include "backend/cli/configuration.hpp"
#include "backend/store/access_codes.hpp"
#include "backend/store/catalogue.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace stu::cli {

int serve(const Configuration& configuration);

int migrate(const std::filesystem::path& data);

/// Reads everything and names what is not as it was written; 1 if there is any.
int verify(const std::filesystem::path& data);

/// Fills an installation with people and about `tickets` tickets to look at. Does nothing when they are there
/// already.
int seed_demo(const std::filesystem::path& data, std::size_t tickets);

int issue_staff_code(const std::filesystem::path& data, const std::string& department, std::int64_t days,
                     std::int64_t uses);
int list_staff_codes(const std::filesystem::path& data);
int revoke_staff_code(const std::filesystem::path& data, const std::string& id);

/// What operators change in the catalogue. Each takes effect at once, also in a running server.
int list_departments(const std::filesystem::path& data);
int add_department(const std::filesystem::path& data, const std::string& id, const std::string& name,
                   const std::string& description);
int rename_department(const std::filesystem::path& data, const std::string& id, const std::string& name);
/// What a department, group or service is called in one more language; without a name there it keeps its own.
int translate(const std::filesystem::path& data, CatalogueKind kind, const std::string& id,
              const Translation& translation);
int remove_translation(const std::filesystem::path& data, CatalogueKind kind, const std::string& id,
                       const std::string& language);
int list_services(const std::filesystem::path& data);
int add_service(const std::filesystem::path& data, const std::string& id, const std::string& name,
                const std::string& group);
int rename_service(const std::filesystem::path& data, const std::string& id, const std::string& name);
int move_service(const std::filesystem::path& data, const std::string& id, const std::string& group);
int retire_service(const std::filesystem::path& data, const std::string& id);
int restore_service(const std::filesystem::path& data, const std::string& id);

int list_users(const std::filesystem::path& data);
/// Ends all sessions of the account and lets it sign in no more.
int deactivate_user(const std::filesystem::path& data, const std::string& email);
int activate_user(const std::filesystem::path& data, const std::string& email);
/// Forgets failed attempts to sign in from browsers that the account does not know.
int unlock_user(const std::filesystem::path& data, const std::string& email);

/// Takes over people, tickets and PDFs of the earlier Flask application from its folder `from`. A second run
/// adds what is new there and changes nothing else.
int import_flask(const std::filesystem::path& data, const std::filesystem::path& from);

/// Prints the mail that has not left yet, with why.
int list_outbox(const std::filesystem::path& data);
/// Lets failed mail be sent again by the running server, or by the next one: that with `id`, or all when it
/// is empty.
int retry_outbox(const std::filesystem::path& data, const std::string& id);

} // namespace stu::cli
