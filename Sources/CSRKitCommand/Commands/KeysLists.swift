// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import KeyAudit
import SystemBridge

struct KeysExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a list in the format of badkeys' blocklist.dat.",
    discussion: """
      The list must be of the kind number-sha256. The numbers of its sources are kept.

      EXAMPLES:
        csrkit keys export base.keys --output blocklist.dat
      """)

  @Argument(help: ArgumentHelp("The list to export.", valueName: "list"), completion: .file())
  var list: String

  @Option(help: ArgumentHelp("The blocklist.dat to write.", valueName: "file"), completion: .file())
  var output: String

  func run() throws {
    let segment = try KeysLoader.segment(list)
    guard segment.header.kind == .number else {
      Terminal.error(
        "cannot export \(list): its kind is \(segment.header.kind.name), but badkeys supports only number-sha256")
      throw ExitCode(Status.noRequest.rawValue)
    }
    try KeysWriter.write(segment.blocklist, to: output)
    for source in segment.header.sources { Terminal.hint("source \(source.id): \(source.name)") }
  }
}

struct KeysMerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge lists of the same kind into one.",
    discussion: """
      If several lists contain the same hash, the record of the first list is kept. A list of removals, or a list \
      given with --remove, removes its keys from the lists before it. The output is replaced atomically, so it may be \
      one of the inputs.

      EXAMPLES:
        csrkit keys merge base.keys new.keys --output base.keys
        csrkit keys merge base.keys --remove errors.keys --output base.keys
      """)

  @Argument(help: ArgumentHelp("The lists to merge, oldest first.", valueName: "list"), completion: .file())
  var lists: [String]

  @Option(help: ArgumentHelp("A list of keys to remove; may be repeated.", valueName: "list"), completion: .file())
  var remove: [String] = []

  @Option(help: ArgumentHelp("The list to write.", valueName: "file"), completion: .file())
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
        throw KeysFailure.report(.refused(path, error))
      }
      builder = next
    }
    if let builder { try KeysWriter.write(builder, to: output) }
  }

  /// The products of all lists; nil unless all are lists of primes.
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
    abstract: "Verify the order, index and checksum of lists.",
    discussion: "For a damaged list, the offset of the invalid byte is printed and the exit status is 65.")

  @Argument(help: ArgumentHelp("The lists; none for the embedded ones.", valueName: "list"), completion: .file())
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
        Terminal.print("\(name): valid\n")
      } catch {
        _ = KeysFailure.report(error)
        if case .unreadable = error { worst = max(worst, .cannotRead) } else { worst = max(worst, .noRequest) }
      }
    }
    try worst.exit()
  }
}

struct KeysStats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Print the kinds, sizes, sources and coverage of lists.")

  @Argument(help: ArgumentHelp("The lists; none for the embedded ones.", valueName: "list"), completion: .file())
  var lists: [String] = []

  @Option(help: "The output format.")
  var format: OutputFormat = .text

  func run() throws {
    var output = KeysOutput(format: format)
    for (name, open) in KeysLoader.sources(lists) {
      do throws(KeyListFailure) {
        let statistics = ListStatistics(try open(), name: name, today: Process.secondsSinceEpoch / 86_400)
        output.add { $0.append(statistics) }
      } catch {
        throw KeysFailure.report(error)
      }
    }
    output.finish()
  }
}

/// Opens lists for the commands.
enum KeysLoader {
  static func file(_ path: String) throws -> ListFile {
    do throws(KeyListFailure) {
      return try KeyLists.open(path)
    } catch {
      throw KeysFailure.report(error)
    }
  }

  static func segment(_ path: String) throws -> Segment {
    let file = try file(path)
    guard case .segment(let segment) = file else {
      throw KeysFailure.report(.unsuitable(path, file, needed: "a list of hashes"))
    }
    return segment
  }

  static func verified(_ path: String) throws -> Segment {
    let segment = try segment(path)
    do throws(ListError) {
      try segment.verify()
    } catch {
      throw KeysFailure.report(.refused(path, error))
    }
    return segment
  }

  /// The name of each list and a function that opens it: the files, or the embedded lists if none are given.
  static func sources(_ paths: [String]) -> [(String, () throws(KeyListFailure) -> ListFile)] {
    guard paths.isEmpty else {
      return paths.map { path in (path, { () throws(KeyListFailure) in try KeyLists.open(path) }) }
    }
    return KeyLists.embeddedFiles.map { name, file in (name, { () throws(KeyListFailure) in file }) }
  }
}
