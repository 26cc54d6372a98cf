// SPDX-License-Identifier: Apache-2.0
internal import DomainLibraries

/// Conversions of single labels between the form for people and the form for the DNS (RFC 5890 §2.3.2.1).
public enum IDNA {
  /// What every A-label starts with.
  public static let prefix = "xn--"

  /// The A-label for what a person typed, after UTS 46's nontransitional mapping (lower case, full width, …).
  ///
  /// A label that the mapping turns into plain ASCII comes back as that.
  public static func aLabel(_ label: String) throws(IDNAError) -> String {
    let ascii: String
    do {
      ascii = try IDNLibrary.ascii(mapping: label)
    } catch {
      throw IDNAError(error)
    }
    // A few characters are mapped to several, among them a full stop: then one label would become two.
    guard !ascii.isEmpty, !ascii.utf8.contains(UInt8(ascii: ".")) else { throw .disallowedCharacter }
    guard ascii.utf8.count <= 63 else { throw .tooLong }
    // The mapping is lenient about characters that depend on their neighbours; reading the result back is not.
    if ascii.hasPrefix(prefix) { _ = try uLabel(ascii) }
    return ascii
  }

  /// The U-label of an A-label in any case; it is one only if encoding its characters again gives the same label.
  public static func uLabel(_ aLabel: String) throws(IDNAError) -> String {
    let label = aLabel.asciiLowercased
    guard label.hasPrefix(prefix), label.utf8.count <= 63 else { throw .invalidPunycode }
    let unicode: String
    do {
      unicode = try IDNLibrary.unicode(label)
    } catch {
      throw .invalidPunycode
    }
    let again: String
    do {
      again = try IDNLibrary.ascii(strict: unicode)
    } catch {
      throw IDNAError(error)
    }
    guard again == label else { throw .notRoundTrip }
    return unicode
  }
}
