// SPDX-License-Identifier: Apache-2.0

/// Records as change batches for `aws route53 change-resource-record-sets --change-batch`.
///
/// A batch takes 1,000 values and 32,000 characters of them, and UPSERT counts twice (Route 53 Developer Guide,
/// Quotas); longer lists become several batches, one JSON document each.
enum Route53ChangeBatch {
  /// The most values of a batch of UPSERT changes.
  static let maximumValues = 500
  /// The most characters of all values of a batch of UPSERT changes.
  static let maximumCharacters = 16000

  static func batches(of records: [DNSRecord], ttl: Int) throws(DeploymentError) -> [String] {
    guard let target = records.first?.target else { throw .noRecords }
    try ZoneLines.check(ttl: ttl)
    let size = min(maximumValues, maximumCharacters / max(1, target.utf8.count))
    return stride(from: 0, to: records.count, by: size).map { start in
      batch(records[start..<min(start + size, records.count)], ttl)
    }
  }

  private static func batch(_ records: ArraySlice<DNSRecord>, _ ttl: Int) -> String {
    let changes = records.map { record in
      #"{"Action":"UPSERT","ResourceRecordSet":{"Name":"\#(record.owner)","Type":"CNAME","TTL":\#(ttl),"#
        + #""ResourceRecords":[{"Value":"\#(record.target)"}]}}"#
    }
    return #"{"Comment":"domain control validation","Changes":["# + changes.joined(separator: ",") + "]}"
  }
}
