// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitBase
import DomainNames
import FuzzSupport

private let list = try? PublicSuffixList()

/// Any bytes as a name: host names, wildcards, addresses, internationalized labels, public suffixes.
@c(LLVMFuzzerTestOneInput)
public func fuzzNames(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = fuzzInput(data, size)
  let text = String(decoding: input, as: UTF8.self)
  let name = HostName(text)
  let end = text.utf8.count
  require(name.host.upperBound <= end && name.labels.allSatisfy { $0.range.upperBound <= end }, "outside the text")
  require(name.faults.allSatisfy { $0.range.upperBound <= end && !$0.description.isEmpty }, "\(name.faults)")
  if let ascii = name.ascii {
    require(ascii.utf8.allSatisfy { 0x21...0x7E ~= $0 }, "\(ascii.debugDescription) is not ASCII")
    require(!name.isWellFormed || HostName(ascii).ascii == ascii, "\(ascii) reads differently")
  }
  if OrdinaryHostName(input.span) != nil {
    require(name.isWellFormed && name.ascii == text.lowercased(), "\(text.debugDescription) is not well-formed")
  }
  if let address = IPAddress(text) {
    require(IPAddress(address.description) == address, "\(address) is parsed differently")
    require(!address.reverseName.isEmpty, "\(address) has no reverse name")
  }
  if let list {
    _ = (list.split(text), list.authorizationDomains(text), name.suffixUnderWildcard(list))
  }
  _ = (name.scope.isInternal, name.lookAlikes, SpecialUseDomain.covering(text), Script.scripts(in: text))
  _ = (CountryCode(text), TopLevelDomains.contains(text), OnionAddress(label: text), try? ValidationName(text))
  _ = (try? IDNA.aLabel(text), try? IDNA.uLabel(text), try? IDNA.uLabel("xn--" + text))
  return 0
}
