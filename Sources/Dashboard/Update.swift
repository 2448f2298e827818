/// Takes a message in, and says what the shell shall do; total for every message in every state.
public func update(_ model: inout Model, _ message: Message) -> [Effect] {
    model.receive(message)
    model.settle()
    return model.takeOutbox()
}
