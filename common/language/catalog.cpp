// GNU gettext, "The Format of GNU MO Files": seven words, then two tables of (length, offset) pairs, sorted
// by the original. The hash table that may follow is not needed.

#include "common/language/catalog.hpp"

#include "common/text.hpp"

#include <utility>

namespace stu {
namespace {

constexpr std::uint32_t magic = 0x950412de; // little endian, as msgfmt writes everywhere but on request
constexpr std::size_t most_messages = 16'384, head_size = 28;

} // namespace

std::uint32_t Catalog::word_at(std::size_t offset) const {
    std::uint32_t word = 0;
    for (std::size_t i = 4; i-- > 0;) word = word << 8 | static_cast<unsigned char>(bytes_[offset + i]);
    return word;
}

std::string_view Catalog::whole_at(std::size_t table, std::size_t index) const {
    const std::size_t entry = table + 8 * index;
    return std::string_view(bytes_).substr(word_at(entry + 4), word_at(entry));
}

std::string_view Catalog::text_at(std::size_t table, std::size_t index) const {
    const std::string_view whole = whole_at(table, index);
    return whole.substr(0, whole.find('\0'));
}

bool Catalog::is_sound() const {
    for (const std::size_t table : {originals_, translations_}) {
        if (table > bytes_.size() || bytes_.size() - table < 8 * size_) return false;
        for (std::size_t i = 0; i < size_; ++i) {
            const std::size_t length = word_at(table + 8 * i), offset = word_at(table + 8 * i + 4);
            if (offset > bytes_.size() || bytes_.size() - offset < length) return false;
            if (!is_utf8(whole_at(table, i))) return false;
        }
    }
    for (std::size_t i = 1; i < size_; ++i)
        if (english_at(i - 1) >= english_at(i)) return false;
    return true;
}

std::optional<Catalog> Catalog::read(std::string bytes) {
    Catalog catalog;
    catalog.bytes_ = std::move(bytes);
    if (catalog.bytes_.size() < head_size || catalog.word_at(0) != magic || catalog.word_at(4) != 0)
        return std::nullopt;
    catalog.size_ = catalog.word_at(8);
    catalog.originals_ = catalog.word_at(12);
    catalog.translations_ = catalog.word_at(16);
    if (catalog.size_ == 0 || catalog.size_ > most_messages || !catalog.is_sound()) return std::nullopt;
    // The header is the translation of nothing, which comes first.
    if (!catalog.english_at(0).empty()) return std::nullopt;
    const auto plurals = PluralRule::read(catalog.text_at(catalog.translations_, 0));
    if (!plurals) return std::nullopt;
    catalog.plurals_ = *plurals;
    return catalog;
}

std::string_view Catalog::found(std::string_view english) const {
    std::size_t first = 1, end = size_;
    while (first < end) {
        const std::size_t middle = first + (end - first) / 2;
        const int order = english_at(middle).compare(english);
        if (order == 0) return whole_at(translations_, middle);
        if (order < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return {};
}

std::string_view Catalog::translated(std::string_view english) const {
    const std::string_view own = found(english);
    return own.empty() ? english : own.substr(0, own.find('\0'));
}

std::string_view Catalog::translated(std::string_view english, std::string_view plural,
                                     std::int64_t count) const {
    std::string_view forms = found(english);
    if (forms.empty()) return PluralRule().form_of(count) == 0 ? english : plural;
    for (std::size_t form = plurals_.form_of(count); form > 0; --form) {
        const std::size_t end = forms.find('\0');
        if (end == forms.npos) break; // fewer than the rule knows: the last one serves
        forms.remove_prefix(end + 1);
    }
    return forms.substr(0, forms.find('\0'));
}

} // namespace stu
