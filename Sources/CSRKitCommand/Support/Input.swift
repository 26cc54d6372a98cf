// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import CSRKitBase
import PKCS10
import SystemBridge

/// A file or standard input, read completely or in chunks.
struct Input {
  /// The size limit of an input that is read completely, in bytes.
  static let limit = 64 << 20

  let name: String
  let bytes: [UInt8]

  /// Why an input cannot be read: a sentence without a full stop.
  struct Failure: Error {
    let message: String
  }

  /// The error if there is neither a file nor a standard input to read.
  static let missing = "no input: no file is named and standard input is a terminal"

  /// The names of the inputs: the arguments or standard input; nil if there are none and standard input is a terminal.
  static func names(_ arguments: [String]) -> [String]? {
    if !arguments.isEmpty { return arguments }
    return Stream.standardInput().isTerminal ? nil : ["-"]
  }

  init(_ name: String) throws(Failure) {
    self.name = name
    var bytes: [UInt8] = []
    try Input.read(name) { chunk in
      bytes += chunk
      return bytes.count <= Input.limit
    }
    guard bytes.count <= Input.limit else {
      throw Failure(
        message: "cannot read \(name): it is larger than \(Input.limit >> 20) MiB; split it, or use csrkit batch")
    }
    self.bytes = bytes
  }

  /// Reads an input in chunks to its end, or until `take` returns false.
  static func read(_ name: String, take: ([UInt8]) -> Bool) throws(Failure) {
    do throws(SystemFailure) {
      let stream = name == "-" ? Stream.standardInput() : try Stream.reading(name)
      while true {
        let chunk = try stream.read(atMost: 1 << 16)
        if chunk.isEmpty || !take(chunk) { return }
      }
    } catch {
      throw Failure(message: "cannot read \(name): \(error)")
    }
  }
}

/// The source of the requests of an order: the named files, the form itself or standard input.
enum OrderInput {
  case files([String])
  case form
  case nothing

  init(files: [String], form: OrderForm, hasForm: Bool) {
    if !files.isEmpty {
      self = .files(files)
      if form[.csr]?.isEmpty == false {
        Terminal.warning("the csr of the order is ignored: the request is read from \(files.joined(separator: ", "))")
      }
    } else if form[.csr]?.isEmpty == false {
      self = .form
    } else if !Stream.standardInput().isTerminal {
      self = .files(["-"])
    } else {
      self = hasForm ? .form : .nothing
    }
  }
}

/// The single request of `merge` and `prepare`.
enum SingleRequest {
  /// Reads the request from the file, the form or standard input; nil if there is none.
  static func read(
    _ file: String?, form: OrderForm, hasForm: Bool, with inspector: Inspector, on day: CalendarDate
  ) throws(OrderOptions.Failure) -> RequestReport? {
    let bytes: [UInt8]
    var name = "csr"
    switch OrderInput(files: file.map { [$0] } ?? [], form: form, hasForm: hasForm) {
    case .nothing:
      throw OrderOptions.Failure(message: Input.missing, status: .usage)
    case .form: bytes = Array((form[.csr] ?? "").utf8)
    case .files(let names):
      name = names.first ?? "-"
      do throws(Input.Failure) { bytes = try Input(name).bytes } catch {
        throw OrderOptions.Failure(message: error.message, status: .cannotRead)
      }
    }
    if bytes.isEmpty, hasForm { return nil }
    let inspection = inspector.inspect(bytes, name: name, on: day)
    Warnings.print(for: inspection)
    guard let report = inspection.requests.first else {
      let reason = inspection.failures.first?.error.description ?? inspection.explanation.message
      throw OrderOptions.Failure(message: "no request in \(name): \(reason)", status: .noRequest)
    }
    if inspection.requests.count > 1 {
      Terminal.warning("\(name) contains \(inspection.requests.count) requests; only the first is used")
    }
    return report
  }
}

/// An input of `dcv`: a file, standard input or the csr of the order.
enum PlanInput {
  case file(String)
  case form(OrderForm)

  /// The inputs of a run; nil if there are none.
  static func all(_ files: [String], for question: PlanQuestion) -> [PlanInput]? {
    let form = question.form ?? OrderForm()
    switch OrderInput(files: files, form: form, hasForm: question.isComplete) {
    case .files(let names): return names.map { .file($0) }
    case .form: return [.form(form)]
    case .nothing: return nil
    }
  }

  /// The name of the input in messages.
  var name: String {
    switch self {
    case .file(let name): name
    case .form: "csr"
    }
  }

  func bytes() throws(OrderOptions.Failure) -> [UInt8] {
    switch self {
    case .form(let form): return Array((form[.csr] ?? "").utf8)
    case .file(let name):
      do throws(Input.Failure) { return try Input(name).bytes } catch {
        throw OrderOptions.Failure(message: error.message, status: .cannotRead)
      }
    }
  }
}
