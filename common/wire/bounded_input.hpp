#pragma once
// Reads cereal's portable binary form from bytes that nobody vouches for.
//
// cereal's own archive believes what it reads: a vector's size tag of 2^31 makes it allocate and zero 2 GB
// before the first missing byte is noticed, a bool may be 7, and what follows the message is not looked at.
// This archive reads the same bytes and pays for each size before anything of that size exists.

#include "common/text.hpp"

#include <cereal/cereal.hpp>
#include <cereal/types/string.hpp>

#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace stu::wire {

/// Throws cereal::Exception at the first byte that is not as it must be.
class BoundedInput : public cereal::InputArchive<BoundedInput, cereal::AllowEmptyClassElision> {
  public:
    /// `bytes` must outlive the archive.
    BoundedInput(std::string_view bytes, std::size_t budget, int depth)
        : InputArchive(this), rest_(bytes), budget_(budget), depth_left_(depth) {
        std::uint8_t little_endian = 0;
        read(&little_endian, 1);
        if (little_endian != 1) throw cereal::Exception("not written in little endian");
    }

    void read(void* to, std::size_t size) {
        if (size > rest_.size()) throw cereal::Exception("message ends early");
        std::memcpy(to, rest_.data(), size);
        rest_.remove_prefix(size);
    }

    /// Every element takes a byte of the message at least. The library rounds a short string's allocation up
    /// to twice its length, hence 2; what a list's elements take in memory is charged by whoever knows their
    /// type.
    cereal::size_type read_size() {
        std::uint64_t size = 0;
        read(&size, sizeof size);
        if (size > rest_.size()) throw cereal::Exception("size beyond the message");
        charge(static_cast<std::size_t>(size), 2);
        return size;
    }

    void charge(std::size_t count, std::size_t element_size) {
        if (count > budget_ / element_size) throw cereal::Exception("allocation budget exceeded");
        budget_ -= count * element_size;
    }

    void enter() {
        if (depth_left_-- == 0) throw cereal::Exception("nested too deeply");
    }
    void leave() { ++depth_left_; }

    void finish() const {
        if (!rest_.empty()) throw cereal::Exception("bytes after the message");
    }

  private:
    std::string_view rest_;
    std::size_t budget_;
    int depth_left_;
};

} // namespace stu::wire

namespace cereal {

template <class T>
requires std::is_integral_v<T>
void CEREAL_LOAD_FUNCTION_NAME(stu::wire::BoundedInput& archive, T& value) {
    archive.read(&value, sizeof value);
}

inline void CEREAL_LOAD_FUNCTION_NAME(stu::wire::BoundedInput& archive, bool& value) {
    std::uint8_t byte = 0;
    archive.read(&byte, 1);
    if (byte > 1) throw Exception("a bool that is neither 0 nor 1");
    value = byte == 1;
}

template <class T> void CEREAL_LOAD_FUNCTION_NAME(stu::wire::BoundedInput& archive, SizeTag<T>& tag) {
    tag.size = static_cast<std::remove_reference_t<T>>(archive.read_size());
}

template <class T> void CEREAL_LOAD_FUNCTION_NAME(stu::wire::BoundedInput& archive, BinaryData<T>& data) {
    archive.read(data.data, static_cast<std::size_t>(data.size));
}

} // namespace cereal
