// The command line of the server.

#include "backend/cli/commands.hpp"
#include "backend/cli/english.hpp"
#include "backend/pdf/child.hpp"
#include "backend/pdf/child_checker.hpp"

#include <CLI/CLI.hpp>

#include <exception>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <utility>

#if defined(__OPTIMIZE__) && !defined(STUTICKET_SANITIZED)
// An older libc or compiler would take a lower level without a word (feature_test_macros(7)), and no trace of
// it is left.
static_assert(__USE_FORTIFY_LEVEL == 3);
#endif

namespace {

using stu::cli::Variables;

/// A flag that sets the setting `name`; `configure` says what comes of it.
void add_setting(CLI::App& command, Variables& flags, const char* flag, const char* name,
                 const char* meaning) {
    command.add_option_function<std::string>(
        flag, [&flags, name](const std::string& value) { flags.insert_or_assign(name, value); },
        std::string(meaning) + " [" + name + "]");
}

/// What every subcommand works on.
void add_place_options(CLI::App& command, Variables& flags) {
    add_setting(command, flags, "--data", "STUTICKET_DATA",
                "Folder with the database and outgoing mail (data)");
    add_setting(command, flags, "--database", "STUTICKET_DATABASE",
                "PostgreSQL to use instead of a file there: postgresql://host/name");
}

stu::cli::Configuration configured(const Variables& flags) {
    auto configuration =
        stu::cli::configure(flags, stu::cli::environment_settings(), std::filesystem::current_path());
    if (!configuration) throw std::runtime_error(stu::cli::english(configuration.error()));
    return configuration.value();
}

/// A subcommand that works on an installation and returns its exit code.
CLI::App& add_action(CLI::App& parent, Variables& flags, int& exit_code, const char* name,
                     const char* meaning, std::function<int(const stu::cli::Place& place)> run) {
    CLI::App* action = parent.add_subcommand(name, meaning);
    add_place_options(*action, flags);
    action->callback(
        [&flags, &exit_code, run = std::move(run)] { exit_code = run(configured(flags).place); });
    return *action;
}

/// What the subcommands are given; lives as long as the command line.
struct Arguments {
    std::string id, name, description, group, email, department, from, to, language;
    std::size_t tickets = 170;
    std::int64_t days = 30, uses = 50;
    bool all = false, remove = false;
    std::string zone, week;
    std::vector<std::string> holidays;
    stu::cli::PromisedTarget target;
    stu::cli::Examined examined;
    std::string file, folder;
    stu::backup::Retention retention;
};

void add_serve_command(CLI::App& program, Variables& flags, int& exit_code) {
    CLI::App* serve = program.add_subcommand(
        "serve", "Serves the web pages and the API until it is told to stop (Ctrl-C, SIGTERM).");
    add_place_options(*serve, flags);
    add_setting(*serve, flags, "--port", "STUTICKET_PORT", "Port to listen on; 0 takes any free one (8080)");
    add_setting(*serve, flags, "--address", "STUTICKET_ADDRESS",
                "Numeric address to listen on; 0.0.0.0 for all (127.0.0.1)");
    add_setting(*serve, flags, "--base-url", "STUTICKET_BASE_URL",
                "Address that browsers use, for links in mail and for checking where requests come from "
                "(http://localhost:PORT)");
    serve->callback([&] { exit_code = stu::cli::serve(configured(flags)); });
}

void add_doctor_command(CLI::App& program, Variables& flags, int& exit_code, Arguments& given) {
    CLI::App* doctor = program.add_subcommand(
        "doctor", "Looks at all that the desk depends on, and says what to do. Changes nothing.");
    add_place_options(*doctor, flags);
    add_setting(*doctor, flags, "--backups", "STUTICKET_BACKUPS",
                "Folder in which a backup of each night should be");
    doctor->add_option("--dkim-selector", given.examined.dkim_selector,
                       "Name of the key with which the mail server signs");
    doctor->callback([&] { exit_code = stu::cli::examine(configured(flags), given.examined); });
}

void add_demo_command(CLI::App& program, Variables& flags, int& exit_code, Arguments& given) {
    CLI::App& seed = add_action(program, flags, exit_code, "seed-demo",
                                "Adds people and tickets to look at, and prints their passwords.",
                                [&](const auto& place) { return stu::cli::seed_demo(place, given.tickets); });
    seed.add_option("--tickets", given.tickets, "About how many; more than a few hundred are for measuring")
        ->capture_default_str()
        ->check(CLI::Range(0, 1'000'000));
}

void add_staff_code_commands(CLI::App& program, Variables& flags, int& exit_code, Arguments& given) {
    using namespace stu::cli;
    CLI::App* code = program.add_subcommand("staff-code",
                                            "Access codes with which staff open an account in a department.");
    code->require_subcommand(1);
    CLI::App& issue = add_action(
        *code, flags, exit_code, "issue", "Makes a code and prints it, once.",
        [&](const auto& place) { return issue_staff_code(place, given.department, given.days, given.uses); });
    issue.add_option("--department", given.department, "it, admissions, finance …")->required();
    issue.add_option("--days", given.days, "How long it can be used")
        ->capture_default_str()
        ->check(CLI::Range(1, 365));
    issue.add_option("--uses", given.uses, "How many accounts can be opened with it")
        ->capture_default_str()
        ->check(CLI::Range(1, 10'000));
    add_action(*code, flags, exit_code, "list", "Shows which codes there are.", list_staff_codes);
    CLI::App& revoke = add_action(*code, flags, exit_code, "revoke", "Makes a code useless at once.",
                                  [&](const auto& place) { return revoke_staff_code(place, given.id); });
    revoke.add_option("id", given.id, "The id that `list` shows")->required();
}

void add_outbox_commands(CLI::App& program, Variables& flags, int& exit_code, Arguments& given) {
    using namespace stu::cli;
    CLI::App* outbox = program.add_subcommand(
        "outbox", "Mail that has not left yet: waiting for another attempt, or failed.");
    outbox->require_subcommand(1);
    add_action(*outbox, flags, exit_code, "list", "Shows it, with why it has not left.", list_outbox);
    add_action(*outbox, flags, exit_code, "hold", "Keeps what waits from being sent until it is retried.",
               hold_outbox);
    CLI::App& retry = add_action(*outbox, flags, exit_code, "retry", "Sends failed mail again.",
                                 [&](const auto& place) { return retry_outbox(place, given.id); });
    CLI::Option_group* which = retry.add_option_group("which");
    which->add_option("id", given.id, "The id that `list` shows");
    which->add_flag("--all", given.all, "All failed mail");
    which->require_option(1);
}

void add_backup_commands(CLI::App& program, Variables& flags, int& exit_code, Arguments& given) {
    const auto with_key = [&](const char* name, const char* meaning) -> CLI::App& {
        CLI::App* command = program.add_subcommand(name, meaning);
        add_setting(*command, flags, "--key-file", "STUTICKET_BACKUP_KEY_FILE",
                    "File with the key of encrypted backups; the key itself can be in STUTICKET_BACKUP_KEY");
        return *command;
    };
    CLI::App& backup = with_key("backup", "Copies everything to one new file, also while the server runs.");
    add_place_options(backup, flags);
    backup.add_option("--to", given.folder, "Folder for the file, which gets the time as its name")
        ->required();
    backup.add_option("--keep-daily", given.retention.daily, "Days to keep a backup of; others are deleted")
        ->check(CLI::Range(0, 10'000));
    backup
        .add_option("--keep-weekly", given.retention.weekly, "Weeks to keep a backup of; others are deleted")
        ->check(CLI::Range(0, 10'000));
    backup.callback([&] {
        exit_code = stu::cli::back_up(configured(flags), {given.folder, given.retention});
    });

    CLI::App* key = program.add_subcommand("backup-key", "Makes a key for encrypted backups in a new file.");
    key->add_option("file", given.file, "The new file")->required();
    key->callback([&] { exit_code = stu::cli::make_backup_key(given.file); });

    CLI::App& verify =
        with_key("verify-backup", "Unpacks a backup for a while and looks at all that is in it.");
    verify.add_option("--in", given.folder, "Folder to unpack it in (that of the file)");
    verify.callback(
        [&] { exit_code = stu::cli::verify_backup(configured(flags), given.file, given.folder); });

    CLI::App& restore = with_key("restore", "Makes a new data folder of a backup.");
    add_place_options(restore, flags);
    restore.callback([&] { exit_code = stu::cli::restore(configured(flags), given.file); });
    for (CLI::App* command : {&verify, &restore})
        command->add_option("file", given.file, "The backup")->required();
}

/// What `parent` is about gets a name in one more language.
void add_name_command(CLI::App& parent, Variables& flags, int& exit_code, Arguments& given,
                      stu::CatalogueKind kind) {
    using namespace stu::cli;
    CLI::App& action =
        add_action(parent, flags, exit_code, "name", "Says what one is called in one more language.",
                   [&given, kind](const auto& place) {
                       return given.remove ? remove_translation(place, kind, given.id, given.language)
                                           : translate(place, kind, given.id,
                                                       {given.language, given.name, given.description});
                   });
    action.add_option("id", given.id, "The id that `list` shows")->required();
    CLI::Option* name = action.add_option("name", given.name, "As people read it");
    action.add_option("--language", given.language, "Such as fr")->required();
    action.add_flag("--remove", given.remove, "Lets it go by its own name again")->excludes(name);
    if (kind == stu::CatalogueKind::service_group)
        action.add_option("--description", given.description, "One sentence on its card");
}

void add_catalogue_commands(CLI::App& program, Variables& flags, int& exit_code, Arguments& given) {
    using namespace stu::cli;
    CLI::App* department = program.add_subcommand("department", "The departments that tickets go to.");
    department->require_subcommand(1);
    const auto of_department = [&](const char* name, const char* meaning, auto run) -> CLI::App& {
        return add_action(*department, flags, exit_code, name, meaning, std::move(run));
    };
    of_department("list", "Shows them.", list_departments);
    CLI::App& add = of_department("add", "Adds one, for now without services.", [&](const auto& place) {
        return add_department(place, given.id, given.name, given.description);
    });
    add.add_option("id", given.id, "Small letters, digits, hyphens; stays for ever")->required();
    add.add_option("name", given.name, "As people read it")->required();
    add.add_option("--description", given.description, "One sentence on its card");
    CLI::App& rename = of_department("rename", "Gives one another name.", [&](const auto& place) {
        return rename_department(place, given.id, given.name);
    });
    rename.add_option("id", given.id, "The id that `list` shows")->required();
    rename.add_option("name", given.name, "As people read it")->required();
    add_name_command(*department, flags, exit_code, given, stu::CatalogueKind::department);

    CLI::App* group = program.add_subcommand("group", "The cards on which students find the services.");
    group->require_subcommand(1);
    add_name_command(*group, flags, exit_code, given, stu::CatalogueKind::service_group);

    CLI::App* service = program.add_subcommand("service", "What students can ask the departments for.");
    service->require_subcommand(1);
    const auto of_service = [&](const char* name, const char* meaning, auto run) -> CLI::App& {
        CLI::App& action = add_action(*service, flags, exit_code, name, meaning, std::move(run));
        if (std::string_view(name) != "list")
            action.add_option("id", given.id, "Small letters, digits, hyphens; stays for ever")->required();
        return action;
    };
    of_service("list", "Shows them, by department and group.", list_services);
    CLI::App& add_one = of_service("add", "Adds one to a group.", [&](const auto& place) {
        return add_service(place, given.id, given.name, given.group);
    });
    CLI::App& rename_one = of_service("rename", "Gives one another name.", [&](const auto& place) {
        return rename_service(place, given.id, given.name);
    });
    for (CLI::App* action : {&add_one, &rename_one})
        action->add_option("name", given.name, "As people read it")->required();
    CLI::App& move_one =
        of_service("move", "Moves one to another group, of any department.",
                   [&](const auto& place) { return move_service(place, given.id, given.group); });
    for (CLI::App* action : {&add_one, &move_one})
        action->add_option("--group", given.group, "The group's id, which `list` shows")->required();
    of_service("retire", "Takes one off the page; its tickets keep its name.",
               [&](const auto& place) { return retire_service(place, given.id); });
    of_service("restore", "Puts a retired one back.",
               [&](const auto& place) { return restore_service(place, given.id); });
    add_name_command(*service, flags, exit_code, given, stu::CatalogueKind::service);
}

void add_promise_commands(CLI::App& program, Variables& flags, int& exit_code, Arguments& given) {
    using namespace stu::cli;
    CLI::App* hours = program.add_subcommand("hours", "When departments are open, in their own time zones.");
    hours->require_subcommand(1);
    add_action(*hours, flags, exit_code, "list", "Shows it.", list_hours);
    CLI::App& set =
        add_action(*hours, flags, exit_code, "set", "Says when one is open.", [&](const auto& place) {
            return set_hours(place, given.department, given.zone, given.week);
        });
    set.add_option("--zone", given.zone, "Such as Africa/Nairobi")->required();
    set.add_option("--week", given.week, "Such as 'mon-fri 08:00-12:00,13:00-17:00; sat 09:00-12:00'")
        ->required();
    CLI::App& close =
        add_action(*hours, flags, exit_code, "close", "Closes one on holidays.", [&](const auto& place) {
            return change_holidays(place, given.department, given.holidays, true);
        });
    CLI::App& open = add_action(
        *hours, flags, exit_code, "open", "Opens one on days that were holidays.",
        [&](const auto& place) { return change_holidays(place, given.department, given.holidays, false); });
    for (CLI::App* action : {&set, &close, &open})
        action->add_option("department", given.department, "it, admissions, finance …")->required();
    for (CLI::App* action : {&close, &open})
        action->add_option("days", given.holidays, "Such as 2026-12-25 2026-12-28..2027-01-01")->required();

    CLI::App* target = program.add_subcommand(
        "target", "Within how many open hours departments answer first, and solve what is asked for.");
    target->require_subcommand(1);
    add_action(*target, flags, exit_code, "list", "Shows them.", list_targets);
    CLI::App& promise = add_action(*target, flags, exit_code, "set", "Promises something.",
                                   [&](const auto& place) { return set_target(place, given.target); });
    CLI::Option_group* what = promise.add_option_group("what");
    what->add_option("--answer", given.target.answer, "Until the first answer: 4h, 90m");
    what->add_option("--solve", given.target.solve, "Until it is closed: 40h");
    what->require_option(1, 2);
    CLI::App& remove = add_action(*target, flags, exit_code, "remove", "Promises it no longer.",
                                  [&](const auto& place) { return remove_target(place, given.target); });
    for (CLI::App* action : {&promise, &remove}) {
        action->add_option("department", given.target.department, "it, admissions, finance …")->required();
        action->add_option("--service", given.target.service, "For this one alone");
        action->add_option("--priority", given.target.priority,
                           "For this one alone: low, normal, high, urgent");
    }
}

void add_user_commands(CLI::App& program, Variables& flags, int& exit_code, Arguments& given) {
    using namespace stu::cli;
    CLI::App* user = program.add_subcommand("user", "The accounts of students and staff.");
    user->require_subcommand(1);
    add_action(*user, flags, exit_code, "list", "Shows them.", list_users);
    CLI::App& deactivate =
        add_action(*user, flags, exit_code, "deactivate", "Signs one out everywhere, for good.",
                   [&](const auto& place) { return deactivate_user(place, given.email); });
    CLI::App& activate = add_action(*user, flags, exit_code, "activate", "Lets one sign in again.",
                                    [&](const auto& place) { return activate_user(place, given.email); });
    CLI::App& unlock = add_action(*user, flags, exit_code, "unlock", "Ends the pause after failed attempts.",
                                  [&](const auto& place) { return unlock_user(place, given.email); });
    CLI::App& head = add_action(
        *user, flags, exit_code, "head",
        "Makes one the head of a department, who sees how much each of it does.",
        [&](const auto& place) { return set_head(place, given.email, given.department, !given.remove); });
    head.add_flag("--remove", given.remove, "Not any more");
    for (CLI::App* action : {&deactivate, &activate, &unlock, &head})
        action->add_option("email", given.email, "The account's address")->required();
    head.add_option("department", given.department, "it, admissions, finance …")->required();
}

} // namespace

// Only a command that is declared twice throws outside of `try`, and that is found out by the first start.
// NOLINTNEXTLINE(bugprone-exception-escape)
int main(int argc, char** argv) {
    using namespace stu::cli;
    CLI::App program(
        "StuTicket, a university service desk. What stands in [brackets] can also be set by an "
        "environment variable of that name, or in a file .env in the working directory or the data "
        "folder; there are the MAIL_ settings, too (docs/operating.md).");
    program.require_subcommand(1);
    int exit_code = 0;
    Variables flags;

    Arguments given;
    const auto add = [&](const char* name, const char* meaning, auto run) -> CLI::App& {
        return add_action(program, flags, exit_code, name, meaning, std::move(run));
    };
    add_serve_command(program, flags, exit_code);
    add("migrate", "Creates the database, or brings it up to date.", migrate);
    add("contract",
        "Takes out of the database what only earlier versions use. When none of their servers is left.",
        contract);
    add_doctor_command(program, flags, exit_code, given);
    add_demo_command(program, flags, exit_code, given);
    add_staff_code_commands(program, flags, exit_code, given);
    add_outbox_commands(program, flags, exit_code, given);
    add("verify", "Reads all tickets and PDFs and names those that are damaged.", verify);
    add("move", "Copies everything to an empty database, and goes on where it was killed.",
        [&](const auto& place) { return move_everything(place, given.to); })
        .add_option("--to", given.to, "Where to: postgresql://host/name, or a folder for a file in it")
        ->required();
    add_backup_commands(program, flags, exit_code, given);
    add_user_commands(program, flags, exit_code, given);
    add_catalogue_commands(program, flags, exit_code, given);
    add_promise_commands(program, flags, exit_code, given);
    add("import-flask", "Takes over people, tickets and PDFs of the earlier Flask application.",
        [&](const auto& place) { return import_flask(place, given.from); })
        .add_option("--from", given.from, "Its folder, with instance/site.db and uploads")
        ->required();

    // For the server itself; an empty group hides it.
    program.add_subcommand(std::string(stu::pdf::child_command))->group("")->callback(stu::pdf::run_child);

    program.add_subcommand("version", "Prints the version.")->callback([] {
        std::cout << "stuticket " STUTICKET_VERSION "\n";
    });

    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error);
    } catch (const std::exception& error) {
        std::cerr << "stuticket: " << error.what() << "\n";
        return 1;
    }
    return exit_code;
}
