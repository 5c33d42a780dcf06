#pragma once
// "/analytics/<department>"

#include "common/analytics.hpp"
#include "frontend-wasm/app/analytics_range.hpp"
#include "frontend-wasm/app/loaded.hpp"

#include <optional>
#include <string>
#include <vector>

namespace stu::app::page {

struct Analytics {
    Loaded<stu::Analytics> loaded;
    std::optional<ByAssignee> assignees; ///< for the head of the department
    std::string from, to;                ///< days, as they are being chosen
    std::vector<FieldError> errors;
    bool services_table = false, volume_table = false, ages_table = false; ///< unfolded

    void show(const AnalyticsRange& now) {
        from = now.from;
        to = now.to;
        errors.clear();
    }
};

} // namespace stu::app::page
