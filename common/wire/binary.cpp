#include "common/wire/binary.hpp"

#include "common/text.hpp"
#include "common/wire/bounded_input.hpp"
#include "common/wire/messages.hpp"
#include "common/wire/string_output.hpp"

#include <cstdint>
#include <exception>
#include <utility>
#include <vector>

namespace stu::wire {
namespace {

class Writer {
  public:
    explicit Writer(std::string& out) : archive_(out) {}

    template <class T> void operator()(const char*, const T& value) { write(value); }

    template <Record T> void write(const T& record) { T::fields(record, *this); }
    template <class T> void write(const std::vector<T>& list) {
        archive_(cereal::make_size_tag(static_cast<cereal::size_type>(list.size())));
        for (const T& item : list) write(item);
    }
    template <NamedEnum E> void write(E value) { archive_(static_cast<std::uint8_t>(value)); }
    void write(const std::string& text) { archive_(text); }
    void write(std::int64_t number) { archive_(number); }
    void write(bool flag) { archive_(flag); }

  private:
    StringOutput archive_;
};

class Reader {
  public:
    explicit Reader(std::string_view bytes) : archive_(bytes, allocation_budget, max_depth) {}

    template <class T> void operator()(const char*, T& value) { read(value); }

    template <Record T> void read(T& record) {
        archive_.enter();
        T::fields(record, *this);
        archive_.leave();
    }
    template <class T> void read(std::vector<T>& list) {
        cereal::size_type size = 0;
        archive_(cereal::make_size_tag(size));
        archive_.charge(static_cast<std::size_t>(size), sizeof(T));
        archive_.charge(1, allocator_overhead);
        list.resize(static_cast<std::size_t>(size));
        for (T& item : list) read(item);
    }
    template <NamedEnum E> void read(E& value) {
        std::uint8_t byte = 0;
        archive_(byte);
        if (byte >= count_of<E>()) throw cereal::Exception("unknown enumerator");
        value = static_cast<E>(byte);
    }
    void read(std::string& text) {
        archive_(text);
        if (!is_utf8(text) || text.find('\0') != std::string::npos) throw cereal::Exception("not a text");
    }
    void read(std::int64_t& number) { archive_(number); }
    void read(bool& flag) { archive_(flag); }

    void finish() const { archive_.finish(); }

  private:
    static constexpr std::size_t allocator_overhead = 16; // per block, on both platforms

    BoundedInput archive_;
};

} // namespace

template <class T> std::string to_binary(const T& message) {
    std::string out;
    Writer(out).write(message);
    return out;
}

template <class T> Result<T> from_binary(std::string_view bytes, std::size_t max_bytes) {
    try {
        if (bytes.size() > max_bytes) throw cereal::Exception("message too long");
        T message;
        Reader reader(bytes);
        reader.read(message);
        reader.finish();
        return message;
    } catch (const std::exception&) {
        return Result<T>::failed(refuse(Code::malformed, tr("The message could not be read.")));
    }
}

template <class T> struct BinaryCodec {
    static auto functions() { return std::make_pair(&to_binary<T>, &from_binary<T>); }
};
template struct ForEveryMessage<Api, BinaryCodec>;
template std::string to_binary(const Message&);
template Result<Message> from_binary(std::string_view, std::size_t);

} // namespace stu::wire
