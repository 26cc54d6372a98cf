// SPDX-License-Identifier: Apache-2.0
internal import CCSRKit
internal import CSRKit

// All conversions between C's pointers and values.

/// The statuses of csrkit.h.
enum Status: CInt, CaseIterable {
  case ok = 0
  case invalidArgument = 1
  case noRequest = 2
  case invalidList = 3

  private var text: String {
    switch self {
    case .ok: "success"
    case .invalidArgument: "invalid argument"
    case .noRequest: "no certificate signing request"
    case .invalidList: "unreadable list of known keys"
    }
  }

  nonisolated(unsafe) static let texts = unsafe Dictionary(
    uniqueKeysWithValues: allCases.map { unsafe (Int($0.rawValue), CString.permanent($0.text)) })
  nonisolated(unsafe) static let unknownText = unsafe CString.permanent("unknown status")
}

/// Why a call fails: its status, a stable identifier and a sentence without a full stop.
struct Failure: Error {
  let status: Status
  let kind: String
  let message: String

  init(_ status: Status, _ kind: String, _ message: String) {
    self.status = status
    self.kind = kind
    self.message = message
  }

  static func missing(_ argument: String) -> Failure {
    Failure(.invalidArgument, "argument", "\(argument) must not be NULL")
  }
}

/// What a function returns: a status, and a document or none.
struct Answer {
  private let status: Status
  private let document: [UInt8]?

  init(_ work: () throws(Failure) -> [UInt8]?) {
    do throws(Failure) {
      document = try work()
      status = .ok
    } catch {
      self = .failure(error)
    }
  }

  private init(status: Status, document: [UInt8]?) {
    self.status = status
    self.document = document
  }

  static func failure(_ failure: Failure) -> Answer {
    Answer(status: failure.status, document: Documents.failure(failure))
  }

  func deliver(to result: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    guard let result = unsafe result else { return Status.invalidArgument.rawValue }
    unsafe result.pointee = document.map { unsafe CString.copy($0) }
    return status.rawValue
  }
}

/// Inspectors as pointers.
enum Handle {
  private final class Box: Sendable {
    let inspector: Inspector

    init(_ inspector: Inspector) { self.inspector = inspector }
  }

  static func open(_ keyLists: [String]) throws(Failure) -> OpaquePointer {
    do throws(KeyListError) {
      let inspector = keyLists.isEmpty ? Inspector() : try Inspector(keyListFiles: keyLists)
      return unsafe OpaquePointer(Unmanaged.passRetained(Box(inspector)).toOpaque())
    } catch {
      throw Failure(.invalidList, "list", error.description)
    }
  }

  static func inspector(_ pointer: OpaquePointer?) throws(Failure) -> Inspector {
    guard let pointer = unsafe pointer else { throw .missing("inspector") }
    return unsafe Unmanaged<Box>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue().inspector
  }

  static func close(_ pointer: OpaquePointer?) {
    guard let pointer = unsafe pointer else { return }
    unsafe Unmanaged<Box>.fromOpaque(UnsafeRawPointer(pointer)).release()
  }
}

/// Arguments as values.
enum Arguments {
  static func bytes(_ start: UnsafeRawPointer?, _ length: Int, _ name: String) throws(Failure) -> [UInt8] {
    guard length > 0 else {
      // A size_t above the largest Int arrives as a negative number.
      if length < 0 { throw Failure(.invalidArgument, "argument", "\(name) is larger than the address space") }
      return []
    }
    guard let start = unsafe start else { throw .missing(name) }
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: length))
  }

  static func list(
    _ start: UnsafePointer<UnsafePointer<CChar>?>?, _ count: Int, _ name: String
  ) throws(Failure) -> [String] {
    guard count != 0 else { return [] }
    guard count > 0, let start = unsafe start else { throw .missing(name) }
    var texts: [String] = []
    for index in 0..<count {
      guard let text = unsafe try text(start[index], name) else { throw .missing("\(name)[\(index)]") }
      texts.append(text)
    }
    return texts
  }

  static func day(_ pointer: UnsafePointer<CChar>?) throws(Failure) -> CalendarDate {
    guard let text = unsafe try text(pointer, "as_of") else { return .today }
    guard let day = CalendarDate(text) else {
      throw Failure(.invalidArgument, "argument", "as_of must be a date in the form YYYY-MM-DD")
    }
    return day
  }

  static func method(_ pointer: UnsafePointer<CChar>?) throws(Failure) -> ValidationMethod? {
    guard let text = unsafe try text(pointer, "method") else { return nil }
    guard let method = ValidationMethod(option: text) else {
      let known = ValidationMethod.allCases.map(\.option).joined(separator: ", ")
      throw Failure(.invalidArgument, "argument", "method must be one of \(known)")
    }
    return method
  }

  static func uniqueValue(_ pointer: UnsafePointer<CChar>?) throws(Failure) -> UniqueValue? {
    guard let text = unsafe try text(pointer, "unique_value") else { return nil }
    do throws(UniqueValueError) { return try UniqueValue(text) } catch {
      throw Failure(.invalidArgument, "argument", "unique_value is invalid: \(error)")
    }
  }

  private static func text(_ pointer: UnsafePointer<CChar>?, _ name: String) throws(Failure) -> String? {
    guard let pointer = unsafe pointer else { return nil }
    guard let text = unsafe String(validatingCString: pointer) else {
      throw Failure(.invalidArgument, "argument", "\(name) is not UTF-8")
    }
    return text
  }
}

/// Strings in C's memory.
enum CString {
  /// A copy for the caller, who frees it. JSON contains no null character.
  static func copy(_ bytes: [UInt8]) -> UnsafeMutablePointer<CChar> {
    let start = UnsafeMutableRawPointer.allocate(byteCount: bytes.count + 1, alignment: 1)
    unsafe start.copyMemory(from: bytes, byteCount: bytes.count)
    unsafe start.storeBytes(of: 0, toByteOffset: bytes.count, as: UInt8.self)
    return unsafe start.assumingMemoryBound(to: CChar.self)
  }

  static func free(_ text: UnsafeMutablePointer<CChar>?) { unsafe text?.deallocate() }

  /// A copy that is never freed.
  static func permanent(_ text: String) -> UnsafePointer<CChar> { unsafe UnsafePointer(copy(Array(text.utf8))) }
}
