// SPDX-License-Identifier: Apache-2.0

extension OrderForm {
  /// Reads `name=value` lines.
  ///
  /// White space around names and values is overlooked, as are blank lines and lines that start with `#`. The value
  /// of `csr` goes on over the lines of its PEM or Base64. Secrets keep their spaces.
  public init(lines bytes: Span<UInt8>) throws(OrderFormError) {
    self.init()
    var reader = LineReader(bytes)
    while let line = reader.next(in: bytes) {
      let range = bytes.trimmed(line.range)
      if range.isEmpty || bytes[range.lowerBound] == UInt8(ascii: "#") { continue }
      guard let sign = range.first(where: { bytes[$0] == UInt8(ascii: "=") }),
        let name = LineReader.name(bytes.trimmed(range.lowerBound..<sign), in: bytes)
      else { throw .lineWithoutName(line: line.number, offset: range.lowerBound) }
      let value =
        name == ParameterName.csr.spelling
        ? try reader.request(after: sign, line.range, in: bytes) : try reader.value(sign, line.range, in: bytes)
      guard case .secret = Field(name, "").value else {
        append(name, String(value.asciiTrimmed))
        continue
      }
      append(name, value)
    }
    if fields.isEmpty { throw .empty }
  }
}
