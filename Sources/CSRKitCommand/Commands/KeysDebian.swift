// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
import CSRKit
public import KeyAudit
import SystemBridge

extension DebianKeyType: ExpressibleByArgument {}

struct KeysDebian: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "debian",
    abstract: "Generate and verify Debian weak keys (CVE-2008-0166).",
    subcommands: [KeysDebianGenerate.self, KeysDebianVerify.self])
}

struct KeysDebianGenerate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Generate a set of fingerprints, or continue one.",
    usage: "csrkit keys debian generate [<option> ...] <type> --output <file>",
    discussion: """
      The keys are generated in chunks of 128 process IDs. The file is replaced every few seconds and is always \
      complete, so you can interrupt the command and run it again. A full set has 294,912 keys. It takes minutes for \
      elliptic curves, hours for RSA-2048 and days for RSA-4096.

      EXAMPLES:
        csrkit keys debian generate p256 --output p256.set
        csrkit keys debian generate rsa4096 --processes 1024 --output rsa4096.set
      """)

  @Argument(help: "The type of the keys.")
  var type: DebianKeyType

  @Option(help: ArgumentHelp("The set to write, or to continue if it exists.", valueName: "file"), completion: .file())
  var output: String

  @Option(help: ArgumentHelp("The number of process IDs per variant.", valueName: "number"))
  var processes = 32_768

  @Option(help: ArgumentHelp("The number of threads (default: one per processor).", valueName: "number"))
  var jobs: Int?

  func validate() throws {
    guard (1...32_768).contains(processes) else { throw ValidationError("--processes must be from 1 to 32768") }
    guard (1...1024).contains(jobs ?? 1) else { throw ValidationError("--jobs must be from 1 to 1024") }
  }

  func run() throws {
    var run = DebianRun(builder: try start(), options: self)
    try run.run()
  }

  /// The existing set, which must be valid and of the same type, or an empty one.
  private func start() throws -> DebianSetBuilder {
    do throws(KeyListFailure) {
      let file = try KeyLists.open(output)
      guard case .debian(let set) = file, set.type == type else {
        throw .unsuitable(output, file, needed: "a set of type \(type.rawValue), or a new file")
      }
      do throws(ListError) {
        try set.verify()
      } catch {
        throw KeyListFailure.refused(output, error)
      }
      return DebianSetBuilder(set)
    } catch {
      if case .unreadable(let failure) = error, failure.isMissing { return DebianSetBuilder(type) }
      throw KeysFailure.report(error)
    }
  }
}

/// The chunks that are still to be generated, and those that are to be added to the set.
private struct ChunkWork {
  var missing: ArraySlice<Int>
  var generated: [(chunk: Int, fingerprints: [[UInt8]])] = []
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
    if chunks.isEmpty { return Terminal.hint("\(options.output) is complete; nothing to generate") }
    let type = options.type
    let work = Monitor(ChunkWork(missing: chunks[...]))
    let threads = WorkerThreads(count: min(options.jobs ?? Process.processorCount, chunks.count)) {
      while let chunk = work.change({ $0.missing.popFirst() }) {
        let fingerprints = DebianSetBuilder.make(type, chunk: chunk)
        work.change { $0.generated.append((chunk, fingerprints)) }
      }
    }
    defer {
      work.change { $0.missing = [] }
      threads.join()
    }
    guard threads.count > 0 else {
      Terminal.error("internal error: cannot start a thread")
      return try Status.internalError.exit()
    }
    for _ in chunks {
      let (chunk, fingerprints) = work.wait { $0.generated.popLast() }
      builder.add(fingerprints, chunk: chunk)
      done += 1
      try save(of: chunks.count, isLast: done == chunks.count)
    }
  }

  /// Writes the file every 5 seconds and at the end.
  private mutating func save(of total: Int, isLast: Bool) throws {
    guard isLast || ContinuousClock.now - saved > .seconds(5) else { return }
    try KeysWriter.write(builder.bytes, to: options.output)
    saved = .now
    let seconds = (ContinuousClock.now - start).components.seconds
    let left = seconds * Int64(total - done) / Int64(max(1, done))
    Terminal.hint("\(options.output): \(done) of \(total) chunks, \(seconds) s, about \(left) s left")
  }
}

struct KeysDebianVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Regenerate the keys of a table and compare them.",
    discussion: """
      A row contains, separated by tabs: the type (rsa2048, ecp256, …), the platform (le64, le32 or be32), the state \
      of ~/.rnd, the process ID, and the SHA-256 of the modulus or x coordinate. Each key is generated again and \
      looked up in the sets that cover it. The exit status is 1 if a row differs or is missing.

      EXAMPLES:
        csrkit keys debian verify table.tsv --set p256.set
      """)

  @Argument(help: ArgumentHelp("The table to verify.", valueName: "file"), completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp("A set to use instead of the embedded ones; may be repeated.", valueName: "file"),
    completion: .file())
  var set: [String] = []

  func run() throws {
    let sets = try self.sets()
    let input: Input
    do throws(Input.Failure) {
      input = try Input(file)
    } catch {
      Terminal.error(error.message)
      throw ExitCode(Status.cannotRead.rawValue)
    }
    let rows: [DebianRow]
    do throws(ListError) {
      rows = try DebianRow.read(input.bytes)
    } catch {
      Terminal.error("invalid table \(file): \(error)")
      throw ExitCode(Status.noRequest.rawValue)
    }
    try verify(rows, in: sets).exit()
  }

  private func verify(_ rows: [DebianRow], in sets: [DebianSet]) -> Status {
    var (reproduced, covered, found) = (0, 0, 0)
    for row in rows {
      if row.isReproduced { reproduced += 1 } else { Terminal.print("differs: \(row)\n") }
      let covering = sets.filter { row.isCovered(by: $0) }
      guard !covering.isEmpty else { continue }
      covered += 1
      if covering.allSatisfy({ row.isContained(in: $0) }) { found += 1 } else { Terminal.print("missing: \(row)\n") }
    }
    Terminal.print("\(reproduced) of \(rows.count) rows were reproduced\n")
    Terminal.print("\(found) of the \(covered) rows covered by the sets were found in them\n")
    return reproduced == rows.count && found == covered ? .success : .findings
  }

  private func sets() throws -> [DebianSet] {
    guard !set.isEmpty else { return DebianSet.embedded }
    do throws(KeyListFailure) {
      var sets: [DebianSet] = []
      for path in set {
        let file = try KeyLists.open(path)
        guard case .debian(let opened) = file else {
          throw .unsuitable(path, file, needed: "a set of Debian weak keys")
        }
        sets.append(opened)
      }
      return sets
    } catch {
      throw KeysFailure.report(error)
    }
  }
}
