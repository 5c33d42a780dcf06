#pragma once
// A listener that remembers what it has heard.

#include "backend/store/engine/changes.hpp"

#include <string>
#include <vector>

namespace stu::store {

struct Heard final : Listener {
    std::vector<Changes> all;
    void changed(const Changes& changes) noexcept override { all.push_back(changes); }

    /// Of the tickets that have changed, in that order.
    std::vector<std::string> numbers() const {
        std::vector<std::string> numbers;
        for (const Changes& changes : all)
            for (const TicketChanged& change : changes.tickets) numbers.push_back(change.number);
        return numbers;
    }
};

} // namespace stu::store
