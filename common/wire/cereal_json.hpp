#pragma once
// cereal's JSON and the rapidjson below it, configured alike everywhere: rapidjson's functions are inline,
// and the linker keeps one of each, so a file that included it with other macros could take the exceptions of
// bad JSON from all.
//
// Against cereal's defaults: rapidjson descends by recursion unless told otherwise, takes NaN because cereal
// asks for it, and in full precision counts the leading zeros of 0 for "0e212", which is undefined. No
// message has fractions anyway.
#define RAPIDJSON_PARSE_DEFAULT_FLAGS kParseIterativeFlag
#include <cereal/archives/json.hpp>
