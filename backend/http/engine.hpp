#pragma once
// cpp-httplib, used for what it does well: taking a well-framed request apart and routing it. It never sees a
// socket. engine.cpp is the only file that includes it.

#include "backend/http/gate/service.hpp"
#include "backend/http/measures.hpp"
#include "backend/http/site.hpp"

#include <chrono>
#include <memory>

namespace stu::http {

class Engine final : public Service {
  public:
    /// Notes each answer in `measures`. Both must outlive it.
    Engine(Site& site, Measures& measures);
    ~Engine() override;

    std::size_t body_limit(const Head& head) const override;
    Lane lane(const Head& head) const override;
    Parties parties(const Address& peer, const Head* head) const override;
    std::optional<Answer> refuse_early(const Head& head, std::string_view address) override;
    Answer answer(const Head& head, std::string body, std::string_view address,
                  std::uint64_t connection) override;
    void left(std::uint64_t connection) override { site_.left(connection); }
    Answer refusal(int status, const Head* head, std::string_view address) const override;

  private:
    class Library;
    using Time = std::chrono::steady_clock::time_point;

    void note(const Request& request, const Response& response, Time start) const;

    Site& site_;
    Measures& measures_;
    std::unique_ptr<Library> library_;
};

} // namespace stu::http
