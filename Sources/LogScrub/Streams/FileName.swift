#if canImport(System)
    public import System
#else
    public import SystemPackage
#endif

/// Names of files, which on POSIX systems are any bytes but NUL and a slash: what people see of them, and how they pass through text.
///
/// A program that turns a name which is no UTF-8 into a `String` and back has another name, and perhaps another file. Here each byte that is
/// no UTF-8 stands for itself in a text, as a character from U+10FE80 to U+10FEFF, which nobody has assigned; such a character in a name is three or four
/// bytes that stand for themselves too. So every name has one text, and every text one name.
public enum FileName {
    /// The first of the characters that stand for the bytes 0x80 to 0xFF.
    private static let firstStandIn: UInt32 = 0x10_fe80

    /// The text for a name, or for any argument of a program.
    public static func text(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        var text = String.UnicodeScalarView()
        var at = 0
        while at < bytes.count {
            var decoder = UTF8()
            var iterator = bytes[at...].prefix(4).makeIterator()
            if case .scalarValue(let scalar) = decoder.decode(&iterator), byte(of: scalar) == nil {
                text.append(scalar)
                at += UTF8.width(scalar)
            } else {
                // A byte below 0x80 is always a character of its own.
                text.append(Unicode.Scalar(firstStandIn + UInt32(bytes[at]) - 0x80) ?? "?")
                at += 1
            }
        }
        return String(text)
    }

    /// The text for a path.
    public static func text(_ path: FilePath) -> String { text(path.bytes) }

    /// The path that a text from `text` stands for; any other text stands for itself.
    public static func path(_ text: String) -> FilePath {
        if text.unicodeScalars.allSatisfy({ byte(of: $0) == nil }) { return FilePath(text) }
        return FilePath(
            bytes: text.unicodeScalars.flatMap { scalar in byte(of: scalar).map { [$0] } ?? Array(scalar.utf8) })
    }

    /// The bytes that a text from `text` stands for.
    package static func bytes(_ text: String) -> [UInt8] { path(text).bytes }

    /// A path for a message: bytes that are no UTF-8, and characters that a terminal would obey, as `\x1b`.
    public static func printable(_ path: FilePath) -> String { printable(text(path.bytes)) }

    /// The same for a text from `text`, also within a message.
    ///
    /// - Parameter keepingLines: Whether line ends and tabs stay.
    public static func printable(_ text: String, keepingLines: Bool = false) -> String {
        var shown = ""
        for scalar in text.unicodeScalars {
            if let byte = byte(of: scalar) {
                shown += escape(byte)
            } else if isObeyed(scalar), !(keepingLines && (scalar == "\n" || scalar == "\t")) {
                for byte in scalar.utf8 { shown += escape(byte) }
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    /// Whether a whole path is one that a pattern of the shell means: `*` and `?` stand for no slash.
    ///
    /// - Parameter path: Where it does not begin with a slash, it is one from the working directory on.
    public static func matches(_ path: FilePath, pattern: String) -> Bool {
        let whole = path.isAbsolute ? path : (SystemCalls.workingDirectory ?? FilePath("/")).pushing(path)
        // Behind a link, `..` is another folder than that in which the link is.
        let hasParent = path.components.contains { $0.kind == .parentDirectory }
        let real = hasParent ? SystemCalls.resolved(whole) : nil
        return SystemCalls.matches(text(real ?? whole.lexicallyNormalized()), pattern: pattern, isPath: true)
    }

    /// Controls, separators of lines, and what turns the direction of writing.
    private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func escape(_ byte: UInt8) -> String {
        (byte < 0x10 ? #"\x0"# : #"\x"#) + String(byte, radix: 16)
    }

    private static func byte(of standIn: Unicode.Scalar) -> UInt8? {
        let offset = standIn.value &- firstStandIn
        return offset < 0x80 ? UInt8(truncatingIfNeeded: offset) + 0x80 : nil
    }
}

extension Unicode.Scalar {
    fileprivate var utf8: [UInt8] { Array(String(self).utf8) }
}

extension FilePath {
    /// The last part of it by itself; `nil` if that is no name of a file: `.`, `..`, or nothing.
    var lastName: FilePath? {
        guard let last = lastComponent, last.kind == .regular else { return nil }
        return FilePath(root: nil, [last])
    }

    /// Its bytes, without a NUL at the end.
    var bytes: [UInt8] {
        // Safe: the string ends with a NUL, and lives as long as the call.
        unsafe withPlatformString { name in
            var bytes: [UInt8] = []
            while unsafe name[bytes.count] != 0 { unsafe bytes.append(UInt8(bitPattern: name[bytes.count])) }
            return bytes
        }
    }

    /// - Parameter bytes: A NUL ends them.
    init(bytes: some Sequence<UInt8>) {
        let name = bytes.prefix { $0 != 0 }.map { CInterop.PlatformChar(bitPattern: $0) } + [0]
        self = FilePath(platformString: name)
    }
}
