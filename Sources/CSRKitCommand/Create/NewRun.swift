// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import OpenSSLBridge
import SystemBridge

/// One run of `new`.
struct NewRun {
  let options: NewCommand
  let inspector: Inspector

  /// Why the run ends: a sentence without a full stop, and the exit status.
  typealias Failure = OrderOptions.Failure

  func status() -> Status {
    Process.forbidCoreDumps()
    Process.ignoreClosedPipes()
    do throws(Failure) {
      return try create()
    } catch {
      Terminal.error(error.message)
      return error.status
    }
  }

  private func create() throws(Failure) -> Status {
    var (plan, renewal) = try plan()
    let targets = try targets(for: plan)
    var files: CreationFiles
    do throws(CreationFiles.Failure) {
      files = try CreationFiles(reserving: targets, at: Process.secondsSinceEpoch)
    } catch {
      throw Failure(message: error.message, status: .cannotCreate)
    }
    let password = try challengePassword()
    let passphrase = try newPassphrase()
    let key = try existingKey()
    let created: KeyAndRequest
    do throws(RequestCreationError) {
      created = try request(for: plan, key: key, challengePassword: password)
    } catch {
      return try refuse(error, renewal)
    }
    var report = CreationReport(request: created.request)
    report.renewal = renewal
    report.keyFile = targets.key ?? options.keyIn
    report.requestFile = targets.request
    let keyPEM = try encoded(created.key, passphrase)
    switch passphrase {
    case .some: report.isEncrypted = true
    case .none: break
    }
    plan.form.set(ParameterName.csr.spelling, to: created.request.pem)
    do throws(CreationFiles.Failure) {
      report.backups = try files.deliver(
        key: keyPEM, request: created.request.pem, order: Array(RequestBody.json(plan.form, secrets: .revealed).utf8))
    } catch {
      throw Failure(message: error.message, status: .cannotCreate)
    }
    print(report)
    let isFailing = created.request.findings.contains { options.common.failOn.includes($0.severity) }
    return isFailing && !options.force ? .findings : .success
  }

  /// The plan from all options, and what was taken from an old certificate, request or order.
  private func plan() throws(Failure) -> (RequestPlan, (file: String, content: Renewal)?) {
    var plan = RequestPlan(names: options.name)
    plan.keyKind = options.key
    plan.form = try options.order.form()
    plan.isCompleteForm = options.order.order != nil
    if options.keyIn == nil, options.keyFormat == (plan.effectiveKeyKind.isRSA ? .sec1 : .pkcs1) {
      throw Failure(
        message: "--key-format \(options.keyFormat.rawValue) does not suit a key of the kind \(plan.effectiveKeyKind)",
        status: .usage)
    }
    if let subject = options.subject {
      do throws(DistinguishedNameError) { try plan.setSubject(subject) } catch {
        throw Failure(message: "invalid --subject: \(error)", status: .usage)
      }
    }
    var renewal: (file: String, content: Renewal)?
    if let from = options.from {
      let content = try readRenewal(from)
      plan.complete(with: content)
      renewal = (from, content)
    }
    guard !plan.effectiveNames.isEmpty else {
      throw Failure(
        message: "no name: add --name, or a common name in --subject, or --from or --order with a name",
        status: .usage)
    }
    return (plan, renewal)
  }

  private func readRenewal(_ file: String) throws(Failure) -> Renewal {
    do throws(Input.Failure) {
      let input = try SecretInput.read(file)
      if let content = input.withBytes({ Renewal(reading: $0) }) { return content }
    } catch {
      throw Failure(message: error.message, status: .cannotRead)
    }
    throw Failure(
      message: "cannot use \(file): it contains neither a certificate, nor a CSR, nor an order form",
      status: .noRequest)
  }

  private func targets(for plan: RequestPlan) throws(Failure) -> CreationFiles.Targets {
    var targets = CreationFiles.Targets(replaces: options.replace)
    if options.keyIn == nil { targets.key = options.outKey ?? plan.fileName + ".key" }
    targets.request = options.outCsr ?? plan.fileName + ".csr"
    targets.order = options.outOrder
    if targets.key == "-", Stream.standardOutput().isTerminal {
      throw Failure(
        message: "a private key is not written to a terminal: redirect standard output, or name a file",
        status: .usage)
    }
    return targets
  }

  private func request(
    for plan: RequestPlan, key: SigningKey?, challengePassword: borrowing SecretBytes?
  ) throws(RequestCreationError) -> KeyAndRequest {
    let (day, force) = (options.common.day, options.force)
    if let key {
      return try KeyAndRequest.create(
        plan, for: key, challengePassword: challengePassword, acceptsRefusal: force, with: inspector, on: day)
    }
    return try KeyAndRequest.generate(
      plan, challengePassword: challengePassword, acceptsRefusal: force, with: inspector, on: day)
  }

  private func challengePassword() throws(Failure) -> SecretBytes? {
    guard let file = options.challengePasswordFile else { return nil }
    do throws(Input.Failure) {
      return try SecretInput.firstLine(of: file, as: "challenge password")
    } catch {
      throw Failure(message: error.message, status: .cannotRead)
    }
  }

  /// The key of --key-in; nil without the option.
  private func existingKey() throws(Failure) -> SigningKey? {
    guard let file = options.keyIn else { return nil }
    let input: SecretBytes
    let source: PassphraseSource
    do throws(Input.Failure) {
      source = try PassphraseSource(file: options.passphraseFile)
      input = try SecretInput.read(file)
    } catch {
      throw Failure(message: error.message, status: .cannotRead)
    }
    do throws(PrivateKeyError) {
      let key = try input.withBytes { (bytes) throws(PrivateKeyError) in
        try PrivateKeyReader.first(in: bytes) { source.passphrase(for: file) }
      }
      if let key { return key }
    } catch {
      throw Failure(message: "cannot read \(file): \(error)", status: .cannotRead)
    }
    throw Failure(message: "no private key in \(file)", status: .noRequest)
  }

  /// The passphrase of the new key; nil if it is not encrypted.
  private func newPassphrase() throws(Failure) -> SecretBytes? {
    guard options.keyIn == nil, options.encrypt || options.passphraseFile != nil else { return nil }
    do throws(Input.Failure) {
      return try PassphraseSource(file: options.passphraseFile).newPassphrase()
    } catch {
      throw Failure(message: error.message, status: .cannotRead)
    }
  }

  /// The new key as PEM; nothing for an existing key.
  private func encoded(
    _ key: SigningKey, _ passphrase: borrowing SecretBytes?
  ) throws(Failure) -> SecretBytes {
    guard options.keyIn == nil else { return SecretBytes() }
    do throws(KeyEncodingError) {
      switch passphrase {
      case .none: return try key.pem(options.keyFormat)
      case .some(let passphrase):
        return try passphrase.withBytes { (bytes) throws(KeyEncodingError) in try key.pem(encryptedWith: bytes) }
      }
    } catch {
      throw Failure(message: "\(error)", status: .internalError)
    }
  }

  /// Reports why nothing was written.
  private func refuse(
    _ error: RequestCreationError, _ renewal: (file: String, content: Renewal)?
  ) throws(Failure) -> Status {
    guard case .refused(let request) = error else {
      throw Failure(message: "\(error)", status: .internalError)
    }
    var report = CreationReport(request: request)
    report.isWritten = false
    report.renewal = renewal
    print(report)
    Terminal.error("nothing was written: the request has errors; correct them, or add --force")
    return .refused
  }

  /// Prints the report to standard output, or to standard error if a file is written there.
  private func print(_ report: CreationReport) {
    let usesOutput = ![options.outKey, options.outCsr, options.outOrder].contains("-")
    var writer = JSONWriter()
    let bytes: [UInt8]
    if options.format == .text {
      let style = Style(usesColor: usesOutput && Terminal.usesColor(noColor: options.common.noColor))
      bytes = Array(report.text(style: style).utf8)
    } else {
      report.write(to: &writer)
      bytes = writer.line
    }
    // The files are complete; a closed pipe changes nothing.
    let stream = usesOutput ? Stream.standardOutput() : Stream.standardError()
    try? stream.write(bytes)
  }
}
