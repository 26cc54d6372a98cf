// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// Keys that write out their curve instead of naming it, which certificates may not do.
///
/// If all but the generator is a named curve's, the parameters are those of a forgery (CVE-2020-0601).
enum ExplicitParameters: ECCheck {
  static let check = KeyCheck(
    "ec-explicit-parameters", finds: "a curve written out as parameters, and the named curve that it equals",
    source: "RFC 5480 §2.1.1, BR 7.1.3.1.2, CVE-2020-0601")

  static func find(_ key: ECWork, in bytes: Span<UInt8>) -> KeyHit? {
    switch key.key.curve {
    case .named, .other: return nil
    case .missing:
      return hit([Evidence("curve", "none")])
    case .explicit(_, let fieldBits):
      var evidence = [Evidence("fieldBits", fieldBits)]
      if let curve = key.curve {
        if let twin = curve.matchingNamedCurve() {
          evidence.append(Evidence("equals", KnownOID.find(dotted: twin.dotted)?.name ?? twin.dotted))
          evidence.append(Evidence("generator", twin.hasSameGenerator ? "same" : "different (CVE-2020-0601)"))
        } else {
          evidence.append(Evidence("equals", "no named curve"))
        }
      } else {
        evidence.append(Evidence("parameters", "not those of a curve"))
      }
      return hit(evidence)
    }
  }

  private static func hit(_ evidence: [Evidence]) -> KeyHit {
    KeyHit(check, .proven, .invalid, predicts: PredictedCode.unsupportedAlgorithm, evidence)
  }
}
