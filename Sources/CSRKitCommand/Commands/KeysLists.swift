// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import KeyAudit
import SystemBridge

struct KeysExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a list as badkeys' blocklist.dat.",
    discussion: "Only lists of number-sha256 can be written so. The identifiers of sources stay as they are.")

  @Argument(help: ArgumentHelp("The list.", valueName: "list"), completion: .file())
  var list: String

  @Option(help: ArgumentHelp("Where blocklist.dat is written.", valueName: "file"), completion: .file())
  var output: String

  func run() throws {
    let segment = try KeysLoader.segment(list)
    guard segment.header.kind == .number else {
      Terminal.error("\(list): holds \(segment.header.kind.name), and badkeys knows number-sha256 only")
      throw ExitCode(Status.noRequest.rawValue)
    }
    try KeysWriter.write(segment.blocklist, to: output)
    for source in segment.header.sources { Terminal.hint("source \(source.id) is \(source.name)") }
  }
}

struct KeysMerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make one list of several of the same kind, of hashes or of primes.",
    discussion: """
      Of records with the same hash the first list's stays. A list of removals among them, or one that --remove names, \
      takes its keys away from the lists before it. The output is replaced at once, so it may be one of the inputs and \
      in use.
      """)

  @Argument(help: ArgumentHelp("The lists, the oldest first.", valueName: "list"), completion: .file())
  var lists: [String]

  @Option(help: ArgumentHelp("A list of keys to leave out; may be repeated.", valueName: "list"), completion: .file())
  var remove: [String] = []

  @Option(help: ArgumentHelp("Where the list is written.", valueName: "file"), completion: .file())
  var output: String

  func run() throws {
    if let primes = try primes() { return try KeysWriter.write(primes, to: output) }
    var builder: SegmentBuilder?
    for (path, isRemoval) in lists.map({ ($0, false) }) + remove.map({ ($0, true) }) {
      let segment = try KeysLoader.verified(path)
      var next = builder ?? SegmentBuilder(segment.header.kind, sources: [])
      do throws(ListError) {
        if isRemoval || segment.header.isRemoval { try next.remove(segment) } else { try next.add(segment) }
      } catch {
        throw KeysFailure.status(of: .refused(path, error))
      }
      builder = next
    }
    if let builder { try KeysWriter.write(builder, to: output) }
  }

  /// The products of all lists, where all are lists of primes.
  private func primes() throws -> SharedPrimeList? {
    var found: [SharedPrimeList] = []
    for path in lists {
      guard remove.isEmpty, case .primes(let list) = try KeysLoader.file(path) else { return nil }
      found.append(list)
    }
    return SharedPrimeList(name: "primes", joining: found)
  }
}

struct KeysVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read every record of lists: their order, index and checksum.",
    discussion: "A damaged list is named with the offset of the byte at fault; the exit status is then 65.")

  @Argument(help: ArgumentHelp("The lists; none means those in the program.", valueName: "list"), completion: .file())
  var lists: [String] = []

  func run() throws {
    var worst = Status.success
    for (name, open) in KeysLoader.sources(lists) {
      do throws(KeyListFailure) {
        let file = try open()
        do throws(ListError) {
          try file.verify()
        } catch {
          throw KeyListFailure.refused(name, error)
        }
        Terminal.print("\(name): whole\n")
      } catch {
        _ = KeysFailure.status(of: error)
        if case .unreadable = error { worst = max(worst, .cannotRead) } else { worst = max(worst, .noRequest) }
      }
    }
    try worst.exit()
  }
}

struct KeysStats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Say what lists hold: kinds, numbers, sources, and which processes a Debian set covers.")

  @Argument(help: ArgumentHelp("The lists; none means those in the program.", valueName: "list"), completion: .file())
  var lists: [String] = []

  @Option(help: "How to print: text for people, json or jsonl for programs.")
  var format: OutputFormat = .text

  func run() throws {
    var output = KeysOutput(format: format)
    for (name, open) in KeysLoader.sources(lists) {
      do throws(KeyListFailure) {
        let statistics = ListStatistics(try open(), name: name)
        output.add { $0.append(statistics) }
      } catch {
        throw KeysFailure.status(of: error)
      }
    }
    output.finish()
  }
}

/// Opens lists for commands.
enum KeysLoader {
  static func file(_ path: String) throws -> ListFile {
    do throws(KeyListFailure) {
      return try KeyLists.open(path)
    } catch {
      throw KeysFailure.status(of: error)
    }
  }

  static func segment(_ path: String) throws -> Segment {
    let file = try file(path)
    guard case .segment(let segment) = file else {
      throw KeysFailure.status(of: .unsuitable(path, file, needed: "a list of hashes"))
    }
    return segment
  }

  static func verified(_ path: String) throws -> Segment {
    let segment = try segment(path)
    do throws(ListError) {
      try segment.verify()
    } catch {
      throw KeysFailure.status(of: .refused(path, error))
    }
    return segment
  }

  /// Names with what opens them: files, or where there are none the program's own.
  static func sources(_ paths: [String]) -> [(String, () throws(KeyListFailure) -> ListFile)] {
    guard paths.isEmpty else {
      return paths.map { path in (path, { () throws(KeyListFailure) in try KeyLists.open(path) }) }
    }
    return KeyLists.embeddedFiles.map { name, file in (name, { () throws(KeyListFailure) in file }) }
  }
}
