// swift-tools-version: 6.2

import PackageDescription

/// One set of rules for every target: no warning left behind, nothing imported by accident.
let testSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// What users run is memory-safe too; each exception is marked `unsafe` where it stands.
var settings = testSettings + [.strictMemorySafety()]
var linkerSettings: [LinkerSetting] = []

// `make build` compiles twice (Tests/Tools/release.sh): with `record` the program counts which way it goes, then it is
// laid out for what was counted. Never set elsewhere: nobody could import a package with unsafe flags.
if let profile = Context.environment["LOGSCRUB_PROFILE"] {
    let isRecording = profile == "record"
    let use = isRecording ? "-ir-profile-generate" : "-ir-profile-use=\(profile)"
    // The compiler keeps what it made of code that has not changed, whatever the profile says: not here.
    let flags = ["-Xfrontend", use, "-Xfrontend", "-disable-incremental-llvm-codegen"]
    settings.append(.unsafeFlags(flags))
    if isRecording { linkerSettings.append(.unsafeFlags(["-Xclang-linker", "-fprofile-generate"])) }
}

let package = Package(
    name: "LogScrub",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "LogScrub", targets: ["LogScrub"]),
        .executable(name: "logscrub", targets: ["LogScrubCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        // It runs gzip and its like for compressed files; in the tests, the built command and the real servers.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .systemLibrary(
            name: "CPCRE2",
            pkgConfig: "libpcre2-8",
            providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"]), .yum(["pcre2-devel"])]
        ),
        .systemLibrary(name: "CAttributes"),
        .target(
            name: "LogScrub",
            dependencies: [
                "CPCRE2",
                "CAttributes",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings,
            linkerSettings: linkerSettings
        ),
        // TOML for the policy file. Only the command has it.
        .target(name: "CTOML"),
        .executableTarget(
            name: "LogScrubCommand",
            dependencies: [
                "CTOML",
                "LogScrub",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            // Copied by `make install`, not built.
            exclude: ["Examples", "Manual", "logscrub-gzip.sh"],
            swiftSettings: settings
        ),
        // `make fuzz`, and of the tests a short run of the same. Nobody who imports the library builds it.
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "LogScrub",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/Fuzz",
            swiftSettings: testSettings
        ),
        // What a message costs that is scrubbed by itself: `make bench` runs it.
        .executableTarget(
            name: "Messages",
            dependencies: ["LogScrub"],
            path: "Tests/Performance/Messages",
            swiftSettings: testSettings
        ),
        .testTarget(
            name: "LogScrubTests",
            dependencies: [
                "LogScrub",
                "Fuzz",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: testSettings
        ),
        .testTarget(
            name: "LogScrubCommandTests",
            dependencies: [
                "LogScrub",
                "LogScrubCommand",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: testSettings
        ),
    ],
    cxxLanguageStandard: .cxx17
)

// The documentation plugin is needed by `make docs` only, so that importers never resolve it.
if Context.environment["LOGSCRUB_DOCS"] != nil || Context.environment["SPI_GENERATE_DOCS"] != nil {
    package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}
