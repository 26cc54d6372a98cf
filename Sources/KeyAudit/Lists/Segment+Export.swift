// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

extension Segment {
  /// The records alone, which is badkeys' blocklist.dat where they are hashes of numbers.
  public var blocklist: [UInt8] {
    bytes.withBytes { all in (bodyOffset..<all.count).map { all[$0] } }
  }
}
