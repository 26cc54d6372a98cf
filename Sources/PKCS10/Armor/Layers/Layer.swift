// SPDX-License-Identifier: Apache-2.0

/// A text at one stage of unwrapping, and how it relates to the input.
struct Layer: Sendable {
  let bytes: [UInt8]
  let origins: OriginMap
  let marks: RepairMarks
  let census: Census

  /// The input itself.
  init(input: Span<UInt8>) {
    bytes = [UInt8](capacity: input.count) { output in
      for index in input.indices { output.append(input[index]) }
    }
    origins = .identity
    marks = RepairMarks()
    census = Census(input)
  }

  init(bytes: [UInt8], origins: OriginMap, marks: RepairMarks) {
    self.bytes = bytes
    self.origins = origins
    self.marks = marks
    census = Census(bytes.span)
  }
}
