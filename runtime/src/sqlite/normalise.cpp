#include "sqlite/normalise.h"

#include "sqlite/tokens.h"

namespace aludel::runtime::sqlite {
namespace {

using namespace schema;

void normalise(Expression& expression) {
    if (!expression.sql.empty()) expression.sql = normalised_expression(expression.sql);
}

void normalise(Column& column) {
    if (auto* custom = std::get_if<Custom>(&column.type.kind)) normalise(custom->sql);
    if (column.default_value) {
        if (auto* sql = std::get_if<Expression>(&*column.default_value)) normalise(*sql);
    }
    if (column.computed) normalise(column.computed->expression);
    normalise(column.collation);
}

void normalise(Index& index) {
    for (IndexKey& key : index.keys) {
        if (auto* expression = std::get_if<Expression>(&key.of)) normalise(*expression);
    }
    normalise(index.where);
}

}  // namespace

Schema normalised(Schema schema) {
    for (Table& table : schema.tables) {
        for (Column& column : table.columns) normalise(column);
        for (Check& check : table.checks) normalise(check.expression);
        for (Index& index : table.indexes) normalise(index);
    }
    for (View& view : schema.views) normalise(view.query);
    for (Opaque& object : schema.opaque) normalise(object.create);
    return schema;
}

}  // namespace aludel::runtime::sqlite
