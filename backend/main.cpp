// The command line of the server.

#include "backend/cli/commands.hpp"
#include "backend/pdf/child.hpp"
#include "backend/pdf/child_checker.hpp"

#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>
#include <stdexcept>

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
    if (!configuration) throw std::runtime_error(configuration.error().message);
    return configuration.value();
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
    std::int64_t days = 30;
    CLI::App* issue_command = code_command->add_subcommand("issue", "Makes a code and prints it, once.");
    add_data_option(*issue_command, flags);
    issue_command->add_option("--department", department, "it, admissions, finance …")->required();
    issue_command->add_option("--days", days, "How long it can be used")
        ->capture_default_str()
        ->check(CLI::Range(1, 365));
    issue_command->callback([&] { exit_code = issue_staff_code(configured(flags).data, department, days); });
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
