// SPDX-License-Identifier: Apache-2.0
internal import CLibPSL

/// Owns libpsl's `psl_ctx_t`: the rules of one Public Suffix List.
///
/// It is a class because it lives for a process and is shared by everything that judges names: libpsl only reads it
/// after loading, so several threads may ask at once.
@safe public final class SuffixDatabase: Sendable {
  /// Never written after `init`, hence safe to share.
  private nonisolated(unsafe) let list: OpaquePointer

  /// Loads a list in either form that libpsl reads; nil where it can make nothing of the bytes.
  ///
  /// The binary automaton is copied as it stands (2 µs, 40 at first); the text form is parsed (4 ms).
  public init?(_ bytes: Span<UInt8>) {
    let loaded = unsafe bytes.withUnsafeBufferPointer { unsafe CLibPSL_load_bytes($0.baseAddress, $0.count) }
    guard let loaded = unsafe loaded else { return nil }
    unsafe list = loaded
  }

  deinit { unsafe psl_free(list) }

  /// The offset at which the public suffix of a name starts.
  ///
  /// - Parameters:
  ///   - name: lower-case labels in ASCII without a dot at the end, at most 253 bytes.
  ///   - icannOnly: leaves out the rules of the list's private section.
  ///   - defaultRule: counts a top-level domain that is in no rule as a suffix, which is the list's rule `*`.
  /// - Returns: nil where no rule matches, or the name is empty, longer, or has a zero byte.
  public func suffixOffset(in name: Span<UInt8>, icannOnly: Bool, defaultRule: Bool) -> Int? {
    unsafe withCString(name) { text in
      var label = 0
      while label < name.count {
        if unsafe isSuffix(text + label, icannOnly, defaultRule) { return label }
        while label < name.count, name[label] != UInt8(ascii: ".") { label += 1 }
        label += 1
      }
      return nil
    }
  }

  /// Whether the whole name is a public suffix; parameters as above.
  public func isSuffix(_ name: Span<UInt8>, icannOnly: Bool, defaultRule: Bool) -> Bool {
    unsafe withCString(name) { unsafe isSuffix($0, icannOnly, defaultRule) } ?? false
  }

  private func isSuffix(_ name: UnsafePointer<CChar>, _ icannOnly: Bool, _ defaultRule: Bool) -> Bool {
    let sections = icannOnly ? PSL_TYPE_ICANN : PSL_TYPE_ANY
    return unsafe psl_is_public_suffix2(list, name, CInt(defaultRule ? sections : sections | PSL_TYPE_NO_STAR_RULE))
      == 1
  }

  /// Lends a copy of the bytes with a zero after them, on the stack.
  private func withCString<Result>(_ name: Span<UInt8>, _ body: (UnsafePointer<CChar>) -> Result?) -> Result? {
    guard (1...253).contains(name.count) else { return nil }
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: name.count + 1) { text in
      for index in 0..<name.count {
        guard name[index] != 0 else { return nil }
        unsafe text[index] = CChar(bitPattern: name[index])
      }
      unsafe text[name.count] = 0
      return unsafe UnsafePointer(text.baseAddress).flatMap { unsafe body($0) }
    }
  }
}
