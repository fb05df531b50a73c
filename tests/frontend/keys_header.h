#pragma once

namespace aludel::test {

/// What keys, indexes, references and checks can say on both engines, and on one of them with db::only.
inline constexpr const char* keys_header = R"h(
struct [[db::table("teams"), db::primary_key(&Team::tenant, &Team::id), db::unique(&Team::code, &Team::tenant, db::name("once")),
         db::check("length(code) > 0"), db::check("id > 0", db::name("positive"))]] Team {
    std::int64_t tenant;
    std::int64_t id;
    [[db::unique]] std::string code;
};
struct [[db::table("users"), db::index(&User::tenant, db::desc(&User::name)), db::index(db::expression("lower(name)"), db::unique),
         db::index(db::nulls_first(&User::boss), db::where("boss is not null")), db::unique(&User::name, db::where("tenant > 0")),
         db::index(&User::tenant, db::include(&User::name)),
         db::index(&User::name, db::operator_class(&User::name, "text_pattern_ops"), db::only("postgresql"), db::name("prefixes")),
         db::index(db::nulls_last(db::desc(db::expression("tenant + id"))), db::method("btree"), db::only("postgresql"), db::name("sums")),
         db::index(&User::tenant, &User::name, db::unique, db::nulls_not_distinct, db::only("postgresql"), db::name("alike")),
         db::foreign_key(db::columns(&User::tenant, &User::team), db::columns(&Team::tenant, &Team::id), db::on_delete(db::cascade),
                         db::deferrable, db::initially_deferred),
         db::check("form", "name ~ '^[a-z]'", db::only("postgresql")), db::check("form", "name glob '[a-z]*'", db::only("sqlite")),
         db::check("tenant = id::bigint or tenant > 0", db::only("postgresql"))]] User {
    [[db::primary_key(db::name("users_key"))]] std::int64_t id;
    std::int64_t tenant;
    std::int64_t team;
    [[db::index(db::desc)]] std::string name;
    [[db::references(&User::id), db::on_delete(db::set_null), db::on_update(db::cascade)]] std::optional<std::int64_t> boss;
    [[db::references("teams.code", db::on_delete(db::restrict), db::not_valid), db::index(db::method("hash"), db::only("postgresql"))]]
    std::string team_code;
};
)h";

}  // namespace aludel::test
