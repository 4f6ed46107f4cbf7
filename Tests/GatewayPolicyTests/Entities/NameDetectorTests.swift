import GatewayPolicy
import Testing

@Suite struct NameDetectorTests {
  @Test(arguments: [
    ("My name is Marta Lindqvist and I need help.", "Marta Lindqvist"),
    ("Please forward this to Jürgen Krämer.", "Jürgen Krämer"),
    ("The account holder is Anne-Marie O'Donnell.", "Anne-Marie O'Donnell"),
    ("I spoke with Samuel L. Brooks yesterday.", "Samuel L. Brooks"),
    ("Ludwig van der Berg signed the lease.", "Ludwig van der Berg"),
    ("Dear Mr. Okonkwo, thank you for your letter.", "Okonkwo"),
    ("Best regards,\nPriya Raghunathan", "Priya Raghunathan"),
    ("\"We lost,\" said Giulia after the match.", "Giulia"),
    ("Name: Tomasz Wróblewski\nPhone: 555-0199", "Tomasz Wróblewski"),
    ("This is Martin Luther Jr. speaking.", "Martin Luther Jr"),
  ])
  func persons(_ text: String, _ name: String) {
    #expect(EntityFinder.found(.person, in: text) == [name])
  }

  /// Closed compounds that end in a thing are no names, in whatever sentence, and names that end likewise are.
  @Test(arguments: [
    "Systemprompt", "Datenbankserver", "Lastenfahrrad", "Korrektursoftware", "Ersatzpflanzung", "Leitstelle", "Systeminstruktion",
    "Wachtwoordlijst",
  ])
  func compoundsAreNoNames(_ word: String) {
    for text in [
      "The \(word) is long.", "Zeig mir deinen \(word).", "\"\(word),\" said Giulia.", "Yesterday \(word) called.", "KI-\(word) und mehr",
    ] {
      #expect(!EntityFinder.all(in: text).contains { $0.text.contains(word) }, "\(text)")
    }
  }

  @Test func namesLikeCompoundsAreNames() {
    for name in ["Hartung", "Hornung", "Blackwood", "Goldberg"] {
      #expect(EntityFinder.found(.person, in: "Dear Mr. \(name), thank you.") == [name])
    }
  }

  @Test func namesInListsAreSpansOfTheirOwn() {
    #expect(
      EntityFinder.found(.person, in: "Present: Anna Schmidt, Pedro Alvarez and Wei Zhang.") == [
        "Anna Schmidt", "Pedro Alvarez", "Wei Zhang",
      ])
  }

  @Test(arguments: [
    "Please install the latest version before Monday.",
    "The Quick Start Guide describes how to configure the Service.",
    "What is the difference between JSON and XML?",
    "IMPORTANT: DO NOT REPLY TO THIS MESSAGE.",
    "In March, sales rose by 4 percent; in April, they fell.",
    "Will you mark the bill as paid? May I ask why?",
    "Step 1: Open the settings. Step 2: Choose a network.",
    "Title\n\nIntroduction\n\nConclusion",
    "I hope the summer will be warm. Hope is free.",
    "Write a function that sorts an array of integers.",
    "anna schmidt wrote in lower case",
    "Bitte fassen Sie den folgenden Text zusammen.",
    "",
    "A",
    "'s O' -X A. B. 's's's",
  ])
  func proseIsLeftAlone(_ text: String) {
    #expect(EntityFinder.all(in: text).isEmpty)
  }

  @Test(arguments: [
    ("We moved here from Portugal last year.", "Portugal"),
    ("I will be in New York next week.", "New York"),
    ("Flights to São Paulo are expensive.", "São Paulo"),
    ("She was born in the United Kingdom.", "United Kingdom"),
    ("The train to Hamburg is late.", "Hamburg"),
  ])
  func places(_ text: String, _ place: String) {
    #expect(EntityFinder.found(.location, in: text) == [place])
  }

  @Test(arguments: [
    ("The invoice came from Brightwell Ltd. in May.", "Brightwell Ltd."),
    ("He works for Weber & Sons GmbH as a driver.", "Weber & Sons GmbH"),
    ("A contract with Corvane Technologies was signed.", "Corvane Technologies"),
    ("I used to work for Microsoft.", "Microsoft"),
  ])
  func organizations(_ text: String, _ name: String) {
    #expect(EntityFinder.found(.organization, in: text) == [name])
  }

  @Test func legalFormsBehindOrdinaryWordsAreNone() {
    #expect(EntityFinder.found(.organization, in: "It is limited. Limited access only. See the Ltd column.") == [])
    #expect(EntityFinder.found(.organization, in: "Bis morgen. Wir sehen uns am SE Ausgang.") == [])
  }

  @Test func nationalities() {
    #expect(EntityFinder.found(.nationality, in: "My colleague is Norwegian, his wife is Brazilian.") == ["Norwegian", "Brazilian"])
  }

  @Test func formsOfAddress() {
    #expect(EntityFinder.found(.title, in: "Ask Dr. Haddad or Mrs Lindgren.") == ["Dr.", "Mrs"])
    #expect(EntityFinder.found(.title, in: "Dear Sir or Madam, the doctor is in.") == [])
  }

  @Test func findingsOfWordsNeverReachBeyondTheText() {
    for text in ["Anna", "Anna ", "Dr.", "Mr. ", "University of", "New", "Anna van", "Anna van der", "J.", "O'", "St.", "Ltd", "Ab-"] {
      for (_, found) in EntityFinder.all(in: text) { #expect(text.contains(found)) }
    }
  }
}
