#pragma once
// The values of a question whose text is put together; private to store/.

#include "backend/store/engine/sql.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

class GivenValues {
  public:
    /// The place of the value in the text: "$3".
    std::string add(sql::Value value) {
        values_.push_back(value);
        return "$" + std::to_string(values_.size());
    }

    /// "$3, $4".
    template <class Texts> std::string add_all(const Texts& texts) {
        std::string places;
        for (const auto& each : texts) places += (places.empty() ? "" : ", ") + add(std::string_view(each));
        return places;
    }

    operator sql::Values() const { return values_; }

  private:
    std::vector<sql::Value> values_;
};

} // namespace stu::store
