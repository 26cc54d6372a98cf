// SPDX-License-Identifier: Apache-2.0
import FuzzSupport
import PKCS10

/// Any bytes as DER: nodes, strings, object identifiers; then as a request.
@c(LLVMFuzzerTestOneInput)
public func fuzzDER(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = fuzzInput(data, size)
  require(walk(0..<input.count, input, depth: 0) <= input.count, "more nodes than bytes")
  if let request = try? CertificationRequest(der: input) {
    let ranges = request.irregularities.map(\.range) + [request.info, request.signature, request.subjectName]
    require(ranges.allSatisfy { $0.upperBound <= input.count }, "a range is outside the request")
  }
  return 0
}

/// Reads all nodes recursively.
private func walk(_ range: Range<Int>, _ bytes: [UInt8], depth: Int) -> Int {
  var cursor = Cursor(range)
  var count = 0
  while !cursor.isAtEnd {
    let start = cursor.position
    let node: Node
    do throws(DERError) { node = try cursor.next(in: bytes.span) } catch {
      require(0...bytes.count ~= error.offset && !error.description.isEmpty, "\(error)")
      return count
    }
    require(node.start == start && node.end > start && cursor.position == node.end, "the cursor does not advance")
    require(
      node.content.lowerBound > start && node.content.upperBound <= node.end && node.end <= range.upperBound,
      "a node leaves its container")
    readValue(node, bytes)
    count += 1
    if node.tag.isConstructed, depth < Cursor.depthLimit { count += walk(node.content, bytes, depth: depth + 1) }
  }
  return count
}

private func readValue(_ node: Node, _ bytes: [UInt8]) {
  let tags: [Tag] = [node.tag, .utf8String, .bmpString, .universalString, .printableString]
  // Printing every value would take quadratic time in the depth.
  for tag in node.tag.isConstructed ? [node.tag] : tags {
    guard let text = StringText(tag, content: node.content, in: bytes.span) else { continue }
    require(text.firstIllegal.map(node.content.contains) ?? true, "the illegal byte is outside the value")
  }
  if let dotted = ObjectIdentifierText.dotted(node.content, in: bytes.span) {
    require(ObjectIdentifierText.isValid(node.content, in: bytes.span), "\(dotted) is not valid")
    require(ObjectIdentifierText.encode(dotted) == Array(bytes[node.content]), "\(dotted) is encoded differently")
  }
  var reader = UTF8Reader(node.content)
  while let unit = reader.next(in: bytes.span) { require(node.content.contains(unit.offset), "outside the value") }
  for segment in (try? Cursor.segments(of: node.content, in: bytes.span)) ?? [] {
    require(segment.upperBound <= node.end, "a segment leaves its string")
  }
}
