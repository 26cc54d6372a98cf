// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// Which private keys among the inputs of an inspection belong to which of the requests.
package struct KeyOwnership {
  /// A request.
  package struct Request: Sendable, Hashable {
    /// The name of its input.
    package let source: String
    /// Its index in the input, from 0.
    package let index: Int
  }

  /// The number of requests that are remembered.
  package static let limit = 1000

  private var requests: [(request: Request, key: [UInt8])] = []
  private var reader = KeyReader()

  /// Creates an empty value.
  package init() {}

  /// Remembers the key of a request.
  package mutating func add(_ report: RequestReport) {
    guard requests.count < KeyOwnership.limit else { return }
    let der = report.der
    requests.append(
      (Request(source: report.source.name, index: report.source.index), Array(der[report.request.publicKey.range])))
  }

  /// Reads the unencrypted private keys of an input.
  package mutating func readKeys(in input: Span<UInt8>, source: String) { reader.read(input, source: source) }

  /// The private keys, each with the requests that it belongs to; none without a request.
  package var owners: [(key: KeyHolder, requests: [Request])] {
    guard !requests.isEmpty else { return [] }
    let hashes = requests.map { Digest(.sha256, of: KeyReader.canonical($0.key.span).span).hex() }
    return reader.holders.filter { $0.kind == .privateKey }.map { holder in
      (holder, zip(requests, hashes).filter { $0.1 == holder.spkiSHA256 }.map(\.0.request))
    }
  }
}

extension KeyOwnership {
  /// Whether each private key belongs to a request, one line for each.
  package func text(style: Style) -> String {
    owners.map { owner in
      let key = "\(visible(owner.key.source)): the private key (\(owner.key.name ?? "unknown form"))"
      guard owner.key.isConsistent else {
        return style.bad("\(key) does not belong to the public key that is stored with it") + "\n"
      }
      guard !owner.requests.isEmpty else { return style.doubtful("\(key) belongs to none of these requests") + "\n" }
      let requests = owner.requests.map { request in
        visible(request.source) + (request.index > 0 ? " (request \(request.index + 1))" : "")
      }
      return style.good("\(key) belongs to the request in \(requests.joined(separator: ", "))") + "\n"
    }.joined()
  }

  /// The object of each private key in `csrkit inspect --format json`.
  package var objects: [[UInt8]] {
    owners.map { owner in
      var writer = JSONWriter()
      writer.object { writer in
        writer.member(Key.schema, 1)
        writer.object(Key.source) { writer in
          writer.member(Key.name, owner.key.source)
          writer.member(Key.index, owner.key.index)
        }
        writer.object(Key.privateKey) { writer in
          writer.member(Key.form, owner.key.name)
          writer.member(Key.consistent, owner.key.isConsistent)
          writer.member(Key.spkiSHA256, owner.key.spkiSHA256)
          writer.array(Key.belongsTo) { writer in
            for request in owner.requests {
              writer.object { writer in
                writer.member(Key.name, request.source)
                writer.member(Key.index, request.index)
              }
            }
          }
        }
      }
      return writer.bytes
    }
  }
}
