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

namespace {

using stu::cli::Variables;

/// A flag that sets the setting `name`; `configure` says what comes of it.
void add_setting(CLI::App& command, Variables& flags, const char* flag, const char* name,
                 const char* meaning) {
    command.add_option_function<std::string>(
        flag, [&flags, name](const std::string& value) { flags.insert_or_assign(name, value); },
        std::string(meaning) + " [" + name + "]");
}

/// The folder that every subcommand works on.
void add_data_option(CLI::App& command, Variables& flags) {
    add_setting(command, flags, "--data", "STUTICKET_DATA",
                "Folder with the database and outgoing mail (data)");
}

stu::cli::Configuration configured(const Variables& flags) {
    auto configuration =
        stu::cli::configure(flags, stu::cli::environment_settings(), std::filesystem::current_path());
    if (!configuration) throw std::runtime_error(stu::cli::english(configuration.error()));
    return configuration.value();
}

/// A subcommand of a subcommand that works on the data folder and returns its exit code.
CLI::App& add_action(CLI::App& parent, Variables& flags, int& exit_code, const char* name,
                     const char* meaning, std::function<int(const std::filesystem::path& data)> run) {
    CLI::App* action = parent.add_subcommand(name, meaning);
    add_data_option(*action, flags);
    action->callback([&flags, &exit_code, run = std::move(run)] { exit_code = run(configured(flags).data); });
    return *action;
}

/// What the operators' subcommands are given; lives as long as the command line.
struct OperatorArguments {
    std::string id, name, description, group, email, language;
    bool remove = false;
};

/// What `parent` is about gets a name in one more language.
void add_name_command(CLI::App& parent, Variables& flags, int& exit_code, OperatorArguments& given,
                      stu::CatalogueKind kind) {
    using namespace stu::cli;
    CLI::App& action =
        add_action(parent, flags, exit_code, "name", "Says what one is called in one more language.",
                   [&given, kind](const auto& data) {
                       return given.remove ? remove_translation(data, kind, given.id, given.language)
                                           : translate(data, kind, given.id,
                                                       {given.language, given.name, given.description});
                   });
    action.add_option("id", given.id, "The id that `list` shows")->required();
    CLI::Option* name = action.add_option("name", given.name, "As people read it");
    action.add_option("--language", given.language, "Such as fr")->required();
    action.add_flag("--remove", given.remove, "Lets it go by its own name again")->excludes(name);
    if (kind == stu::CatalogueKind::service_group)
        action.add_option("--description", given.description, "One sentence on its card");
}

void add_catalogue_commands(CLI::App& program, Variables& flags, int& exit_code, OperatorArguments& given) {
    using namespace stu::cli;
    CLI::App* department = program.add_subcommand("department", "The departments that tickets go to.");
    department->require_subcommand(1);
    const auto of_department = [&](const char* name, const char* meaning, auto run) -> CLI::App& {
        return add_action(*department, flags, exit_code, name, meaning, std::move(run));
    };
    of_department("list", "Shows them.", list_departments);
    CLI::App& add = of_department("add", "Adds one, for now without services.", [&](const auto& data) {
        return add_department(data, given.id, given.name, given.description);
    });
    add.add_option("id", given.id, "Small letters, digits, hyphens; stays for ever")->required();
    add.add_option("name", given.name, "As people read it")->required();
    add.add_option("--description", given.description, "One sentence on its card");
    CLI::App& rename = of_department("rename", "Gives one another name.", [&](const auto& data) {
        return rename_department(data, given.id, given.name);
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
    CLI::App& add_one = of_service("add", "Adds one to a group.", [&](const auto& data) {
        return add_service(data, given.id, given.name, given.group);
    });
    CLI::App& rename_one = of_service("rename", "Gives one another name.", [&](const auto& data) {
        return rename_service(data, given.id, given.name);
    });
    for (CLI::App* action : {&add_one, &rename_one})
        action->add_option("name", given.name, "As people read it")->required();
    CLI::App& move_one =
        of_service("move", "Moves one to another group, of any department.",
                   [&](const auto& data) { return move_service(data, given.id, given.group); });
    for (CLI::App* action : {&add_one, &move_one})
        action->add_option("--group", given.group, "The group's id, which `list` shows")->required();
    of_service("retire", "Takes one off the page; its tickets keep its name.",
               [&](const auto& data) { return retire_service(data, given.id); });
    of_service("restore", "Puts a retired one back.",
               [&](const auto& data) { return restore_service(data, given.id); });
    add_name_command(*service, flags, exit_code, given, stu::CatalogueKind::service);
}

void add_user_commands(CLI::App& program, Variables& flags, int& exit_code, OperatorArguments& given) {
    using namespace stu::cli;
    CLI::App* user = program.add_subcommand("user", "The accounts of students and staff.");
    user->require_subcommand(1);
    add_action(*user, flags, exit_code, "list", "Shows them.", list_users);
    CLI::App& deactivate =
        add_action(*user, flags, exit_code, "deactivate", "Signs one out everywhere, for good.",
                   [&](const auto& data) { return deactivate_user(data, given.email); });
    CLI::App& activate = add_action(*user, flags, exit_code, "activate", "Lets one sign in again.",
                                    [&](const auto& data) { return activate_user(data, given.email); });
    CLI::App& unlock = add_action(*user, flags, exit_code, "unlock", "Ends the pause after failed attempts.",
                                  [&](const auto& data) { return unlock_user(data, given.email); });
    for (CLI::App* action : {&deactivate, &activate, &unlock})
        action->add_option("email", given.email, "The account's address")->required();
}

} // namespace

int main(int argc, char** argv) {
    using namespace stu::cli;
    CLI::App program(
        "StuTicket, a university service desk. What stands in [brackets] can also be set by an "
        "environment variable of that name, or in a file .env in the working directory or the data "
        "folder; there are the MAIL_ settings, too (docs/operating.md).");
    program.require_subcommand(1);
    int exit_code = 0;
    Variables flags;

    CLI::App* serve_command = program.add_subcommand(
        "serve", "Serves the web pages and the API until it is told to stop (Ctrl-C, SIGTERM).");
    add_data_option(*serve_command, flags);
    add_setting(*serve_command, flags, "--port", "STUTICKET_PORT",
                "Port to listen on; 0 takes any free one (8080)");
    add_setting(*serve_command, flags, "--address", "STUTICKET_ADDRESS",
                "Numeric address to listen on; 0.0.0.0 for all (127.0.0.1)");
    add_setting(*serve_command, flags, "--base-url", "STUTICKET_BASE_URL",
                "Address that browsers use, for links in mail and for checking where requests come from "
                "(http://localhost:PORT)");
    serve_command->callback([&] { exit_code = serve(configured(flags)); });

    CLI::App* migrate_command =
        program.add_subcommand("migrate", "Creates the database, or brings it up to date.");
    add_data_option(*migrate_command, flags);
    migrate_command->callback([&] { exit_code = migrate(configured(flags).data); });

    CLI::App* seed_command = program.add_subcommand(
        "seed-demo", "Adds people and tickets to look at, and prints their passwords.");
    add_data_option(*seed_command, flags);
    std::size_t tickets = 170;
    seed_command
        ->add_option("--tickets", tickets, "About how many; more than a few hundred are for measuring")
        ->capture_default_str()
        ->check(CLI::Range(0, 1'000'000));
    seed_command->callback([&] { exit_code = seed_demo(configured(flags).data, tickets); });

    CLI::App* code_command = program.add_subcommand(
        "staff-code", "Access codes with which staff open an account in a department.");
    code_command->require_subcommand(1);
    std::string department, code_id;
    std::int64_t days = 30, uses = 50;
    CLI::App* issue_command = code_command->add_subcommand("issue", "Makes a code and prints it, once.");
    add_data_option(*issue_command, flags);
    issue_command->add_option("--department", department, "it, admissions, finance …")->required();
    issue_command->add_option("--days", days, "How long it can be used")
        ->capture_default_str()
        ->check(CLI::Range(1, 365));
    issue_command->add_option("--uses", uses, "How many accounts can be opened with it")
        ->capture_default_str()
        ->check(CLI::Range(1, 10'000));
    issue_command->callback(
        [&] { exit_code = issue_staff_code(configured(flags).data, department, days, uses); });
    CLI::App* list_command = code_command->add_subcommand("list", "Shows which codes there are.");
    add_data_option(*list_command, flags);
    list_command->callback([&] { exit_code = list_staff_codes(configured(flags).data); });
    CLI::App* revoke_command = code_command->add_subcommand("revoke", "Makes a code useless at once.");
    add_data_option(*revoke_command, flags);
    revoke_command->add_option("id", code_id, "The id that `list` shows")->required();
    revoke_command->callback([&] { exit_code = revoke_staff_code(configured(flags).data, code_id); });

    CLI::App* outbox_command = program.add_subcommand(
        "outbox", "Mail that has not left yet: waiting for another attempt, or failed.");
    outbox_command->require_subcommand(1);
    std::string mail_id;
    bool all = false;
    CLI::App* unsent_command = outbox_command->add_subcommand("list", "Shows it, with why it has not left.");
    add_data_option(*unsent_command, flags);
    unsent_command->callback([&] { exit_code = list_outbox(configured(flags).data); });
    CLI::App* retry_command = outbox_command->add_subcommand("retry", "Sends failed mail again.");
    add_data_option(*retry_command, flags);
    CLI::Option_group* which = retry_command->add_option_group("which");
    which->add_option("id", mail_id, "The id that `list` shows");
    which->add_flag("--all", all, "All failed mail");
    which->require_option(1);
    retry_command->callback([&] { exit_code = retry_outbox(configured(flags).data, mail_id); });

    CLI::App* verify_command =
        program.add_subcommand("verify", "Reads all tickets and PDFs and names those that are damaged.");
    add_data_option(*verify_command, flags);
    verify_command->callback([&] { exit_code = verify(configured(flags).data); });

    OperatorArguments given;
    add_user_commands(program, flags, exit_code, given);
    add_catalogue_commands(program, flags, exit_code, given);

    CLI::App* import_command = program.add_subcommand(
        "import-flask", "Takes over people, tickets and PDFs of the earlier Flask application.");
    add_data_option(*import_command, flags);
    std::string from;
    import_command->add_option("--from", from, "Its folder, with instance/site.db and uploads")->required();
    import_command->callback([&] { exit_code = import_flask(configured(flags).data, from); });

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
