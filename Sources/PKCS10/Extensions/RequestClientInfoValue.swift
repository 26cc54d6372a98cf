// SPDX-License-Identifier: Apache-2.0

/// Where a request was made on Windows (MS-WCCE §2.2.2.7.4).
public struct RequestClientInfoValue: DecodedValue, Hashable {
  /// The number of the kind of program.
  public let clientID: Int
  /// The machine's name.
  public let machine: String
  /// The user's name with the domain.
  public let user: String
  /// The program's name.
  public let process: String

  /// Reads a RequestClientInfo.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(try Cursor.only(.sequence, encoding, in: bytes).content)
    clientID = try cursor.next(.integer, in: bytes).count(in: bytes)
    machine = try cursor.nextText(in: bytes)
    user = try cursor.nextText(in: bytes)
    process = try cursor.nextText(in: bytes)
    try cursor.finish()
  }

  /// `client 5, machine web01.example.com, user EXAMPLE\admin, process certreq.exe`.
  public var text: String { "client \(clientID), machine \(machine), user \(user), process \(process)" }
}
