// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL

/// The zones of the tests.
struct ZoneFiles {
  /// Each zone and its file; the resolver needs all of them, as their servers use an unusual port.
  static let zones =
    [
      ("example", "root.zone"), ("probe.example", "probe.zone"), ("slow.example", "slow.zone"),
      ("signed.example", "signed.zone.signed"),
    ] + FixRow.served.map { ($0.zone, "rows/\($0.id).zone") }

  let files: [String: String]

  init(token: RequestToken) {
    let head = "$TTL 60\n@ SOA ns hostmaster 1 7200 900 1209600 5\n@ NS ns\nns A 127.0.0.1\n"
    let (label, target) = (token.ownerLabel, token.target)
    let other = "00000000000000000000000000000000.00000000000000000000000000000000.sectigo.com."
    let (bare, parts) = (target.dropLast(), target.split(separator: "."))
    let swapped = "\(parts[1]).\(parts[0]).\(parts.dropFirst(2).joined(separator: "."))."
    let many = (0..<400).map { "caa-many CAA 0 issue \"ca\($0).example.net\"\n" }.joined()
    files = [
      "root.zone": head + "probe NS ns.probe\nns.probe A 127.0.0.1\nsigned NS ns.signed\nns.signed A 127.0.0.1\n"
        + "slow NS ns.slow\nns.slow A 127.0.0.1\n",
      "slow.zone": head + "@ NS gone\ngone A 127.0.0.77\n\(label) CNAME \(target)\n",
      "signed.zone": head + "good A 127.0.0.1\nbogus A 127.0.0.1\n",
      "probe.zone": head + """
        * A 127.0.0.1
        dual A 127.0.0.1
        dual AAAA ::1
        loop-a CNAME loop-b
        loop-b CNAME loop-a
        six AAAA ::1
        _pki-validation.txt TXT "abc+/==" "tail"
        _pki-validation.txt TXT "something else"
        _pki-validation.txt-huge TXT \(String(repeating: "\"\(String(repeating: "y", count: 250))\" ", count: 240))
        private A 10.0.0.1
        to-private A 9.9.9.9
        caa-huge CAA 0 issue "\(String(repeating: "x", count: 60_000))"
        \(label).record CNAME \(target)
        \(label.uppercased()).capitals CNAME \(target.uppercased())
        \(label).wrong CNAME \(other)
        \(label).undotted CNAME \(target.dropLast())
        \(label).old CNAME \(target.replacing("sectigo.com.", with: "comodoca.com."))
        \(label).doubled.probe.example CNAME \(target)
        \(label.dropFirst()).bare CNAME \(target)
        \(label).up CNAME \(target)
        \(label).halves CNAME \(swapped)
        \(label).a.origin CNAME \(target)origin.probe.example.
        \(label).twice.probe.example.twice CNAME \(target)
        \(label).text TXT "\(target)"
        \(label).proxied A 192.0.2.80
        \(bare).reversed CNAME \(label).reversed
        \(label).www.apex CNAME \(target)
        *.parked CNAME parking
        \(label).valueless CNAME \(parts[0]).\(parts[1]).sectigo.com.
        \(label).short CNAME \(parts[0].dropLast(3)).\(parts[1]).\(parts.dropFirst(2).joined(separator: ".")).
        \(label).half CNAME \(parts[0]).sectigo.com.
        \(label).persist CNAME \(target)
        _validation-persist.persist TXT "sectigo.com; accounturi=acct:1; policy=wildcard; persistUntil=1800000000"
        caa-method CAA 0 issue "sectigo.com; validationmethods=ca-tbr-7,ca-tbr-18"
        caa-other-method CAA 0 issue "sectigo.com; validationmethods=http-01"
        caa-upper-method CAA 0 issue "sectigo.com; validationmethods=CA-TBR-7"
        caa-account CAA 0 issue "sectigo.com; accounturi=acct:123"
        caa-two CAA 0 issue "sectigo.com; validationmethods=http-01"
        caa-two CAA 0 issue "sectigo.com"
        caa-broken CAA 0 issue "sectigo.com; account"
        caa-ok CAA 0 issue "sectigo.com; account=1"
        caa-no CAA 0 issue "letsencrypt.org"
        caa-nobody CAA 0 issue ";"
        caa-wild CAA 0 issue "sectigo.com"
        caa-wild CAA 0 issuewild ";"
        caa-critical CAA 128 futuretag "x"
        caa-iodef CAA 0 iodef "mailto:a@example.net"
        caa-many CAA 0 issue "comodoca.com"
        \(many)
        """,
    ]
  }
}

/// The configurations of the servers.
struct ServerFiles {
  let files: [String: String]

  init(folder: String, base: Int, token: RequestToken) {
    files = [
      "nginx.conf": ServerFiles.nginx(folder, base, token),
      "apache.conf": ApacheFiles.configuration(folder, port: base + 8),
      "nsd.conf": """
      server:
        ip-address: 127.0.0.1@\(base + 2)
        username: ""
        zonesdir: "\(folder)"
        database: ""
        pidfile: "\(folder)/nsd.pid"
        xfrdfile: "\(folder)/nsd.xfrd"
        zonelistfile: "\(folder)/nsd.list"
        server-count: 1
        xfrd-reload-timeout: 0
        rrl-ratelimit: 0
      remote-control:
        control-enable: no

      """
        + ZoneFiles.zones
        .map { "zone:\n  name: \($0.0)\n  zonefile: \($0.1)\n" }.joined(),
      "unbound.conf": """
      server:
        interface: 127.0.0.1@\(base + 3)
        username: ""
        chroot: ""
        directory: "\(folder)"
        pidfile: "\(folder)/unbound.pid"
        use-syslog: no
        do-daemonize: no
        do-not-query-localhost: no
        module-config: "iterator"
      remote-control:
        control-enable: no

      """
        + ZoneFiles.zones.map { "stub-zone:\n  name: \($0.0)\n  stub-addr: 127.0.0.1@\(base + 2)\n  stub-prime: no\n" }
        .joined(),
    ]
  }

  private static func nginx(_ folder: String, _ base: Int, _ token: RequestToken) -> String {
    let location = "location = /\(token.path)"
    let body = token.body.replacing("\n", with: "\\n")
    let hosts: [(String, String)] = [
      ("html", "return 200 \"<!DOCTYPE html><title>Home</title>\";"), ("empty", "return 200 \"\";"),
      ("bom", "return 200 \"\u{FEFF}\(body)\";"), ("crlf", "return 200 \"\(body.replacing("\\n", with: "\\r\\n"))\";"),
      ("cut", "return 200 \"\(body.dropLast(2))\";"),
      ("other", "return 200 \"\(body.replacing("oDA7uXM0", with: "zzzz"))\";"),
      ("missing", "return 404 \"not here\";"), ("forbidden", "return 403;"),
      ("upper", "return 200 \"\(body.replacing(token.sha256, with: token.sha256.uppercased()))\";"),
      ("former", "return 200 \"\(body.replacing("sectigo.com", with: "comodoca.com"))\";"),
      ("no-value", "return 200 \"\(body.replacing("oDA7uXM0\\n", with: ""))\";"),
      ("cut-hash", "return 200 \"\(body.dropFirst(4))\";"),
      ("soft-error", "return 200 \"<html><title>Page not found</title></html>\";"),
      ("login-page", "return 200 \"<html><form><input type='password'></form></html>\";"),
      ("challenge", "return 403 \"<html><title>Just a moment...</title></html>\";"),
      ("countries", "return 403 \"Access denied for your country\";"), ("basic", "return 401;"),
      ("to-login", "return 302 http://to-login.probe.example/wp-login.php;"),
      ("to-good", "return 301 http://good.probe.example/\(token.path);"),
      ("to-port", "return 302 http://good.probe.example:8080/x;"),
      ("self", "return 302 http://self.probe.example/\(token.path);"),
      ("to-private", "return 302 http://private.probe.example/\(token.path);"),
    ]
    let name = token.fileName
    let places: [(String, String)] = [
      ("lower", "/\(RequestToken.folder)/\(name.lowercased())"), ("extension", "/\(RequestToken.folder)/\(name).txt"),
      ("bare", "/\(RequestToken.folder)/\(name.dropLast(4))"), ("root", "/\(name)"),
      ("acme", "/.well-known/acme-challenge/\(name)"), ("undotted", "/well-known/pki-validation/\(name)"),
    ]
    let misplaced = places.map { name, path in
      "server { listen 127.0.0.1:\(base); server_name \(name).place.probe.example; location / { return 404; } "
        + "location = \(path) { default_type text/plain; return 200 \"\(body)\"; } }\n"
    }
    let servers = hosts.map { name, answer in
      "server { listen 127.0.0.1:\(base); server_name \(name).probe.example; \(location) { default_type text/plain; \(answer) } }\n"
    }
    return """
      daemon off;
      pid \(folder)/nginx.pid;
      error_log \(folder)/nginx.log;
      events { worker_connections 1024; }
      http {
      access_log off; server_names_hash_bucket_size 128; server_names_hash_max_size 4096;
      client_body_temp_path \(folder)/t1; proxy_temp_path \(folder)/t2; fastcgi_temp_path \(folder)/t3;
      uwsgi_temp_path \(folder)/t4; scgi_temp_path \(folder)/t5;
      server { listen 127.0.0.1:\(base) default_server; \(location) { default_type text/plain; return 200 "\(body)"; } }
      server { listen 127.0.0.1:\(base); server_name late.probe.example; root \(folder)/www; }
      server { listen 127.0.0.1:\(base + 1) ssl; ssl_certificate \(folder)/cert.pem; ssl_certificate_key \(folder)/key.pem;
      \(location) { default_type text/plain; return 200 "\(body)"; } }
      \(servers.joined())\(misplaced.joined())
      include \(folder)/rows/*.conf;
      }

      """
  }
}
