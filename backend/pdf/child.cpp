#include "backend/pdf/child.hpp"

#include "backend/pdf/confinement.hpp"
#include "backend/pdf/inspection.hpp"
#include "common/attachment.hpp"

#include <cerrno>
#include <exception>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace stu::pdf {
namespace {

std::string standard_input() {
    std::string bytes(static_cast<std::size_t>(max_pdf_bytes) + 1, '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got = ::read(STDIN_FILENO, bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw std::runtime_error("standard input cannot be read");
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    if (filled == bytes.size()) throw std::runtime_error("longer than any PDF that is accepted");
    bytes.resize(filled);
    return bytes;
}

} // namespace

void run_child() {
    int exit_code = 1;
    try {
        confine();
        const std::string line = std::string(name_of(inspect(standard_input()))) + "\n";
        if (::write(STDOUT_FILENO, line.data(), line.size()) == static_cast<ssize_t>(line.size()))
            exit_code = 0;
    } catch (const std::exception&) { exit_code = 1; } // memory, mostly; the silence says enough
    ::_exit(exit_code); // destructors of what a hostile file has built up are not worth running
}

} // namespace stu::pdf
