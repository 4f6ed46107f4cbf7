import GatewayPolicy
import Testing

@Suite struct AddressDetectorTests {
  @Test(arguments: [
    ("Ship it to 742 Juniper Street, Apt. 5B, Springfield, IL 62704, please.", "742 Juniper Street, Apt. 5B, Springfield, IL 62704"),
    ("I live at 12 Oak Avenue.", "12 Oak Avenue"),
    ("I live at 128 Main Street, Dayton, OH 45402", "128 Main Street, Dayton, OH 45402"),
    ("5 Main St, Dayton", "5 Main St, Dayton"),
    ("Ich wohne in der Lindenstraße 14, 10115 Berlin.", "Lindenstraße 14, 10115 Berlin"),
    ("Our office: 8 rue de la Paix, 75002 Paris", "8 rue de la Paix, 75002 Paris"),
    ("Entregar en Calle Mayor 15, Madrid", "Calle Mayor 15, Madrid"),
    ("Via Garibaldi 22, Torino is closed.", "Via Garibaldi 22"),
    ("Send it to P.O. Box 1187, Boise, ID 83701.", "P.O. Box 1187, Boise, ID 83701"),
    ("Meet me at 221B Baker Street, London NW1 6XE", "221B Baker Street, London NW1 6XE"),
    ("Storgatan 7, 111 23 Stockholm", "Storgatan 7, 111 23 Stockholm"),
    ("Kossuth Lajos utca 9, Budapest", "Kossuth Lajos utca 9, Budapest"),
    ("Unit 4471 Box 0993\nDPO AP 96201", "Unit 4471 Box 0993\nDPO AP 96201"),
  ])
  func addressesAreOneSpan(_ text: String, _ address: String) {
    #expect(EntityFinder.found(.streetAddress, in: text) == [address])
  }

  @Test func addressesOnSeveralLines() {
    let text = "To:\n19 Maple Drive\nSuite 300\nPortland, OR 97205\nPhone: 555-0100"
    #expect(EntityFinder.found(.streetAddress, in: text) == ["19 Maple Drive\nSuite 300\nPortland, OR 97205"])
  }

  @Test(arguments: [
    "On 12 March 2020 we met 4 Times.",
    "Version 5 Street-legal cars sold 300 units.",
    "Windows 11 and Ubuntu 24 are supported.",
    "Add 3 Eggs and 200 Grams of Flour.",
    "See chapter 4, page 17, and table 2.",
    "It costs $ 12 Plus tax.",
    "Read 10.5 Million rows in 3.2 Seconds.",
    "The street was empty, the road was long.",
    "12",
    "12 ",
    "7 Street",
  ])
  func numbersInProseAreNone(_ text: String) {
    #expect(EntityFinder.found(.streetAddress, in: text) == [])
  }

  @Test func theSentenceBehindAnAddressIsNotPartOfIt() {
    #expect(EntityFinder.found(.streetAddress, in: "He lives at 5 Elm Road. Anna lives elsewhere.") == ["5 Elm Road"])
    #expect(EntityFinder.found(.streetAddress, in: "Near 40 Queen Street, 2019 was a good year.") == ["40 Queen Street"])
  }

  @Test(arguments: [
    ("My zip code is 35350.", "35350"), ("PLZ: 10115", "10115"), ("postcode SW1A 1AA", "SW1A 1AA"), ("ZIP 12345-6789", "12345-6789"),
  ])
  func postcodesThatAreCalledSo(_ text: String, _ code: String) {
    #expect(EntityFinder.found(.zipCode, in: text) == [code])
  }

  @Test func numbersAreNoPostcodes() {
    #expect(EntityFinder.found(.zipCode, in: "The error code is 40400, in March 2021 it was 50012.") == [])
  }
}
