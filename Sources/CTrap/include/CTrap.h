#pragma once
// What a process had in hand when it trapped, told to the next one: Swift's traps cannot be caught, and only a signal
// handler still runs. Nothing in the handler allocates, locks or waits.

#include <stddef.h>
#include <stdint.h>

/// The calling thread's number, as the handler names it; never 0.
uint64_t trap_thread(void);

/// Stores a value, then what kind it is, so that a kind is never seen with the value of another.
void trap_mark(uint64_t *kind, uint64_t *value, uint64_t *thread, uint64_t new_kind, uint64_t new_value);

/// Stores that nothing is in hand.
void trap_unmark(uint64_t *kind);

/// From now on a trap (SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT) stores the number of its thread and its signal
/// at these addresses, writes what the thread held to the descriptor `input` (-1 for nowhere), and then goes the way
/// that it would have gone. A second call replaces the addresses.
void trap_watch(uint64_t *thread, uint64_t *number, int input);

/// Forgets the addresses, if they are still these.
void trap_unwatch(const uint64_t *thread);

/// The calling thread has these bytes in hand, which must stay where they are until `trap_let_go`.
void trap_hold(const void *label, size_t label_count, const void *body, size_t body_count);

/// The calling thread has nothing in hand any more.
void trap_let_go(void);
