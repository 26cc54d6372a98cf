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
    .library(
      name: "CSRKit",
      targets: [
        "AutoApplySSL", "Calendar", "CSRKit", "DCV", "DER", "DomainNames", "KeyAudit", "OpenSSLBridge", "PKCS10",
        "Preflight", "SystemBridge",
      ]),
    // For the packages beside this one, which need no more than these floors.
    .library(name: "DCV", targets: ["Calendar", "DCV", "DomainNames", "LedgerClient"]),
    // Probes what is published for a validation plan; needs libcurl and libunbound.
    .library(name: "CSRKitProbe", targets: ["CSRKitProbe"]),
    .executable(name: "csrkit", targets: ["CSRKitCommand"]),
    .executable(name: "csrkit-companion", targets: ["CSRKitCompanion"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // Floor 0: C
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .systemLibrary(
      name: "CLibPSL", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"]), .brew(["libpsl"])]),
    .systemLibrary(
      name: "CLibIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"]), .brew(["libidn2"])]),
    // Without pkg-config, which SwiftPM would ask in every build of this package and warn where these are not installed.
    .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    .systemLibrary(name: "CUnbound", providers: [.apt(["libunbound-dev"]), .brew(["unbound"])]),
    .target(name: "CSRKitData", exclude: ["README.md", "data"]),
    // Floor 1
    floor("OpenSSLBridge", ["COpenSSL"]),
    floor("DomainLibraries", ["CLibPSL", "CLibIDN2", "CSRKitData"]),
    floor("DER", []),
    floor("SystemBridge", ["CSRKitData"]),
    floor("ProbeBridge", ["CCurl", "CUnbound"]),
    floor("Calendar", []),
    // Floor 2
    floor("PKCS10", ["DER", "OpenSSLBridge", "SystemBridge"]),
    floor("DomainNames", ["DomainLibraries", "OpenSSLBridge"]),
    // Floor 3
    floor("KeyAudit", ["DER", "OpenSSLBridge", "PKCS10", "SystemBridge"]),
    floor("AutoApplySSL", ["Calendar", "DomainNames", "SystemBridge"]),
    floor("DCV", ["Calendar", "OpenSSLBridge", "SystemBridge"]),
    // Floor 4
    floor("LedgerClient", ["DCV", "SystemBridge"]),
    floor(
      "Preflight",
      ["AutoApplySSL", "Calendar", "DER", "DomainNames", "KeyAudit", "OpenSSLBridge", "PKCS10", "SystemBridge"]),
    // Floor 5
    floor(
      "CSRKit",
      [
        "AutoApplySSL", "Calendar", "DCV", "DER", "DomainNames", "KeyAudit", "OpenSSLBridge", "PKCS10", "Preflight",
        "SystemBridge",
      ]),
    floor("CSRKitProbe", ["DCV", "DomainNames", "ProbeBridge"]),
    // What csrkit and csrkit-companion share: the options that one passes to the other, and how wrong usage is reported.
    floor("CommandSupport", ["SystemBridge", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    // Floor 6. Its name differs from the product's: CSRKit and csrkit are one name on a Mac's file system.
    .executableTarget(
      name: "CSRKitCommand",
      dependencies: [
        "AutoApplySSL", "Calendar", "CommandSupport", "CSRKit", "DCV", "DomainNames", "KeyAudit", "LedgerClient",
        "OpenSSLBridge", "PKCS10", "Preflight", "SystemBridge",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "CSRKitCompanion",
      dependencies: [
        "AutoApplySSL", "CommandSupport", "CSRKitProbe", "DCV", "SystemBridge",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    // What tests share: vectors, seeded random numbers.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("DERTests", ["DER", "TestSupport"]),
    tests("OpenSSLBridgeTests", ["OpenSSLBridge", "TestSupport"]),
    tests("AutoApplySSLTests", ["AutoApplySSL"]),
    tests("DCVTests", ["Calendar", "DCV", "OpenSSLBridge"]),
    tests("SystemBridgeTests", ["SystemBridge"]),
    tests("DomainNamesTests", ["DomainNames", "DomainLibraries"]),
    tests("KeyAuditTests", ["KeyAudit", "PKCS10", "DER", "OpenSSLBridge", "TestSupport"]),
    tests("KeyListTests", ["DER", "KeyAudit", "OpenSSLBridge", "PKCS10", "SystemBridge"]),
    tests("PreflightTests", ["AutoApplySSL", "Calendar", "KeyAudit", "OpenSSLBridge", "PKCS10", "Preflight"]),
    tests(
      "CSRKitTests",
      [
        "AutoApplySSL", "Calendar", "CSRKit", "DCV", "KeyAudit", "OpenSSLBridge", "PKCS10", "Preflight", "SystemBridge",
      ]),
    tests(
      "CommandTests",
      ["AutoApplySSL", "CSRKitCommand", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    tests("PKCS10Tests", ["PKCS10", "DER", "OpenSSLBridge", "TestSupport"]),
    .testTarget(
      name: "CSRKitProbeTests", dependencies: ["Calendar", "CSRKitCommand", "CSRKitCompanion", "CSRKitProbe", "DCV"],
      exclude: ["hostile.py"], swiftSettings: strict),
  ]
)
