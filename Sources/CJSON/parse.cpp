#include <simdjson.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <vector>

#include "CJSON.h"
#include "fault.hpp"

namespace {

constexpr size_t smallest_capacity = 16 * 1024;
constexpr size_t largest_kept_capacity = 256 * 1024;
/// Up to this many members are compared pair by pair, which beats sorting them.
constexpr uint32_t most_paired_members = 16;

/// An array or object whose end has not been seen.
struct Open {
    uint32_t node;
    uint32_t count;
    bool is_object;
    bool awaits_key;
};

/// Working memory of one thread, kept from text to text so that parsing allocates only its result.
struct Workspace {
    simdjson::dom::parser parser;
    simdjson::dom::document document;
    std::unique_ptr<uint8_t[]> padded;
    std::unique_ptr<cjson_node[]> nodes;
    std::vector<uint32_t> keys;
    Open open[CJSON_DEEPEST_NESTING];
    size_t capacity = 0;

    bool reserve(size_t length) {
        if (capacity > 0 && length <= capacity) return true;
        size_t wanted = smallest_capacity;
        while (wanted < length) wanted *= 2;
        capacity = 0;
        if (parser.allocate(wanted) != simdjson::SUCCESS) return false;
        if (document.allocate(wanted) != simdjson::SUCCESS) return false;
        padded.reset(new uint8_t[wanted + simdjson::SIMDJSON_PADDING]);
        // Two nodes never touch: at least one byte of punctuation stands between them.
        nodes.reset(new cjson_node[wanted / 2 + 2]);
        capacity = wanted;
        return true;
    }
};

thread_local std::unique_ptr<Workspace> workspace_of_thread;

void report(cjson_fault &fault, cjson_problem problem, int64_t offset, const char *sentence) {
    fault.problem = problem;
    fault.offset = offset;
    fault.sentence = sentence;
}

/// Turns simdjson's tape into nodes and holds it against the limits.
struct Flattening {
    Workspace &workspace;
    const cjson_limits &limits;
    const uint8_t *text;
    uint32_t count = 0;
    uint32_t values = 0;
    uint32_t depth = 0;
    size_t text_length = 0;
    cjson_problem problem = CJSON_NO_PROBLEM;
    uint32_t problem_node = 0;

    Flattening(Workspace &workspace, const cjson_limits &limits)
        : workspace(workspace), limits(limits), text(workspace.document.string_buf.get()) {}

    bool fail(cjson_problem what, uint32_t node) {
        problem = what;
        problem_node = node;
        return false;
    }

    /// The tape is documented in simdjson's doc/tape.md: a type in the top byte of each word, numbers in a second word,
    /// strings as offsets to a 32-bit length followed by the bytes.
    bool run() {
        const uint64_t *word = workspace.document.tape.get() + 1;
        while (true) {
            const uint64_t payload = *word & simdjson::internal::JSON_VALUE_MASK;
            bool fits = true;
            switch (char(*word++ >> 56)) {
                case '{': fits = enter(CJSON_OBJECT); break;
                case '[': fits = enter(CJSON_ARRAY); break;
                case '}':
                case ']': fits = leave(); break;
                case '"': fits = add_text(payload); break;
                case 'l': fits = add_number(CJSON_INTEGER, *word++); break;
                case 'd': fits = add_number(CJSON_DOUBLE, *word++); break;
                case 'u': fits = fail(CJSON_NUMBER_OUT_OF_RANGE, count); break;
                case 't': fits = add(CJSON_TRUE); break;
                case 'f': fits = add(CJSON_FALSE); break;
                case 'n': fits = add(CJSON_NULL); break;
                case 'r': return true;
                default: fits = fail(CJSON_MALFORMED, count); break;
            }
            if (!fits) return false;
        }
    }

    bool add(cjson_kind kind) {
        if (values == limits.nodes) return fail(CJSON_TOO_MANY_NODES, count);
        values += 1;
        if (depth > 0) {
            Open &parent = workspace.open[depth - 1];
            parent.count += 1;
            parent.awaits_key = parent.is_object;
        }
        cjson_node &node = workspace.nodes[count];
        count += 1;
        node.kind = kind;
        node.next = count;
        return true;
    }

    bool add_number(cjson_kind kind, uint64_t bits) {
        std::memcpy(&workspace.nodes[count].value, &bits, sizeof bits);
        return add(kind);
    }

    bool add_text(uint64_t place) {
        uint32_t length = 0;
        std::memcpy(&length, text + place, sizeof length);
        const uint32_t offset = uint32_t(place) + uint32_t(sizeof length);
        if (limits.rejects_nul && std::memchr(text + offset, 0, length)) return fail(CJSON_HOLDS_NUL, count);
        cjson_node &node = workspace.nodes[count];
        node.value.text.offset = offset;
        node.value.text.length = length;
        text_length = size_t(offset) + length;
        if (depth == 0 || !workspace.open[depth - 1].awaits_key) return add(CJSON_STRING);
        workspace.open[depth - 1].awaits_key = false;
        count += 1;
        node.kind = CJSON_KEY;
        node.next = count;
        return true;
    }

    bool enter(cjson_kind kind) {
        if (depth == limits.depth) return fail(CJSON_TOO_DEEP, count);
        const uint32_t node = count;
        if (!add(kind)) return false;
        workspace.open[depth] = {node, 0, kind == CJSON_OBJECT, kind == CJSON_OBJECT};
        depth += 1;
        return true;
    }

    bool leave() {
        depth -= 1;
        const Open &closed = workspace.open[depth];
        cjson_node &node = workspace.nodes[closed.node];
        node.next = count;
        node.value.count = closed.count;
        return !closed.is_object || keys_differ(closed);
    }

    bool same_text(uint32_t left, uint32_t right) const {
        const auto a = workspace.nodes[left].value.text, b = workspace.nodes[right].value.text;
        return a.length == b.length && std::memcmp(text + a.offset, text + b.offset, a.length) == 0;
    }

    bool keys_differ(const Open &object) {
        const cjson_node *nodes = workspace.nodes.get();
        if (object.count > most_paired_members) return many_keys_differ(object);
        uint32_t keys[most_paired_members];
        uint32_t seen = 0;
        for (uint32_t key = object.node + 1; key < count; key = nodes[key + 1].next) {
            for (uint32_t earlier = 0; earlier < seen; earlier++) {
                if (same_text(keys[earlier], key)) return fail(CJSON_REPEATED_KEY, key);
            }
            keys[seen++] = key;
        }
        return true;
    }

    /// Sorting keeps hostile objects at n log n, without a hash that collisions could defeat.
    bool many_keys_differ(const Open &object) {
        const cjson_node *nodes = workspace.nodes.get();
        std::vector<uint32_t> &keys = workspace.keys;
        keys.clear();
        for (uint32_t key = object.node + 1; key < count; key = nodes[key + 1].next) keys.push_back(key);
        std::sort(keys.begin(), keys.end(), [&](uint32_t left, uint32_t right) {
            const auto a = nodes[left].value.text, b = nodes[right].value.text;
            if (a.length != b.length) return a.length < b.length;
            const int order = std::memcmp(text + a.offset, text + b.offset, a.length);
            return order != 0 ? order < 0 : left < right;
        });
        uint32_t first_repeat = UINT32_MAX;
        for (size_t i = 1; i < keys.size(); i++) {
            if (same_text(keys[i - 1], keys[i])) first_repeat = std::min(first_repeat, keys[i]);
        }
        return first_repeat == UINT32_MAX || fail(CJSON_REPEATED_KEY, first_repeat);
    }
};

void copy_subject(const Flattening &flattening, cjson_fault &fault) {
    const auto key = flattening.workspace.nodes[flattening.problem_node].value.text;
    const uint8_t *bytes = flattening.text + key.offset;
    uint32_t length = std::min<uint32_t>(key.length, CJSON_SUBJECT_CAPACITY);
    if (length < key.length) {
        while (length > 0 && (bytes[length] & 0xC0) == 0x80) length -= 1;
    }
    std::memcpy(fault.subject, bytes, length);
    fault.subject_length = length;
}

const char *sentence_for(cjson_problem problem) {
    switch (problem) {
        case CJSON_NUMBER_OUT_OF_RANGE: return "the number is too large";
        case CJSON_TOO_DEEP: return "arrays and objects are nested too deeply";
        case CJSON_TOO_MANY_NODES: return "there are too many values";
        case CJSON_REPEATED_KEY: return "an object has the same key twice";
        case CJSON_HOLDS_NUL: return "a string holds the character U+0000";
        default: return "this is not JSON";
    }
}

/// One block for head, nodes and text, of exactly the size that is needed.
const cjson_document *pack(const Flattening &flattening) {
    const size_t nodes_size = flattening.count * sizeof(cjson_node);
    auto *block =
        static_cast<uint8_t *>(std::malloc(sizeof(cjson_document) + nodes_size + flattening.text_length));
    if (!block) throw std::bad_alloc();
    auto *nodes = reinterpret_cast<cjson_node *>(block + sizeof(cjson_document));
    uint8_t *text = block + sizeof(cjson_document) + nodes_size;
    std::memcpy(nodes, flattening.workspace.nodes.get(), nodes_size);
    if (flattening.text_length > 0) std::memcpy(text, flattening.text, flattening.text_length);
    return new (block) cjson_document{nodes, text, flattening.count};
}

const cjson_document *parse(const uint8_t *bytes, size_t length, const cjson_limits &limits, cjson_fault &fault) {
    if (!workspace_of_thread) workspace_of_thread = std::make_unique<Workspace>();
    Workspace &workspace = *workspace_of_thread;
    if (!workspace.reserve(length)) throw std::bad_alloc();
    if (length > 0) std::memcpy(workspace.padded.get(), bytes, length);
    std::memset(workspace.padded.get() + length, 0, simdjson::SIMDJSON_PADDING);

    const auto code =
        workspace.parser.parse_into_document(workspace.document, workspace.padded.get(), length, false).error();
    if (code == simdjson::MEMALLOC || code == simdjson::CAPACITY) throw std::bad_alloc();
    if (code != simdjson::SUCCESS) {
        if (!cjson::find_fault(bytes, length, limits.depth, fault)) {
            report(fault, CJSON_MALFORMED, -1, sentence_for(CJSON_MALFORMED));
        }
        return nullptr;
    }
    Flattening flattening(workspace, limits);
    if (flattening.run()) return pack(flattening);
    report(
        fault, flattening.problem, cjson::offset_of_node(bytes, length, flattening.problem_node),
        sentence_for(flattening.problem));
    if (flattening.problem == CJSON_REPEATED_KEY) copy_subject(flattening, fault);
    return nullptr;
}

}  // namespace

const cjson_document *cjson_parse(const uint8_t *bytes, size_t length, cjson_limits limits, cjson_fault *fault) {
    *fault = cjson_fault{CJSON_NO_PROBLEM, -1, "", {}, 0};
    if (length > CJSON_LONGEST_TEXT) {
        report(*fault, CJSON_TOO_LONG, -1, "the text is too long");
        return nullptr;
    }
    limits.depth = std::min<uint32_t>(limits.depth, CJSON_DEEPEST_NESTING);
    const cjson_document *document = nullptr;
    try {
        document = parse(bytes, length, limits, *fault);
    } catch (const std::bad_alloc &) {
        report(*fault, CJSON_OUT_OF_MEMORY, -1, "there is not enough memory");
        workspace_of_thread.reset();
    }
    if (workspace_of_thread && workspace_of_thread->capacity > largest_kept_capacity) workspace_of_thread.reset();
    return document;
}

void cjson_free(const cjson_document *document) { std::free(const_cast<cjson_document *>(document)); }

uint32_t cjson_member(const cjson_document *document, uint32_t object, const uint8_t *key, size_t key_length) {
    const cjson_node *nodes = document->nodes;
    if (nodes[object].kind != CJSON_OBJECT) return 0;
    for (uint32_t index = object + 1; index < nodes[object].next; index = nodes[index + 1].next) {
        const auto name = nodes[index].value.text;
        if (name.length == key_length && std::memcmp(document->text + name.offset, key, key_length) == 0) {
            return index + 1;
        }
    }
    return 0;
}
