// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Why a program could not be talked to.
public enum ChildFailure: Error, Sendable, Hashable {
  /// There is no such program.
  case missing(String)
  /// It ended before it answered.
  case ended
  /// It did not answer in time.
  case timeLimit(Int32)
  /// It wrote a line over the limit.
  case lineTooLong(Int)
  /// A call to the operating system failed with this error number.
  case system(String, Int32)
}

extension ChildFailure: CustomStringConvertible {
  /// What is wrong, without a full stop.
  public var description: String {
    switch self {
    case .missing(let program):
      "\(program) was not found, neither in the folder of this program nor in PATH; make install installs it"
    case .ended: "the program ended before it answered"
    case .timeLimit(let milliseconds): "no answer within \(milliseconds / 1000) seconds"
    case .lineTooLong(let limit): "a line is longer than \(limit) octets"
    case .system(let call, let code): "\(unsafe String(cString: strerror(code))) (\(call))"
    }
  }
}
