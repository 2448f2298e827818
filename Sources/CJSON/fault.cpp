#include "fault.hpp"

#include <simdjson.h>

#include <cstring>
#include <vector>

namespace {

constexpr uint32_t no_node = UINT32_MAX;

/// A plain reader of RFC 8259. It runs only over texts that are refused, so it is written to be precise, not fast.
struct Reader {
    enum class Expecting { value, value_or_close, key, key_or_close, comma_or_close, end };

    const uint8_t *bytes;
    size_t length;
    uint32_t depth_limit;
    uint32_t wanted_node;
    size_t at = 0;
    uint32_t nodes = 0;
    bool found = false;
    Expecting expecting = Expecting::value;
    std::vector<bool> open_objects{};
    simdjson::dom::parser number_parser{};
    cjson_fault fault{CJSON_NO_PROBLEM, -1, "", {}, 0};

    bool fail(cjson_problem problem, size_t offset, const char *sentence) {
        fault.problem = problem;
        fault.offset = int64_t(offset);
        fault.sentence = sentence;
        return false;
    }

    bool ends_early() { return fail(CJSON_ENDS_EARLY, length, "the text ends too early"); }

    /// A byte that cannot stand here; bytes that are no UTF-8 are the deeper reason.
    bool unexpected(const char *sentence) {
        if (at < length && bytes[at] >= 0x80 && character_length() == 0) return bad_character();
        return fail(CJSON_MALFORMED, at, sentence);
    }

    bool bad_character() { return fail(CJSON_NOT_UTF8, at, "this is not UTF-8"); }

    void read() {
        if (!starts_as_utf8()) return;
        while (!found) {
            while (at < length && std::memchr(" \t\n\r", bytes[at], 4)) at += 1;
            if (at == length) {
                if (expecting == Expecting::end) return;
                if (nodes == 0) {
                    fail(CJSON_EMPTY, length, "there is no value");
                } else {
                    ends_early();
                }
                return;
            }
            if (!step(bytes[at])) return;
        }
    }

    bool starts_as_utf8() {
        if (length >= 3 && std::memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
            return fail(CJSON_NOT_UTF8, 0, "the text starts with a byte order mark; send it without");
        }
        const bool marked = length >= 2 && bytes[0] >= 0xFE && bytes[1] >= 0xFE;
        const bool zero = length >= 2 && (bytes[0] == 0 || bytes[1] == 0);
        if (marked || zero) return fail(CJSON_NOT_UTF8, 0, "this is UTF-16 or UTF-32; send UTF-8");
        return true;
    }

    bool step(uint8_t byte) {
        switch (expecting) {
            case Expecting::end: return unexpected("more text follows after the value");
            case Expecting::comma_or_close: return read_comma_or_close(byte);
            case Expecting::value_or_close:
                if (byte == ']') return close();
                return read_value(byte);
            case Expecting::key_or_close:
                if (byte == '}') return close();
                return read_key(byte);
            case Expecting::key: return read_key(byte);
            case Expecting::value: return read_value(byte);
        }
        return false;
    }

    bool read_comma_or_close(uint8_t byte) {
        const bool in_object = open_objects.back();
        if (byte == (in_object ? '}' : ']')) return close();
        if (byte != ',') {
            return unexpected(in_object ? "expected , or } after the member" : "expected , or ] after the element");
        }
        at += 1;
        expecting = in_object ? Expecting::key : Expecting::value;
        return true;
    }

    bool close() {
        at += 1;
        open_objects.pop_back();
        expect_after_value();
        return true;
    }

    void expect_after_value() { expecting = open_objects.empty() ? Expecting::end : Expecting::comma_or_close; }

    bool open(bool object) {
        if (open_objects.size() == depth_limit) {
            return fail(CJSON_TOO_DEEP, at, "arrays and objects are nested too deeply");
        }
        at += 1;
        open_objects.push_back(object);
        expecting = object ? Expecting::key_or_close : Expecting::value_or_close;
        return true;
    }

    /// Counts one node; true if it is the one that was asked for.
    bool reach_node() {
        found = nodes == wanted_node;
        nodes += 1;
        return found;
    }

    bool read_key(uint8_t byte) {
        if (byte != '"') return unexpected("expected a key in double quotes");
        if (reach_node()) return true;
        if (!read_string()) return false;
        while (at < length && std::memchr(" \t\n\r", bytes[at], 4)) at += 1;
        if (at == length) return ends_early();
        if (bytes[at] != ':') return unexpected("expected : after the key");
        at += 1;
        expecting = Expecting::value;
        return true;
    }

    bool read_value(uint8_t byte) {
        const bool number = byte == '-' || (byte >= '0' && byte <= '9');
        if (!number && !std::memchr("{[\"tfn", byte, 6)) return unexpected("expected a value");
        if (reach_node()) return true;
        if (byte == '{' || byte == '[') return open(byte == '{');
        const bool read = number        ? read_number()
                          : byte == '"' ? read_string()
                          : byte == 't' ? read_word("true")
                          : byte == 'f' ? read_word("false")
                                        : read_word("null");
        if (read) expect_after_value();
        return read;
    }

    bool read_word(const char *word) {
        for (const char *letter = word; *letter; letter++) {
            if (at == length) return ends_early();
            if (bytes[at] != uint8_t(*letter)) return unexpected("expected true, false or null");
            at += 1;
        }
        return true;
    }

    bool is_digit() const { return at < length && bytes[at] >= '0' && bytes[at] <= '9'; }

    bool read_digits(const char *sentence) {
        if (at == length) return ends_early();
        if (!is_digit()) return unexpected(sentence);
        while (is_digit()) at += 1;
        return true;
    }

    bool read_number() {
        const size_t start = at;
        bool whole = true;
        if (bytes[at] == '-') at += 1;
        if (at < length && bytes[at] == '0') {
            at += 1;
            if (is_digit()) return unexpected("a number must not start with 0");
        } else if (!read_digits("expected a digit")) {
            return false;
        }
        if (at < length && bytes[at] == '.') {
            at += 1;
            whole = false;
            if (!read_digits("expected a digit after the decimal point")) return false;
        }
        if (at < length && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at += 1;
            whole = false;
            if (at < length && (bytes[at] == '+' || bytes[at] == '-')) at += 1;
            if (!read_digits("expected a digit in the exponent")) return false;
        }
        return fits(start, whole) || fail(CJSON_NUMBER_OUT_OF_RANGE, start, "the number is too large");
    }

    /// Whether a number of sound spelling has a value. simdjson itself is asked, so that the two cannot differ.
    bool fits(size_t start, bool whole) {
        if (whole && at - start <= 18) return true;
        simdjson::dom::element number;
        const simdjson::padded_string spelling(reinterpret_cast<const char *>(bytes) + start, at - start);
        if (number_parser.parse(spelling).get(number) != simdjson::SUCCESS) return false;
        return !whole || number.is_int64();
    }

    bool read_string() {
        at += 1;
        while (at < length) {
            const uint8_t byte = bytes[at];
            if (byte == '"') {
                at += 1;
                return true;
            }
            if (byte < 0x20) return unexpected("a control character stands in a string; write it as \\u00XX");
            if (byte == '\\') {
                if (!read_escape()) return false;
            } else if (const size_t step = character_length()) {
                at += step;
            } else {
                return bad_character();
            }
        }
        return ends_early();
    }

    bool read_escape() {
        if (at + 1 == length) return ends_early();
        if (std::memchr("\"\\/bfnrt", bytes[at + 1], 8)) {
            at += 2;
            return true;
        }
        if (bytes[at + 1] != 'u') return unexpected("this escape is not known; write a backslash as \\\\");
        const size_t start = at;
        uint32_t unit = 0;
        if (!read_unit(unit)) return false;
        if (unit < 0xD800 || unit > 0xDFFF) return true;
        const char *half = "this \\u escape is half of a surrogate pair";
        if (unit > 0xDBFF) return fail(CJSON_MALFORMED, start, half);
        if (at == length) return ends_early();
        if (bytes[at] != '\\') return fail(CJSON_MALFORMED, start, half);
        if (at + 1 == length) return ends_early();
        if (bytes[at + 1] != 'u') return fail(CJSON_MALFORMED, start, half);
        if (!read_unit(unit)) return false;
        return (unit >= 0xDC00 && unit <= 0xDFFF) || fail(CJSON_MALFORMED, start, half);
    }

    /// `\uXXXX`, with `at` on the backslash.
    bool read_unit(uint32_t &unit) {
        unit = 0;
        at += 2;
        for (int digit = 0; digit < 4; digit++, at++) {
            if (at == length) return ends_early();
            const uint8_t byte = bytes[at];
            const uint8_t lower = byte | 0x20;
            if (byte >= '0' && byte <= '9') {
                unit = unit * 16 + (byte - '0');
            } else if (lower >= 'a' && lower <= 'f') {
                unit = unit * 16 + (lower - 'a' + 10);
            } else {
                return unexpected("expected four hexadecimal digits after \\u");
            }
        }
        return true;
    }

    /// How many bytes the UTF-8 character at `at` has; 0 if there is none (RFC 3629: no surrogates, no overlong forms).
    size_t character_length() const {
        const uint8_t lead = bytes[at];
        if (lead < 0x80) return 1;
        const size_t size = lead >= 0xC2 && lead <= 0xDF ? 2 : (lead & 0xF0) == 0xE0 ? 3
            : lead >= 0xF0 && lead <= 0xF4               ? 4
                                                         : 0;
        if (size == 0 || length - at < size) return 0;
        for (size_t i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) return 0;
        }
        const uint8_t second = bytes[at + 1];
        const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
        const bool outside = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
        return overlong || outside ? 0 : size;
    }
};

}  // namespace

bool cjson::find_fault(const uint8_t *bytes, size_t length, uint32_t depth, cjson_fault &fault) {
    Reader reader{bytes, length, depth, no_node};
    reader.read();
    if (reader.fault.problem == CJSON_NO_PROBLEM) return false;
    fault = reader.fault;
    return true;
}

int64_t cjson::offset_of_node(const uint8_t *bytes, size_t length, uint32_t node) {
    Reader reader{bytes, length, CJSON_DEEPEST_NESTING * 2, node};
    reader.read();
    return reader.found ? int64_t(reader.at) : -1;
}
