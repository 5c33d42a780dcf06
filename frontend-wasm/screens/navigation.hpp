#pragma once
// The ways to the other pages, in the form that the screen has room for.

#include "frontend-wasm/screens/screens.hpp"

#include <cstdint>

namespace stu::screens {

inline constexpr float sidebar_width = 232, top_bar_height = 52;
/// Of a page's content, however wide the screen is.
inline constexpr float widest_page = 1180;

enum class Navigation : std::uint8_t { none, tabs, rail, sidebar };

/// The width that is left for content decides, and whether all entries find room one below the other.
Navigation navigation_for(const app::State& state);

void sidebar(View view);
/// Icons one below the other, each with its word.
void rail(View view);
/// For visitors, and above tabs: the brand, and the way in or out.
void top_bar(View view);

float tab_bar_height(const app::State& state, float width);
void tab_bar(View view, float left, float top, float width);

} // namespace stu::screens
