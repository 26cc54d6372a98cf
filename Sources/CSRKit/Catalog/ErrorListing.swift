// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

/// The catalog of errors in the forms in which it is printed.
public enum ErrorListing {
  /// One error after the other, for a person.
  public static func text(style: Style) -> String {
    ErrorCatalog.all.map { error in
      var table = Table(labelWidth: 10, style: style)
      table.add("Means", error.explanation)
      table.add("Do", error.nextStep)
      let words = error.messageCertainty == .documented ? "" : "; its wording is inferred"
      table.add("Known", style.faint(error.knowable.title + "; " + error.source.title + words))
      return style.strong("\(error.code)  \(error.template)") + "\n" + table.text
    }.joined()
  }

  /// An array of objects.
  public static func write(to writer: inout JSONWriter) {
    writer.array { writer in
      for error in ErrorCatalog.all {
        writer.object { writer in
          writer.member(Key.errorCode, error.code)
          writer.member(Key.errorMessage, error.template)
          writer.member(Key.explanation, error.explanation)
          writer.member(Key.nextStep, error.nextStep)
          writer.member(Key.knowable, error.knowable.rawValue)
          writer.member(Key.source, error.source.title)
          writer.member(Key.messageCertainty, error.messageCertainty.name)
        }
      }
    }
  }
}

extension OrderError.Knowable {
  fileprivate var title: String {
    switch self {
    case .beforeOrdering: "before ordering"
    case .withLedger: "before ordering, with a ledger of earlier orders"
    case .onlyByCA: "to the CA only"
    }
  }
}
