#pragma once
// Reads a backup as a stream, in constant memory. Nothing comes out that is not as it was written.

#include "backend/backup/head.hpp"
#include "backend/security/chunk_seal.hpp"
#include "backend/system/descriptor.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

struct ZSTD_DCtx_s;

namespace stu::backup {

/// The head of a file; nothing when it is no backup, or cannot be read.
std::optional<Head> head_of(const std::filesystem::path& file);

class Reader {
  public:
    /// Opens it. All functions throw Unusable for what is damaged, incomplete, no backup, or wants another
    /// key.
    Reader(const std::filesystem::path& file, const std::optional<security::Secret>& key);

    /// The next bytes: `size` of them, or Unusable.
    void read(char* to, std::size_t size);
    /// There must be no more, neither in the stream nor in the file.
    void require_end();

  private:
    struct Free {
        void operator()(ZSTD_DCtx_s* context) const;
    };

    [[noreturn]] void damaged() const;
    std::size_t read_file(char* to, std::size_t size);
    void read_part();
    /// Fills `to` as far as the stream goes; returns how much of it.
    std::size_t decompress(char* to, std::size_t size);

    std::string name_;
    system::Descriptor file_;
    std::optional<security::ChunkSeal> seal_;
    std::unique_ptr<ZSTD_DCtx_s, Free> decompressor_;
    std::string part_;
    std::size_t used_ = 0; ///< of `part_`
    std::uint64_t number_ = 0;
    bool last_ = false, ended_ = false; ///< `part_` is the last; the stream has ended
};

} // namespace stu::backup
