// SPDX-License-Identifier: Apache-2.0
// Written by Scripts/iso3166.py; do not edit.

extension CountryCode {
  /// What the snapshot was made from.
  public static let origin = "Debian iso-codes 4.15.0-1"
  /// The day of the snapshot.
  public static let date = "2023-04-27"
  /// How many codes there are.
  public static let count = 249

  /// For each first letter, A to Z, the second letters.
  static let second: [String] = [
    "DEFGILMOQRSTUWXZ",  // A
    "ABDEFGHIJLMNOQRSTVWYZ",  // B
    "ACDFGHIKLMNORUVWXYZ",  // C
    "EJKMOZ",  // D
    "CEGHRST",  // E
    "IJKMOR",  // F
    "ABDEFGHILMNPQRSTUWY",  // G
    "KMNRTU",  // H
    "DELMNOQRST",  // I
    "EMOP",  // J
    "EGHIMNPRWYZ",  // K
    "ABCIKRSTUVY",  // L
    "ACDEFGHKLMNOPQRSTUVWXYZ",  // M
    "ACEFGILOPRUZ",  // N
    "M",  // O
    "AEFGHKLMNRSTWY",  // P
    "A",  // Q
    "EOSUW",  // R
    "ABCDEGHIJKLMNORSTVXYZ",  // S
    "CDFGHJKLMNORTVWZ",  // T
    "AGMSYZ",  // U
    "ACEGINU",  // V
    "FS",  // W
    "",  // X
    "ET",  // Y
    "AMW",  // Z
  ]
}
