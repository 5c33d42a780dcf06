// The look at JSON before anything is built from it (declared in json.hpp): rapidjson reports what it finds,
// as it finds it and without recursion, and is stopped at the first thing too much.

#include "common/text.hpp"
#include "common/wire/cereal_json.hpp"
#include "common/wire/json.hpp"

namespace stu::wire {
namespace {

/// A parsed value costs 16 bytes, twice while the parser's stack grows; real requests have some dozens.
constexpr std::size_t max_values = allocation_budget / 128;

/// What rapidjson finds. False stops it.
class Bounds {
  public:
    bool Null() { return value(); }
    bool Bool(bool) { return value(); }
    bool Int(int) { return value(); }
    bool Uint(unsigned) { return value(); }
    bool Int64(std::int64_t) { return value(); }
    bool Uint64(std::uint64_t) { return value(); }
    bool Double(double) { return value(); }
    bool RawNumber(const char*, rapidjson::SizeType, bool) { return value(); }
    bool String(const char* text, rapidjson::SizeType size, bool) { return value() && is_text({text, size}); }
    bool Key(const char* text, rapidjson::SizeType size, bool) { return is_text({text, size}); }
    bool StartObject() { return open(); }
    bool StartArray() { return open(); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool EndArray(rapidjson::SizeType) { return close(); }

  private:
    bool value() { return ++values_ <= max_values; }
    bool open() { return value() && ++depth_ <= max_depth; }
    bool close() {
        --depth_;
        return true;
    }
    /// An escaped NUL is legal JSON, but never part of a text of ours.
    static bool is_text(std::string_view text) { return text.find('\0') == text.npos; }

    std::size_t depth_ = 0, values_ = 0;
};

} // namespace

bool is_bounded_json(std::string_view text) {
    // rapidjson takes a NUL for the end.
    if (text.size() > max_message_bytes || !is_utf8(text) || text.find('\0') != text.npos) return false;
    rapidjson::MemoryStream stream(text.data(), text.size());
    rapidjson::Reader reader;
    Bounds bounds;
    constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
    return !reader.Parse<flags>(stream, bounds).IsError();
}

} // namespace stu::wire
