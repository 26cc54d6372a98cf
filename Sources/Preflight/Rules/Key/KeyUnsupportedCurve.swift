// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

extension Rule {
  /// Elliptic curves other than P-256, P-384 and P-521.
  static let keyUnsupportedCurve = Rule(
    "key.unsupported-curve", .error, predicts: -11, .inferred,
    summary: "an EC key is on P-256, P-384 or P-521, and names its curve",
    fix: "make a new key on P-256 (prime256v1) and a new request with it",
    citations: [
      "BR 6.1.5", "BR 7.1.3.1.2", "AutoApplySSL additional request structures: keys", "AutoApplySSL error -11",
    ]
  ) { examination, reporter in
    let key = examination.request.publicKey
    guard case .ec(let ec) = key.key else { return }
    let place = Place(key.algorithm.range, .keyAlgorithm)
    switch ec.curve {
    case .named(.p256), .named(.p384), .named(.p521):
      return
    case .named(let curve):
      reporter.report("the EC key is on \(curve.name), which no CA may certify for TLS", at: place)
    case .other(let oid):
      let name = oid.known?.name ?? oid.dotted(in: examination.request.der.span)
      reporter.report("the EC key is on the curve \(name), which no CA may certify for TLS", at: place)
    case .explicit:
      reporter.report(
        "the EC key writes its curve's parameters out instead of naming the curve", at: place,
        fix: "make a new request with the curve's name (openssl: -pkeyopt ec_param_enc:named_curve)")
    case .missing:
      reporter.report("the EC key does not say on which curve it is", at: place)
    }
  }
}
