#include "frontend-wasm/ui/theme.hpp"

#include <algorithm>
#include <cmath>

namespace stu::ui {
namespace {

// In the order of Token.
constexpr Palette light{{
    0xf6f7f9ff, 0xffffffff, 0xe1e4eaff, 0x7f8797ff, 0x1a1f2bff, 0x5a6375ff, 0x626b7dff,
    0x2f4fd0ff, 0x2541b3ff, 0xe9edfcff, 0xffffffff, 0x2f4fd0ff, 0x12151c99, 0x825400ff,
    0xfff2d6ff, 0x1b5bb0ff, 0xe3effdff, 0x7a3aa8ff, 0xf3e8fbff, 0x0b6666ff, 0xdcf3f2ff,
    0x1d6b3aff, 0xe0f4e6ff, 0xa8272fff, 0xfde7e8ff, 0x525c6eff, 0xeceff3ff,
}};
constexpr Palette dark{{
                           0x12151cff, 0x1a1e27ff, 0x2b313dff, 0x6d778aff, 0xe9ecf2ff, 0xa6afc0ff, 0x98a1b2ff,
                           0x8ea4ffff, 0xa5b7ffff, 0x232b47ff, 0x10131aff, 0x8ea4ffff, 0x000000a6, 0xf2c56bff,
                           0x3a2f17ff, 0x86bbffff, 0x182c45ff, 0xd6a8f5ff, 0x2d2039ff, 0x74d6d2ff, 0x16302fff,
                           0x86d8a3ff, 0x16341fff, 0xff9ca2ff, 0x45191dff, 0xb5bdcbff, 0x2a303bff,
                       },
                       true};

constexpr Palette light_contrast{{
    0xffffffff, 0xffffffff, 0x595959ff, 0x000000ff, 0x000000ff, 0x222222ff, 0x333333ff,
    0x0000b8ff, 0x00007aff, 0xe6e8ffff, 0xffffffff, 0x0000b8ff, 0x000000b3, 0x4a2f00ff,
    0xfff3d0ff, 0x003575ff, 0xe0ecffff, 0x4b0a73ff, 0xf3e4ffff, 0x003d3dff, 0xd8f5f4ff,
    0x00411aff, 0xdff5e5ff, 0x820010ff, 0xffe6e7ff, 0x2b2f38ff, 0xeceff3ff,
}};
constexpr Palette dark_contrast{{
                                    0x000000ff, 0x000000ff, 0x9a9a9aff, 0xffffffff, 0xffffffff, 0xe6e6e6ff,
                                    0xd6d6d6ff, 0xa9c6ffff, 0xcddeffff, 0x16264dff, 0x000000ff, 0xffd54aff,
                                    0x000000cc, 0xffd98aff, 0x2b2000ff, 0xa8d1ffff, 0x001f3dff, 0xe8c8ffff,
                                    0x2a0040ff, 0x9df0ecff, 0x002b2aff, 0xa9f0bfff, 0x00280fff, 0xffbcc0ff,
                                    0x3d0005ff, 0xd5dbe6ff, 0x20252eff,
                                },
                                true};

double channel(Rgba colour, int shift) {
    const double value = static_cast<double>((colour >> shift) & 0xffu) / 255.0;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Rgba colour) {
    return 0.2126 * channel(colour, 24) + 0.7152 * channel(colour, 16) + 0.0722 * channel(colour, 8);
}

} // namespace

const Palette& palette_for(bool dark_wanted, bool more_contrast) {
    if (more_contrast) return dark_wanted ? dark_contrast : light_contrast;
    return dark_wanted ? dark : light;
}

std::string css_variables(const Palette& palette) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string css;
    for (const Token token : all<Token>()) {
        css += "--";
        css += name_of(token);
        css += ":#";
        for (int shift = 28; shift >= 0; shift -= 4) css += digits[(palette[token] >> shift) & 0xfu];
        css += ';';
    }
    return css;
}

double contrast(Rgba foreground, Rgba background) {
    const double a = luminance(foreground), b = luminance(background);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace stu::ui
