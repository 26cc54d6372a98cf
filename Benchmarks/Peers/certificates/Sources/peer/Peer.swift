// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import SwiftASN1
import X509

/// swift-certificates: parses, verifies and hashes (SHA-256) all requests of a file repeatedly; prints CPU µs per request.
@main
struct Peer {
  static func main() throws {
    let text = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
    let pems = text.components(separatedBy: "-----BEGIN").dropFirst().map { "-----BEGIN" + $0 }
    let repeats = Int(CommandLine.arguments[2]) ?? 1
    let start = clock()
    for _ in 0..<repeats {
      for pem in pems {
        let request = try CertificateSigningRequest(pemEncoded: pem)
        precondition(request.publicKey.isValidSignature(request.signature, for: request))
        var serializer = DER.Serializer()
        try serializer.serialize(request)
        _ = SHA256.hash(data: serializer.serializedBytes)
      }
    }
    print(Double(clock() - start) / Double(CLOCKS_PER_SEC) * 1e6 / Double(pems.count * repeats))
  }
}
