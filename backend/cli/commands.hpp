#pragma once
// The subcommands. Each returns the exit code, or throws with a sentence for the operator.

#include "backend/backup/names.hpp"
#include "backend/cli/configuration.hpp"
#include "backend/cli/place.hpp"
#include "backend/store/people/access_codes.hpp"
#include "backend/store/tickets/catalogue.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace stu::cli {

int serve(const Configuration& configuration);

/// Creates the database, or adds what it lacks.
int migrate(const Place& place);
/// Takes away what only earlier versions need.
int contract(const Place& place);

/// Copies everything to an empty database, `to`: PostgreSQL's URL or a data folder. Goes on where it was
/// killed.
int move_everything(const Place& from, const std::string& to);

/// What `examine` cannot know by itself; empty = is not looked at.
struct Examined {
    std::string dkim_selector; ///< names the key of the domain that mail comes from
};
/// Looks at everything that the desk depends on, and says what to do where something is not as it should be;
/// 1 if anything is wrong.
int examine(const Configuration& configuration, const Examined& also);

struct BackupOrder {
    std::filesystem::path folder; ///< must be there
    backup::Retention retention;
};
/// Copies a data folder that may be in use to one new file in the folder, reads that again, and deletes what
/// is not to be kept.
int back_up(const Configuration& configuration, const BackupOrder& order);
/// Makes a key for backups in a new file.
int make_backup_key(const std::filesystem::path& file);
/// Unpacks a backup in a folder of its own beside it, or in `in`, and looks at all of it; 1 if it holds
/// damage.
int verify_backup(const Configuration& configuration, const std::filesystem::path& file,
                  const std::filesystem::path& in);
/// Makes an empty data folder what it was at the time of the backup. Mail that waited then is held.
int restore(const Configuration& configuration, const std::filesystem::path& file);

/// Reads everything and names what is not as it was written; 1 if there is any.
int verify(const Place& place);

/// Fills an installation with people and about `tickets` tickets to look at. Does nothing when they are there
/// already.
int seed_demo(const Place& place, std::size_t tickets);

int issue_staff_code(const Place& place, const std::string& department, std::int64_t days, std::int64_t uses);
int list_staff_codes(const Place& place);
int revoke_staff_code(const Place& place, const std::string& id);

/// What operators change in the catalogue. Each takes effect at once, also in a running server.
int list_departments(const Place& place);
int add_department(const Place& place, const std::string& id, const std::string& name,
                   const std::string& description);
int rename_department(const Place& place, const std::string& id, const std::string& name);
/// What a department, group or service is called in one more language; without a name there it keeps its own.
int translate(const Place& place, CatalogueKind kind, const std::string& id, const Translation& translation);
int remove_translation(const Place& place, CatalogueKind kind, const std::string& id,
                       const std::string& language);
int list_services(const Place& place);
int add_service(const Place& place, const std::string& id, const std::string& name, const std::string& group);
int rename_service(const Place& place, const std::string& id, const std::string& name);
int move_service(const Place& place, const std::string& id, const std::string& group);
int retire_service(const Place& place, const std::string& id);
int restore_service(const Place& place, const std::string& id);

int list_users(const Place& place);
/// Ends all sessions of the account and lets it sign in no more.
int deactivate_user(const Place& place, const std::string& email);
int activate_user(const Place& place, const std::string& email);
/// Forgets failed attempts to sign in from browsers that the account does not know.
int unlock_user(const Place& place, const std::string& email);
/// `head` false: is not any more.
int set_head(const Place& place, const std::string& email, const std::string& department, bool head);

/// Takes over people, tickets and PDFs of the earlier Flask application from its folder `from`. A second run
/// adds what is new there and changes nothing else.
int import_flask(const Place& place, const std::filesystem::path& from);

/// Prints the mail that has not left yet, with why.
int list_outbox(const Place& place);
/// Keeps what waits from being sent until it is retried.
int hold_outbox(const Place& place);
/// Lets failed mail be sent again by the running server, or by the next one: that with `id`, or all when it
/// is empty.
int retry_outbox(const Place& place, const std::string& id);

/// When departments are open, and what they promise. What is due on open tickets is computed anew.
int list_hours(const Place& place);
int set_hours(const Place& place, const std::string& department, const std::string& zone,
              const std::string& week);
/// Adds the days to those on which it is closed, or takes them away.
int change_holidays(const Place& place, const std::string& department, const std::vector<std::string>& days,
                    bool closed);

/// As it is given; empty = all services, each priority, not promised.
struct PromisedTarget {
    std::string department, service, priority, answer, solve;
};
int list_targets(const Place& place);
int set_target(const Place& place, const PromisedTarget& target);
int remove_target(const Place& place, const PromisedTarget& target);

} // namespace stu::cli
