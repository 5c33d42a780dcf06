#pragma once
// Only for Clang: the builds under sanitizers, and tools/tidy. QPDF/JSON.hh destroys a vector of a class
// inside that class; Clang compiles the destructor there and then, because it is constexpr in C++20, and
// finds the class incomplete. We use nothing of it, and the other headers of libqpdf only need its name.
#define JSON_HH
class JSON;
