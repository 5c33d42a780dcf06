#include "backend/backup/writer.hpp"

#include "backend/system/write_out.hpp"

#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <unistd.h>
#include <zstd.h>

namespace stu::backup {
namespace {

/// The fastest that still makes text a third; the disk is the limit with it, not the processor.
constexpr int compression_level = 1;

std::size_t worked(std::size_t code) {
    if (ZSTD_isError(code) != 0U) throw std::runtime_error(std::string("zstd: ") + ZSTD_getErrorName(code));
    return code;
}

} // namespace

void write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw std::system_error(errno, std::generic_category());
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void Writer::Free::operator()(ZSTD_CCtx_s* context) const { ZSTD_freeCCtx(context); }

Writer::Writer(int file, const Head& head, const std::optional<security::Secret>& key)
    : file_(file), seal_(text_of(head), key), compressor_(ZSTD_createCCtx()) {
    if (!compressor_) throw std::bad_alloc();
    worked(ZSTD_CCtx_setParameter(compressor_.get(), ZSTD_c_compressionLevel, compression_level));
    // Found where memory, and not the disk, has changed something between reading and sealing.
    worked(ZSTD_CCtx_setParameter(compressor_.get(), ZSTD_c_checksumFlag, 1));
    write_all(file_, text_of(head));
}

bool Writer::compress(std::string_view& bytes, bool end) {
    const std::size_t filled = part_.size();
    part_.resize(part_bytes);
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    ZSTD_outBuffer out{part_.data(), part_.size(), filled};
    const std::size_t left =
        worked(ZSTD_compressStream2(compressor_.get(), &out, &in, end ? ZSTD_e_end : ZSTD_e_continue));
    part_.resize(out.pos);
    bytes.remove_prefix(in.pos);
    return end ? left == 0 : bytes.empty();
}

void Writer::add(std::string_view bytes) {
    while (!compress(bytes, false))
        if (part_.size() == part_bytes) write_part(false);
}

void Writer::finish() {
    std::string_view nothing;
    while (!compress(nothing, true))
        if (part_.size() == part_bytes) write_part(false);
    write_part(true);
    if (::fsync(file_) != 0) throw std::system_error(errno, std::generic_category());
}

void Writer::write_part(bool last) {
    const std::string label = label_of(part_.size() + seal_.bytes(), last);
    seal_.seal(number_++, label, part_);
    write_all(file_, label);
    write_all(file_, part_);
    part_.clear();
    system::write_out(file_);
}

} // namespace stu::backup
