#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <string>

namespace shop {

struct [[db::table("invoices")]] Invoice {
    [[db::primary_key, db::default_sql("nextval('reports.invoice_numbers')")]] std::int64_t number;
    std::string email;
};

}  // namespace shop
