#include "frontend-wasm/screens/offers.hpp"

#include "frontend-wasm/screens/parts.hpp"

#include <algorithm>
#include <cstdint>

namespace stu::screens {

using namespace ui;

std::optional<std::string> offers(Marked name, const std::vector<Offer>& found, std::size_t room) {
    std::optional<std::string> pressed;
    const std::size_t shown = std::min(found.size(), room);
    node(name.english(), NodeRole::list,
         [&] {
             stack(0, [&] {
                 for (std::size_t i = 0; i < shown; ++i)
                     keyed(std::string_view(found[i].id), [&] {
                         node("offer", NodeRole::list_item, [&] {
                             if (choice(found[i].title, found[i].beginning)) pressed = found[i].id;
                         });
                     });
             });
         },
         {.name = name});
    if (const auto more = static_cast<std::int64_t>(found.size() - shown); more > 0)
        text(trn("{count} more: type to find it.", "{count} more: type to find them.", more),
             type::caption.in(Token::muted));
    return pressed;
}

} // namespace stu::screens
