// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Ledger

// csrkit-ledger LOCATION: answers the questions on standard input, one line each (DCV.LedgerWire), until its end.
guard CommandLine.arguments.count == 2 else {
  FileHandle.standardError.write(Data("csrkit-ledger: error: give one ledger, a file or postgres://…\n".utf8))
  exit(64)
}
let session = LedgerSession(location: LedgerLocation(CommandLine.arguments[1]))
while let question = readLine() {
  let answer = session.answer(question).map { "\($0)\n" }.joined()
  FileHandle.standardOutput.write(Data(answer.utf8))
}
