// SPDX-License-Identifier: Apache-2.0

/// Records for DNS providers, and for tools that manage records as code. Credentials are those of the user's own tools.
///
/// All values are host names, which need no quoting in any of these formats.
enum ProviderForms {
  /// The maximum number of values in a Route 53 batch of UPSERT changes.
  static let maximumValues = 500
  /// The maximum number of characters of all values in a Route 53 batch of UPSERT changes.
  static let maximumCharacters = 16000

  /// Change batches for `aws route53 change-resource-record-sets --change-batch`, at least one JSON document per zone.
  ///
  /// A batch is limited to 1,000 values and 32,000 characters of values, and UPSERT counts twice (Route 53 Developer
  /// Guide, Quotas). Longer lists become several batches.
  static func route53(_ records: ZonedRecords, isRemoval: Bool) -> String {
    records.zones.map { zone in
      let size = min(maximumValues, maximumCharacters / max(1, zone.records.first?.target.utf8.count ?? 0))
      return stride(from: 0, to: zone.records.count, by: size).map { start in
        batch(zone.records[start..<min(start + size, zone.records.count)], zone, isRemoval) + "\n"
      }.joined()
    }.joined()
  }

  private static func batch(_ records: ArraySlice<DNSRecord>, _ zone: ZonedRecords.Zone, _ isRemoval: Bool) -> String {
    let action = isRemoval ? "DELETE" : "UPSERT"
    let changes = records.map { record in
      #"{"Action":"\#(action)","ResourceRecordSet":{"Name":"\#(record.owner)","Type":"CNAME","TTL":\#(zone.ttl),"#
        + #""ResourceRecords":[{"Value":"\#(record.target)"}]}}"#
    }
    return #"{"Comment":"domain control validation of \#(zone.name)","Changes":["#
      + changes.joined(separator: ",") + "]}"
  }

  /// `aws_route53_record` resources; the zone is looked up by its name.
  static func terraform(_ records: ZonedRecords, isRemoval: Bool) -> String {
    if isRemoval { return removed(records, "aws_route53_record") }
    return records.comments("#")
      + records.zones.map { zone in
        """
        data "aws_route53_zone" "\(identifier(zone.name))" {
          name = "\(zone.name)."
        }

        """
          + zone.records.map { record in
            """

            resource "aws_route53_record" "\(identifier(record.domain))" {
              zone_id = data.aws_route53_zone.\(identifier(zone.name)).zone_id
              name    = "\(record.owner.dropLast())"
              type    = "CNAME"
              ttl     = \(zone.ttl)
              records = ["\(record.target)"]
            }

            """
          }.joined()
      }.joined(separator: "\n")
  }

  /// `cloudflare_dns_record` resources of the provider's version 5; the zone is looked up by its name.
  static func terraformCloudflare(_ records: ZonedRecords, isRemoval: Bool) -> String {
    if isRemoval { return removed(records, "cloudflare_dns_record") }
    return records.comments("#")
      + records.zones.map { zone in
        """
        data "cloudflare_zone" "\(identifier(zone.name))" {
          filter = {
            name = "\(zone.name)"
          }
        }

        """
          + zone.records.map { record in
            """

            resource "cloudflare_dns_record" "\(identifier(record.domain))" {
              zone_id = data.cloudflare_zone.\(identifier(zone.name)).zone_id
              name    = "\(record.owner.dropLast())"
              type    = "CNAME"
              ttl     = \(zone.ttl)
              content = "\(record.target.dropLast())"
              proxied = false
            }

            """
          }.joined()
      }.joined(separator: "\n")
  }

  /// Blocks that make Terraform 1.7 or later destroy the resources.
  private static func removed(_ records: ZonedRecords, _ resource: String) -> String {
    "# Delete the resource and data blocks, and apply these blocks in their place:\n"
      + records.lines { _, record in
        """

        removed {
          from = \(resource).\(identifier(record.domain))
          lifecycle {
            destroy = true
          }
        }

        """
      }
  }

  /// A Terraform identifier, unique for each domain.
  private static func identifier(_ domain: String) -> String {
    "dcv_" + domain.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "_")
  }

  /// Extensions of domains that dnscontrol manages.
  static func dnscontrol(_ records: ZonedRecords, isRemoval: Bool) -> String {
    let sign = isRemoval ? "// " : ""
    return (isRemoval ? "// Delete these lines from dnsconfig.js, and run dnscontrol push:\n" : "")
      + records.zones.map { zone in
        let lines = zone.records.map { record in
          "\(sign)  CNAME(\"\(zone.host(record))\", \"\(record.target)\", TTL(\(zone.ttl)))"
        }
        return "\(sign)D_EXTEND(\"\(zone.name)\",\n" + lines.joined(separator: ",\n") + "\n\(sign));\n"
      }.joined() + (isRemoval ? "" : records.comments("//"))
  }

  /// The body of `POST /zones/ZONE_ID/dns_records/batch`, without the proxy that would hide the records.
  ///
  /// The API deletes by identifiers, so that the removal is a shell script that looks them up first.
  static func cloudflare(_ zone: ZonedRecords.Zone, isRemoval: Bool) -> String {
    guard isRemoval else {
      let posts = zone.records.map { record in
        #"{"type":"CNAME","name":"\#(record.owner.dropLast())","content":"\#(record.target.dropLast())","#
          + #""ttl":\#(zone.ttl),"proxied":false}"#
      }
      return #"{"posts":["# + posts.joined(separator: ",") + "]}\n"
    }
    return """
      #!/bin/sh
      # Deletes the validation records of \(zone.name). Needs curl and jq, CLOUDFLARE_ZONE_ID and CLOUDFLARE_API_TOKEN.
      set -eu
      records=${CLOUDFLARE_API:-https://api.cloudflare.com/client/v4}/zones/${CLOUDFLARE_ZONE_ID:?}/dns_records
      api() { printf 'header = "Authorization: Bearer %s"\\n' "${CLOUDFLARE_API_TOKEN:?}" | curl -fsS -K - "$@"; }
      delete() {
        api "$records?type=CNAME&name=$1&content=$2" | jq -r '.result[].id' |
          while read -r id; do api -X DELETE "$records/$id" >/dev/null; done
      }

      """
        + zone.records.map { "delete \($0.owner.dropLast()) \($0.target.dropLast())\n" }.joined()
  }

  /// The body of `PATCH /api/v1/servers/localhost/zones/ZONE`.
  static func powerdns(_ zone: ZonedRecords.Zone, isRemoval: Bool) -> String {
    let sets = zone.records.map { record in
      isRemoval
        ? #"{"name":"\#(record.owner)","type":"CNAME","changetype":"DELETE"}"#
        : #"{"name":"\#(record.owner)","type":"CNAME","ttl":\#(zone.ttl),"changetype":"REPLACE","#
          + #""records":[{"content":"\#(record.target)","disabled":false}]}"#
    }
    return #"{"rrsets":["# + sets.joined(separator: ",") + "]}\n"
  }

  /// Entries for the zone's file of octoDNS's YamlProvider.
  static func octodns(_ zone: ZonedRecords.Zone, isRemoval: Bool) -> String {
    let sign = isRemoval ? "# " : ""
    let heading =
      isRemoval
      ? "# Delete these entries from \(zone.name).yaml:\n" : "---\n# Add these entries to \(zone.name).yaml:\n"
    return heading
      + zone.records.sorted { $0.owner < $1.owner }.map { record in
        "\(sign)\"\(zone.host(record))\":\n\(sign)  ttl: \(zone.ttl)\n\(sign)  type: CNAME\n"
          + "\(sign)  value: \(record.target)\n"
      }.joined()
  }
}
