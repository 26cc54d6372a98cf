// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"), .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// One floor of the house: it may import only what it names here.
func floor(_ name: String, _ below: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: below, swiftSettings: strict)
}

func tests(_ name: String, _ of: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: of, swiftSettings: strict)
}

let package = Package(
  name: "CSRKit",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "CSRKit", targets: ["CSRKit"]),
    .library(name: "DCV", targets: ["DCV", "LedgerClient"]),
    .executable(name: "csrkit", targets: ["CSRKitCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // Floor 0: C
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    // Floor 1
    floor("OpenSSLBridge", ["COpenSSL"]),
    floor("DER", []),
    floor("FileBridge", []),
    floor("ProcessBridge", []),
    // Floor 2
    floor("PKCS10", ["DER", "OpenSSLBridge"]),
    // Floor 3
    floor("KeyAudit", ["DER", "OpenSSLBridge", "PKCS10"]),
    floor("DCV", ["FileBridge", "OpenSSLBridge"]),
    // Floor 4
    floor("LedgerClient", ["DCV", "ProcessBridge"]),
    // Floor 5
    floor("CSRKit", ["DER", "OpenSSLBridge", "PKCS10", "KeyAudit"]),
    // Floor 6. Its name differs from the product's: CSRKit and csrkit are one name on a Mac's file system.
    .executableTarget(
      name: "CSRKitCommand",
      dependencies: ["CSRKit", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),
    tests("DERTests", ["DER"]),
    tests("OpenSSLBridgeTests", ["OpenSSLBridge"]),
    tests("DCVTests", ["DCV", "OpenSSLBridge"]),
    tests("PKCS10Tests", ["PKCS10", "DER", "OpenSSLBridge"]),
  ]
)
