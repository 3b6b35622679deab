// What toml++ 3.3 asserts of a key (`[[..`) is wrong where the text is, and is said by its parser in the next lines. It must neither end the program
// nor be assumed.
#undef NDEBUG
#define TOML_ASSERT(expr) static_cast<void>(0)
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>
#include <cstring>

#include "CTOML.h"

namespace {

using Visitor = void (*)(void *, const CTOMLValue *);

void hand(const toml::node &node, const toml::key *key, void *context, Visitor visit) {
    CTOMLValue value{};
    const auto &place = node.source().begin;
    value.line = place.line;
    value.column = place.column;
    if (key != nullptr) {
        value.key = key->str().data();
        value.keyLength = key->str().size();
        value.keyLine = key->source().begin.line;
        value.keyColumn = key->source().begin.column;
    }
    value.kind = CTOMLOther;
    if (const auto *table = node.as_table()) {
        value.kind = CTOMLTable;
        value.count = table->size();
        visit(context, &value);
        for (auto &&[name, member] : *table) hand(member, &name, context, visit);
        return;
    }
    if (const auto *array = node.as_array()) {
        value.kind = CTOMLArray;
        value.count = array->size();
        visit(context, &value);
        for (auto &&member : *array) hand(member, nullptr, context, visit);
        return;
    }
    if (const auto *text = node.as_string()) {
        value.kind = CTOMLString;
        value.text = text->get().data();
        value.textLength = text->get().size();
    } else if (const auto *integer = node.as_integer()) {
        value.kind = CTOMLInteger;
        value.integer = integer->get();
    } else if (const auto *boolean = node.as_boolean()) {
        value.kind = CTOMLBoolean;
        value.boolean = boolean->get();
    }
    visit(context, &value);
}

}  // namespace

bool CTOMLRead(const char *text, size_t length, void *context, Visitor visit, CTOMLError *error) {
    const auto result = toml::parse(std::string_view(text, length));
    if (!result) {
        const auto &problem = result.error();
        const auto description = problem.description();
        const auto count = std::min(description.size(), sizeof error->message - 1);
        error->line = problem.source().begin.line;
        error->column = problem.source().begin.column;
        std::memcpy(error->message, description.data(), count);
        error->message[count] = '\0';
        return false;
    }
    hand(result.table(), nullptr, context, visit);
    return true;
}
