#include "frontend-wasm/ui/words.hpp"

#include "common/language/render.hpp"
#include "frontend-wasm/ui/context.hpp"

#include <utility>

namespace stu::ui {

const Catalog& catalog() { return *context().catalog; }

std::string_view kept_for_frame(std::string text) { return context().rendered.emplace_back(std::move(text)); }

Words verbatim_copy(std::string text) { return verbatim(kept_for_frame(std::move(text))); }

Words number(std::int64_t value) { return verbatim_copy(number_text(value, catalog())); }

// Called hundreds of times: as calls they take less room in the app than inlined.
[[gnu::noinline]] Words::Words(Marked sentence)
    : id_(sentence.english()), text_(catalog().translated(sentence.english())) {}

[[gnu::noinline]] Words::Words(const Message& sentence) {
    if (sentence.empty()) return;
    id_ = kept_for_frame(render(sentence));
    text_ = catalog().size() == 0 ? id_ : kept_for_frame(render(sentence, catalog()));
}

} // namespace stu::ui
