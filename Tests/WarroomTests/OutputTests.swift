import Testing

/// What becomes of an answer that cannot be written.
struct OutputTests {
    @Test func aFullDiskIsSaidAndIsAFailure() async throws {
        try await TestRoom.with { room in
            let answer = try room.shell("\"$warroom\" theme list > /dev/full")
            #expect(answer.code == 1, "\(answer)")
            #expect(answer.errors == "warroom: could not write the answer: No space left on device\n")
        }
    }

    /// The reader has gone for certain before the first word is written.
    @Test func aReaderThatHasGoneIsNoFailure() async throws {
        try await TestRoom.with { room in
            let answer = try room.shell(
                """
                mkfifo "$HOME/gone"
                { read -r word < "$HOME/gone"; "$warroom" theme list; echo "ended with $?" >&2; } \
                    | { exec <&-; echo gone > "$HOME/gone"; }
                """)
            #expect(answer.errors == "ended with 0\n", "\(answer)")
        }
    }

    @Test func aComplaintThatCannotBeWrittenStillEndsWithItsStatus() async throws {
        try await TestRoom.with { room in
            let answer = try room.shell("\"$warroom\" theme list --no-such 2> /dev/full")
            #expect(answer.code == 64, "\(answer)")
        }
    }
}
