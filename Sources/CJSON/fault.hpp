#pragma once

#include "CJSON.h"

namespace cjson {

/// Reads a text that simdjson refused, byte by byte, and names the first problem in it: simdjson says only that there
/// is one. Returns false, with `fault` untouched, if it finds none.
bool find_fault(const uint8_t *bytes, size_t length, uint32_t depth, cjson_fault &fault);

/// Where node number `node` of a well-formed text starts, in bytes; -1 if there is no such node.
int64_t offset_of_node(const uint8_t *bytes, size_t length, uint32_t node);

}  // namespace cjson
