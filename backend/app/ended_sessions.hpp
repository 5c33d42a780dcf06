#pragma once
#include <atomic>
#include <cstddef>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace stu::app {

/// Sessions that people have ended while nothing could be written: signing out always works, also on a full
/// disk. Remembered here until the database has taken it. Thread-safe.
class EndedSessions {
  public:
    void add(std::string token_hash) {
        const std::lock_guard lock(mutex_);
        hashes_.insert(std::move(token_hash));
        any_ = true;
    }
    void remove(const std::string& token_hash) {
        const std::lock_guard lock(mutex_);
        hashes_.erase(token_hash);
        any_ = !hashes_.empty();
    }
    bool contains(std::string_view token_hash) const {
        if (!any_) return false; // nearly always
        const std::lock_guard lock(mutex_);
        return hashes_.find(token_hash) != hashes_.end();
    }
    std::vector<std::string> all() const {
        if (!any_) return {};
        const std::lock_guard lock(mutex_);
        return {hashes_.begin(), hashes_.end()};
    }

  private:
    std::atomic<bool> any_{false};
    mutable std::mutex mutex_;
    std::set<std::string, std::less<>> hashes_;
};

} // namespace stu::app
