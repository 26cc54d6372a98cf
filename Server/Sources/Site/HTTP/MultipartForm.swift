// SPDX-License-Identifier: Apache-2.0

/// The parts of a `multipart/form-data` body (RFC 7578), in order.
struct MultipartForm {
  struct Part {
    let name: String
    /// The file name, if the part is a file.
    let fileName: String?
    let content: ArraySlice<UInt8>
  }

  /// The maximum number of parts.
  static let partLimit = 1_000

  let parts: [Part]

  /// Parses a body; nil if the content type has no boundary or the body is malformed.
  init?(_ body: [UInt8], contentType: String) {
    guard let boundary = MultipartForm.boundary(of: contentType) else { return nil }
    let delimiter = Array("--\(boundary)".utf8)
    guard body.starts(with: delimiter) else { return nil }
    var parts: [Part] = []
    var position = delimiter.count
    while true {
      let rest = body[position...]
      if rest.starts(with: [0x2D, 0x2D]) { break }
      guard rest.starts(with: [0x0D, 0x0A]), parts.count < MultipartForm.partLimit,
        let head = MultipartForm.find([0x0D, 0x0A, 0x0D, 0x0A], in: body, from: position),
        let end = MultipartForm.find([0x0D, 0x0A] + delimiter, in: body, from: head + 4)
      else { return nil }
      let fields = String(decoding: body[(position + 2)..<max(position + 2, head)], as: UTF8.self)
      guard let name = MultipartForm.attribute("name", of: fields) else { return nil }
      parts.append(
        Part(
          name: name, fileName: MultipartForm.attribute("filename", of: fields),
          content: body[(head + 4)..<end]))
      position = end + 2 + delimiter.count
    }
    self.parts = parts
  }

  private static func boundary(of contentType: String) -> String? {
    for piece in contentType.split(separator: ";").dropFirst() {
      let pair = piece.split(separator: "=", maxSplits: 1).map { $0.trimmingBlanks }
      guard pair.count == 2, pair[0].lowercased() == "boundary" else { continue }
      let value = pair[1].hasPrefix("\"") && pair[1].count > 1 ? pair[1].dropFirst().dropLast() : pair[1][...]
      return (1...70).contains(value.utf8.count) ? String(value) : nil
    }
    return nil
  }

  /// A quoted attribute of the part's Content-Disposition, with the three escape sequences of HTML forms decoded.
  private static func attribute(_ name: String, of fields: String) -> String? {
    let mark = " \(name)=\""
    guard
      let line = fields.split(separator: "\r\n").first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
      let start = line.firstRange(of: mark)?.upperBound, let end = line[start...].firstIndex(of: "\"")
    else { return nil }
    return String(line[start..<end]).replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing(
      "%0A", with: "\n")
  }

  /// The next position of a pattern. Patterns start with CR, so that `firstIndex` skips everything else.
  private static func find(_ pattern: [UInt8], in body: [UInt8], from start: Int) -> Int? {
    var position = start
    while position + pattern.count <= body.count {
      guard let next = body[position...].firstIndex(of: pattern[0]) else { return nil }
      if body[next...].starts(with: pattern) { return next }
      position = next + 1
    }
    return nil
  }
}

extension Substring {
  /// The text without leading and trailing spaces and tabs.
  var trimmingBlanks: String {
    var text = self
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}
