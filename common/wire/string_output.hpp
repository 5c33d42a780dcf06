#pragma once
// Writes cereal's portable binary form, little endian, into a string.
//
// cereal's own archive writes the same bytes to a std::ostream, and a stream brings the C++ library's locales
// with it: a tenth of what a browser would load for the app.

#include <cereal/cereal.hpp>
#include <cereal/types/string.hpp>

#include <bit>
#include <cstdint>
#include <string>
#include <type_traits>

namespace stu::wire {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie in memory");

class StringOutput : public cereal::OutputArchive<StringOutput, cereal::AllowEmptyClassElision> {
  public:
    /// `out` must outlive the archive, which appends to it.
    explicit StringOutput(std::string& out) : OutputArchive(this), out_(out) {
        constexpr std::uint8_t little_endian = 1;
        write(&little_endian, 1);
    }

    void write(const void* from, std::size_t size) { out_.append(static_cast<const char*>(from), size); }

  private:
    std::string& out_;
};

} // namespace stu::wire

namespace cereal {

template <class T>
requires std::is_integral_v<T>
void CEREAL_SAVE_FUNCTION_NAME(stu::wire::StringOutput& archive, const T& value) {
    archive.write(&value, sizeof value);
}

template <class T> void CEREAL_SAVE_FUNCTION_NAME(stu::wire::StringOutput& archive, const SizeTag<T>& tag) {
    const auto size = static_cast<std::uint64_t>(tag.size);
    archive.write(&size, sizeof size);
}

template <class T>
void CEREAL_SAVE_FUNCTION_NAME(stu::wire::StringOutput& archive, const BinaryData<T>& data) {
    archive.write(data.data, static_cast<std::size_t>(data.size));
}

} // namespace cereal
