internal import CAttributes

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Extended attributes, which is also how Linux shows lists of access rights.
extension SystemCalls {
    /// The names of a file's attributes.
    static func attributeNames(of descriptor: FileDescriptor) throws(Errno) -> [String] {
        let list = try unsafe bytes { memory, size in
            #if canImport(Darwin)
                unsafe flistxattr(descriptor.rawValue, memory, size, 0)
            #else
                unsafe flistxattr(descriptor.rawValue, memory, size)
            #endif
        }
        return list.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    static func attribute(_ name: String, of descriptor: FileDescriptor) throws(Errno) -> [UInt8] {
        try unsafe bytes { memory, size in
            #if canImport(Darwin)
                unsafe fgetxattr(descriptor.rawValue, name, memory, size, 0, 0)
            #else
                unsafe fgetxattr(descriptor.rawValue, name, memory, size)
            #endif
        }
    }

    static func setAttribute(_ name: String, to value: [UInt8], of descriptor: FileDescriptor) throws(Errno) {
        try check {
            // Safe: the value lives as long as the call.
            unsafe value.withUnsafeBytes { value in
                #if canImport(Darwin)
                    unsafe fsetxattr(descriptor.rawValue, name, value.baseAddress, value.count, 0, 0)
                #else
                    unsafe fsetxattr(descriptor.rawValue, name, value.baseAddress, value.count, 0)
                #endif
            }
        }
    }

    static func removeAttribute(_ name: String, of descriptor: FileDescriptor) throws(Errno) {
        try check {
            #if canImport(Darwin)
                unsafe fremovexattr(descriptor.rawValue, name, 0)
            #else
                unsafe fremovexattr(descriptor.rawValue, name)
            #endif
        }
    }

    /// Asks how much there is, then for all of it, and again if there is more by then.
    private static func bytes(_ call: (UnsafeMutablePointer<CChar>?, Int) -> Int) throws(Errno) -> [UInt8] {
        while true {
            let size = call(nil, 0)
            if size < 0 { throw Errno(rawValue: errno) }
            if size == 0 { return [] }
            var memory = [CChar](repeating: 0, count: size)
            // Safe: the kernel writes at most as many bytes as there is room for.
            let count = unsafe memory.withUnsafeMutableBufferPointer { unsafe call($0.baseAddress, size) }
            if count >= 0 { return memory[..<count].map(UInt8.init(bitPattern:)) }
            let error = Errno(rawValue: errno)
            if error != .outOfRange { throw error }
        }
    }
}
