// SPDX-License-Identifier: Apache-2.0

/// The file of a plan as the forms of web servers need it.
struct ServedFile {
  let plan: ValidationPlan
  let file: PublishedFile
  let webRoot: String

  /// The URLs of the file as comment lines.
  var comments: String {
    file.proves.compactMap { plan.names[$0].file?.url }.map { "# \($0)\n" }.joined()
  }

  /// The path as a regular expression.
  var pattern: String {
    file.path.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "\\.")
  }

  /// The file name of the path.
  var name: Substring { file.path.split(separator: "/").last ?? file.path[...] }

  /// The web root without a trailing slash, safe in quotation marks of Apache's configuration.
  func plainRoot() throws(DeploymentError) -> String {
    let root = webRoot.hasSuffix("/") ? String(webRoot.dropLast()) : webRoot
    let isPlain = root.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && $0.value != 0x7F && !"\"'\\$%#".unicodeScalars.contains($0)
    }
    guard root.hasPrefix("/"), isPlain else { throw .webRoot(webRoot) }
    return root
  }
}

/// The file for web servers, in spite of redirects, front controllers and logins around it.
enum ServerForms {
  /// Directives for nginx that respond without reading the disk.
  ///
  /// The rewrite phase of the server block runs its directives in order, and before locations and access rules, so
  /// that an `if` at the top takes precedence over a `return` or `rewrite` below it, any location, and `auth_basic`.
  static func nginx(_ served: ServedFile, isRemoval: Bool) -> String {
    let sign = isRemoval ? "# " : ""
    let body = served.file.body.split(separator: "\n").map { "\($0)\\n" }.joined()
    let task =
      isRemoval
      ? "# Delete these lines from every server block for these names, and reload nginx:\n"
      : "# Add these lines at the top of every server block for these names, before any return or rewrite:\n"
    return served.comments + task + "\(sign)if ($uri = /\(served.file.path)) {\n"
      + "\(sign)    return 200 \"\(body)\";\n\(sign)}\n"
  }

  /// Directives for a VirtualHost of Apache.
  ///
  /// mod_rewrite runs before mod_alias. With the file's path as the target, it has mapped the URL, so that a `Redirect`
  /// does not apply; with `-` as the target it would. `END` stops all later rules. `If` sections are merged last, so
  /// that they override the login of any `Location` or `Directory`.
  static func apache(_ served: ServedFile, isRemoval: Bool) throws(DeploymentError) -> String {
    let root = try served.plainRoot()
    let path = served.file.path
    let sign = isRemoval ? "# " : ""
    let task =
      isRemoval
      ? "# Delete these lines from every VirtualHost for these names, reload Apache, and delete the file:\n"
        + "#   rm \"\(root)/\(path)\"\n"
      : "# Add these lines at the top of every VirtualHost for these names, before any Redirect or RewriteRule,\n"
        + "# and write the file: csrkit dcv --write \(root)\n"
    let lines = [
      "Alias \"/\(path)\" \"\(root)/\(path)\"",
      "<IfModule mod_rewrite.c>",
      "    RewriteEngine On",
      "    RewriteRule \"^/\(served.pattern)$\" \"\(root)/\(path)\" [END]",
      "</IfModule>",
      "<If \"%{REQUEST_URI} == '/\(path)'\">",
      "    Require all granted",
      "    ForceType text/plain",
      "</If>",
    ]
    return served.comments + task + lines.map { "\(sign)\($0)\n" }.joined()
  }

  /// Directives for the `.htaccess` file of the web root.
  ///
  /// They take precedence over the rules and the login of the same file and of `Directory` sections, but not over a
  /// redirect in the server's own configuration.
  static func htaccess(_ served: ServedFile, isRemoval: Bool) -> String {
    let sign = isRemoval ? "# " : ""
    let task =
      isRemoval
      ? "# Delete these lines from the .htaccess file, and delete the file \(served.file.path).\n"
      : "# Add these lines at the top of the .htaccess file in the web root, before any other rule,\n"
        + "# and write the file: csrkit dcv --write FOLDER\n"
    let lines = [
      "<IfModule mod_rewrite.c>",
      "    RewriteEngine On",
      "    RewriteRule \"^\(served.pattern)$\" \"-\" [END]",
      "</IfModule>",
      "<If \"%{REQUEST_URI} == '/\(served.file.path)'\">",
      "    Require all granted",
      "    ForceType text/plain",
      "</If>",
    ]
    return served.comments + task + lines.map { "\(sign)\($0)\n" }.joined()
  }

  /// A `web.config` file for IIS, in the folder of the validation file.
  ///
  /// It serves text files of its folder as they are. Rewrite rules of the site are cleared in a comment, since IIS
  /// rejects the section where the URL Rewrite module is not installed.
  static func webConfig(_ served: ServedFile, isRemoval: Bool) -> String {
    let urls = served.file.proves.compactMap { served.plan.names[$0].file?.url }.map { "  \($0)\n" }.joined()
    let folder = served.file.path.split(separator: "/").dropLast().joined(separator: "\\")
    guard !isRemoval else {
      return """
        <?xml version="1.0" encoding="UTF-8"?>
        <!--
        \(urls)  Delete this file and \(served.name) from the folder \(folder).
        -->
        <configuration />

        """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <!--
      \(urls)  Save this file as web.config in the folder \(folder) below the site's root, next to \(served.name).
      -->
      <configuration>
        <system.webServer>
          <httpRedirect enabled="false" />
          <!-- If the URL Rewrite module is installed, remove the comment signs around the next line.
          <rewrite><rules><clear /></rules></rewrite>
          -->
          <handlers>
            <clear />
            <add name="StaticFile" path="*" verb="GET,HEAD" modules="StaticFileModule" resourceType="File" />
          </handlers>
          <staticContent>
            <remove fileExtension=".txt" />
            <mimeMap fileExtension=".txt" mimeType="text/plain" />
          </staticContent>
        </system.webServer>
        <system.web>
          <authorization>
            <clear />
            <allow users="*" />
          </authorization>
        </system.web>
      </configuration>

      """
  }
}
