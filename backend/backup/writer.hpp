#pragma once
// Writes a backup as a stream, in constant memory.

#include "backend/backup/head.hpp"
#include "backend/security/chunk_seal.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct ZSTD_CCtx_s;

namespace stu::backup {

class Writer {
  public:
    /// Writes the head to the descriptor `file`, which is not closed. All functions throw std::system_error
    /// when the disk is full or gone.
    Writer(int file, const Head& head, const std::optional<security::Secret>& key);

    void add(std::string_view bytes);
    /// Writes what is left, and that it is the last. Durable when it returns.
    void finish();

  private:
    struct Free {
        void operator()(ZSTD_CCtx_s* context) const;
    };

    /// False when more is to come out of the compressor.
    bool compress(std::string_view& bytes, bool end);
    void write_part(bool last);

    int file_;
    security::ChunkSeal seal_;
    std::unique_ptr<ZSTD_CCtx_s, Free> compressor_;
    std::string part_; ///< compressed and not yet written
    std::uint64_t number_ = 0;
};

/// Writes all of it or throws std::system_error.
void write_all(int file, std::string_view bytes);

} // namespace stu::backup
