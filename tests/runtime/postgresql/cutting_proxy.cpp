#include "cutting_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <string_view>

namespace aludel::tests {
namespace {

/// A simple query message (https://www.postgresql.org/docs/current/protocol-message-formats.html): 'Q', the length, the text.
constexpr std::string_view commit_message(
    "Q\0\0\0\x0b"
    "COMMIT",
    12);

std::size_t port_at(const std::string& url) {
    return url.find(':', url.find('@')) + 1;
}

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

}  // namespace

CuttingProxy::CuttingProxy(const std::string& server_url, int commit, Cut cut, bool for_good)
    : url_(server_url), server_port_(std::stoi(server_url.substr(port_at(server_url)))), cut_at_(commit), cut_(cut), for_good_(for_good) {
    listener_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener_, 8) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("the proxy cannot listen");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
}

CuttingProxy::~CuttingProxy() {
    ended_ = true;
    thread_.join();
    for (std::thread& line : lines_) line.join();
    close(listener_);
}

std::string CuttingProxy::url() const {
    const std::size_t at = port_at(url_);
    return url_.substr(0, at) + std::to_string(port_) + url_.substr(url_.find('/', at));
}

void CuttingProxy::serve() {
    while (!ended_) {
        pollfd waiting{listener_, POLLIN, 0};
        if (poll(&waiting, 1, 20) <= 0) continue;
        const int client = accept(listener_, nullptr, nullptr);
        if (client < 0) continue;
        if (for_good_ && commits_ >= cut_at_) {
            close(client);
        } else {
            lines_.emplace_back([this, client] { forward(client); });
        }
    }
}

int CuttingProxy::connect_to_server() const {
    const int server = socket(AF_INET, SOCK_STREAM, 0);
    const sockaddr_in address = loopback(server_port_);
    if (connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return server;
    close(server);
    return -1;
}

void CuttingProxy::forward(int client) {
    const int server = connect_to_server();
    bool open = server >= 0;
    bool cutting = false;
    char buffer[16384];
    while (open && !ended_) {
        pollfd ends[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
        if (poll(ends, 2, 20) <= 0) continue;
        for (int i = 0; i < 2 && open; ++i) {
            if (ends[i].revents == 0) continue;
            const ssize_t size = recv(ends[i].fd, buffer, sizeof buffer, 0);
            open = size > 0;
            if (!open) break;
            if (i == 1 && cutting) {
                open = false;  // the answer to the COMMIT
                break;
            }
            if (i == 0 && std::string_view(buffer, static_cast<std::size_t>(size)).find(commit_message) != std::string_view::npos &&
                ++commits_ == cut_at_) {
                cutting = true;
                open = cut_ == Cut::after;
            }
            if (open) open = send(ends[1 - i].fd, buffer, static_cast<std::size_t>(size), MSG_NOSIGNAL) == size;
        }
    }
    close(client);
    if (server >= 0) close(server);
}

}  // namespace aludel::tests
