// SPDX-License-Identifier: Apache-2.0
import CSRKit
import OpenSSLBridge
import SystemBridge

/// The outputs of `csrkit new`: reserved before anything is generated, delivered together or not at all.
///
/// The private key is on disk before the request appears; a replaced request is gone before its key is replaced.
struct CreationFiles: ~Copyable {
  private var key: NewFile?
  private var request: NewFile?
  private var order: NewFile?
  private let targets: Targets
  private let suffix: String

  /// The paths of the outputs; nil for none, `-` for standard output.
  struct Targets {
    var key: String?
    var request: String?
    var order: String?
    var replaces = false
  }

  /// Why an output cannot be created: a sentence without a full stop.
  struct Failure: Error {
    let message: String

    init(_ failure: FileFailure, _ path: String) {
      let reason =
        if failure.isExisting {
          "the file exists; choose another name, or add --replace to keep it as a backup"
        } else if failure.isFolder {
          "it is a directory"
        } else if failure.isLink {
          "it is a symbolic link, which is not followed"
        } else {
          "\(failure)"
        }
      message = "cannot create \(visible(path)): \(reason)"
    }

    init(message: String) { self.message = message }
  }

  /// Opens a temporary file next to each target, which must not exist unless it is replaced.
  init(reserving targets: Targets, at time: Int) throws(Failure) {
    self.targets = targets
    suffix = ".bak-" + CreationFiles.stamp(time)
    key = try CreationFiles.reserve(targets.key, mode: 0o600, isExact: true, targets.replaces)
    request = try CreationFiles.reserve(targets.request, mode: 0o644, isExact: false, targets.replaces)
    // A form may contain the password of the account.
    order = try CreationFiles.reserve(targets.order, mode: 0o600, isExact: true, targets.replaces)
  }

  private static func reserve(
    _ path: String?, mode: UInt32, isExact: Bool, _ replaces: Bool
  ) throws(Failure) -> NewFile? {
    guard let path, path != "-" else { return nil }
    do throws(FileFailure) {
      return try NewFile.reserve(path, mode: mode, isExact: isExact, replaces: replaces)
    } catch {
      throw Failure(error, path)
    }
  }

  /// A time as 20261128T233000Z.
  private static func stamp(_ time: Int) -> String {
    let day = CalendarDate(daysSinceEpoch: time / 86_400)
    let parts = [time % 86_400 / 3600, time % 3600 / 60, time % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(day)".filter { $0 != "-" } + "T" + parts.joined() + "Z"
  }

  /// Writes all outputs; after a failure, everything is as before.
  ///
  /// - Returns: the paths of the backups.
  mutating func deliver(key keyPEM: borrowing SecretBytes, request text: String, order form: [UInt8])
    throws(Failure) -> [String]
  {
    do throws(FileFailure) {
      try keyPEM.withBytes { (bytes) throws(FileFailure) in try key?.write(bytes) }
      try key?.flush()
      try request?.write(Array(text.utf8).span)
      try request?.flush()
      try order?.write(form.span)
      try order?.flush()
    } catch {
      throw Failure(error, error.name)
    }
    let outcome = Process.deferringSignals { publish(keyPEM, text, form) }
    return try outcome.get()
  }

  private mutating func publish(
    _ keyPEM: borrowing SecretBytes, _ text: String, _ form: [UInt8]
  ) -> Result<[String], Failure> {
    do throws(Failure) {
      return .success(try publishAll(keyPEM, text, form))
    } catch {
      order?.undo()
      request?.undo()
      key?.undo()
      return .failure(error)
    }
  }

  private mutating func publishAll(
    _ keyPEM: borrowing SecretBytes, _ text: String, _ form: [UInt8]
  ) throws(Failure) -> [String] {
    var backups: [String?] = []
    do throws(FileFailure) {
      if targets.replaces {
        backups.append(try key?.keepOld(suffix: suffix) ?? nil)
        backups.append(try request?.keepOld(suffix: suffix) ?? nil)
        backups.append(try order?.keepOld(suffix: suffix) ?? nil)
        try request?.removeOld()
      }
      try key?.publish()
      if targets.key == "-" { try keyPEM.withBytes { (bytes) throws(FileFailure) in try CreationFiles.print(bytes) } }
      try request?.publish()
      if targets.request == "-" { try CreationFiles.print(Array(text.utf8).span) }
      try order?.publish()
      if targets.order == "-" { try CreationFiles.print(form.span) }
    } catch {
      throw Failure(error, error.name)
    }
    return backups.compactMap(\.self)
  }

  private static func print(_ bytes: Span<UInt8>) throws(FileFailure) {
    do throws(SystemFailure) { try Stream.standardOutput().write(bytes) } catch {
      throw FileFailure(error, call: "write", name: "standard output")
    }
  }
}
