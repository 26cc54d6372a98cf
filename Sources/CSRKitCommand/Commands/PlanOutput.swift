// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit

/// Prints plans in one of the formats as they come.
struct PlanOutput: ~Copyable {
  let options: DCVCommand
  private let style: Style
  private var writer = JSONWriter()
  private var count = 0

  init(options: DCVCommand) {
    self.options = options
    style = Style(usesColor: Terminal.usesColor(noColor: options.noColor))
  }

  mutating func add(_ plan: ValidationPlan) throws(DeploymentError) {
    if let form = Deployment(rawValue: options.format.rawValue) {
      let deployment = DeploymentOptions(
        zone: options.zone, ttl: options.ttl, webRoot: options.write ?? "/var/www/html")
      Terminal.print(try form.text(of: plan, options: deployment))
      count += 1
    } else {
      print(text: plan.text, json: plan.write)
    }
  }

  mutating func add(_ reuse: ReuseReport) {
    print(text: reuse.text, json: reuse.write)
  }

  private mutating func print(text: (Style) -> String, json: (inout JSONWriter) -> Void) {
    if options.format == .text {
      Terminal.print((count == 0 ? "" : "\n") + text(style))
    } else {
      writer.reset()
      json(&writer)
      if options.format == .json { Terminal.print(count == 0 ? "" : "\n") }
      Terminal.print(options.format == .jsonl ? writer.text + "\n" : writer.text)
    }
    count += 1
  }

  func finish() {
    if options.format == .json, count > 0 { Terminal.print("\n") }
  }
}
