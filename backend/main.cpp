// The command line of the server.

#include "backend/cli/commands.hpp"

#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>

namespace {

/// The folder that every subcommand works on.
void add_data_option(CLI::App& command, std::filesystem::path& data) {
    command.add_option("--data", data, "Folder with the database and outgoing mail")
        ->envname("STUTICKET_DATA")
        ->capture_default_str()
        ->type_name("DIR");
}

} // namespace

int main(int argc, char** argv) {
    using namespace stu::cli;
    CLI::App program("StuTicket, a university service desk. Each option can also be set by the environment "
                     "variable named beside it.");
    program.require_subcommand(1);
    int exit_code = 0;
    ServeOptions options{"data", "127.0.0.1", 8080, {}};

    CLI::App* serve_command = program.add_subcommand(
        "serve", "Serves the web pages and the API until it is told to stop (Ctrl-C, SIGTERM).");
    add_data_option(*serve_command, options.data);
    serve_command->add_option("--port", options.port, "Port to listen on; 0 takes any free one")
        ->envname("STUTICKET_PORT")
        ->capture_default_str();
    serve_command->add_option("--address", options.address, "Numeric address to listen on; 0.0.0.0 for all")
        ->envname("STUTICKET_ADDRESS")
        ->capture_default_str();
    serve_command
        ->add_option("--base-url", options.base_url,
                     "Address that browsers use, for links in mail and for checking where requests come from "
                     "(default: http://localhost:PORT)")
        ->envname("STUTICKET_BASE_URL")
        ->type_name("URL");
    serve_command->callback([&] { exit_code = serve(options); });

    CLI::App* migrate_command =
        program.add_subcommand("migrate", "Creates the database, or brings it up to date.");
    add_data_option(*migrate_command, options.data);
    migrate_command->callback([&] { exit_code = migrate(options.data); });

    CLI::App* seed_command = program.add_subcommand(
        "seed-demo", "Adds people and tickets to look at, and prints their passwords.");
    add_data_option(*seed_command, options.data);
    std::size_t tickets = 170;
    seed_command
        ->add_option("--tickets", tickets, "About how many; more than a few hundred are for measuring")
        ->capture_default_str()
        ->check(CLI::Range(0, 1'000'000));
    seed_command->callback([&] { exit_code = seed_demo(options.data, tickets); });

    CLI::App* code_command = program.add_subcommand(
        "staff-code", "Access codes with which staff open an account in a department.");
    code_command->require_subcommand(1);
    std::string department, code_id;
    std::int64_t days = 30;
    CLI::App* issue_command = code_command->add_subcommand("issue", "Makes a code and prints it, once.");
    add_data_option(*issue_command, options.data);
    issue_command->add_option("--department", department, "it, admissions, finance …")->required();
    issue_command->add_option("--days", days, "How long it can be used")
        ->capture_default_str()
        ->check(CLI::Range(1, 365));
    issue_command->callback([&] { exit_code = issue_staff_code(options.data, department, days); });
    CLI::App* list_command = code_command->add_subcommand("list", "Shows which codes there are.");
    add_data_option(*list_command, options.data);
    list_command->callback([&] { exit_code = list_staff_codes(options.data); });
    CLI::App* revoke_command = code_command->add_subcommand("revoke", "Makes a code useless at once.");
    add_data_option(*revoke_command, options.data);
    revoke_command->add_option("id", code_id, "The id that `list` shows")->required();
    revoke_command->callback([&] { exit_code = revoke_staff_code(options.data, code_id); });

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
