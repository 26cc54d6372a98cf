// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// Lets pkilint judge certificates with the content of the rules' vectors; `Scripts/dcv-tools` installs it.
@Suite struct LinterComparisonTests {
  private static let python = TestFiles.package.appending(path: ".build/dcv-tools/bin/python")

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: python.path), "python is not in .build/dcv-tools"))
  func `pkilint judges the requests as docs/linter-comparison.md says`() throws {
    let script = TestFiles.package.appending(path: "Tests/PreflightTests/pkilint_comparison.py")
    let process = Process()
    let output = Pipe()
    process.executableURL = Self.python
    process.arguments = [script.path, TestFiles.package.path]
    (process.standardOutput, process.standardError) = (output, output)
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    // 77: a library that the script needs is not installed.
    #expect(process.terminationStatus == 0 || process.terminationStatus == 77, "\(text)")
  }
}
