// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit

/// A format in which a plan can be downloaded.
struct PublishingFormat {
  let deployment: Deployment
  let title: String
  /// The extension of the file.
  let suffix: String

  var id: String { deployment.rawValue }

  private init(_ deployment: Deployment, _ title: String, _ suffix: String) {
    (self.deployment, self.title, self.suffix) = (deployment, title, suffix)
  }

  private static let all: [PublishingFormat] = [
    .init(.zone, "Zone file lines", "zone"), .init(.bind, "BIND, relative to the zone", "zone"),
    .init(.dnsPanel, "Fields of a DNS panel", "txt"), .init(.nsupdate, "nsupdate", "nsupdate"),
    .init(.dnscmd, "Windows dnscmd", "cmd"), .init(.powershell, "Windows PowerShell", "ps1"),
    .init(.route53, "Amazon Route 53", "json"), .init(.terraform, "Terraform, Route 53", "tf"),
    .init(.terraformCloudflare, "Terraform, Cloudflare", "tf"), .init(.cloudflare, "Cloudflare API", "json"),
    .init(.powerdns, "PowerDNS API", "json"), .init(.octodns, "octoDNS", "yaml"),
    .init(.dnscontrol, "dnscontrol", "js"), .init(.nginx, "nginx", "conf"), .init(.apache, "Apache", "conf"),
    .init(.htaccess, "Apache .htaccess", "htaccess"), .init(.webConfig, "IIS web.config", "config"),
    .init(.csv, "Table of all names (CSV)", "csv"),
  ]

  /// The formats that the plan has something for.
  static func available(for plan: ValidationPlan) -> [PublishingFormat] { all.filter { $0.text(of: plan) != nil } }

  /// The formats that the plan would have something for by the other method, files instead of records or records
  /// instead of files.
  static func others(for plan: ValidationPlan) -> [PublishingFormat] {
    all.filter { format in format.text(of: plan) == nil && format.otherText(of: plan) != nil }
  }

  /// The text in the format with a name; nil if the plan has nothing for it by either method.
  static func text(_ id: String, of plan: ValidationPlan) -> (format: PublishingFormat, text: String)? {
    guard let format = all.first(where: { $0.id == id }) else { return nil }
    return (format.text(of: plan) ?? format.otherText(of: plan)).map { (format, $0) }
  }

  private func otherText(of plan: ValidationPlan) -> String? {
    let methods: [ValidationMethod] = [.http, .cname]
    return methods.lazy.compactMap { method in text(of: plan.choosing(method)) }.first
  }

  /// The plan in this format; nil if it has nothing for it, or its records are in several zones and must not be.
  func text(of plan: ValidationPlan) -> String? {
    if plan.names.isEmpty { return nil }
    if deployment != .csv, plan.records.isEmpty, plan.file == nil { return nil }
    var options = DeploymentOptions()
    if deployment == .bind {
      let zones = Set(plan.records.compactMap { plan.names[$0.proves[0]].searched.last })
      guard let zone = zones.first, zones.count == 1 else { return nil }
      options.zone = zone
    }
    guard let text = try? deployment.text(of: plan, options: options), !text.isEmpty else { return nil }
    return text
  }
}

/// The files of a plan: what to put on web servers, with its path, and the records.
enum PublishingArchive {
  static func bytes(of plan: ValidationPlan) -> [UInt8] {
    var archive = ZIPArchive()
    var steps: [String] = []
    if let zone = PublishingFormat.text(Deployment.zone.rawValue, of: plan) {
      archive.add("records.zone", zone.text)
      steps.append(
        (plan.records.isEmpty ? "With CNAME_CSR_HASH, add" : "Add") + " the lines of records.zone to your zones.")
    }
    if let file = plan.file ?? plan.choosing(.http).file {
      archive.add(file.path, file.body)
      steps.append(
        (plan.file == nil ? "With HTTP_CSR_HASH, copy" : "Copy")
          + " the folder .well-known into the web root of every host, so that these URLs return its file:")
      steps += plan.names.compactMap { name in (name.file ?? name.file(over: .http))?.url }
    }
    if let table = PublishingFormat.text(Deployment.csv.rawValue, of: plan) {
      archive.add("names.csv", table.text)
      steps.append("names.csv lists all names with what proves them.")
    }
    archive.add("README.txt", steps.joined(separator: "\n") + "\n")
    return archive.bytes
  }
}

extension ValidationPlan {
  /// The plan with one method, for the names that it can prove.
  func choosing(_ method: ValidationMethod) -> ValidationPlan {
    choosing { $0.obstacle(to: method) == nil ? method : nil }
  }
}
