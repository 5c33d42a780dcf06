#pragma once
// cpp-httplib, used for what it does well: taking a well-framed request apart, routing it, writing the
// answer. It never sees a socket. engine.cpp is the only file that includes it.

#include "backend/http/service.hpp"
#include "backend/http/site.hpp"

#include <memory>

namespace stu::http {

class Engine final : public Service {
  public:
    explicit Engine(Site& site);
    ~Engine() override;

    std::size_t body_limit(const Head& head) const override;
    Lane lane(const Head& head) const override;
    bool is_proxy(const Address& peer) const override;
    std::optional<std::string> refuse_early(const Head& head, std::string_view address) override;
    std::string answer(const Head& head, std::string body, std::string_view address) override;
    std::string refusal(int status, const Head* head, std::string_view address) const override;

  private:
    class Library;
    Site& site_;
    std::unique_ptr<Library> library_;
};

} // namespace stu::http
