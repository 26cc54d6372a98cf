// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AutoApplySSL
import CommandSupport
import CSRKit
import Preflight
import SystemBridge

enum BodyFormat: String, Choice {
  case form, curl, json
}

struct PrepareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepare",
    abstract: "Write the body of an order for any HTTP client.",
    usage: "csrkit prepare [<option> ...] [<file>]",
    discussion: """
      The parameters are in the order of the API, and the request is percent-encoded so that no + is lost. An order \
      that the CA would refuse is not written unless --force is given.

      The password comes from --password-file, from the environment variable CSRKIT_PASSWORD, from the form or from a \
      prompt, never from an argument. It is shown as ***, except in a body that is written to a file or a pipe.

      EXAMPLES:
        csrkit prepare request.pem --order order.json > body
        csrkit prepare request.pem --order order.json --format curl
        csrkit prepare request.pem --order order.json | curl --data-binary @- \\
          'https://secure.trust-provider.com/products/!AutoApplySSL'
      """)

  @Argument(help: ArgumentHelp("The request; - or none for standard input.", valueName: "file"), completion: .file())
  var file: String?

  @OptionGroup var order: OrderOptions

  @OptionGroup var date: DayOption

  @Option(help: "The output: form (the body), curl (a command) or json.")
  var format: BodyFormat = .form

  @Option(help: ArgumentHelp("The environment variable that contains the password.", valueName: "name"))
  var passwordEnv = "CSRKIT_PASSWORD"

  @Option(help: ArgumentHelp("A file with the password on its first line.", valueName: "file"), completion: .file())
  var passwordFile: String?

  @Flag(help: "Write the body even if an error is predicted.")
  var force = false

  func run() throws {
    try PrepareRun(options: self).status().exit()
  }
}

/// One run of `prepare`.
struct PrepareRun {
  let options: PrepareCommand

  func status() -> Status {
    do throws(OrderOptions.Failure) {
      var form = try options.order.form(requestFiles: [options.file].compactMap(\.self))
      let inspector = Inspector()
      let report = try SingleRequest.read(
        options.file, form: form, hasForm: options.order.order != nil, with: inspector, on: options.date.day)
      try addPassword(to: &form)
      return write(inspector.prepare(form, request: report, on: options.date.day))
    } catch {
      Terminal.error(error.message)
      return error.status
    }
  }

  private func write(_ prepared: PreparedOrder) -> Status {
    let refusals = prepared.check.findings.filter(\.isRefusal)
    let missing = prepared.missingAccount.filter { showsPassword || $0 != .loginPassword }
    for finding in refusals {
      Terminal.error("\(finding.message) (predicted error \(finding.predicts ?? 0)); fix: \(finding.fix)")
    }
    for name in missing { Terminal.error("\(name) is missing (predicted error -3); fix: \(PrepareRun.advice(name))") }
    guard options.force || refusals.isEmpty && missing.isEmpty else { return .refused }
    switch options.format {
    case .form where showsPassword: Terminal.print(prepared.body)
    case .form: Terminal.print(prepared.maskedBody + [0x0A])
    case .curl: Terminal.print(prepared.curl)
    case .json: Terminal.print(prepared.json + [0x0A])
    }
    return .success
  }

  /// Only a body written to a file or a pipe contains the password.
  private var showsPassword: Bool { options.format == .form && !Stream.standardOutput().isTerminal }

  private static func advice(_ name: ParameterName) -> String {
    name == .loginPassword
      ? "set CSRKIT_PASSWORD, or add --password-file" : "add --set \(name)=…"
  }

  /// Takes the password from the first source that has one; prompts only if the output will contain it.
  private func addPassword(to form: inout OrderForm) throws(OrderOptions.Failure) {
    let name = ParameterName.loginPassword.spelling
    if let file = options.passwordFile {
      do throws(Input.Failure) {
        let bytes = try Input(file).bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        form.set(name, to: String(decoding: bytes, as: UTF8.self))
      } catch {
        throw OrderOptions.Failure(message: error.message, status: .cannotRead)
      }
    } else if let password = SystemBridge.Process.environment(options.passwordEnv), !password.isEmpty {
      form.set(name, to: password)
    } else if form.loginPassword?.isEmpty ?? true {
      if showsPassword, Stream.standardError().isTerminal, let typed = PasswordPrompt.read("loginPassword: ") {
        form.set(name, to: typed)
      } else if !showsPassword {
        form.set(name, to: Secret.mask)
      }
    }
  }
}
