// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The configuration of Apache, and the rows of the table that differ from those of nginx.
enum ApacheFiles {
  private static let modules = "/usr/lib/apache2/modules"
  static let isPossible = LoopbackWorld.path(of: "apache2") != nil && FileManager.default.fileExists(atPath: modules)

  static func configuration(_ folder: String, port: Int) -> String {
    let names = [
      "mpm_event", "authz_core", "authn_core", "authz_user", "auth_basic", "authn_file", "alias", "mime", "rewrite",
    ]
    return names.map { "LoadModule \($0)_module \(modules)/mod_\($0).so\n" }.joined() + """
      ServerRoot "\(folder)"
      DefaultRuntimeDir "\(folder)"
      PidFile "\(folder)/apache.pid"
      ErrorLog "\(folder)/apache.log"
      ServerName localhost
      User www-data
      Group www-data
      Listen 127.0.0.1:\(port)
      TypesConfig /dev/null
      Include \(folder)/rows/*.vhost

      """
  }

  static func virtualHost(_ row: FixRow, _ directives: String, _ folder: String, _ port: Int) -> String {
    let root = "\(folder)/rows/\(row.id)"
    return """
      <VirtualHost 127.0.0.1:\(port)>
      ServerName \(row.host)
      DocumentRoot "\(root)"
      <Directory "\(root)">
      Require all granted
      </Directory>
      \(directives)
      </VirtualHost>

      """
  }
}

extension FixRow {
  static let apacheRows = [
    apache("redirect", "redirect.seen", "redirects with 301", "Redirect permanent / https://$ZONE/"),
    apache(
      "rewrite", "redirect.seen", "redirects with 301",
      "RewriteEngine On\nRewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]"),
    apache("front-controller", "file.html", "web page", "RewriteEngine On\nRewriteRule . /home.html [L]"),
    apache(
      "login", "file.login", "asks for a login",
      "<Location />\nAuthType Basic\nAuthName x\nAuthUserFile /dev/null\nRequire valid-user\n</Location>"),
    apache("hidden", "file.status", "denies access", "<LocationMatch \"/\\.\">\nRequire all denied\n</LocationMatch>"),
    apache("crlf", "file.line-ends", "line endings", content: "$SHA\r\n$CA\r\n$VALUE\r\n"),
    apache("lower", "file.place", "upper case", place: "$FOLDER/$LOWERNAME"),
    apache("missing", "file.status", "no file at this path", place: "other.txt"),
  ]

  private static func apache(
    _ id: String, _ kind: String, _ words: String, _ directives: String = "", place: String = "$FOLDER/$NAME",
    content: String = "$SHA\n$CA\n$VALUE\n"
  ) -> FixRow {
    FixRow(
      id: "apache-\(id)", kind: kind, words: words,
      files: [place: content, "home.html": "<!DOCTYPE html><title>Home</title>"], server: "apache",
      directives: directives)
  }
}
