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
    discussion: "FORMATS:\n"
      + ImportFormat.allCases.map { "  \($0.rawValue)  \($0.summary)" }.joined(separator: "\n")
        + """


        A filter of pwnedkeys (pkbfv1) needs no import: --list takes it as it is. Encrypted private keys, and private \
        keys whose parts do not belong together, are counted and passed over.

        EXAMPLES:
          csrkit keys import badkeys blocklist.dat --output badkeys.keys
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

  @Option(help: "Where they can be had, such as an address.")
  var origin = ""

  @Option(help: "The terms under which they may be passed on.")
  var licence = ""

  @Option(
    help: ArgumentHelp(
      "What the list holds of keys: \(HashKind.allCases.map(\.name).joined(separator: ", ")); for the format keys.",
      valueName: "kind"))
  var kind: HashKind?

  @Flag(help: "Make a list of removals: its keys are taken away from the lists before it.")
  var removal = false

  func run() throws {
    let source = ListSource(id: 1, name: name, origin: origin, licence: licence)
    var builder = SegmentBuilder(
      format == .keys ? kind ?? .number : format.kind, sources: format == .badkeys ? ListSource.badkeys : [source],
      isRemoval: removal)
    var counts = ImportCounts()
    for file in files {
      do throws(KeyListFailure) {
        try add(file, to: &builder, &counts)
      } catch {
        throw KeysFailure.status(of: error)
      }
    }
    if counts.encrypted > 0 { Terminal.warning("\(counts.encrypted) encrypted private keys were passed over") }
    if counts.fake > 0 {
      Terminal.warning("\(counts.fake) private keys whose parts do not belong together were passed over")
    }
    if counts.unreadable > 0 { Terminal.warning("\(counts.unreadable) keys could not be read") }
    guard counts.taken > 0 else {
      Terminal.error("nothing to import: no key in \(files.joined(separator: ", "))")
      throw ExitCode(Status.noRequest.rawValue)
    }
    try KeysWriter.write(builder, to: output)
  }

  private func add(_ path: String, to builder: inout SegmentBuilder, _ counts: inout ImportCounts)
    throws(KeyListFailure)
  {
    let bytes: FixedBytes
    do throws(FileFailure) {
      bytes = try FixedBytes(mapping: path)
    } catch {
      throw .unreadable(error)
    }
    do throws(ListError) {
      try bytes.withBytes { (all) throws(ListError) in try builder.add(all, format, source: 1, counts: &counts) }
    } catch {
      throw .refused(path, error)
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

  static func write(_ bytes: [UInt8], to path: String) throws {
    do throws(FileFailure) {
      try WholeFile.replace(path, with: bytes)
    } catch {
      Terminal.error("\(error)")
      throw ExitCode(Status.cannotRead.rawValue)
    }
  }
}
