#include "backend/security/hash_threads.hpp"

#include <sys/mman.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace stu::security {
namespace {

/// Of a large page on x86-64, and on ARM where small ones have the usual size. A hash jumps about in its
/// memory, and the processor remembers where few pages are.
constexpr std::size_t large_page = std::size_t{2} << 20;

constexpr std::size_t in_large_pages(std::size_t bytes) {
    return (bytes + large_page - 1) / large_page * large_page;
}

/// Addresses for so many bytes in large pages. Each page is there once it is written to.
class Mapping {
  public:
    explicit Mapping(std::size_t bytes)
        : size_(bytes + large_page),
          start_(::mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) {
        if (start_ == MAP_FAILED)
            throw std::system_error(errno, std::generic_category(), "no memory for hashing passwords");
        ::madvise(aligned(), bytes, MADV_HUGEPAGE); // a wish: in small pages it is only slower
    }
    Mapping(Mapping&& other) noexcept : size_(other.size_), start_(std::exchange(other.start_, MAP_FAILED)) {}
    Mapping& operator=(Mapping&&) = delete;
    ~Mapping() {
        if (start_ != MAP_FAILED) ::munmap(start_, size_);
    }

    std::uint8_t* aligned() const {
        const auto address = reinterpret_cast<std::uintptr_t>(start_);
        return static_cast<std::uint8_t*>(start_) + (in_large_pages(address) - address);
    }

  private:
    std::size_t size_;
    void* start_;
};

} // namespace

HashThreads::HashThreads(std::size_t threads, std::size_t bytes, std::chrono::milliseconds quiet)
    : bytes_(in_large_pages(bytes)), quiet_(quiet) {
    for (std::size_t i = 0; i < threads; ++i)
        threads_.emplace_back([this, mapping = Mapping(bytes_)](const std::stop_token& stop) {
            work(stop, mapping.aligned());
        });
}

void HashThreads::run(const Work& work) {
    std::packaged_task<void(std::uint8_t*)> task(std::cref(work));
    std::future<void> done = task.get_future();
    {
        const std::lock_guard lock(mutex_);
        waiting_.push(std::move(task));
    }
    offered_.notify_one();
    done.get();
}

std::size_t HashThreads::with_memory() {
    const std::lock_guard lock(mutex_);
    return with_memory_;
}

void HashThreads::work(const std::stop_token& stop, std::uint8_t* memory) {
    const auto is_asked = [this] { return !waiting_.empty(); };
    std::unique_lock lock(mutex_);
    for (bool has_memory = false;;) {
        if (has_memory && !offered_.wait_for(lock, stop, quiet_, is_asked)) {
            ::madvise(memory, bytes_, MADV_DONTNEED);
            has_memory = false;
            --with_memory_;
        }
        if (!offered_.wait(lock, stop, is_asked)) return;
        std::packaged_task<void(std::uint8_t*)> task = std::move(waiting_.front());
        waiting_.pop();
        if (!std::exchange(has_memory, true)) ++with_memory_;
        lock.unlock();
        task(memory);
        lock.lock();
    }
}

} // namespace stu::security
