#include "backend/pdf/contents.hpp"

#include "common/text.hpp"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stu::pdf {
namespace {

using Object = QPDFObjectHandle;

/// Where an object stands, which decides what its keys mean.
enum class Place : std::uint8_t {
    plain,
    names,      ///< the keys are the author's: names of fonts, of appearance states, of roles
    appearance, ///< /AP: its values are streams, or `names`
    action,     ///< what a reader carries out
};

constexpr std::array<std::pair<std::string_view, Verdict>, 17> forbidden{{
    {"/JavaScript", Verdict::javascript},
    {"/JS", Verdict::javascript},
    {"/OnInstantiate", Verdict::javascript}, // of a 3D stream
    {"/Launch", Verdict::launch},
    {"/EmbeddedFile", Verdict::embedded_file},
    {"/EmbeddedFiles", Verdict::embedded_file},
    {"/EF", Verdict::embedded_file},
    {"/RichMedia", Verdict::rich_media},
    {"/RichMediaExecute", Verdict::rich_media},
    {"/Movie", Verdict::rich_media},
    {"/Sound", Verdict::rich_media},
    {"/Rendition", Verdict::rich_media},
    {"/XFA", Verdict::xfa_form},
    {"/SubmitForm", Verdict::sends_form},
    {"/ImportData", Verdict::sends_form},
    {"/GoToR", Verdict::other_document},
    {"/GoToE", Verdict::other_document},
}};

constexpr std::array<std::string_view, 12> keys_of_names{
    "/Font",       "/XObject",   "/ExtGState", "/ColorSpace", "/Pattern",   "/Shading",
    "/Properties", "/CharProcs", "/RoleMap",   "/ClassMap",   "/Colorants", "/Dests"};
constexpr std::array<std::string_view, 3> keys_of_actions{"/A", "/OpenAction", "/Next"};
constexpr std::array<std::string_view, 3> link_schemes{"http", "https", "mailto"};

template <std::size_t n> bool is_one_of(const std::array<std::string_view, n>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

Verdict meaning_of(std::string_view name) {
    const auto found = std::find_if(forbidden.begin(), forbidden.end(),
                                    [&](const auto& entry) { return entry.first == name; });
    return found == forbidden.end() ? Verdict::fine : found->second;
}

Place place_of(std::string_view key, Place parent) {
    if (parent == Place::appearance) return Place::names;
    if (parent == Place::names) return Place::plain;
    if (key == "/AP") return Place::appearance;
    if (is_one_of(keys_of_names, key)) return Place::names;
    return is_one_of(keys_of_actions, key) ? Place::action : Place::plain;
}

/// RFC 3986 §3.1. A link without a scheme is one to a page of the web, unless it names a computer by itself
/// ("\\host").
Verdict verdict_on_link(std::string uri) {
    uri = lower_ascii(trimmed(uri));
    if (uri.starts_with("\\\\") || uri.starts_with("//")) return Verdict::other_document;
    const std::size_t colon = uri.find(':');
    if (colon == uri.npos || uri.find_first_of("/?#") < colon) return Verdict::fine;
    return is_one_of(link_schemes, std::string_view(uri).substr(0, colon)) ? Verdict::fine
                                                                           : Verdict::other_document;
}

std::string name_in(Object& dictionary, const char* key) {
    Object value = dictionary.getKey(key);
    return value.isName() ? value.getName() : std::string();
}

/// What a dictionary as a whole does, beyond what single keys say.
Verdict verdict_on_deed(Object& dictionary, Place place, bool is_stream) {
    const std::string kind = name_in(dictionary, "/S");
    // A role of the author's choosing, in the description of the document's structure.
    const bool is_role = place != Place::action && name_in(dictionary, "/Type") == "/StructElem";
    if (const Verdict wrong = is_role ? Verdict::fine : meaning_of(kind); wrong != Verdict::fine)
        return wrong;
    for (const char* key : {"/Type", "/Subtype"})
        if (const Verdict wrong = meaning_of(name_in(dictionary, key)); wrong != Verdict::fine) return wrong;
    if (kind == "/Thread" && dictionary.hasKey("/F")) return Verdict::other_document;
    if (Object uri = dictionary.getKey("/URI"); uri.isString())
        if (const Verdict wrong = verdict_on_link(uri.getStringValue()); wrong != Verdict::fine) return wrong;
    // The bytes, or the page, of another file.
    if (is_stream && (dictionary.hasKey("/F") || dictionary.hasKey("/Ref"))) return Verdict::other_document;
    if (Object opening = dictionary.getKey("/OpenAction"); opening.isDictionary()) {
        const std::string deed = name_in(opening, "/S");
        if (const Verdict wrong = meaning_of(deed); wrong != Verdict::fine) return wrong;
        if (opening.hasKey("/JS")) return Verdict::javascript;
        if (deed != "/GoTo" && deed != "/Named") return Verdict::automatic_action;
    }
    return Verdict::fine;
}

/// Calls `use(key, value, place)` for each entry of `object`, or of the dictionary of a stream.
template <class F> void each_entry(Object object, Place place, F&& use) {
    if (object.isStream()) {
        object = object.getDict();
        if (place == Place::names || place == Place::appearance) place = Place::plain; // an appearance itself
    }
    if (object.isArray())
        for (Object& item : object.getArrayAsVector())
            use(std::string(), item, place == Place::action ? place : Place::plain);
    if (object.isDictionary())
        for (auto& [key, value] : object.getDictAsMap()) use(key, value, place_of(key, place));
}

/// Where each indirect object is referred to from. More than one place makes it plain, where every key
/// counts.
class Places {
  public:
    void note(const Object& object, Place place) {
        each_entry(object, place, [this](const std::string&, Object& value, Place inside) {
            if (!value.isIndirect()) return note(value, inside);
            const auto [entry, is_new] = places_.emplace(value.getObjGen(), inside);
            if (!is_new && entry->second != inside) entry->second = either(entry->second, inside);
        });
    }
    Place of(const Object& object) const {
        const auto found = places_.find(object.getObjGen());
        return found == places_.end() ? Place::plain : found->second;
    }

  private:
    static Place either(Place a, Place b) {
        return a == Place::action || b == Place::action ? Place::action : Place::plain;
    }
    std::map<QPDFObjGen, Place> places_;
};

/// What is wrong with an object and all that is written inside it. What it refers to comes as an object of
/// its own.
Verdict verdict_on(Object object, Place place) {
    const bool is_stream = object.isStream();
    Object dictionary = is_stream ? object.getDict() : object;
    const bool keys_count = is_stream || (place != Place::names && place != Place::appearance);
    if (dictionary.isDictionary() && keys_count)
        if (const Verdict wrong = verdict_on_deed(dictionary, place, is_stream); wrong != Verdict::fine)
            return wrong;
    Verdict found = Verdict::fine;
    each_entry(object, place, [&](const std::string& key, Object& value, Place inside) {
        if (found == Verdict::fine && keys_count)
            found = key == "/AA" ? Verdict::automatic_action : meaning_of(key);
        if (found == Verdict::fine && !value.isIndirect()) found = verdict_on(value, inside);
    });
    return found;
}

} // namespace

Verdict verdict_on_contents(QPDF& document) {
    std::vector<Object> objects = document.getAllObjects();
    objects.push_back(document.getTrailer());
    // What an object's keys mean depends on where it stands itself, which depends on those above it. Two
    // levels are enough: an appearance holds names, and below names all is plain again. What a reader carries
    // out hangs on plain keys from the catalogue down, and so is plain from the first round on.
    Places places;
    for (int round = 0; round < 3; ++round) {
        Places next;
        for (const Object& object : objects) next.note(object, places.of(object));
        places = std::move(next);
    }
    for (const Object& object : objects)
        if (const Verdict wrong = verdict_on(object, places.of(object)); wrong != Verdict::fine) return wrong;
    return Verdict::fine;
}

} // namespace stu::pdf
