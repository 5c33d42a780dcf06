#include "backend/worker/eml.hpp"
#include "backend/worker/sender.hpp"

#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace stu::worker {
namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

class File {
  public:
    File(const std::filesystem::path& path, int flags)
        : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
        if (descriptor_ < 0) fail("open a mail file");
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() { ::close(descriptor_); }

    void write(std::string_view text) const {
        while (!text.empty()) {
            const ssize_t written = ::write(descriptor_, text.data(), text.size());
            if (written < 0) fail("write a mail file");
            text.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    void sync() const {
        if (::fsync(descriptor_) != 0) fail("sync a mail file");
    }

  private:
    int descriptor_;
};

} // namespace

DirectorySender::DirectorySender(std::filesystem::path folder, std::string domain)
    : folder_(std::move(folder)), domain_(std::move(domain)) {
    std::filesystem::create_directories(folder_);
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
}

Delivery DirectorySender::send(const store::OutgoingMail& mail, const std::stop_token&) {
    const std::filesystem::path target = folder_ / (mail.id + ".eml");
    const std::filesystem::path unfinished = folder_ / (mail.id + ".tmp");
    const File file(unfinished, O_WRONLY | O_CREAT | O_TRUNC);
    file.write(eml_text(mail, {"no-reply@" + domain_, domain_}));
    file.sync();
    std::filesystem::rename(unfinished, target);
    File(folder_, O_RDONLY | O_DIRECTORY).sync(); // the rename itself
    return {};
}

} // namespace stu::worker
