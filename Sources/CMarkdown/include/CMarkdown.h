#pragma once

// Markdown as a flat list of its blocks, read by cmark-gfm (CommonMark 0.29 with GitHub's task lists).

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

enum cmarkdown_kind {
    CMARKDOWN_HEADING = 1,
    CMARKDOWN_PARAGRAPH = 2,
    CMARKDOWN_ITEM = 3,
    CMARKDOWN_TASK = 4,
    CMARKDOWN_CODE = 5,
    /// HTML: a block of it, or a line of the words before with some among them.
    CMARKDOWN_OTHER = 6,
};

struct cmarkdown_block {
    int32_t kind;
    /// Of a heading 1 to 6; of an item how many lists stand around its list; else 0.
    int32_t level;
    /// From 1.
    int32_t line;
    bool is_checked;
    /// UTF-8 with a zero at the end. In paragraphs and items a line of the source ends with a newline, a forced break with a
    /// vertical tab; code spans stand in backticks.
    const char *text;
    /// What stands behind the opening fence of code; else empty.
    const char *info;
};

struct cmarkdown_document;

/// Reads a document. NULL where there is no memory.
struct cmarkdown_document *_Nullable cmarkdown_read(const uint8_t *_Nullable text, size_t length);

size_t cmarkdown_count(const struct cmarkdown_document *document);

/// A block by its index, below the count; valid until the document is freed.
const struct cmarkdown_block *cmarkdown_block_at(const struct cmarkdown_document *document, size_t index);

void cmarkdown_free(struct cmarkdown_document *document);

#pragma clang assume_nonnull end
