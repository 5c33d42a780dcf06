#include "common/wire/json.hpp"

#include "common/language/render.hpp"
#include "common/text.hpp"
#include "common/wire/cereal_json.hpp"
#include "common/wire/messages.hpp"

#include <cereal/types/string.hpp>

#include <cstdint>
#include <exception>
#include <sstream>
#include <utility>
#include <vector>

namespace stu::wire {
namespace {

/// Indented as cereal does by default: whoever asks for JSON reads it, and the app asks for the other form.
class Writer {
  public:
    explicit Writer(std::ostream& out) : archive_(out) {}

    template <class T> void operator()(const char* name, const T& value) {
        archive_.setNextName(name);
        write(value);
    }

    /// The outermost record is the archive's own root.
    template <Record T> void write_root(const T& record) { T::fields(record, *this); }

  private:
    template <Record T> void write(const T& record) {
        archive_.startNode();
        T::fields(record, *this);
        archive_.finishNode();
    }
    /// Scripts read sentences, not how they are made up; the edge has put them into the reader's language.
    void write(const Message& message) { write(render(message)); }
    template <class T> void write(const std::vector<T>& list) {
        archive_.startNode();
        archive_.makeArray();
        for (const T& item : list) write(item);
        archive_.finishNode();
    }
    template <NamedEnum E> void write(E value) { write(std::string(name_of(value))); }
    void write(const std::string& text) { archive_(text); }
    void write(std::int64_t number) { archive_(number); }
    void write(bool flag) { archive_(flag); }

    cereal::JSONOutputArchive archive_;
};

/// Follows the document instead of the type: each key is looked up among the fields, so that an unknown or
/// repeated key is seen and an absent one costs nothing.
class Reader {
  public:
    explicit Reader(std::istream& in) : archive_(in) {}

    template <Record T> void read_root(T& record) {
        if (archive_.getNodeName() == nullptr && is_array())
            throw cereal::Exception("a list where a record belongs");
        std::uint64_t seen = 0;
        while (const char* key = archive_.getNodeName()) read_member(record, key, seen);
    }

  private:
    template <Record T> void read_member(T& record, std::string_view key, std::uint64_t& seen) {
        std::uint64_t bit = 1;
        bool found = false;
        T::fields(record, [&](std::string_view name, auto& field) {
            if (!found && name == key) {
                if ((seen & bit) != 0) throw cereal::Exception("repeated key");
                seen |= bit;
                found = true;
                read(field);
            }
            bit <<= 1;
        });
        if (!found) throw cereal::Exception("unknown key");
    }

    /// cereal does not say what kind a node is; only lists have a size. Asked for nodes without members only.
    bool is_array() {
        try {
            cereal::size_type size = 0;
            archive_.loadSize(size);
            return true;
        } catch (const cereal::RapidJSONException&) { return false; }
    }

    template <Record T> void read(T& record) {
        archive_.startNode();
        read_root(record);
        archive_.finishNode();
    }
    void read(Message& message) {
        std::string text;
        read(text);
        message = as_written(text);
    }
    template <class T> void read(std::vector<T>& list) {
        archive_.startNode();
        cereal::size_type size = 0;
        archive_.loadSize(size);
        list.resize(static_cast<std::size_t>(size));
        for (T& item : list) read(item);
        archive_.finishNode();
    }
    template <NamedEnum E> void read(E& value) {
        std::string name;
        read(name);
        const std::optional<E> known = from_name<E>(name);
        if (!known) throw cereal::Exception("unknown enumerator");
        value = *known;
    }
    /// An escaped lone surrogate is legal JSON and becomes malformed UTF-8, hence the check after decoding.
    void read(std::string& text) {
        archive_.loadValue(text);
        if (!is_utf8(text)) throw cereal::Exception("not a text");
    }
    void read(std::int64_t& number) { archive_.loadValue(number); }
    void read(bool& flag) { archive_.loadValue(flag); }

    cereal::JSONInputArchive archive_;
};

} // namespace

template <class T> std::string to_json(const T& message) {
    std::ostringstream out;
    Writer(out).write_root(message);
    std::string text = std::move(out).str();
    return text.empty() ? "{}" : text; // the archive opens its root only for the first field
}

template <class T> Result<T> from_json(std::string_view text) {
    try {
        if (!is_bounded_json(text)) throw cereal::Exception("not a bounded JSON text");
        std::istringstream in{std::string(text)};
        T message;
        Reader(in).read_root(message);
        return message;
    } catch (const std::exception&) {
        return Result<T>::failed(refuse(Code::malformed, tr("The message could not be read.")));
    }
}

template <class T> struct JsonCodec {
    static auto functions() { return std::make_pair(&to_json<T>, &from_json<T>); }
};
template struct ForEveryMessage<Api, JsonCodec>;

} // namespace stu::wire
