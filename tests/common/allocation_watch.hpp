#pragma once
// Measures what a piece of code allocates: on the native builds every allocation of the test program is
// counted.

#include <cstddef>

namespace stu::test {

/// The most memory that was held at once since construction, beyond what was held then. One at a time.
class AllocationWatch {
  public:
    AllocationWatch();
    std::size_t peak() const;
};

/// False where allocations are not counted (WASM); `peak()` is then 0.
bool allocations_are_counted();

} // namespace stu::test
