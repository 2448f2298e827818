#include "CMarkdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct cmarkdown_document {
    struct cmarkdown_block *blocks;
    size_t count;
    size_t capacity;
    bool is_out_of_memory;
};

struct buffer {
    char *bytes;
    size_t length;
    size_t capacity;
    bool is_out_of_memory;
};

static void append(struct buffer *buffer, const char *bytes, size_t length) {
    if (buffer->is_out_of_memory) return;
    if (buffer->length + length + 1 > buffer->capacity) {
        size_t capacity = (buffer->length + length + 1) * 2;
        char *grown = realloc(buffer->bytes, capacity);
        if (grown == NULL) {
            buffer->is_out_of_memory = true;
            return;
        }
        buffer->bytes = grown;
        buffer->capacity = capacity;
    }
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = 0;
}

static void append_text(struct buffer *buffer, const char *text) {
    if (text != NULL) append(buffer, text, strlen(text));
}

static void append_inline(struct buffer *buffer, cmark_node *node, cmark_event_type event) {
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_LINK:
        if (event == CMARK_EVENT_EXIT) {
            append_text(buffer, " <");
            append_text(buffer, cmark_node_get_url(node));
            append_text(buffer, ">");
        }
        break;
    case CMARK_NODE_CODE:
        append_text(buffer, "`");
        append_text(buffer, cmark_node_get_literal(node));
        append_text(buffer, "`");
        break;
    case CMARK_NODE_SOFTBREAK: append_text(buffer, "\n"); break;
    case CMARK_NODE_LINEBREAK: append_text(buffer, "\v"); break;
    default:
        if (event == CMARK_EVENT_ENTER) append_text(buffer, cmark_node_get_literal(node));
    }
}

/// The words of a paragraph or a heading.
static char *words(cmark_node *block) {
    struct buffer buffer = {NULL, 0, 0, false};
    append(&buffer, "", 0);
    cmark_iter *iter = cmark_iter_new(block);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (node != block) append_inline(&buffer, node, event);
    }
    cmark_iter_free(iter);
    return buffer.bytes;
}

static void add(struct cmarkdown_document *document, cmark_node *node, int kind, int level, char *text, const char *info) {
    char *copy = strdup(info == NULL ? "" : info);
    if (document->count == document->capacity) {
        size_t capacity = document->capacity * 2 + 64;
        struct cmarkdown_block *grown = realloc(document->blocks, capacity * sizeof *grown);
        if (grown != NULL) {
            document->blocks = grown;
            document->capacity = capacity;
        }
    }
    if (text == NULL || copy == NULL || document->count == document->capacity) {
        document->is_out_of_memory = true;
        free(text);
        free(copy);
        return;
    }
    struct cmarkdown_block *block = &document->blocks[document->count++];
    *block = (struct cmarkdown_block){kind, level, cmark_node_get_start_line(node), false, text, copy};
}

static bool is_task(cmark_node *item) { return strcmp(cmark_node_get_type_string(item), "tasklist") == 0; }

static char *literal(cmark_node *node) {
    const char *text = cmark_node_get_literal(node);
    return strdup(text == NULL ? "" : text);
}

/// Adds a block for each line of a paragraph or a heading on which HTML stands among the words.
static void add_html(struct cmarkdown_document *document, cmark_node *block) {
    int line = 0, last = -1;
    cmark_iter *iter = cmark_iter_new(block);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) line++;
        if (type != CMARK_NODE_HTML_INLINE || event != CMARK_EVENT_ENTER || line == last) continue;
        size_t count = document->count;
        add(document, block, CMARKDOWN_OTHER, 0, literal(node), NULL);
        if (document->count > count) document->blocks[count].line += line;
        last = line;
    }
    cmark_iter_free(iter);
}

/// The item that a paragraph is the first of; NULL where it stands for itself.
static cmark_node *item_of(cmark_node *paragraph) {
    cmark_node *parent = cmark_node_parent(paragraph);
    bool is_item = parent != NULL && (cmark_node_get_type(parent) == CMARK_NODE_ITEM || is_task(parent));
    return is_item && cmark_node_first_child(parent) == paragraph ? parent : NULL;
}

static int depth_of(cmark_node *item) {
    int lists = 0;
    for (cmark_node *node = item; node != NULL; node = cmark_node_parent(node))
        if (cmark_node_get_type(node) == CMARK_NODE_LIST) lists++;
    return lists > 0 ? lists - 1 : 0;
}

static void add_paragraph(struct cmarkdown_document *document, cmark_node *node) {
    cmark_node *item = item_of(node);
    if (item == NULL) {
        add(document, node, CMARKDOWN_PARAGRAPH, 0, words(node), NULL);
        return;
    }
    add(document, node, is_task(item) ? CMARKDOWN_TASK : CMARKDOWN_ITEM, depth_of(item), words(node), NULL);
    if (is_task(item) && document->count > 0)
        document->blocks[document->count - 1].is_checked = cmark_gfm_extensions_get_tasklist_item_checked(item);
}

static void add_block(struct cmarkdown_document *document, cmark_node *node) {
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
        add(document, node, CMARKDOWN_HEADING, cmark_node_get_heading_level(node), words(node), NULL);
        add_html(document, node);
        break;
    case CMARK_NODE_PARAGRAPH:
        add_paragraph(document, node);
        add_html(document, node);
        break;
    case CMARK_NODE_CODE_BLOCK:
        add(document, node, CMARKDOWN_CODE, 0, literal(node), cmark_node_get_fence_info(node));
        break;
    case CMARK_NODE_HTML_BLOCK: add(document, node, CMARKDOWN_OTHER, 0, literal(node), NULL); break;
    default: break;
    }
}

static cmark_node *parse(const uint8_t *text, size_t length) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, cmark_gfm_core_extensions_ensure_registered);
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    if (parser == NULL) return NULL;
    cmark_syntax_extension *tasks = cmark_find_syntax_extension("tasklist");
    if (tasks != NULL) cmark_parser_attach_syntax_extension(parser, tasks);
    cmark_parser_feed(parser, (const char *)text, length);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return root;
}

struct cmarkdown_document *cmarkdown_read(const uint8_t *text, size_t length) {
    struct cmarkdown_document *document = calloc(1, sizeof *document);
    cmark_node *root = document == NULL ? NULL : parse(text, text == NULL ? 0 : length);
    if (root == NULL) {
        free(document);
        return NULL;
    }
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
        if (event == CMARK_EVENT_ENTER) add_block(document, cmark_iter_get_node(iter));
    cmark_iter_free(iter);
    cmark_node_free(root);
    if (document->is_out_of_memory) {
        cmarkdown_free(document);
        return NULL;
    }
    return document;
}

size_t cmarkdown_count(const struct cmarkdown_document *document) { return document->count; }

const struct cmarkdown_block *cmarkdown_block_at(const struct cmarkdown_document *document, size_t index) {
    return &document->blocks[index];
}

void cmarkdown_free(struct cmarkdown_document *document) {
    for (size_t index = 0; index < document->count; index++) {
        free((void *)document->blocks[index].text);
        free((void *)document->blocks[index].info);
    }
    free(document->blocks);
    free(document);
}
