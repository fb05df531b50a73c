#pragma once

#include <string_view>

#include <aludel/connection.h>
#include <aludel/runtime/driver.h>

namespace aludel::runtime {

/// What a data step and Options::adopt get: the revision's own transaction, and no way to end it.
class DataConnection final : public connection {
public:
    enum class Pragmas {
        refuse,
        read,  ///< those that set nothing: Options::adopt looks at user_version
    };
    explicit DataConnection(Driver& driver, Pragmas pragmas = Pragmas::refuse) : driver_(driver), pragmas_(pragmas) {}

    std::int64_t execute(std::string_view sql, const std::vector<Value>& parameters) override;
    std::vector<Row> query(std::string_view sql, const std::vector<Value>& parameters) override;
    std::string_view dialect() const override { return driver_.dialect().name(); }

private:
    void refuse_control(std::string_view sql) const;

    Driver& driver_;
    Pragmas pragmas_;
};

/// @throws Error for a statement that begins or ends a transaction or a part of one.
void refuse_transaction_control(std::string_view sql);

}  // namespace aludel::runtime
