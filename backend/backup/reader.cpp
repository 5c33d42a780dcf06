#include "backend/backup/reader.hpp"

#include <cerrno>
#include <fcntl.h>
#include <new>
#include <system_error>
#include <unistd.h>
#include <zstd.h>

namespace stu::backup {
namespace {

system::Descriptor opened(const std::filesystem::path& file) {
    system::Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!descriptor)
        throw Unusable("\"" + file.string() + "\" cannot be read: " + std::generic_category().message(errno) +
                       ".");
    return descriptor;
}

std::size_t read_as_much(int file, char* to, std::size_t size) {
    std::size_t filled = 0;
    while (filled < size) {
        const ssize_t got = ::read(file, to + filled, size - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw std::system_error(errno, std::generic_category());
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    return filled;
}

} // namespace

std::optional<Head> head_of(const std::filesystem::path& file) {
    const system::Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    std::string text(Head::bytes, '\0');
    if (!descriptor ||
        ::read(descriptor.number(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        return std::nullopt;
    return head_in(text);
}

void Reader::Free::operator()(ZSTD_DCtx_s* context) const { ZSTD_freeDCtx(context); }

Reader::Reader(const std::filesystem::path& file, const std::optional<security::Secret>& key)
    : name_("\"" + file.string() + "\""), file_(opened(file)), decompressor_(ZSTD_createDCtx()) {
    if (!decompressor_) throw std::bad_alloc();
    std::string text(Head::bytes, '\0');
    text.resize(read_file(text.data(), text.size()));
    const auto head = head_in(text);
    if (!head)
        throw Unusable(name_ + " is no backup of StuTicket that this version can read, or its beginning is "
                               "damaged. Use another backup.");
    if (head->encrypted && !key)
        throw Unusable(name_ + " is encrypted. Give its key by --key-file, or STUTICKET_BACKUP_KEY in the "
                               "environment.");
    if (!head->encrypted && key)
        throw Unusable(name_ + " is not encrypted, although a key is given. Leave the key out if that is "
                               "what you expect of this file.");
    if (key && !fits(*key, *head))
        throw Unusable(name_ + " was encrypted with another key, or its beginning is damaged. Give the key "
                               "that it was made with.");
    seal_.emplace(text, key);
}

void Reader::damaged() const { throw Unusable(name_ + " is damaged or incomplete. Use another backup."); }

std::size_t Reader::read_file(char* to, std::size_t size) {
    try {
        return read_as_much(file_.number(), to, size);
    } catch (const std::system_error& error) {
        throw Unusable(name_ + " cannot be read: " + error.code().message() + ". Use another backup.");
    }
}

void Reader::read_part() {
    std::string text(label_bytes, '\0');
    if (read_file(text.data(), text.size()) != text.size()) damaged();
    const Label label = label_in(text);
    if (label.bytes > part_bytes + seal_->bytes()) damaged();
    part_.resize(label.bytes);
    if (read_file(part_.data(), part_.size()) != part_.size()) damaged();
    if (!seal_->open(number_++, text, part_)) damaged();
    used_ = 0;
    last_ = label.last;
}

std::size_t Reader::decompress(char* to, std::size_t size) {
    ZSTD_outBuffer out{to, size, 0};
    while (out.pos < size && !ended_) {
        const std::size_t before = out.pos;
        ZSTD_inBuffer in{part_.data(), part_.size(), used_};
        const std::size_t wanted = ZSTD_decompressStream(decompressor_.get(), &out, &in);
        if (ZSTD_isError(wanted) != 0U) damaged();
        const bool moved =
            in.pos != used_ || out.pos != before; // it may hold bytes of a part that is used up
        used_ = in.pos;
        ended_ = wanted == 0;
        if (moved || ended_) continue;
        if (last_) damaged();
        read_part();
    }
    return out.pos;
}

void Reader::read(char* to, std::size_t size) {
    if (decompress(to, size) != size) damaged();
}

void Reader::require_end() {
    char more = 0;
    if (decompress(&more, 1) != 0) damaged();
    if (used_ != part_.size() || !last_ || read_file(&more, 1) != 0) damaged();
}

} // namespace stu::backup
