#pragma once
// What is counted while the program runs, and the text in which Prometheus reads it
// (https://prometheus.io/docs/instrumenting/exposition_formats/).

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stu::system {

/// How often a number was how large. Thread-safe; to note one costs two atomic additions.
class Histogram {
  public:
    /// `bounds` rise, and must outlive it.
    explicit Histogram(std::span<const double> bounds) : bounds_(bounds), counts_(bounds.size() + 1) {}

    void note(double value) noexcept {
        std::size_t bucket = 0;
        while (bucket < bounds_.size() && value > bounds_[bucket]) ++bucket;
        counts_[bucket].fetch_add(1, std::memory_order_relaxed);
        sum_.fetch_add(value, std::memory_order_relaxed);
    }

    std::span<const double> bounds() const { return bounds_; }
    /// Of each bucket alone; the last one is of what is above all bounds.
    std::uint64_t count(std::size_t bucket) const { return counts_[bucket].load(std::memory_order_relaxed); }
    double sum() const { return sum_.load(std::memory_order_relaxed); }

  private:
    std::span<const double> bounds_;
    std::vector<std::atomic<std::uint64_t>> counts_;
    std::atomic<double> sum_{0};
};

/// Text format 0.0.4, written from the first family to the last.
class Exposition {
  public:
    using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    /// Begins a family; the samples that follow are its own. `type`: counter, gauge or histogram.
    void family(std::string_view name, std::string_view type, std::string_view meaning);
    void sample(double value, Labels labels = {}) { line("", labels, value); }
    void sample(const Histogram& histogram, Labels labels = {});

    const std::string& text() const { return text_; }

  private:
    void line(std::string_view suffix, Labels labels, double value, std::string_view bound = {});

    std::string name_, text_;
};

} // namespace stu::system
