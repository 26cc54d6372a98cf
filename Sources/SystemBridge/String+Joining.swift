// SPDX-License-Identifier: Apache-2.0

extension String {
  /// Texts one behind the other, written once into memory of the right size: an interpolation grows as it goes.
  public init(
    joining first: String, _ second: String, _ third: String = "", _ fourth: String = "", _ fifth: String = ""
  ) {
    let length =
      first.utf8.count + second.utf8.count + third.utf8.count + fourth.utf8.count + fifth.utf8.count
    self = unsafe String(unsafeUninitializedCapacity: length) { target in
      var output = unsafe OutputSpan(buffer: target, initializedCount: 0)
      output.append(copying: first.utf8.span)
      output.append(copying: second.utf8.span)
      output.append(copying: third.utf8.span)
      output.append(copying: fourth.utf8.span)
      output.append(copying: fifth.utf8.span)
      return unsafe output.finalize(for: target)
    }
  }
}
