import GatewayPolicy
import GatewayTestSupport
import Testing

@Suite(.longComputation) struct NetDetectorTests {
  @Test func emailAddresses() {
    expectFound(
      .email,
      [
        "write to «jane.doe+x@mail.example.com».", "<«a_b@c.io»>", "to=«x@y.co.uk»&n", "mailto:«jane@example.org»?subject=a",
        "«jane@example.com».Then she left", "«JANE@EXAMPLE.COM»",
        "(«o-n@sub-domain.example.de»)", "«j@example.museum», «k@example.com»",
      ])
    expectNone([.email], ["user@localhost", "a @ b.com", "package@1.2.3", "@handle", "foo@bar", "git@github.com:org/repo.git", "x@y.123"])
  }

  @Test func webAddresses() {
    expectFound(
      .url,
      [
        "see «https://example.com/a?b=c#d».", "(«http://example.com/x_(y)»)", "«www.example.com/a», or", "«ftp://files.example.com/a.txt»",
        "<a href=\"«https://example.com/»\">",
        "«HTTPS://EXAMPLE.COM»!", "«http://localhost:8080/v1»", "«https://user@example.com/»", "«https://[2001:db8::1]:443/x»",
        "«https://a.example/?u=http://b.example/x»",
      ])
    expectNone([.url], ["http is a protocol", "https:// ", "www", "www.", "httpx://a", "awww.example.com"])
  }

  @Test func domains() {
    expectFound(.domainName, ["ask «example.com» first", "at «api.example.co.uk»/x", "«EXAMPLE.ORG».", "a host «db1.prod.example.net»"])
    expectNone(
      [.domainName],
      [
        "run main.py now", "e.g. this", "the end.It was", "v1.2.com3", "os.path.join", "README.md", "foo.bar()", "jane@example.com",
        "a.m. and p.m.", "console.info(x)",
      ])
  }

  @Test func addressesInHex() {
    expectFound(
      .ipAddress,
      [
        "from «2001:db8:85a3::8a2e:370:7334».", "«fe80::1ff:fe23:4567:890a%eth0»", "«::ffff:192.0.2.128»", "«2001:db8::/32»",
        "«6e40:4041:c617:e898:c11:40d2:c669:2eb4»", "localhost is «::1»",
        "[«2001:db8::1»]:443",
      ])
    expectNone(
      [.ipAddress, .macAddress],
      ["10:30:45", "std::vector", "a[1::2]", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "2001:db8::1::2", "face::book", "12345::1", "::"])
    expectFound(.macAddress, ["«00:1B:44:11:3A:B7»", "«00-1b-44-11-3a-b7»", "«001b.4411.3ab7»"])
    expectNone([.macAddress], ["00:1B:44:11:3A", "00:1B:44:11:3A:B7:99", "00:1B-44:11:3A:B7", "0g:1B:44:11:3A:B7"])
  }

  @Test func cryptoAddresses() {
    expectFound(
      .cryptoAddress,
      [
        "send to «1BoatSLRHtKNngkdXEeobR76b53LETtpyT»", "«3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy»",
        "«bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4».",
        "«bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0»", "«0x52908400098527886E0F7030069857D2E4169EE7»",
      ])
    expectNone(
      [.cryptoAddress],
      [
        "1BoatSLRHtKNngkdXEeobR76b53LETtpyU", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "0x52908400098527886E0F7030069857D2E4169EE",
        "0x1234", "bc1", "123456789012345678901234567890",
      ])
  }

  @Test func dates() {
    expectFound(
      .date,
      [
        "on «2021-03-04»", "at «2021-03-04T10:30:00Z»", "«2021-03-04 10:30:45»,", "born «3/4/1985».", "am «04.03.2021»",
        "on «March 3, 2021»", "«March 3rd»", "in «March 2021»", "«3 March 2021»",
        "the «3rd of March, 2021»", "am «3. Mai 2021»", "el «3 de marzo de 2021»", "le «1er mars 2021»", "«12-Mar-2021»", "due «12/25/21»",
        "DOB: «19850304»", "on «Tuesday, March 3»", "since «1998»",
        "on «5 June 2020 at 10:30 pm»",
      ])
    expectNone(
      [.date],
      [
        "13/13/2021", "1.2.10", "version 2.10.1", "5/6 of it", "may 5 people come", "march on", "2021 people", "10.11.12.13", "32/1/2021",
        "1/2/20211", "they may", "mar 10 times", "chapter 3.4.2",
        "the decision", "second", "$2004",
      ])
  }
}
