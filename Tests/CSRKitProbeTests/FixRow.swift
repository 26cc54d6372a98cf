// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitBase
import Testing

/// One mistake of the table, in a zone and at a web server of its own.
struct FixRow: Sendable, CustomTestStringConvertible {
  /// The first label of the zone.
  let id: String
  /// The name to certify; `@` is the zone's own name.
  var name = "@"
  /// The id of the first error or warning.
  let kind: String
  /// A part of its message.
  let words: String
  /// What is published instead of the proof: lines of the zone file, or files of the web root by their paths.
  var records: [String] = []
  var files: [String: String] = [:]
  /// The format of `csrkit dcv` for the row's web server, and its directives for the host.
  var server = "nginx"
  var directives = ""
  var scheme = "http"
  /// Whether the condition applies with which a fix of two branches starts.
  var meetsCondition = false
  /// What stands for a fix that a zone or a web root cannot show; nil if the fix is applied literally.
  var equivalent: String?

  var testDescription: String { id }
  var zone: String { "fix-\(id).example" }
  var host: String { name == "@" ? zone : "\(name).\(zone)" }
  var isFile: Bool { records.isEmpty }

  /// The record that would be right; CAA rows have it.
  static let proof = "$LABEL CNAME $TARGET"

  static let all = recordRows + policyRows + fileRows + serverRows
  /// The rows of the table, and those of a server that may be missing.
  static var served: [FixRow] { all + (ApacheFiles.isPossible ? apacheRows : []) }

  static let recordRows = [
    FixRow(id: "appended", kind: "record.target", words: "was appended", records: ["$LABEL CNAME $BARE"]),
    FixRow(
      id: "appended-other", name: "a", kind: "record.target", words: "origin.$ZONE was appended",
      records: ["$LABEL.a CNAME $TARGETorigin.$ZONE."]),
    FixRow(
      id: "doubled", kind: "record.doubled-zone", words: "appended a second time",
      records: ["$LABEL.$ZONE CNAME $TARGET"]),
    FixRow(
      id: "doubled-host", name: "shop", kind: "record.doubled-zone", words: "appended a second time",
      records: ["$LABEL.shop.$ZONE.shop CNAME $TARGET"]),
    FixRow(id: "underscore", kind: "record.underscore", words: "underscore", records: ["$STEM CNAME $TARGET"]),
    FixRow(id: "halves", kind: "record.target", words: "swapped", records: ["$LABEL CNAME $SWAPPED"]),
    FixRow(id: "swapped", kind: "record.swapped", words: "owner and target", records: ["$BARE CNAME $LABEL"]),
    FixRow(id: "text", kind: "record.text", words: "a TXT record", records: ["$LABEL TXT \"$TARGET\""]),
    FixRow(id: "address", kind: "record.address", words: "wrong type", records: ["$LABEL A 192.0.2.80"]),
    FixRow(
      id: "text-and-addresses", kind: "record.text", words: "a TXT record",
      records: ["$LABEL TXT \"$TARGET\"", "$LABEL A 192.0.2.80", "$LABEL AAAA 2001:db8::80"]),
    FixRow(
      id: "proxied", kind: "record.address", words: "proxy", records: ["$LABEL A 192.0.2.80"], meetsCondition: true,
      equivalent: "without the proxy, the name servers return the record that the zone has"),
    FixRow(
      id: "flattened", kind: "record.address", words: "flattening",
      records: ["$LABEL A 192.0.2.80", "$LABEL AAAA 2001:db8::80"], meetsCondition: true,
      equivalent: "without flattening, the name servers return the record that the zone has"),
    FixRow(
      id: "wildcard", name: "www", kind: "record.target", words: "a wildcard record",
      records: ["* CNAME parking.probe.example."]),
    FixRow(
      id: "address-in-wildcard", kind: "record.address", words: "wrong type",
      records: ["* CNAME parking.probe.example.", "$LABEL A 192.0.2.80"]),
    FixRow(id: "parked", name: "www", kind: "record.missing", words: "no CNAME", records: ["* A 192.0.2.80"]),
    FixRow(id: "parked-text", kind: "record.missing", words: "no CNAME", records: ["* TXT \"v=spf1 -all\""]),
    FixRow(
      id: "address-in-parked", kind: "record.address", words: "wrong type",
      records: ["* A 192.0.2.80", "$LABEL A 192.0.2.81"]),
    FixRow(id: "www-only", kind: "record.www", words: "www.$ZONE only", records: ["$LABEL.www CNAME $TARGET"]),
    FixRow(
      id: "stale", kind: "record.target", words: "is not the uniqueValue", records: ["$LABEL CNAME $HALVES.zz.$CA."]),
    FixRow(
      id: "valueless", kind: "record.target", words: "uniqueValue of the order is missing",
      records: ["$LABEL CNAME $HALVES.$CA."]),
    FixRow(
      id: "other", kind: "record.target", words: "another request", records: ["$LABEL CNAME $ZEROS.$ZEROS.$CA."]),
    FixRow(
      id: "former", kind: "record.target", words: "former domain",
      records: ["$LABEL CNAME $HALVES.$VALUE.comodoca.com."]),
    FixRow(id: "cut", kind: "record.target", words: "not complete", records: ["$LABEL CNAME $CUTHALVES.$VALUE.$CA."]),
    FixRow(id: "half", kind: "record.target", words: "not complete", records: ["$LABEL CNAME $HALF.$CA."]),
    FixRow(id: "unknown", kind: "record.target", words: "instead of", records: ["$LABEL CNAME shop.example.net."]),
    FixRow(id: "none", name: "a.b", kind: "record.missing", words: "no CNAME", records: ["a.b A 192.0.2.80"]),
  ]

  static let policyRows = [
    FixRow(
      id: "caa-other", kind: "caa.forbids", words: "allows only",
      records: [proof, "@ CAA 0 issue \"letsencrypt.org\""]),
    FixRow(id: "caa-nobody", kind: "caa.forbids", words: "allows no CA", records: [proof, "@ CAA 0 issue \";\""]),
    FixRow(
      id: "caa-parent", name: "a.b", kind: "caa.forbids", words: "also applies to a.b.$ZONE",
      records: ["$LABEL.a.b CNAME $TARGET", "b CAA 0 issue \"ca.example.net\"", "@ CAA 0 issue \"sectigo.com\""]),
    FixRow(
      id: "caa-critical", kind: "caa.forbids", words: "unknown critical property",
      records: [proof, "@ CAA 128 foo \"bar\"", "@ CAA 0 issue \"sectigo.com\""]),
    FixRow(
      id: "caa-critical-other", kind: "caa.forbids", words: "unknown critical property",
      records: [
        proof, "@ CAA 128 foo \"a \\\"b\\\" \\\\; c\"", "@ CAA 129 bar \"\\233\"", "@ CAA 0 issue \"letsencrypt.org\"",
      ]),
    FixRow(
      id: "caa-wildcard", name: "*", kind: "caa.forbids", words: "allows no CA",
      records: [proof, "@ CAA 0 issue \"sectigo.com\"", "@ CAA 0 issuewild \";\""]),
    FixRow(
      id: "caa-no-wildcard", name: "*", kind: "caa.forbids", words: "allows only",
      records: [proof, "@ CAA 0 issue \"letsencrypt.org\""]),
    FixRow(
      id: "caa-method", kind: "caa.method", words: "does not list",
      records: [proof, "@ CAA 0 issue \"sectigo.com; validationmethods=http-01\""]),
    FixRow(
      id: "caa-account", kind: "caa.account", words: "one account",
      records: [proof, "@ CAA 0 issue \"sectigo.com; accounturi=acct:123; validationmethods=ca-tbr-7\""]),
    FixRow(
      id: "caa-method-account", kind: "caa.method", words: "does not list",
      records: [proof, "@ CAA 0 issue \"comodoca.com; validationmethods=CA-TBR-7; accounturi=acct:123\""]),
    FixRow(
      id: "caa-parameters", kind: "caa.malformed", words: "cannot be parsed",
      records: [proof, "@ CAA 0 issue \"sectigo.com; account\""]),
    FixRow(
      id: "caa-data", kind: "caa.malformed", words: "is malformed",
      records: [proof, "@ CAA \\# 2 0000", "@ CAA 0 issue \"letsencrypt.org\""]),
  ]

  private static let path = "$FOLDER/$NAME"
  private static let body = "$SHA\n$CA\n$VALUE\n"
  private static let page = "<!DOCTYPE html><html><title>Home</title></html>"

  /// Files with another content or at another place.
  static let fileRows = [
    content("bom", "file.byte-order-mark", "byte order mark", "\u{FEFF}\(body)"),
    content("crlf", "file.line-ends", "line endings", "$SHA\r\n$CA\r\n$VALUE\r\n"),
    content("upper", "file.letter-case", "upper and lower case", "$UPPERSHA\n$CA\n$VALUE\n"),
    content("file-cut", "file.truncated", "complete SHA-256", "$CUTSHA\n$CA\n$VALUE\n"),
    content("file-former", "file.old-domain", "comodoca.com", "$SHA\ncomodoca.com\n$VALUE\n"),
    content("file-stale", "file.other-token", "another one", "$SHA\n$CA\nzzzz\n"),
    content("file-valueless", "file.other-token", "lacks the uniqueValue", "$SHA\n$CA\n"),
    content("file-other", "file.other-token", "another request", "$ZEROS$ZEROS\n$CA\nzzzz\n"),
    content("empty", "file.empty", "is empty", ""), content("utf-16", "file.utf-16", "UTF-16", "\0$SHA\n"),
    content("file-text", "file.body", "instead", "hello\n"),
    place("extension", "there twice", "$FOLDER/$NAME.txt"), place("lower", "upper case", "$FOLDER/$LOWERNAME"),
    place("no-extension", "extension .txt is missing", "$FOLDER/$BARENAME"), place("root", "web root", "$NAME"),
    place("html", "must be .txt", "$FOLDER/$BARENAME.html"),
    place("above", "not in the folder pki-validation", ".well-known/$NAME"),
    place("acme", "ACME", ".well-known/acme-challenge/$NAME"),
    place("no-well-known", "folder .well-known is missing", "pki-validation/$NAME"),
    place("undotted", "dot of .well-known", "well-known/pki-validation/$NAME"),
    FixRow(
      id: "root-crlf", kind: "file.place", words: "web root", files: ["$NAME": "$SHA\r\n$CA\r\n$VALUE\r\n"]),
    FixRow(id: "missing", kind: "file.status", words: "no file at this path"),
    FixRow(
      id: "soft-error", kind: "file.html", words: "error page with status 200",
      files: ["error.html": "<html><title>Page not found</title></html>"],
      directives: "error_page 404 =200 /error.html;"),
  ]

  private static func content(_ id: String, _ kind: String, _ words: String, _ content: String) -> FixRow {
    FixRow(id: id, kind: kind, words: words, files: [path: content])
  }

  private static func place(_ id: String, _ words: String, _ place: String) -> FixRow {
    FixRow(id: id, kind: "file.place", words: words, files: [place: body])
  }

  /// Servers that do not send the file, although it is there.
  static let serverRows = [
    server("application", "file.status", "no file at this path", "location / { return 404; }", meetsCondition: true),
    server(
      "application-error", "file.html", "error page with status 200",
      "location / { return 200 '<html>404 not found</html>'; }", meetsCondition: true),
    server("front-controller", "file.html", "web page", "location / { return 200 '\(page)'; }"),
    server("failing", "file.status", "application behind it fails", "location / { return 502; }"),
    server("hidden", "file.status", "denies access", "location ~ /\\. { deny all; }"),
    server("login-page", "file.login", "login page", "location / { return 200 '<form><input type=\"password\">'; }"),
    server("basic", "file.login", "asks for a login", "auth_basic 'x'; auth_basic_user_file /dev/null;"),
    server("to-login", "file.login", "a login page", "location / { return 302 http://$host/wp-login.php; }"),
    server("to-https", "redirect.seen", "redirects with 301", "return 301 https://$host$request_uri;"),
    server("to-port", "redirect.refused", "does not follow", "return 301 http://$host:8080$request_uri;"),
    server("to-itself", "redirect.loop", "redirects", "location / { return 302 http://$host$request_uri; }"),
    server(
      "robots", "file.blocked", "robots", "location / { return 403 '<html>Just a moment...</html>'; }",
      equivalent: "the provider's filter is a location of nginx, which the path is excluded from"),
    server(
      "robots-page", "file.blocked", "robots", "location / { return 200 '<html>captcha</html>'; }",
      equivalent: "the provider's filter is a location of nginx, which the path is excluded from"),
    server(
      "countries", "file.blocked", "countries", "location / { return 403 'Access denied for your country'; }",
      equivalent: "the provider's filter is a location of nginx, which the path is excluded from"),
    FixRow(
      id: "certificate", kind: "tls.certificate", words: "is invalid", files: [path: body], scheme: "https",
      equivalent: "the plan for HTTP_CSR_HASH, which the fix names, is probed"),
  ]

  private static func server(
    _ id: String, _ kind: String, _ words: String, _ directives: String, meetsCondition: Bool = false,
    equivalent: String? = nil
  ) -> FixRow {
    FixRow(
      id: id, kind: kind, words: words, files: [path: body], directives: directives, meetsCondition: meetsCondition,
      equivalent: equivalent)
  }
}

extension FixRow {
  /// A text of the row with the values of a token.
  func filled(_ text: String, _ token: RequestToken) -> String {
    let parts = token.target.split(separator: ".").map(String.init)
    let swapped = [parts[1], parts[0]] + parts.dropFirst(2)
    let values: [(name: String, value: String)] = [
      ("$TARGET", token.target), ("$BARENAME", String(token.fileName.dropLast(4))),
      ("$BARE", String(token.target.dropLast())), ("$LABEL", token.ownerLabel),
      ("$STEM", String(token.ownerLabel.dropFirst())),
      ("$SWAPPED", swapped.joined(separator: ".") + "."),
      ("$CUTHALVES", "\(parts[0].dropLast(3)).\(parts[1])"), ("$HALVES", "\(parts[0]).\(parts[1])"),
      ("$HALF", parts[0]),
      ("$VALUE", token.uniqueValue?.text ?? ""), ("$CA", "sectigo.com"), ("$ZEROS", String(repeating: "0", count: 32)),
      ("$ZONE", zone), ("$FOLDER", RequestToken.folder), ("$LOWERNAME", token.fileName.lowercased()),
      ("$NAME", token.fileName), ("$UPPERSHA", token.sha256.uppercased()),
      ("$CUTSHA", String(token.sha256.dropLast(4))), ("$SHA", token.sha256),
    ]
    return values.reduce(text) { $0.replacing($1.name, with: $1.value) }
  }
}
