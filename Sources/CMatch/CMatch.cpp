#include "CMatch.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <string>

struct cmatch_pattern {
    RE2 expression;

    cmatch_pattern(const re2::StringPiece &pattern, const RE2::Options &options) : expression(pattern, options) {}
};

namespace {

constexpr int64_t most_memory_bytes = 1 << 20;
/// Linear time still has a factor: text times program. A literal of the longest allowed length stays below this; the
/// largest program that 1 MiB would hold takes twice as long per byte.
constexpr int most_instructions = 5000;

re2::StringPiece piece(const uint8_t *bytes, size_t length) {
    return re2::StringPiece(reinterpret_cast<const char *>(bytes), length);
}

RE2::Options options() {
    RE2::Options options;
    options.set_encoding(RE2::Options::EncodingUTF8);
    options.set_case_sensitive(true);
    options.set_log_errors(false);
    options.set_max_mem(most_memory_bytes);
    // Nobody reads the groups, and without them matching is faster.
    options.set_never_capture(true);
    return options;
}

const char *reason(RE2::ErrorCode code) {
    switch (code) {
        case RE2::ErrorBadEscape: return "this escape is not known";
        case RE2::ErrorBadCharClass: return "this character class is not valid";
        case RE2::ErrorBadCharRange: return "this character class or range is not valid";
        case RE2::ErrorMissingBracket: return "a closing ] is missing";
        case RE2::ErrorMissingParen: return "a closing ) is missing";
        case RE2::ErrorUnexpectedParen: return "this ) closes nothing";
        case RE2::ErrorTrailingBackslash: return "the last character is a single backslash";
        case RE2::ErrorRepeatArgument: return "there is nothing to repeat before this";
        case RE2::ErrorRepeatSize: return "this repeats too often; 1000 is the most";
        case RE2::ErrorRepeatOp: return "this repeats a repetition";
        case RE2::ErrorBadPerlOp: return "this (? form is not supported";
        case RE2::ErrorBadUTF8: return "this is not UTF-8";
        case RE2::ErrorBadNamedCapture: return "this group's name is not allowed";
        case RE2::ErrorPatternTooLarge: return "the expression is too large";
        default: return "the expression cannot be compiled";
    }
}

void write(const std::string &from, char *sentence, size_t capacity) {
    if (capacity == 0) return;
    size_t length = std::min(from.size(), capacity - 1);
    if (length < from.size()) {
        while (length > 0 && (from[length] & 0xC0) == 0x80) length -= 1;
    }
    std::memcpy(sentence, from.data(), length);
    sentence[length] = 0;
}

std::string sentence_about(const RE2 &expression) {
    std::string sentence = reason(expression.error_code());
    const bool repeatable = expression.error_code() != RE2::ErrorBadUTF8 && !expression.error_arg().empty();
    return repeatable ? sentence + ": " + expression.error_arg() : sentence;
}

}  // namespace

cmatch_pattern *cmatch_compile(const uint8_t *pattern, size_t length, char *sentence, size_t sentence_capacity) {
    if (length > CMATCH_LONGEST_PATTERN) {
        write("the expression is too long; 4096 bytes are the most", sentence, sentence_capacity);
        return nullptr;
    }
    try {
        auto compiled = std::make_unique<cmatch_pattern>(piece(pattern, length), options());
        const RE2 &expression = compiled->expression;
        if (!expression.ok()) {
            write(sentence_about(expression), sentence, sentence_capacity);
        } else if (expression.ProgramSize() > most_instructions) {
            write(reason(RE2::ErrorPatternTooLarge), sentence, sentence_capacity);
        } else {
            return compiled.release();
        }
    } catch (const std::bad_alloc &) {
        write("there is not enough memory for the expression", sentence, sentence_capacity);
    }
    return nullptr;
}

bool cmatch_full_match(const cmatch_pattern *pattern, const uint8_t *text, size_t length) {
    return RE2::FullMatch(piece(text, length), pattern->expression);
}

bool cmatch_partial_match(const cmatch_pattern *pattern, const uint8_t *text, size_t length) {
    return RE2::PartialMatch(piece(text, length), pattern->expression);
}

void cmatch_free(cmatch_pattern *pattern) { delete pattern; }
