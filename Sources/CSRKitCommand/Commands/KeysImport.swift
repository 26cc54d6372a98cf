// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
import CSRKit
public import KeyAudit
import SystemBridge

extension ImportFormat: ExpressibleByArgument {}

extension HashKind: ExpressibleByArgument {
  /// The kind of that name.
  public init?(argument: String) { self.init(name: argument) }
}

struct KeysImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a list of others' lists or of keys.",
    discussion: ImportFormat.allCases.reduce("FORMATS:\n") { $0 + "  \($1.rawValue)  \($1.summary)\n" }
      + """

      A filter of pwnedkeys (pkbfv1) needs no import: --list takes it as it is. Encrypted private keys, and private \
      keys whose parts do not belong together, are counted and passed over.

      EXAMPLES:
        csrkit keys import badkeys blocklist.dat --output badkeys.keys
        csrkit keys import primes primes2048.dat --modulus-bits 2048 --output primes2048.list
        csrkit keys import keys leaked/*.pem --name incident-7 --output incident-7.keys
      """)

  @Argument(help: "The format of the files.")
  var format: ImportFormat

  @Argument(help: ArgumentHelp("The files.", valueName: "file"), completion: .file())
  var files: [String]

  @Option(help: ArgumentHelp("Where the list is written.", valueName: "file"), completion: .file())
  var output: String

  @Option(help: "A short name for where the keys are from.")
  var name = "import"

  @Option(
    help: ArgumentHelp("The octet that stands for them in the records, as in badkeys' lists.", valueName: "number"))
  var sourceId: UInt8 = 1

  @Option(help: "Where they can be had, such as an address.")
  var origin = ""

  @Option(help: "The terms under which they may be passed on.")
  var licence = ""

  @Option(
    help: ArgumentHelp(
      "What the list holds of keys: \(HashKind.allCases.map(\.name).joined(separator: ", ")); for the format keys.",
      valueName: "kind"))
  var kind: HashKind?

  @Option(
    help: ArgumentHelp(
      "The length of the moduli that a product of primes is from (any); for the format primes.", valueName: "bits"))
  var modulusBits: Int?

  @Flag(help: "Make a list of removals: its keys are taken away from the lists before it.")
  var removal = false

  func validate() throws {
    guard (512...16_384).contains(modulusBits ?? 512) else { throw ValidationError("--modulus-bits: 512 to 16384") }
  }

  func run() throws {
    guard let kind = format.kind else { return try importPrimes() }
    let source = ListSource(id: sourceId, name: name, origin: origin, licence: licence)
    var builder = SegmentBuilder(
      format == .keys ? self.kind ?? kind : kind, sources: format == .badkeys ? ListSource.badkeys : [source],
      isRemoval: removal)
    var counts = ImportCounts()
    for file in files {
      try read(file) { (bytes) throws(ListError) in
        try builder.add(bytes, format, source: source.id, counts: &counts)
      }
    }
    note(counts)
    guard counts.added > 0 else {
      Terminal.error("nothing to import: no key in \(files.joined(separator: ", "))")
      throw ExitCode(Status.noRequest.rawValue)
    }
    try KeysWriter.write(builder, to: output)
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

  private func note(_ counts: ImportCounts) {
    if counts.encrypted > 0 { Terminal.warning("\(counts.encrypted) encrypted private keys were passed over") }
    if counts.fake > 0 {
      Terminal.warning("\(counts.fake) private keys whose parts do not belong together were passed over")
    }
    if counts.unreadable > 0 { Terminal.warning("\(counts.unreadable) keys could not be read") }
  }

  /// Maps a file and lends its bytes; says what is wrong with it.
  private func read(_ path: String, _ body: (Span<UInt8>) throws(ListError) -> Void) throws {
    let bytes: FixedBytes
    do throws(FileFailure) {
      bytes = try FixedBytes(mapping: path)
    } catch {
      throw KeysFailure.status(of: .unreadable(error))
    }
    do throws(ListError) {
      try bytes.withBytes(body)
    } catch {
      throw KeysFailure.status(of: .refused(path, error))
    }
  }
}

/// Writes a list and says so.
enum KeysWriter {
  static func write(_ builder: SegmentBuilder, to path: String) throws {
    let bytes = builder.bytes(day: Process.secondsSinceEpoch / 86_400)
    try write(bytes, to: path)
    let count = (try? Segment(FixedBytes(bytes)))?.header.count ?? 0
    Terminal.hint("\(path): \(count) records of \(builder.kind.name)")
  }

  static func write(_ list: SharedPrimeList, to path: String) throws {
    try write(SharedPrimeFile.bytes(of: list), to: path)
    Terminal.hint("\(path): \(list.products.count) products of primes")
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    do throws(FileFailure) {
      try AtomicFile.replace(path, with: bytes)
    } catch {
      Terminal.error("\(error)")
      throw ExitCode(Status.cannotRead.rawValue)
    }
  }
}
