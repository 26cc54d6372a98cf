// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import Preflight
import SystemBridge

/// One run of `prepare`.
struct PrepareRun {
  let options: PrepareCommand

  func status() -> Status {
    do throws(OrderOptions.Failure) {
      var form = try options.order.form(beside: [options.file].compactMap(\.self))
      let inspector = Inspector()
      let report = try SingleRequest.read(
        options.file, form: form, hasForm: options.order.order != nil, with: inspector, on: options.judging.day)
      try addPassword(to: &form)
      return write(inspector.prepare(form, request: report, on: options.judging.day))
    } catch {
      Terminal.error(error.message)
      return error.status
    }
  }

  private func write(_ prepared: PreparedOrder) -> Status {
    let refusals = prepared.check.findings.filter(\.isRefusal)
    let missing = prepared.missingAccount.filter { showsPassword || $0 != .loginPassword }
    for finding in refusals { Terminal.error("\(finding.message) (\(finding.predicts ?? 0)); \(finding.fix)") }
    for name in missing { Terminal.error("\(name) is not given (-3); \(PrepareRun.advice(name))") }
    guard options.force || refusals.isEmpty && missing.isEmpty else { return .refused }
    switch options.format {
    case .form where showsPassword: Terminal.print(prepared.body)
    case .form: Terminal.print(prepared.maskedBody + [0x0A])
    case .curl: Terminal.print(prepared.curl)
    case .json: Terminal.print(prepared.json)
    }
    return .success
  }

  /// Only the body that is sent on has the password in it.
  private var showsPassword: Bool { options.format == .form && !Stream.standardOutput().isTerminal }

  private static func advice(_ name: ParameterName) -> String {
    name == .loginPassword
      ? "set CSRKIT_PASSWORD, or name a file with --password-file" : "add --set \(name)=…"
  }

  /// Takes the password from the first place that has one; a prompt is only for the body that is sent.
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
