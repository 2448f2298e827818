#pragma once

// Regular expressions in RE2's syntax: matching takes time linear in the text, whatever the expression; at worst, for
// an expression made to be slow, some 10 microseconds per byte.
// A compiled pattern never changes; any number of threads may match with it at once.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma clang assume_nonnull begin

struct cmatch_pattern;

enum {
    /// Enough for every sentence about a refused pattern, with the closing zero.
    CMATCH_SENTENCE_CAPACITY = 256,
    /// The longest pattern that is taken, in bytes.
    CMATCH_LONGEST_PATTERN = 4096,
};

/// Compiles a UTF-8 pattern, case sensitive, into at most about 1 MiB. Returns NULL if it is refused, and then writes
/// why into `sentence`: UTF-8, cut between characters to fit, closed by a zero. Give the result to `cmatch_free`.
struct cmatch_pattern *_Nullable cmatch_compile(
    const uint8_t *_Nullable pattern, size_t length, char *sentence, size_t sentence_capacity);

/// Whether the pattern matches the whole text, as Alertmanager's `^(?:pattern)$` does.
bool cmatch_full_match(const struct cmatch_pattern *pattern, const uint8_t *_Nullable text, size_t length);

/// Whether the pattern matches somewhere in the text.
bool cmatch_partial_match(const struct cmatch_pattern *pattern, const uint8_t *_Nullable text, size_t length);

void cmatch_free(struct cmatch_pattern *pattern);

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif
