// SPDX-License-Identifier: Apache-2.0
public import DER
extension Tag { public var name: String { description } }
extension GeneralName.Kind { public var name: String { "\(self)" } }
extension GeneralName {
  public func text(in bytes: Span<UInt8>) -> (text: String, bad: Bool) {
    (StringText(.ia5String, content: content, in: bytes)?.text ?? "", false)
  }
  public func isPlainASCII(in bytes: Span<UInt8>) -> Bool {
    for i in content where bytes[i] < 0x20 || bytes[i] > 0x7E { return false }; return true
  }
}
extension NameAttribute { public func displayText(in bytes: Span<UInt8>) -> String { text(in: bytes)?.text ?? "" } }
extension RequestAttribute { public func displayText(in bytes: Span<UInt8>) -> String { "" } }
extension RequestedExtension { public func displayText(in bytes: Span<UInt8>) -> String { "" } }
public struct PSSParameters { public var hash = ""; public var maskHash = ""; public var saltLength = 0 }
extension CertificationRequest { public var pssParameters: PSSParameters? { nil } }
