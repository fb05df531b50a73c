#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace aludel::tests {

/// Stands between a client and a PostgreSQL on 127.0.0.1, and cuts the line at the n-th COMMIT.
class CuttingProxy {
public:
    enum class Cut {
        before,  ///< the server never sees it
        after,   ///< the server has committed, and the client never hears of it
    };
    CuttingProxy(const std::string& server_url, int commit, Cut cut, bool for_good = false);
    ~CuttingProxy();
    CuttingProxy(const CuttingProxy&) = delete;
    CuttingProxy& operator=(const CuttingProxy&) = delete;

    std::string url() const;
    int commits() const { return commits_; }

private:
    void serve();
    void forward(int client);
    int connect_to_server() const;

    std::string url_;
    int server_port_;
    int cut_at_;
    Cut cut_;
    bool for_good_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<int> commits_ = 0;
    std::atomic<bool> ended_ = false;
    std::thread thread_;
    std::vector<std::thread> lines_ = {};
};

}  // namespace aludel::tests
