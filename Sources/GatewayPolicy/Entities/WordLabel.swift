/// What a word is part of.
enum WordLabel: Int, CaseIterable, Sendable {
  case none, person, location, organization, nationality, occupation, address
}
