// TOML 1.0, as a sequence of its values: what Swift needs of toml++, which is C++.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum CTOMLKind { CTOMLTable, CTOMLArray, CTOMLString, CTOMLInteger, CTOMLBoolean, CTOMLOther };

struct CTOMLValue {
    enum CTOMLKind kind;
    // Where it stands, counted from one.
    uint32_t line;
    uint32_t column;
    // The key of a member of a table, in UTF-8 without a NUL at its end, and where that stands.
    const char *key;
    size_t keyLength;
    uint32_t keyLine;
    uint32_t keyColumn;
    // How many members a table or an array has; they follow, each with its own.
    size_t count;
    const char *text;
    size_t textLength;
    int64_t integer;
    bool boolean;
};

struct CTOMLError {
    uint32_t line;
    uint32_t column;
    char message[256];
};

/// Hands each value of a text to a function, a table before its members.
///
/// What a value points to is there until the function returns.
///
/// Returns whether the text is TOML; if not, nothing is handed over, and the error says why.
bool CTOMLRead(
    const char *text, size_t length, void *context, void (*visit)(void *context, const struct CTOMLValue *value),
    struct CTOMLError *error);

#ifdef __cplusplus
}
#endif
