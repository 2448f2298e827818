import Settings
import Testing

struct ConfigurationPlacesTests {
    private static let person = "/home/ada/.config/warroom/config.yaml"
    private static let machine = "/etc/warroom/config.yaml"

    @Test(
        arguments: [
            (["HOME": "/home/ada"], [person, machine], person),
            (["HOME": "/home/ada"], [machine], machine),
            (["HOME": "/home/ada"], [], nil),
            ([:], [person, machine], machine),
            (
                ["HOME": "/home/ada", "XDG_CONFIG_HOME": "/x/"], ["/x/warroom/config.yaml", person],
                "/x/warroom/config.yaml"
            ),
            (["HOME": "/home/ada", "XDG_CONFIG_HOME": "relative"], [person], person),
            (["HOME": "/home/ada", "XDG_CONFIG_HOME": ""], [person], person),
            (["HOME": "/home/ada", "WARROOM_CONFIG": "mine.yaml"], ["mine.yaml", person], "mine.yaml"),
            (["HOME": "/home/ada", "WARROOM_CONFIG": ""], [person], person),
            // A file that was asked for by name is never replaced by another in silence.
            (["HOME": "/home/ada", "WARROOM_CONFIG": "/gone"], [person, machine], "/gone"),
        ] as [([String: String], [String], String?)])
    func theFirstThatExistsWins(_ environment: [String: String], _ existing: [String], _ path: String?) {
        #expect(Configuration.path(environment: environment) { existing.contains($0) } == path)
        if let path { #expect(Configuration.candidates(environment: environment).contains(path)) }
    }

    @Test func theConfigurationIsReadFromItsPlace() throws {
        let files = FileTable([ConfigurationPlacesTests.person: "theme: mono"]).source
        let loaded = try Configuration.load(environment: ["HOME": "/home/ada"], files: files)
        #expect(loaded.configuration.theme == "mono")
        #expect(loaded.file == ConfigurationPlacesTests.person)
        #expect(loaded.origins == ["theme": .file(ConfigurationPlacesTests.person, line: 1)])
        #expect(try Configuration.load(environment: [:], files: files) == LoadedConfiguration())
    }

    @Test func aFileThatCannotBeReadIsNamed() {
        let files = FileTable(bytes: ["/latin": [0x61, 0x3A, 0x20, 0xE9]]).source
        #expect(
            problems { _ = try Configuration.load(environment: ["WARROOM_CONFIG": "/gone"], files: files) }
                == ["/gone: cannot be read: not there"])
        #expect(
            problems { _ = try Configuration.load(path: "/latin", files: files) }
                == ["/latin: expected text in UTF-8, found other bytes"])
        #expect(
            problems { _ = try Configuration.load(path: "/") }
                == ["/: cannot be read: Is a directory"])
        #expect(
            problems { _ = try Configuration.load(path: "/nowhere/config.yaml") }
                == ["/nowhere/config.yaml: cannot be read: No such file or directory"])
    }

    @Test func anEmptyDeviceIsAnEmptyConfiguration() throws {
        #expect(try Configuration.load(path: "/dev/null").configuration == Configuration())
    }

    @Test func directoriesFollowTheEnvironment() {
        let ada = ["HOME": "/home/ada/"]
        #expect(XDG.configHome(ada) == "/home/ada/.config")
        #expect(XDG.dataHome(ada) == "/home/ada/.local/share")
        #expect(XDG.stateHome(ada) == "/home/ada/.local/state")
        #expect(XDG.configuration(ada) == "/home/ada/.config/warroom")
        #expect(XDG.state(ada) == "/home/ada/.local/state/warroom")
        #expect(XDG.room(ada) == "/home/ada/.local/share/warroom")
        let set = ["XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d//", "XDG_STATE_HOME": "/s"]
        #expect(XDG.configHome(set) == "/c")
        #expect(XDG.state(set) == "/s/warroom")
        #expect(XDG.room(set) == "/d/warroom")
        #expect(XDG.room(set.merging(["WARROOM_HOME": "room"]) { $1 }) == "room")
        #expect(XDG.room(set.merging(["WARROOM_HOME": ""]) { $1 }) == "/d/warroom")
        #expect(XDG.stateHome(["HOME": "/"]) == "/.local/state")
        #expect(XDG.stateHome(["HOME": "ada"]) == nil)
        #expect(XDG.room([:]) == nil)
    }
}
