// SPDX-License-Identifier: Apache-2.0
internal import Foundation

// csrkit-ledger: answers the questions on standard input, one line each (DCV.LedgerWire), until its end.
guard CommandLine.arguments.count == 1 else {
  let usage = "csrkit-ledger: error: it takes no arguments; csrkit starts it, see csrkit ledger --help\n"
  FileHandle.standardError.write(Data(usage.utf8))
  exit(64)
}
var session = LedgerSession()
while let question = readLine() {
  let answer = session.answer(question).map { "\($0)\n" }.joined()
  FileHandle.standardOutput.write(Data(answer.utf8))
}
