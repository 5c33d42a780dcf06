// Throws mutated inputs at a target for some seconds, always the same ones: where libFuzzer sees no branches,
// and to write what libFuzzer starts from. See tools/fuzz.
//
//   smoke SECONDS          attacks
//   smoke --seeds FOLDER   writes the well-formed inputs for libFuzzer to start from

#include "tests/fuzz/target.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <random>

namespace {

class Mutator {
  public:
    void mutate(std::string& input, const std::vector<std::string>& others) {
        for (std::size_t times = 1 + below(4); times > 0; --times) mutate_once(input, others);
    }

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }

  private:
    void mutate_once(std::string& input, const std::vector<std::string>& others) {
        const std::size_t at = below(input.size() + 1);
        switch (below(7)) {
        case 0: input.insert(at, 1, static_cast<char>(random_())); break;
        case 1: input.resize(at); break;
        case 2: input.erase(at, below(9)); break;
        case 3: input.insert(at, words_[below(words_.size())]); break;
        case 4: input.insert(at, input.substr(below(input.size() + 1), below(40))); break;
        case 5: input = splice(input.substr(0, at), others[below(others.size())]); break;
        default:
            if (at < input.size()) input[at] = static_cast<char>(input[at] ^ (1 << below(8)));
        }
    }

    std::string splice(const std::string& head, const std::string& other) {
        return head + other.substr(below(other.size()));
    }

    std::vector<std::string_view> words_ = stu::fuzz::words();
    std::mt19937_64 random_{42};
};

int write_seeds(const std::string& folder) {
    int count = 0;
    for (const std::string& input : stu::fuzz::seeds())
        std::ofstream(folder + "/" + std::to_string(count++), std::ios::binary) << input;
    return count > 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "--seeds") return write_seeds(argv[2]);
    const std::chrono::seconds duration(argc == 2 ? std::atoi(argv[1]) : 5);
    const std::vector<std::string> seeds = stu::fuzz::seeds();
    Mutator mutator;
    long runs = 0;
    for (const auto end = std::chrono::steady_clock::now() + duration; std::chrono::steady_clock::now() < end;
         ++runs) {
        std::string input = seeds[mutator.below(seeds.size())];
        if (runs >= static_cast<long>(seeds.size())) mutator.mutate(input, seeds);
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
    }
    std::printf("%ld inputs\n", runs);
    return runs > static_cast<long>(seeds.size()) ? 0 : 1;
}
