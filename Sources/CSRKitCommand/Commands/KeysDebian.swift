// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
import CSRKit
public import KeyAudit
import SystemBridge

extension DebianKeyType: ExpressibleByArgument {}

struct KeysDebian: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "debian",
    abstract: "Make again the keys of Debian's broken generator (CVE-2008-0166).",
    subcommands: [KeysDebianGenerate.self, KeysDebianVerify.self])
}

struct KeysDebianGenerate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Make or continue a set of fingerprints, in chunks of 128 processes.",
    discussion: """
      The file is replaced every few seconds and is whole at any time: interrupt it and start it again as you like. \
      A full set has 294,912 keys; one of elliptic curves takes minutes, of RSA-2048 hours, of RSA-4096 days.

      EXAMPLES:
        csrkit keys debian generate p256 --output debian-p256.set
        csrkit keys debian generate rsa4096 --processes 1024 --output debian-rsa4096.set
      """)

  @Argument(help: "The type of keys: \(DebianKeyType.allCases.map(\.rawValue).joined(separator: ", ")).")
  var type: DebianKeyType

  @Option(help: ArgumentHelp("The set, which is continued where it is there.", valueName: "file"), completion: .file())
  var output: String

  @Option(help: ArgumentHelp("Stop after so many processes of each variant.", valueName: "number"))
  var processes = 32_768

  @Option(help: ArgumentHelp("Work on so many chunks at a time (one for each core).", valueName: "number"))
  var jobs: Int?

  func validate() throws {
    guard (1...32_768).contains(processes) else { throw ValidationError("--processes: 1 to 32768") }
    guard (1...1024).contains(jobs ?? 1) else { throw ValidationError("--jobs: 1 to 1024") }
  }

  func run() throws {
    var run = DebianRun(builder: try start(), options: self)
    try run.run()
  }

  /// The set so far: what is there must be whole and of the same type.
  private func start() throws -> DebianSetBuilder {
    do throws(KeyListFailure) {
      let file = try KeyLists.open(output)
      guard case .debian(let set) = file, set.type == type else {
        throw .unsuitable(output, file, needed: "a set of type \(type.rawValue), or a file that is not there yet")
      }
      do throws(ListError) {
        try set.verify()
      } catch {
        throw KeyListFailure.refused(output, error)
      }
      return DebianSetBuilder(set)
    } catch {
      if case .unreadable(let failure) = error, failure.isMissing { return DebianSetBuilder(type) }
      throw KeysFailure.status(of: error)
    }
  }
}

/// The chunks that nobody works on yet, and those that are made and not yet in the set.
private struct ChunkWork {
  var missing: ArraySlice<Int>
  var made: [(Int, [UInt8])] = []
}

/// One run of `keys debian generate`.
private struct DebianRun {
  var builder: DebianSetBuilder
  let options: KeysDebianGenerate
  private let start = ContinuousClock.now
  private var saved = ContinuousClock.now
  private var done = 0

  init(builder: DebianSetBuilder, options: KeysDebianGenerate) {
    self.builder = builder
    self.options = options
  }

  mutating func run() throws {
    let chunks = builder.missing(processes: options.processes)
    if chunks.isEmpty { return Terminal.hint("\(options.output): nothing is missing") }
    let type = options.type
    let work = Monitor(ChunkWork(missing: chunks[...]))
    let threads = WorkerThreads(count: min(options.jobs ?? Process.processorCount, chunks.count)) {
      while let chunk = work.change({ $0.missing.popFirst() }) {
        let records = DebianSetBuilder.make(type, chunk: chunk)
        work.change { $0.made.append((chunk, records)) }
      }
    }
    defer {
      work.change { $0.missing = [] }
      threads.join()
    }
    guard threads.count > 0 else {
      Terminal.error("the system has no thread left to work on")
      return try Status.ownFault.exit()
    }
    for _ in chunks {
      let (chunk, records) = work.wait { $0.made.popLast() }
      builder.add(records, chunk: chunk)
      done += 1
      try save(of: chunks.count, isLast: done == chunks.count)
    }
  }

  /// Writes the file from time to time, so that little is lost and the disk has rest.
  private mutating func save(of total: Int, isLast: Bool) throws {
    guard isLast || ContinuousClock.now - saved > .seconds(5) else { return }
    try KeysWriter.write(builder.bytes, to: options.output)
    saved = .now
    let seconds = (ContinuousClock.now - start).components.seconds
    let left = seconds * Int64(total - done) / Int64(max(1, done))
    Terminal.hint("\(options.output): \(done) of \(total) chunks, \(seconds) s, about \(left) s left")
  }
}
