// SPDX-License-Identifier: Apache-2.0

extension OrderForm.Field {
  /// The name, masked where a password seems to have slipped into it.
  public var shownName: String {
    if mayBeSecret { return Secret.mask }
    guard parameter == nil, Secret.isLikely(under: name) else { return name }
    return name.utf8.allSatisfy(\.isASCIIAlphanumeric) && name.utf8.count <= 32 ? name : Secret.mask
  }

  /// The value, masked where it is secret.
  public var shownValue: String { mayBeSecret ? Secret.mask : value.text ?? Secret.mask }
}

extension OrderForm.Field: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Name and value with secrets masked.
  public var description: String { "\(shownName)=\(shownValue)" }
  /// Name and value with secrets masked.
  public var debugDescription: String { description }
  /// Name and value with secrets masked.
  public var customMirror: Mirror {
    Mirror(self, children: ["name": shownName, "value": shownValue], displayStyle: .struct)
  }
}

extension OrderForm: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// One field a line with secrets masked.
  public var description: String { fields.map(\.description).joined(separator: "\n") }
  /// One field a line with secrets masked.
  public var debugDescription: String { description }
  /// The fields with secrets masked.
  public var customMirror: Mirror { Mirror(self, children: ["fields": fields], displayStyle: .struct) }
}
