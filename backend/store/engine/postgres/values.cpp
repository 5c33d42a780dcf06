#include "backend/store/engine/postgres/values.hpp"

#include <stdexcept>
#include <string>

namespace stu::sql {
namespace {

// Types by their numbers in pg_type, which never change.
constexpr ::Oid int8_type = 20, int4_type = 23, text_type = 25, bytea_type = 17, bool_type = 16,
                numeric_type = 1700;

/// Big-endian, as libpq's binary format has numbers.
std::int64_t number_from(std::string_view bytes) {
    std::uint64_t number = (!bytes.empty() && (static_cast<unsigned char>(bytes[0]) & 0x80) != 0) ? ~0ULL : 0;
    for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(number);
}

/// A whole number of the type that SUM returns: groups of four decimal digits, the first of 10000^weight.
std::int64_t number_from_numeric(std::string_view bytes) {
    const auto half = [&](std::size_t i) { return number_from(bytes.substr(2 * i, 2)); };
    const std::int64_t groups = half(0), weight = half(1);
    std::int64_t number = 0;
    for (std::int64_t i = 0; i <= weight; ++i)
        number = number * 10'000 + (i < groups ? half(static_cast<std::size_t>(4 + i)) : 0);
    return half(2) == 0 ? number : -number;
}

} // namespace

std::int64_t integer_at(const ::PGresult* result, int row, int column) {
    const std::string_view bytes(::PQgetvalue(result, row, column),
                                 static_cast<std::size_t>(::PQgetlength(result, row, column)));
    switch (const ::Oid type = ::PQftype(result, column)) {
    case int8_type:
    case int4_type:
    case bool_type: return number_from(bytes);
    case numeric_type: return bytes.empty() ? 0 : number_from_numeric(bytes);
    default: throw std::logic_error("a column of type " + std::to_string(type) + " is read as a number");
    }
}

Parameters::Parameters(const Values& given) {
    numbers_.reserve(given.size()); // pointed into
    for (const Value& each : given) add(each);
}

void Parameters::add(const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        auto& bytes = numbers_.emplace_back();
        for (int i = 0; i < 8; ++i)
            bytes[static_cast<std::size_t>(i)] =
                static_cast<char>(static_cast<std::uint64_t>(*integer) >> (56 - 8 * i));
        add(int8_type, {bytes.data(), bytes.size()});
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
        add(text_type, *text);
    } else if (const auto* blob = std::get_if<Blob>(&value)) {
        add(bytea_type, blob->bytes);
    } else {
        add(0, {nullptr, 0}); // NULL of whatever type stands there
    }
}

void Parameters::add(::Oid type, std::string_view bytes) {
    types_.push_back(type);
    values_.push_back(bytes.data() == nullptr && type != 0 ? "" : bytes.data());
    lengths_.push_back(static_cast<int>(bytes.size()));
    formats_.push_back(1);
}

} // namespace stu::sql
