// SPDX-License-Identifier: Apache-2.0

/// The records of a plan by their zones.
struct ZonedRecords {
  /// One zone and its records.
  struct Zone {
    /// The name of the zone, without a trailing dot.
    let name: String
    let records: [DNSRecord]
    let ttl: Int

    /// The owner name relative to the zone; never empty, since it starts with the token's label.
    func host(_ record: DNSRecord) -> Substring {
      record.owner.dropLast(name.utf8.count + 2)
    }
  }

  let zones: [Zone]
  /// The records outside the zone that the options name.
  let outside: [DNSRecord]

  /// - Parameter zone: the zone of all records, or nil for the registrable domain of each.
  init(plan: ValidationPlan, zone: String?, ttl: Int) throws(DeploymentError) {
    let records = plan.records
    guard !records.isEmpty else { throw .noRecords }
    guard let zone else {
      var names: [String] = []
      var members: [String: [DNSRecord]] = [:]
      for record in records {
        let name = record.proves.first.flatMap { plan.names[$0].searched.last } ?? record.domain
        if members[name] == nil { names.append(name) }
        members[name, default: []].append(record)
      }
      zones = names.map { Zone(name: $0, records: members[$0] ?? [], ttl: ttl) }
      outside = []
      return
    }
    let name = try ZonedRecords.name(zone)
    let inside = records.filter { DomainText.isWithin($0.domain, name) }
    guard !inside.isEmpty else { throw .outsideZone(name, domains: records.map(\.domain)) }
    zones = [Zone(name: name, records: inside, ttl: ttl)]
    outside = records.filter { !DomainText.isWithin($0.domain, name) }
  }

  private static func name(_ zone: String) throws(DeploymentError) -> String {
    do throws(NameError) {
      let name = try ValidationName(zone)
      guard name.kind == .host else { throw NameError(description: "it is not a domain name") }
      return name.ascii
    } catch {
      throw .zoneMalformed(zone, error)
    }
  }

  /// The records outside the zone as lines after a comment sign.
  func comments(_ sign: String) -> String {
    guard let zone = zones.first else { return "" }
    return outside.map { "\(sign) outside \(zone.name), publish in its own zone: \($0.owner) CNAME \($0.target)\n" }
      .joined()
  }

  /// Text for each zone and record.
  func lines(_ line: (Zone, DNSRecord) -> String) -> String {
    zones.map { zone in zone.records.map { line(zone, $0) }.joined() }.joined()
  }
}

/// Records for name servers and web panels.
enum ZoneForms {
  /// Zone file lines with absolute names, valid in any zone file.
  static func absolute(_ records: ZonedRecords, isRemoval: Bool) -> String {
    let all =
      records.zones.flatMap { zone in zone.records.map { ($0, zone.ttl) } }
      + records.outside.map { ($0, records.zones.first?.ttl ?? 0) }
    let lines = all.map { record, ttl in
      "\(isRemoval ? "; " : "")\(record.owner) \(ttl) IN CNAME \(record.target)\n"
    }
    return (isRemoval ? "; Remove these lines from the zone file:\n" : "") + lines.joined()
  }

  /// Zone file lines relative to one zone, with an `$ORIGIN` line.
  ///
  /// Owner names do not contain the zone's name, so that neither a name server nor a DNS panel appends it twice; the
  /// target is absolute. Records outside the zone become comments.
  static func relative(_ records: ZonedRecords, isRemoval: Bool) -> String {
    let text = records.zones.map { zone in
      (isRemoval ? "; Remove these lines from the zone \(zone.name):\n" : "$ORIGIN \(zone.name).\n")
        + zone.records.map { record in
          "\(isRemoval ? "; " : "")\(zone.host(record)) \(zone.ttl) IN CNAME \(record.target)\n"
        }.joined()
    }
    return text.joined() + (isRemoval ? "" : records.comments(";"))
  }

  /// The fields of a web panel, which expects the host relative to the zone.
  static func panel(_ records: ZonedRecords, isRemoval: Bool) -> String {
    let verb = isRemoval ? "Delete" : "Add"
    let blocks = records.zones.map { zone in
      "\(verb) in the DNS zone \(zone.name):\n"
        + zone.records.map { record in
          "\n  Type    CNAME\n  Host    \(zone.host(record))\n  Target  \(record.target)\n"
            + (isRemoval ? "" : "  TTL     \(zone.ttl)\n")
        }.joined()
    }
    let notes = """
      If the panel shows the complete name, it must be the host, a dot and the zone, once.
      If the panel rejects the dot at the end of the target, leave the dot out.
      Turn off any proxy for the record: at Cloudflare, choose "DNS only".

      """
    let outside = records.comments("#")
    return blocks.joined(separator: "\n") + (isRemoval ? "" : "\n" + notes) + (outside.isEmpty ? "" : "\n" + outside)
  }

  /// A script for nsupdate, one update message per zone (RFC 2136); an update replaces an existing CNAME record.
  static func nsupdate(_ records: ZonedRecords, isRemoval: Bool) -> String {
    let messages = records.zones.map { zone in
      "zone \(zone.name).\n"
        + zone.records.map { record in
          isRemoval
            ? "update delete \(record.owner) CNAME \(record.target)\n"
            : "update add \(record.owner) \(zone.ttl) IN CNAME \(record.target)\n"
        }.joined() + "send\n"
    }
    return messages.joined() + records.comments(";")
  }

  /// Commands for the command prompt of a Windows DNS server.
  static func dnscmd(_ records: ZonedRecords, isRemoval: Bool) -> String {
    let commands = records.lines { zone, record in
      isRemoval
        ? "dnscmd . /RecordDelete \(zone.name) \(zone.host(record)) CNAME \(record.target) /f\r\n"
        : "dnscmd . /RecordAdd \(zone.name) \(zone.host(record)) \(zone.ttl) CNAME \(record.target)\r\n"
    }
    return commands + records.comments("rem").split(separator: "\n").map { "\($0)\r\n" }.joined()
  }

  /// Cmdlets of the DnsServer module for Windows PowerShell.
  static func powershell(_ records: ZonedRecords, isRemoval: Bool) -> String {
    let cmdlets = records.lines { zone, record in
      let place = "-ZoneName '\(zone.name)' -Name '\(zone.host(record))'"
      return isRemoval
        ? "Remove-DnsServerResourceRecord \(place) -RRType CName -Force\r\n"
        : "Add-DnsServerResourceRecordCName \(place) -HostNameAlias '\(record.target)'"
          + " -TimeToLive ([TimeSpan]::FromSeconds(\(zone.ttl)))\r\n"
    }
    return cmdlets + records.comments("#").split(separator: "\n").map { "\($0)\r\n" }.joined()
  }
}
