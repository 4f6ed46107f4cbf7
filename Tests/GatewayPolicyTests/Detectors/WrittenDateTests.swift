import Testing

@testable import GatewayPolicy

/// Dates as they are written in many languages: the day, its ordinal form, the name of the month, the year.
@Suite struct WrittenDateTests {
  private func folded(_ text: String) -> String { String(decoding: FoldedText.bytes(of: Array(text.utf8).span), as: UTF8.self) }

  @Test(arguments: [
    "3 maart 2021", "3 mei 2021", "2e mei 2021", "5 stycznia 2021", "12 października 1999", "3 mars 2021", "3:e mars 2021",
    "3 augusti 2021",
    "3. desember 2021", "1º de janeiro de 2020", "1er janvier 2020", "3 Ocak 2021", "15 ağustos 1999", "3. ledna 2021", "3 di marzo 2021",
    "3 tammikuuta 2020", "2021年3月5日", "2021年 3月", "2021년 3월 5일", "3 марта 2021", "5 липня 2020", "12-го марта 2021", "2. März 1990",
    "3 de març de 2021", "3 d'abril de 2021", "3 februarie 2020", "5 januára 2021", "7 ožujka 2019", "9 Agustus 2018",
    "3 Мая 2021".lowercased(),
  ])
  func daysAndMonths(_ date: String) {
    expectFound(.date, ["x «\(folded(date))» y", "(«\(folded(date))»)", "«\(folded(date))»,"])
  }

  @Test func wordsThatAreNoMonths() {
    let texts = [
      "3 may be too much", "5 mars bars", "3 mart owners", "12 lines of text", "4 maja songs", "5 марок 2021", "2 o clock", "3 a day",
      "7-го класса",
      "2021年版", "2021년도", "9 e 10", "1 de cada 3", "40 maart 2021",
    ]
    for text in texts {
      let found = findings(folded(text)).filter { $0.entity == .date && $0.text.count > 4 }
      #expect(found.isEmpty, "\(text): \(found.map(\.text))")
    }
  }
}
