// SPDX-License-Identifier: Apache-2.0

/// Records as master-file lines relative to one zone, under an `$ORIGIN` of their own.
///
/// Owners hold no part of the zone's name, so that neither a name server nor a DNS panel can append it twice; the
/// target stays absolute. Records that lie outside the zone become comments.
struct RelativeZoneLines {
  let text: String

  init(records: [DNSRecord], zone: String?, ttl: Int) throws(DeploymentError) {
    guard !records.isEmpty else { throw .noRecords }
    guard let zone else { throw .zoneMissing }
    try ZoneLines.check(ttl: ttl)
    let origin = try RelativeZoneLines.origin(zone)
    let inside = records.filter { DomainText.isWithin($0.domain, origin) }
    guard !inside.isEmpty else { throw .outsideZone(origin, domains: records.map(\.domain)) }
    var text = "$ORIGIN \(origin).\n"
    for record in inside {
      let relative = record.owner.utf8.count - origin.utf8.count - 2
      text += "\(record.owner.prefix(relative)) \(ttl) IN CNAME \(record.target)\n"
    }
    for record in records where !DomainText.isWithin(record.domain, origin) {
      text += "; outside \(origin), publish in its own zone: \(record.owner) CNAME \(record.target)\n"
    }
    self.text = text
  }

  private static func origin(_ zone: String) throws(DeploymentError) -> String {
    var origin = zone.lowercased()
    if origin.utf8.last == UInt8(ascii: ".") { origin.removeLast() }
    do throws(NameError) { try DomainText.check(origin[...]) } catch { throw .zoneMalformed(zone, error) }
    return origin
  }
}
