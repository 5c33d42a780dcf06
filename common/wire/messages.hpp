#pragma once
// What the wire code knows about messages in general.

#include "common/api.hpp"
#include "common/result.hpp"

#include <tuple>

namespace stu::wire {

struct AnyField {
    template <class T> void operator()(const char*, T&) const {}
};

/// A type that lists its fields.
template <class T>
concept Record = requires(T& record) {
    T::fields(record, AnyField{});
};

/// Explicitly instantiated once per wire form, so that its functions exist for every request and response of
/// the API and for Error. Taking their addresses keeps them out of line; the linker drops what nobody calls.
template <class Api, template <class> class Codec> struct ForEveryMessage;

template <class... E, template <class> class Codec> struct ForEveryMessage<Endpoints<E...>, Codec> {
    static auto functions() {
        return std::make_tuple(Codec<typename E::Request>::functions()...,
                               Codec<typename E::Response>::functions()..., Codec<Error>::functions());
    }
};

} // namespace stu::wire
