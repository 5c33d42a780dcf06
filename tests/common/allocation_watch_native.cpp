// operator new is replaced, and the linker diverts malloc, realloc and free of the code under test to the
// functions here
// (-Wl,--wrap, see CMakeLists.txt): cereal allocates by the former, rapidjson by the latter.

#include "allocation_watch.hpp"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <new>

namespace {

std::size_t held = 0, most = 0, at_start = 0;

void* counted(void* block) {
    held += malloc_usable_size(block);
    most = std::max(most, held);
    return block;
}

void uncounted(void* block) { held -= std::min(held, malloc_usable_size(block)); }

} // namespace

extern "C" {
void* __real_malloc(std::size_t size);
void* __real_realloc(void* block, std::size_t size);
void __real_free(void* block);

void* __wrap_malloc(std::size_t size) { return counted(__real_malloc(size)); }

/// The old block lives until the new one is filled: both count.
void* __wrap_realloc(void* block, std::size_t size) {
    const std::size_t old = malloc_usable_size(block);
    void* moved = counted(__real_realloc(block, size));
    held -= std::min(held, old);
    return moved;
}

void __wrap_free(void* block) {
    uncounted(block);
    __real_free(block);
}
}

void* operator new(std::size_t size) {
    void* block = __wrap_malloc(size);
    if (block == nullptr) throw std::bad_alloc();
    return block;
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return __wrap_malloc(size); }
void operator delete(void* block) noexcept { __wrap_free(block); }
void operator delete(void* block, std::size_t) noexcept { __wrap_free(block); }

namespace stu::test {

AllocationWatch::AllocationWatch() { most = at_start = held; }
std::size_t AllocationWatch::peak() const { return most - at_start; }
bool allocations_are_counted() { return true; }

} // namespace stu::test
