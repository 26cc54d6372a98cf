// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase
internal import KeyAudit
internal import OpenSSLBridge
public import PKCS10
internal import Preflight

extension RequestReport {
  /// Writes the object of `csrkit inspect --format json`, schema 1.
  public func write(to writer: inout JSONWriter) { write(to: &writer, id: nil) }

  /// Writes the same object with the `id` of a record, as written in the input.
  func write(to writer: inout JSONWriter, id: ArraySlice<UInt8>?) {
    writer.object { writer in
      writer.member(Key.id, encoded: id)
      writer.member(Key.schema, 1)
      source.write(to: &writer)
      writer.object(Key.request) { writeRequest(to: &$0) }
      writer.write(Key.keyAudit)
      keyVerdict.write(to: &writer)
      writer.member(findings)
    }
  }

  /// Writes the members of the object `request`.
  func writeRequest(to writer: inout JSONWriter) {
    writeSubject(to: &writer)
    writeNames(to: &writer)
    writeKey(to: &writer)
    writeSignature(to: &writer)
    writeAttributes(to: &writer)
    writeDigests(to: &writer)
  }

  private func writeSubject(to writer: inout JSONWriter) {
    let der = request.der
    let bytes = der.span
    writer.member(Key.version, request.version)
    writer.member(Key.derLength, request.der.count)
    writer.array(Key.subject) { writer in
      for index in request.subject.indices {
        let attribute = request.subject[index]
        writer.object { writer in
          writer.member(attribute.oid, in: bytes)
          writer.member(Key.type, attribute.tag.description)
          writer.member(Key.value, attribute, in: bytes)
        }
      }
    }
    let known = KnownOID.commonName
    if let index = request.subject.firstIndex(where: { $0.oid.known == known }) {
      writer.member(Key.commonName, request.subject[index], in: bytes)
    } else {
      writer.member(Key.commonName, nil as String?)
    }
  }

  private func writeNames(to writer: inout JSONWriter) {
    let der = request.der
    let bytes = der.span
    writer.array(Key.subjectAlternativeNames) { writer in
      for index in request.subjectAlternativeNames.indices {
        let name = request.subjectAlternativeNames[index]
        writer.object { writer in
          writer.member(Key.type, name.kind.name)
          if name.kind == .dns, name.isPlainASCII(in: bytes) {
            writer.member(Key.value, utf8: bytes.extracting(name.content))
          } else {
            writer.member(Key.value, name.text(in: bytes).text)
          }
        }
      }
    }
  }

  private func writeKey(to writer: inout JSONWriter) {
    let key = request.publicKey
    let der = request.der
    let bytes = der.span
    writer.object(Key.key) { writer in
      writer.member(Key.algorithm, key.displayName(in: bytes))
      writer.member(Key.bits, key.bitCount)
      if case .rsa(let rsa) = key.key {
        writer.member(Key.exponent, Decimal.text(rsa.exponent, in: bytes))
      } else {
        writer.member(Key.exponent, nil as String?)
      }
      writer.member(Key.curve, key.curveName(in: bytes))
      keySHA256.withBytes { writer.member(Key.spkiSHA256, hexadecimal: $0) }
      if case .opaque(let bits) = key.key { writer.member(Key.bytes, bits.count) }
    }
  }

  private func writeSignature(to writer: inout JSONWriter) {
    let der = request.der
    let bytes = der.span
    let oid = request.signatureAlgorithm.oid
    writer.object(Key.signature) { writer in
      writer.member(Key.algorithm, request.signatureAlgorithmName)
      writer.member(Key.oid, oid.content.isEmpty ? "" : oid.dotted(in: bytes))
      writer.member(Key.valid, signature.isValid)
      if let parameters = request.pssParameters {
        writer.object(Key.parameters) { writer in
          writer.member(Key.hash, parameters.hash)
          writer.member(Key.maskGenerationHash, parameters.maskHash)
          writer.member(Key.saltLength, parameters.saltLength)
        }
      }
    }
  }

  private func writeAttributes(to writer: inout JSONWriter) {
    let der = request.der
    let bytes = der.span
    writer.array(Key.attributes) { writer in
      for index in request.attributes.indices {
        let attribute = request.attributes[index]
        writer.object { writer in
          writer.member(attribute.oid, in: bytes)
          if let requested = request.plainExtensions(of: attribute) {
            // Without `joined`, the one label that most requests have needs no array.
            let first = requested.first?.oid.label(in: bytes) ?? ""
            writer.member(Key.value, requested.dropFirst().reduce(first) { "\($0), \($1.oid.label(in: bytes))" })
          } else {
            writer.member(Key.value, attribute.displayText(in: bytes))
          }
        }
      }
    }
    writer.array(Key.extensions) { writer in
      for index in request.extensions.indices {
        let requested = request.extensions[index]
        writer.object { writer in
          writer.member(requested.oid, in: bytes)
          writer.member(Key.critical, requested.isCritical)
          if requested.oid.known != .subjectAltName {
            writer.member(Key.value, requested.displayText(in: bytes))
          }
        }
      }
    }
  }

  private func writeDigests(to writer: inout JSONWriter) {
    writer.object(Key.digests) { writer in
      md5.withBytes { writer.member(Key.md5, hexadecimal: $0, upperCase: true) }
      sha1.withBytes { writer.member(Key.sha1, hexadecimal: $0) }
      sha256.withBytes { writer.member(Key.sha256, hexadecimal: $0) }
    }
  }
}

extension JSONWriter {
  /// `"oid":…,"name":…`
  fileprivate mutating func member(_ oid: OIDReference, in bytes: Span<UInt8>) {
    member(Key.oid, oid.dotted(in: bytes))
    member(Key.name, oid.known?.name)
  }

  fileprivate mutating func member(_ key: JSONKey, _ attribute: NameAttribute, in bytes: Span<UInt8>) {
    if attribute.isPlainASCII(in: bytes) {
      member(key, utf8: bytes.extracting(attribute.value))
    } else {
      member(key, attribute.displayText(in: bytes))
    }
  }
}

extension SignatureStatus {
  /// Whether the signature is valid; nil if it cannot be checked.
  public var isValid: Bool? {
    switch self {
    case .valid: true
    case .invalid: false
    case .notCheckable: nil
    }
  }
}

extension RequestSource {
  /// Writes the member `source`.
  func write(to writer: inout JSONWriter) {
    writer.object(Key.source) { writer in
      writer.member(Key.name, name)
      writer.member(Key.index, index)
      writer.member(Key.line, line)
      writer.member(Key.container, container.rawValue)
      writer.member(Key.label, label)
      writer.array(Key.repairs) { writer in
        for repair in repairs { writer.string(repair.id) }
      }
      guard let privateKey else { return }
      writer.object(Key.privateKey) { writer in
        writer.member(Key.form, privateKey.form)
        writer.member(Key.line, privateKey.line)
      }
    }
  }
}

extension Inspection {
  /// Writes the array of `csrkit inspect --format json`: all requests, then an object for each error.
  public func write(to writer: inout JSONWriter) {
    writer.array { writer in
      for report in requests { report.write(to: &writer) }
      writeFailures(to: &writer)
    }
  }

  /// Writes an error object for each unreadable request and each private key, or one that explains why there is no
  /// request.
  public func writeFailures(to writer: inout JSONWriter) {
    for failure in failures { failure.write(to: &writer) }
    if isEmpty && failures.isEmpty {
      writer.writeFailure(kind: explanation.kind, message: explanation.message, fix: advice, source: name)
    } else {
      for other in others where other.isPrivateKey {
        writer.writeFailure(kind: other.id, message: other.description, source: name)
      }
    }
  }
}

extension InspectionFailure {
  /// Writes the error object of `csrkit inspect --format json`, schema 1.
  public func write(to writer: inout JSONWriter) {
    writer.writeFailure(kind: "malformed", message: description, fix: advice, source: source.name)
  }
}

extension JSONWriter {
  /// Writes the error object for an input without a request.
  ///
  /// - Parameter fix: what to do about it; nil if there is no advice.
  public mutating func writeFailure(kind: String, message: String, fix: String? = nil, source: String) {
    object { writer in
      writer.member(Key.schema, 1)
      writer.object(Key.source) { $0.member(Key.name, source) }
      writer.object(Key.error) { writer in
        writer.member(Key.kind, kind)
        writer.member(Key.message, message)
        if let fix { writer.member(Key.fix, fix) }
      }
    }
  }
}
