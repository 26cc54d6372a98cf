// SPDX-License-Identifier: Apache-2.0

/// Lines of comma-separated values (RFC 4180).
enum CSV {
  /// One line with its CR LF.
  static func line(_ cells: [String?]) -> [UInt8] {
    var line: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { line.append(UInt8(ascii: ",")) }
      append(cell ?? "", to: &line)
    }
    line += [0x0D, 0x0A]
    return line
  }

  private static func append(_ cell: String, to line: inout [UInt8]) {
    let needsQuotes = cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0D || $0 == 0x0A }
    guard needsQuotes else {
      line += Array(cell.utf8)
      return
    }
    line.append(0x22)
    for octet in cell.utf8 {
      if octet == 0x22 { line.append(0x22) }
      line.append(octet)
    }
    line.append(0x22)
  }
}
