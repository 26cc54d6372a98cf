// SPDX-License-Identifier: Apache-2.0

/// The version of the library and of its programs.
public enum CSRKitVersion {
  /// The version (Semantic Versioning 2.0.0).
  public static let text = "1.0.0"
}
