// SPDX-License-Identifier: Apache-2.0
internal import PKCS10
extension RequestSource {
  /// Writes the member `source`.
  func write(to writer: inout JSONWriter) {
    writer.object(Key.source) { writer in
      writer.member(Key.name, name)
      writer.member(Key.index, index)
      writer.member(Key.line, line)
      writer.member(Key.container, container.rawValue)
      writer.member(Key.label, label)
      writer.array(Key.repairs) { writer in
        for repair in repairs { writer.string(repair.id) }
      }
      guard let privateKey else { return }
      writer.object(Key.privateKey) { writer in
        writer.member(Key.form, privateKey.form)
        writer.member(Key.line, privateKey.line)
      }
    }
  }
}
