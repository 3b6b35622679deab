internal import Dispatch
internal import Subprocess
internal import Synchronization

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// A running gzip or its like.
final class CompressionProgram: Sendable {
    private let compression: Compression
    private let task: Task<Void, Never>
    private let ending: Ending

    private final class Ending: Sendable {
        let done = DispatchSemaphore(value: 0)
        let result = Mutex<Result<Bool, ScrubError>>(.success(false))
    }

    /// Starts it. Of the descriptors, the ends of pipes are closed here when it has its own.
    ///
    /// - Parameter decoding: Whether it is to unpack.
    init(
        _ compression: Compression, decoding: Bool, input: FileDescriptor, closesInput: Bool,
        output: FileDescriptor, closesOutput: Bool
    ) {
        let ending = Ending()
        self.compression = compression
        self.ending = ending
        task = Task.detached {
            let result = await Self.run(
                compression, decoding: decoding,
                input: .fileDescriptor(input, closeAfterSpawningProcess: closesInput),
                output: .fileDescriptor(output, closeAfterSpawningProcess: closesOutput))
            ending.result.withLock { $0 = result }
            ending.done.signal()
        }
    }

    private static func run(
        _ compression: Compression, decoding: Bool, input: FileDescriptorInput, output: FileDescriptorOutput
    ) async -> Result<Bool, ScrubError> {
        do {
            let result = try await Subprocess.run(
                .name(compression.program),
                arguments: Arguments(decoding ? compression.decoding : compression.encoding),
                environment: .inherit.updating(unset), input: input, output: output, error: .bytes(limit: 4096))
            // bzip2 only says that it passes over what follows its data; its status is that of success.
            return .success(result.terminationStatus == .exited(0) && result.standardError.isEmpty)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            return .failure(
                ScrubError(
                    .program,
                    "the program \(compression.program) is missing; install the package \(compression.package)")
            )
        } catch let error as SubprocessError where error.code == .spawnFailed {
            return .failure(ScrubError(.program, "the program \(compression.program) cannot be started"))
        } catch {
            return .success(false)
        }
    }

    /// Options that users have set for their own files.
    private static var unset: [Environment.Key: String?] {
        [
            "GZIP": nil, "XZ_OPT": nil, "XZ_DEFAULTS": nil, "BZIP": nil, "BZIP2": nil, "ZSTD_CLEVEL": nil,
            "ZSTD_NBTHREADS": nil,
        ]
    }

    /// Waits for its end.
    ///
    /// - Returns: Whether all went well.
    func wait() throws(ScrubError) -> Bool {
        awaitEnd()
        return try ending.result.withLock { $0 }.get()
    }

    /// Ends it, if it has not come to its end itself.
    func stop() {
        task.cancel()
        awaitEnd()
    }

    /// It has ended for whoever asks next, too.
    private func awaitEnd() {
        ending.done.wait()
        ending.done.signal()
    }
}
