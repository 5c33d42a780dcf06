#pragma once
// "/queue/<department>"

#include "common/views.hpp"
#include "frontend-wasm/app/loaded.hpp"
#include "frontend-wasm/app/queue_filter.hpp"

#include <utility>
#include <vector>

namespace stu::app::page {

struct Queue {
    Live<QueuePage> loaded;
    QueueFilter filter; ///< as it is being chosen; applied all at once
    std::vector<FieldError> errors;
    bool filters_shown = false; ///< on a phone, where they are folded away

    void show(QueueFilter now) {
        filter = std::move(now);
        errors.clear();
    }
};

} // namespace stu::app::page
