#pragma once

// JSON text (RFC 8259) checked and parsed by simdjson, handed over as one flat array of nodes.
// The array is this project's own: nothing of simdjson's shows through, so that the library can change beneath it.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma clang assume_nonnull begin

/// What a node is. `CJSON_KEY` stands only inside an object, right before the member's value.
enum cjson_kind {
    CJSON_NULL = 0,
    CJSON_FALSE = 1,
    CJSON_TRUE = 2,
    CJSON_INTEGER = 3,
    CJSON_DOUBLE = 4,
    CJSON_STRING = 5,
    CJSON_ARRAY = 6,
    CJSON_OBJECT = 7,
    CJSON_KEY = 8,
};

/// One value or key. The nodes stand in the order of the text: a container's content follows it directly.
struct cjson_node {
    /// One of `cjson_kind`.
    uint8_t kind;
    /// The index of the node after this one and everything inside it.
    uint32_t next;
    union {
        /// Of `CJSON_INTEGER`: a number written without fraction and exponent.
        int64_t integer;
        /// Of `CJSON_DOUBLE`: finite.
        double number;
        /// Of `CJSON_STRING` and `CJSON_KEY`: unescaped, valid UTF-8, in the document's `text`.
        struct {
            uint32_t offset;
            uint32_t length;
        } text;
        /// Of `CJSON_ARRAY` and `CJSON_OBJECT`: elements or members.
        uint32_t count;
    } value;
};

/// A parsed text: `nodes[0]` is the root. It never changes, so any thread may read it.
struct cjson_document {
    const struct cjson_node *nodes;
    const uint8_t *text;
    uint32_t node_count;
};

enum {
    /// The longest text that is taken, in bytes.
    CJSON_LONGEST_TEXT = 1 << 30,
    /// The deepest nesting that can be allowed.
    CJSON_DEEPEST_NESTING = 512,
    /// How many bytes of a repeated key a fault repeats.
    CJSON_SUBJECT_CAPACITY = 64,
};

/// What the caller is ready to take.
struct cjson_limits {
    /// Arrays and objects inside one another; 0 allows scalars only; at most `CJSON_DEEPEST_NESTING`.
    uint32_t depth;
    /// Values of every kind in the whole text, containers included, keys not.
    uint32_t nodes;
    /// Whether U+0000 in a string or key is a fault.
    bool rejects_nul;
};

enum cjson_problem {
    CJSON_NO_PROBLEM = 0,
    CJSON_EMPTY = 1,
    CJSON_ENDS_EARLY = 2,
    CJSON_NOT_UTF8 = 3,
    CJSON_MALFORMED = 4,
    CJSON_NUMBER_OUT_OF_RANGE = 5,
    CJSON_TOO_DEEP = 6,
    CJSON_TOO_MANY_NODES = 7,
    CJSON_REPEATED_KEY = 8,
    CJSON_HOLDS_NUL = 9,
    CJSON_TOO_LONG = 10,
    CJSON_OUT_OF_MEMORY = 11,
};

/// Why a text was not taken.
struct cjson_fault {
    /// One of `cjson_problem`.
    uint32_t problem;
    /// Bytes before the place of the problem; -1 where no place can be named.
    int64_t offset;
    /// What was expected or found, in English; lives for ever. Never NULL once `cjson_parse` has returned.
    const char *_Nullable sentence;
    /// Of `CJSON_REPEATED_KEY`: the start of the key, UTF-8 cut between characters, and its length in bytes.
    uint8_t subject[CJSON_SUBJECT_CAPACITY];
    uint32_t subject_length;
};

/// Parses one text and checks all of it. Returns a document to be given to `cjson_free`, or NULL with `fault` filled in.
/// Numbers outside int64 (integers) or double are faults, as are a byte order mark and a key that stands twice in one
/// object, however the two are spelled. Each thread keeps its working memory, up to that for texts of 256 KiB.
const struct cjson_document *_Nullable cjson_parse(
    const uint8_t *_Nullable bytes, size_t length, struct cjson_limits limits, struct cjson_fault *fault);

void cjson_free(const struct cjson_document *document);

/// The index of the value of the member `key` of the object at `object`; 0 if it has none or is no object.
uint32_t cjson_member(
    const struct cjson_document *document, uint32_t object, const uint8_t *_Nullable key, size_t key_length);

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif
