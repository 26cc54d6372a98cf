// SPDX-License-Identifier: Apache-2.0

extension Parameter {
  static let account: [Parameter] = [
    Parameter(.loginName, "loginName", .string, max: 64, is: .required, "The account's user name; case-sensitive."),
    Parameter(
      .loginPassword, "loginPassword", .string, max: 128, is: .required, isSecret: true,
      "The account's password; case-sensitive."),
    Parameter(
      .product, "product", .string, max: 64, is: .required, allowed: .format(.productCodes),
      "The code of one certificate product, optionally with the codes of TrustLogos to order with it."),
    Parameter(
      .years, "years", .integer, is: .conditional,
      requiredWhen: Sourced(
        .all([.product(.validityToChoose), .not(.given(.days))]), .reference),
      ignoredWhen: .given(.days), allowed: .validity,
      "The number of years to order; ignored if days is given."),
    Parameter(
      .days, "days", .integer, is: .conditional,
      requiredWhen: Sourced(
        .all([.product(.validityToChoose), .not(.given(.years))]), .reference),
      allowed: .validity, "The number of days to order."),
    Parameter(
      .servers, "servers", .integer, requiredWhen: Sourced(.product(.wildcard), .reference),
      omittedFor: domainValidated,
      ignoredWhen: .not(.product(.wildcard)), allowed: .integers(1...100),
      "The number of servers that a wildcard certificate is licensed for."),
    Parameter(
      .serverSoftware, "serverSoftware", .integer, is: .required, allowed: .oneOf(serverSoftware),
      "The code of the server software that will use the certificate."),
  ]
}

extension Parameter {
  /// The codes of serverSoftware.
  static let serverSoftware: [ParameterChoice] = [
    .init("1", "AOL"),
    .init("2", "Apache with mod_ssl"),
    .init("3", "Apache-SSL by Ben Laurie"),
    .init("4", "C2Net Stronghold"),
    .init("5", "Cobalt Raq"),
    .init("6", "Covalent Server Software"),
    .init("7", "IBM HTTP Server"),
    .init("8", "IBM Internet Connection Server"),
    .init("9", "iPlanet"),
    .init("10", "Java Web Server"),
    .init("11", "Lotus Domino"),
    .init("12", "Lotus Domino Go"),
    .init("13", "Microsoft IIS 1 to 4"),
    .init("14", "Microsoft IIS 5 and 6"),
    .init("15", "Netscape Enterprise Server"),
    .init("16", "Netscape FastTrack"),
    .init("17", "Novell Web Server"),
    .init("18", "Oracle"),
    .init("19", "Quid Pro Quo"),
    .init("20", "R3 SSL Server"),
    .init("21", "Raven SSL"),
    .init("22", "Red Hat Linux"),
    .init("23", "SAP Web Application Server"),
    .init("24", "Tomcat"),
    .init("25", "Website Professional"),
    .init("26", "WebStar 4 and later"),
    .init("27", "WebTen"),
    .init("28", "Zeus Web Server"),
    .init("29", "Ensim"),
    .init("30", "Plesk"),
    .init("31", "WHM or cPanel"),
    .init("32", "H-Sphere"),
    .init("33", "Cisco 3000 VPN concentrator"),
    .init("34", "Citrix"),
    .init("35", "Microsoft IIS 7 and later"),
    .init("36", "nginx"),
    .init("-1", "other"),
  ]
}
