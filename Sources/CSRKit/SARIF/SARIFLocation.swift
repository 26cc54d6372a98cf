// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import PKCS10
internal import Preflight

/// The location of a result: a file, the part of it, and the field.
package struct SARIFLocation {
  private enum Region {
    case lines(ClosedRange<Int>)
    case bytes(Range<Int>)
  }

  private let file: String
  private let region: Region?
  /// The path of the field of the request, or the name of the order parameter.
  private let path: String?

  /// A file, or a line of it.
  package init(file: String, line: Int? = nil, path: String? = nil) {
    self.file = file
    region = line.map { .lines($0...$0) }
    self.path = path
  }

  /// The part of the input that a finding is about: the lines of its Base64, the bytes of its DER, or else the line on
  /// which the request starts.
  init(_ finding: Finding, in source: RequestSource) {
    file = source.name
    path = finding.place?.field.rawValue ?? finding.field
    if source.container == .der, source.enclosure == nil, let found = source.found {
      let bytes = finding.place?.range ?? 0..<found.der.count
      region = .bytes(found.position.offset + bytes.lowerBound..<found.position.offset + bytes.upperBound)
    } else {
      region = .lines(finding.place.flatMap { source.lines?.lines(of: $0.range) } ?? source.line...source.line)
    }
  }

  /// Writes the member `locations`.
  func write(to writer: inout JSONWriter) {
    writer.array("locations") { writer in
      writer.object { writer in
        writer.object("physicalLocation") { writer in
          writer.object("artifactLocation") { $0.member("uri", SARIFLocation.uri(of: file)) }
          if let region { SARIFLocation.write(region, to: &writer) }
        }
        guard let path else { return }
        writer.array("logicalLocations") { writer in
          writer.object { $0.member("fullyQualifiedName", path) }
        }
      }
    }
  }

  private static func write(_ region: Region, to writer: inout JSONWriter) {
    writer.object("region") { writer in
      switch region {
      case .lines(let lines):
        writer.member("startLine", lines.lowerBound)
        if lines.count > 1 { writer.member("endLine", lines.upperBound) }
      case .bytes(let bytes):
        writer.member("byteOffset", bytes.lowerBound)
        writer.member("byteLength", bytes.count)
      }
    }
  }

  /// The URI reference of a file (RFC 3986 §4.1): relative to the current folder, or absolute.
  private static func uri(of file: String) -> String {
    let encoded = file.split(separator: "/", omittingEmptySubsequences: true)
      .map { PercentEncoding.encoded(String($0)) }.joined(separator: "/")
    return (file.hasPrefix("/") ? "file:///" : "") + encoded
  }
}
