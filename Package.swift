// swift-tools-version:6.2
import PackageDescription

let settings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// A Swift module of this package; `Tests/TidyTests` holds the table of who may import whom.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
    name: "warroom",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "warroom", targets: ["warroom"])],
    dependencies: [
        // The event log and its views: SQLite with statement caching, one writer connection and short readers.
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        // The room's socket: HTTP/1.1 server with limits on connections and headers.
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        // The senders' listener, event loops under the server, and the client's side of the room's socket.
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        // What the room itself sends: accepted bodies to other addresses, with TLS, kept connections and deadlines.
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        // Whose certificates are trusted there.
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        // The request and response types that the server speaks.
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        // SHA-256 for the chain, alert ids and tokens.
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        // The command line: parsing, help, completions and the manual page from the same definitions.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // The daemon's own log file, through the interface its libraries log to as well.
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        // YAML: configuration, themes and the front matter of playbooks.
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        // Level 0
        module("PlainText"),
        .target(name: "CMatch", linkerSettings: [.linkedLibrary("re2")]),
        .target(name: "CJSON", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CTrap"),
        .target(name: "CTerminal", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        .target(
            name: "CMarkdown", linkerSettings: [.linkedLibrary("cmark-gfm"), .linkedLibrary("cmark-gfm-extensions")]),
        module("WarRoom", ["CMatch"]),
        module("WireJSON", ["CJSON"]),
        // Level 1
        module("Canvas", ["PlainText"]),
        module("EventCodec", ["WarRoom", "WireJSON"]),
        module("Dialects", ["WarRoom", "WireJSON", .product(name: "Crypto", package: "swift-crypto")]),
        module("Documents", ["WarRoom", .product(name: "Yams", package: "Yams")]),
        module("Playbooks", ["WarRoom", "Documents", "CMarkdown", .product(name: "Yams", package: "Yams")]),
        // Level 2
        module(
            "EventLog",
            [
                "CTrap", "WarRoom", "EventCodec", "WireJSON", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        module(
            "RoomClient",
            [
                "WarRoom", "EventCodec", "WireJSON",
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
            ]),
        module("Terminal", ["Canvas", "PlainText", "CTerminal"]),
        module(
            "Settings",
            [
                "WarRoom", "Canvas", "Documents", "Playbooks", .product(name: "Yams", package: "Yams"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("themes"), .embedInCode("playbooks")]),
        module("Demo", ["WarRoom", "WireJSON", "Playbooks"]),
        // Level 3
        module(
            "Room",
            [
                "PlainText", "WarRoom", "WireJSON", "EventCodec", "Dialects", "EventLog", "Settings",
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        module("Dashboard", ["WarRoom", "Canvas", "PlainText", "Playbooks"]),
        // Level 4
        .executableTarget(
            name: "warroom",
            dependencies: [
                "PlainText", "WarRoom", "WireJSON", "EventCodec", "EventLog", "RoomClient", "Canvas", "Terminal",
                "Documents", "Playbooks", "Settings", "Room", "Dashboard", "Demo",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        // Tests
        .systemLibrary(name: "CVTerm", path: "Tests/CVTerm", providers: [.apt(["libvterm-dev"])]),
        .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: settings),
        .target(
            name: "Storytelling", dependencies: ["SeededRandom", "Demo", "Dialects", "WarRoom"],
            path: "Tests/Storytelling", swiftSettings: settings),
        tests("PlainTextTests", ["SeededRandom", "PlainText"]),
        tests("CMatchTests", ["CMatch"]),
        tests("WireJSONTests", ["SeededRandom", "WireJSON"]),
        tests("WarRoomTests", ["SeededRandom", "WarRoom"]),
        tests("CanvasTests", ["SeededRandom", "Canvas", "PlainText"]),
        tests("EventCodecTests", ["SeededRandom", "EventCodec", "WarRoom", "WireJSON"], exclude: ["Golden"]),
        tests("DialectsTests", ["SeededRandom", "Dialects", "WarRoom", "WireJSON"]),
        tests(
            "EventLogTests",
            [
                "SeededRandom", "EventLog", "EventCodec", "WarRoom", "WireJSON",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        tests("TerminalTests", ["SeededRandom", "Terminal", "Canvas", "PlainText", "CTerminal", "CVTerm"]),
        tests("PlaybooksTests", ["SeededRandom", "Playbooks", "Documents", "WarRoom"]),
        tests("SettingsTests", ["SeededRandom", "Settings", "Documents", "Playbooks", "Canvas", "WarRoom"]),
        tests(
            "DashboardTests", ["SeededRandom", "Dashboard", "Canvas", "PlainText", "WarRoom"], exclude: ["Snapshots"]),
        tests(
            "PictureTests",
            ["Storytelling", "Canvas", "Dashboard", "Demo", "PlainText", "Playbooks", "Settings", "WarRoom"]),
        tests("DemoTests", ["Storytelling", "Demo", "EventCodec", "Playbooks", "WarRoom"]),
        tests(
            "RoomTests",
            [
                "Room", "RoomClient", "Dialects", "EventLog", "EventCodec", "Settings", "WarRoom", "WireJSON", "Demo",
                .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        tests("WarroomTests", ["SeededRandom", "warroom", "WireJSON", "WarRoom", "EventCodec", "PlainText", "CVTerm"]),
        tests(
            "TidyTests",
            ["Canvas", "Dashboard", "Dialects", "Documents", "PlainText", "Playbooks", "Settings", "WarRoom"]),
    ]
)
