// SPDX-License-Identifier: Apache-2.0
import CSRKit
import CSRKitBase
import Foundation

/// Prints the common names of the requests in a file, their hashes and what is wrong with them.
@main
struct Inspect {
  static func main() throws {
    let path = CommandLine.arguments.dropFirst().first ?? "/dev/stdin"
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))

    let inspector = Inspector(asOf: CalendarDate(2026, 11, 23))
    let inspection = inspector.inspect(bytes, name: path)

    for report in inspection.reports {
      print(report.request.commonNames.joined(separator: ", "))
      print("MD5 \(report.md5.hex(upperCase: true)), SHA-256 \(report.sha256.hex())")
      for finding in report.findings { print("\(finding.severity.name): \(finding.message)") }
    }
    if inspection.isEmpty { print(inspection.explanation.message) }
  }
}
