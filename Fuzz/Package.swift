// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

/// One target per parser. Scripts/fuzz builds them with libFuzzer and replays the corpus or searches for new inputs.
let targets = [
  "Armor", "Inspect", "Check", "Response", "JSON", "Multipart", "Batch", "Keys", "KeyText", "DER", "Names", "ABI",
]

/// The package name of the modules in the parent folder, which gives access to their package declarations. With
/// `packageAccess`, SwiftPM would append the name of this package, and the compiler uses the last one.
let name = String(
  Context.packageDirectory.split(separator: "/").dropLast().last?.lowercased()
    .map { $0.isLetter || $0.isNumber ? $0 : "_" } ?? [])
let settings: [SwiftSetting] = [.unsafeFlags(["-package-name", name])]

let package = Package(
  name: "Fuzz",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "CSRKit", path: ".."), .package(name: "CSRKitC", path: "../Packaging/C")],
  targets: [
    .target(
      name: "FuzzSupport", dependencies: [.product(name: "CSRKit", package: "CSRKit")], packageAccess: false,
      swiftSettings: settings)
  ]
    + targets.map { target in
      .executableTarget(
        name: "Fuzz\(target)",
        dependencies: ["FuzzSupport", .product(name: "CSRKit", package: "CSRKit")]
          + (target == "ABI" ? [.product(name: "CSRKitC", package: "CSRKitC")] : []),
        path: "Sources/\(target)", packageAccess: false, swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]
      )
    }
)
