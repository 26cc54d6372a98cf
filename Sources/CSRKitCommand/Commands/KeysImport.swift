// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
import CSRKit
import KeyAudit
import SystemBridge

extension ImportFormat: ExpressibleByArgument {}

extension HashKind: ExpressibleByArgument {
  /// The kind with this name.
  public init?(argument: String) { self.init(name: argument) }

  /// The names of all kinds.
  public static var allValueStrings: [String] { allCases.map(\.name) }
}

struct KeysImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Create a list from keys or from other lists.",
    usage: "csrkit keys import [<option> ...] <format> <file> ... --output <file>",
    discussion: """
      A pwnedkeys filter (pkbfv1) needs no import: use it with --list. Encrypted private keys and private keys with \
      inconsistent parts are counted and skipped.

      badkeys publishes blocklist.dat.xz and badkeysdata.json at https://update.badkeys.info/v0/. Decompress the former \
      with xz -d. If badkeysdata.json is given too, the blocklist is verified with it, and the list gets its date and \
      the names of its sources. Import both again to keep the list current; keys stats shows its age.

      EXAMPLES:
        csrkit keys import badkeys blocklist.dat badkeysdata.json --output bk.keys
        csrkit keys import primes primes.dat --output primes.list
        csrkit keys import keys leaked/*.pem --name leak-7 --output leak-7.keys
      """)

  @Argument(
    help: ArgumentHelp(
      "The format of the files.",
      discussion: ImportFormat.allCases.map { "\($0.rawValue) - \($0.summary)" }.joined(separator: "\n")))
  var format: ImportFormat

  @Argument(help: ArgumentHelp("The files to import.", valueName: "file"), completion: .file())
  var files: [String]

  @Option(help: ArgumentHelp("The list to write.", valueName: "file"), completion: .file())
  var output: String

  @Option(help: "A short name for the source of the keys.")
  var name = "import"

  @Option(
    help: ArgumentHelp("The source's number in the records, from 0 to 255.", valueName: "number"))
  var sourceId: UInt8 = 1

  @Option(help: "The origin of the keys, such as a URL.")
  var origin = ""

  @Option(help: "The license of the keys.")
  var licence = ""

  @Option(
    help: ArgumentHelp(
      "The kind of hash in the list, for the format keys.", valueName: "kind"))
  var kind: HashKind?

  @Option(
    help: ArgumentHelp(
      "The size of the moduli with these primes, for the format primes (default: any).", valueName: "bits"))
  var modulusBits: Int?

  @Flag(help: "Create a list of removals, which removes keys from the lists before it.")
  var removal = false

  func validate() throws {
    guard (512...16_384).contains(modulusBits ?? 512) else {
      throw ValidationError("--modulus-bits must be from 512 to 16384")
    }
  }

  func run() throws {
    guard let kind = format.kind else { return try importPrimes() }
    let update = format == .badkeys ? try badkeysUpdate() : nil
    let source = ListSource(id: sourceId, name: name, origin: origin, licence: licence)
    var builder = SegmentBuilder(
      format == .keys ? self.kind ?? kind : kind,
      sources: format == .badkeys ? update?.sources ?? ListSource.badkeys : [source],
      isRemoval: removal)
    var counts = ImportCounts()
    for file in files {
      try read(file) { (bytes) throws(ListError) in
        if format == .badkeys {
          guard !BadkeysUpdate.isUpdate(bytes) else { return }
          guard !BadkeysUpdate.isCompressed(bytes) else {
            throw .header(offset: 0, what: "the file is compressed; decompress it with xz -d")
          }
          try update?.verify(bytes)
        }
        try builder.add(bytes, format, source: source.id, counts: &counts)
      }
    }
    warn(about: counts)
    guard counts.added > 0 else {
      Terminal.error("nothing to import: \(files.joined(separator: ", ")): no key or hash was found")
      throw ExitCode(Status.noRequest.rawValue)
    }
    try KeysWriter.write(builder, to: output, day: update?.day?.daysSinceEpoch)
  }

  /// The update file of badkeys among the files; nil if there is none.
  private func badkeysUpdate() throws -> BadkeysUpdate? {
    var found: BadkeysUpdate?
    for file in files {
      try read(file) { (bytes) throws(ListError) in
        if BadkeysUpdate.isUpdate(bytes) { found = try BadkeysUpdate(bytes) }
      }
    }
    if found?.isDeprecated == true {
      Terminal.warning("badkeys no longer maintains this format of its blocklist; update csrkit")
    }
    return found
  }

  private func importPrimes() throws {
    var lists: [SharedPrimeList] = []
    for file in files {
      try read(file) { (bytes) throws(ListError) in
        lists.append(try SharedPrimeList(name: name, importing: bytes, modulusBits: modulusBits))
      }
    }
    try KeysWriter.write(SharedPrimeList(name: name, joining: lists), to: output)
  }

  private func warn(about counts: ImportCounts) {
    if counts.encrypted > 0 { Terminal.warning("\(counts.encrypted) encrypted private keys were skipped") }
    if counts.fake > 0 {
      Terminal.warning("\(counts.fake) private keys with inconsistent parts were skipped")
    }
    if counts.unreadable > 0 { Terminal.warning("\(counts.unreadable) keys cannot be read") }
  }

  /// Maps a file and passes its bytes to `body`; reports failures.
  private func read(_ path: String, _ body: (Span<UInt8>) throws(ListError) -> Void) throws {
    let bytes: FixedBytes
    do throws(FileFailure) {
      bytes = try FixedBytes(mapping: path)
    } catch {
      throw KeysFailure.report(.unreadable(error))
    }
    do throws(ListError) {
      try bytes.withBytes(body)
    } catch {
      throw KeysFailure.report(.refused(path, error))
    }
  }
}

/// Writes lists and reports their sizes.
enum KeysWriter {
  /// Writes a list with a date in days since 1970-01-01; nil for today.
  static func write(_ builder: SegmentBuilder, to path: String, day: Int? = nil) throws {
    let bytes = builder.bytes(day: day ?? Process.secondsSinceEpoch / 86_400)
    try write(bytes, to: path)
    let count = (try? Segment(FixedBytes(bytes)))?.header.count ?? 0
    Terminal.hint("wrote \(path): \(count) records of \(builder.kind.name)")
  }

  static func write(_ list: SharedPrimeList, to path: String) throws {
    try write(SharedPrimeFile.bytes(of: list), to: path)
    Terminal.hint("wrote \(path): \(list.products.count) products of primes")
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    do throws(FileFailure) {
      try AtomicFile.replace(path, with: bytes)
    } catch {
      Terminal.error("cannot write \(error)")
      throw ExitCode(Status.cannotRead.rawValue)
    }
  }
}
