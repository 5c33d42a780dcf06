#pragma once
// Values on their way to PostgreSQL and back, in libpq's binary format.

#include "backend/store/engine/sql.hpp"

#include <array>
#include <cstdint>
#include <libpq-fe.h>
#include <memory>
#include <string_view>
#include <vector>

namespace stu::sql {

struct ClearResult {
    void operator()(::PGresult* result) const { ::PQclear(result); }
};
using ResultPtr = std::unique_ptr<::PGresult, ClearResult>;

/// A value of one of the whole-number types, of SUM's included; NULL reads as 0. Throws std::logic_error for
/// any other type.
std::int64_t integer_at(const ::PGresult* result, int row, int column);

/// Values as libpq takes them. Borrows texts and bytes.
class Parameters {
  public:
    explicit Parameters(const Values& given);
    int count() const { return static_cast<int>(types_.size()); }
    const std::vector<::Oid>& types() const { return types_; }
    const char* const* values() const { return values_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }

  private:
    void add(const Value& value);
    void add(::Oid type, std::string_view bytes);

    std::vector<::Oid> types_;
    std::vector<const char*> values_;
    std::vector<int> lengths_, formats_;
    std::vector<std::array<char, 8>> numbers_;
};

} // namespace stu::sql
