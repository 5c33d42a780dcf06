#pragma once
#include "backend/http/gate/shares.hpp"
#include "backend/http/gate/workers.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <thread>

namespace stu::http {

struct GateLimits {
    ShareLimits sockets{.total = 8'192, .address = 384, .campus = 4'096, .session = 32};
    /// TLS handshakes under way.
    ShareLimits greetings{.total = 512, .address = 64, .campus = 256, .session = 64};
    /// Bytes that have arrived and wait to become an answer, and bytes of answers that wait to be read. Both
    /// together and what the program needs anyway stay under 150 MB.
    ShareLimits input{.total = 40u << 20, .address = 16u << 20, .campus = 24u << 20, .session = 8u << 20};
    ShareLimits output{.total = 40u << 20, .address = 12u << 20, .campus = 20u << 20, .session = 10u << 20};
    /// Streams: each is a socket, too, that nobody else's need takes away. So they are fewer than sockets in
    /// each share, and one more than that is refused.
    ShareLimits streams{.total = 6'144, .address = 256, .campus = 3'072, .session = 8};
    std::size_t stream_buffer = 16u << 10;    ///< bytes that one stream may have waiting to be read
    std::size_t unasked_body = 64u << 10;     ///< longer bodies are read only after a worker has said yes
    std::size_t drain_bytes = 4u << 20;       ///< thrown away after a refusal, at most
    std::size_t bytes_per_second = 32u << 10; ///< slowest that a body or an answer may travel
    std::size_t turned_away = 64;             ///< refused connections that are told why at the same time
    std::chrono::milliseconds greeting{5'000};
    std::chrono::milliseconds head{10'000};      ///< for the whole head
    std::chrono::milliseconds body{10'000};      ///< plus its length at `bytes_per_second`
    std::chrono::milliseconds idle{15'000};      ///< between requests
    std::chrono::milliseconds write{30'000};     ///< plus the answer's length at `bytes_per_second`
    std::chrono::milliseconds unread{30'000};    ///< that what is published may wait to be read
    std::chrono::milliseconds linger{2'000};     ///< plus what was announced, as a body
    std::chrono::milliseconds drain{20'000};     ///< for requests in flight when the server stops
    std::chrono::milliseconds accept_pause{100}; ///< after the system had no room for a connection
    /// What waits for nobody keeps as many threads busy as there are cores. More of them only wake each other
    /// in vain; one more reads on while another one waits for the disk.
    WorkerLimits workers{.threads = std::max<std::size_t>(2, std::thread::hardware_concurrency()) + 1};
    /// Who writes waits for the disk, and for others who do: the more wait together, the less each costs.
    /// As many as a commit takes in (store/engine/group_commit).
    WorkerLimits writers{.threads = 64};
    /// While as many hash as there are cores (Passwords lets no more), others wait for the disk, before their
    /// hash and behind it. Taking turns is enough here, where many people sign in from one address.
    WorkerLimits passwords{.threads = 2 * std::max<std::size_t>(1, std::thread::hardware_concurrency()),
                           .queue = 64,
                           .each = 64};
    WorkerLimits files{.threads = 2, .queue = 32, .each = 1, .wait = std::chrono::milliseconds(5'000)};
};

} // namespace stu::http
