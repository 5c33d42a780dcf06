#include "backend/cli/commands.hpp"
int stu::cli::seed_demo(const std::filesystem::path&) { return 0; }
