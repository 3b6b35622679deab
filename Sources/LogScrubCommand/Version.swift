/// The version of the program, as `CHANGELOG.md` has it.
enum Version {
    static let number = "0.1.0"
}
