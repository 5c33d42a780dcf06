#include "allocation_watch.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <vector>

using namespace stu::test;

TEST_CASE("the watch sees both kinds of allocation, so the other tests' bounds mean something" *
          doctest::skip(!allocations_are_counted())) {
    AllocationWatch by_new;
    {
        std::vector<char> block(100'000);
        CHECK(block.back() == 0);
    }
    CHECK(by_new.peak() >= 100'000);
    CHECK(by_new.peak() < 110'000);

    AllocationWatch by_malloc;
    void* block = std::malloc(100'000);
    REQUIRE(block != nullptr);
    std::free(block);
    CHECK(by_malloc.peak() >= 100'000);

    AllocationWatch nothing;
    CHECK(nothing.peak() == 0);
}
