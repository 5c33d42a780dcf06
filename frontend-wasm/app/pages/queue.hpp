#pragma once
// "/queue/<department>"

#include "common/saved_view.hpp"
#include "common/views.hpp"
#include "frontend-wasm/app/loaded.hpp"
#include "frontend-wasm/app/queue_filter.hpp"
#include "frontend-wasm/app/sending.hpp"

#include <utility>
#include <vector>

namespace stu::app::page {

struct Queue {
    Live<QueuePage> loaded;
    QueueFilter filter; ///< as it is being chosen; applied all at once
    std::vector<FieldError> errors;
    bool filters_shown = false; ///< folded away otherwise
    std::vector<SavedView> views;
    struct NewViewForm {
        bool shown = false;
        NewView request; ///< but for the filter, which is that of the address
        Sending sending;
    } saving;
    bool removing_view = false;

    void show(QueueFilter now) {
        filter = std::move(now);
        errors.clear();
    }
};

} // namespace stu::app::page
