// SPDX-License-Identifier: Apache-2.0
internal import CCSRKit
internal import CSRKit

// The functions of csrkit.h. `@implementation` makes the compiler compare each with its declaration there.

/// The version as a C string that is never freed.
nonisolated(unsafe) private let versionText = unsafe CString.permanent(CSRKitVersion.text)

/// The version.
@c @implementation
public func csrkit_version() -> UnsafePointer<CChar>! { unsafe versionText }

/// The text of a status.
@c @implementation
public func csrkit_error(_ status: CInt) -> UnsafePointer<CChar>! {
  unsafe Status.texts[Int(status)] ?? Status.unknownText
}

/// Creates an inspector.
@c @implementation
public func csrkit_open(
  _ keyLists: UnsafePointer<UnsafePointer<CChar>?>!, _ count: Int,
  _ inspector: UnsafeMutablePointer<OpaquePointer?>!, _ result: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>!
) -> CInt {
  guard unsafe inspector != nil else { return unsafe Answer.failure(.missing("inspector")).deliver(to: result) }
  unsafe inspector.pointee = nil
  return unsafe Answer { () throws(Failure) in
    let paths = unsafe try Arguments.list(keyLists, count, "key_lists")
    unsafe inspector.pointee = try Handle.open(paths)
    return nil
  }.deliver(to: result)
}

/// Releases an inspector.
@c @implementation
public func csrkit_close(_ inspector: OpaquePointer!) { unsafe Handle.close(inspector) }

/// Inspects all requests of an input.
@c @implementation
public func csrkit_inspect(
  _ inspector: OpaquePointer!, _ input: UnsafeRawPointer!, _ length: Int, _ asOf: UnsafePointer<CChar>!,
  _ result: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>!
) -> CInt {
  unsafe Answer { () throws(Failure) in
    let inspector = unsafe try Handle.inspector(inspector)
    let input = unsafe try Arguments.bytes(input, length, "input")
    return Documents.inspection(inspector.inspect(input, on: unsafe try Arguments.day(asOf)))
  }.deliver(to: result)
}

/// Checks an order form.
@c @implementation
public func csrkit_check(
  _ inspector: OpaquePointer!, _ order: UnsafeRawPointer!, _ length: Int, _ complete: Bool,
  _ asOf: UnsafePointer<CChar>!, _ result: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>!
) -> CInt {
  unsafe Answer { () throws(Failure) in
    let inspector = unsafe try Handle.inspector(inspector)
    let order = unsafe try Arguments.bytes(order, length, "order")
    let day = unsafe try Arguments.day(asOf)
    return try Documents.check(order, isComplete: complete, inspector, on: day)
  }.deliver(to: result)
}

/// Plans the proof of control of each name.
@c @implementation
public func csrkit_dcv(
  _ inspector: OpaquePointer!, _ input: UnsafeRawPointer!, _ length: Int, _ method: UnsafePointer<CChar>!,
  _ uniqueValue: UnsafePointer<CChar>!, _ asOf: UnsafePointer<CChar>!,
  _ result: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>!
) -> CInt {
  unsafe Answer { () throws(Failure) in
    let inspector = unsafe try Handle.inspector(inspector)
    let input = unsafe try Arguments.bytes(input, length, "input")
    var question = PlanQuestion()
    question.method = unsafe try Arguments.method(method)
    question.uniqueValue = unsafe try Arguments.uniqueValue(uniqueValue)
    return Documents.plans(input, question, inspector, on: unsafe try Arguments.day(asOf))
  }.deliver(to: result)
}

/// The token of the first request of an input.
@c @implementation
public func csrkit_token(
  _ inspector: OpaquePointer!, _ input: UnsafeRawPointer!, _ length: Int, _ uniqueValue: UnsafePointer<CChar>!,
  _ result: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>!
) -> CInt {
  unsafe Answer { () throws(Failure) in
    let inspector = unsafe try Handle.inspector(inspector)
    let input = unsafe try Arguments.bytes(input, length, "input")
    return try Documents.token(input, unsafe try Arguments.uniqueValue(uniqueValue), inspector)
  }.deliver(to: result)
}

/// Frees a result.
@c @implementation
public func csrkit_free(_ result: UnsafeMutablePointer<CChar>!) { unsafe CString.free(result) }
