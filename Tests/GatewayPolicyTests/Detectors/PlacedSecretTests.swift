import Foundation
import Testing

@testable import GatewayPolicy

/// Passwords and tokens that the place they stand at gives away: options, labels, logins.
@Suite struct PlacedSecretTests {
  @Test func argumentsOfCommands() {
    expectFound(
      .password,
      [
        "mysql -u root «-pS3cretPw» shop", "mysqldump -h db.example -u root «-p'S3cret Pw!'» shop", "sshpass -p «hunter2pass» ssh me@host",
        "sshpass «-pS3cret» ssh x", "curl -u admin:«S3cretPw» https://api.example", "curl --user 'admin:«hunter22»' https://x.example",
        "curl -sS -uadmin:«hunter22» https://x.example", "tool --password «hunter2»", "tool --db-password '«hunter2»' -v",
        "tool --password=«hunter2»", "PGPASSWORD=«hunter2» psql -h x", "export MYSQL_PWD=«abc123x»", "redis-cli -a «s3cr3tpw» ping",
        "docker login -u bob -p «dckrS3cret» reg.example", "ldapsearch -x -w «adminpw1» -D cn=a", "unzip -P «zipPw99» a.zip",
        "plink -pw «hunter2x» me@host",
      ])
    expectFound(.secret, ["tool --token «abcdefgh12345» run", "tool --api-key «9f8a7b6c5d»", "REDISCLI_AUTH=«abc123xyz9Qw» redis-cli"])
    expectNone(
      [.password, .secret],
      [
        "ssh -p 2222 host", "mkdir -p /tmp/foo1", "docker run -p 8080:80 nginx", "nmap -p 1-1000 host", "grep -w word1 file",
        "ls -a folder1",
        "mysql -p", "mysql -u root -p db", "mysql -u root -p$PW", "curl -u admin https://x.example:8443/a", "--password-file /run/x1",
        "--token-file=/run/secrets/abc", "use --password or --token", "--password <pw>", "--password $PW", "--password --verbose",
        "cp -p file1 file2 # as in mysql".replacing("mysql", with: "before"), "mysql\nssh -p22x host",
      ])
  }

  @Test func headersAndLogins() {
    expectFound(
      .password,
      [
        "Authorization: Basic «dXNlcjpwYXNz»", "-H 'Authorization: Basic «YWRtaW46aHVudGVyMg==»'", "\"auth\": \"«YWJjOmRlZmdo»\"",
        "machine api.example.com login bob password «s3cretword»", "machine x login bob\n  password «plainword»",
        "CREATE USER bob IDENTIFIED BY '«S3cretPw»'", "ALTER USER bob PASSWORD '«S3cretPw»'", "user bob password «Tr0ub4dor&3» ok",
        "Server=db;User=sa;Password=«Abc123x»;", "redis://:«hunter2»@cache.example:6379/0", "smtp://a%40b.example:«pw12»@mail.example",
      ])
    expectFound(
      .secret,
      [
        "X-Api-Key: «9f8a7b6c5d4e3f2a1b0c»", "?sv=2020&sig=«aBcD1234efGh5678iJkL9012mNoP3456qRsT7890uVw%3D»",
        "AccountKey=«Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr==»;",
        "client secret: «abc8Q~aBcD1234efGh5678iJkL9012mNoP3456qR»",
        "private key: «0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318»",
      ])
    expectNone(
      [.password, .secret],
      [
        "Basic dGVzdA is base64", "Basic training for 101 people", "identified by 'name'",
        "the sign-in password was changed",
      ])
  }

  @Test func labelsAndWhatJoinsThem() {
    expectFound(
      .password,
      [
        "'password' => '«hunter2»',", "**Password:** «hunter2»", "**Password**: «hunter2»", "| password | «hunter2x» |",
        "password -> «hunter2x»",
        "Password - «hunter2x»", "my password was «Summer2023!»", "smtpPassword=«hunter2x»", "dbPass: «hunter2x»",
        "rootpassword: «hunter2x»",
        "{\"name\":\"DB_PASSWORD\",\"value\":\"«hunter2x»\"}", "- name: DB_PASSWORD\n  value: «hunter2x»",
        "the password for the server is «hunter2!x»", "password (prod): «hunter2!x»", "password for prod: «hunter2!x»",
        "requirepass «S3cretPw1»",
        "os.environ[\"DB_PASSWORD\"] = \"«hunter2x»\"", "<password>«S3cret9x»</password>",
        "password: «example9Zz»".replacing("example", with: "truelove"),
      ])
    expectNone(
      [.password, .secret],
      [
        "password: ********", "password: Optional[str]", "password: varchar(255)", "password VARCHAR(255) NOT NULL",
        "let password: String?",
        "password = input('x')", "password = None", "the password policy version 2", "password reset 3 days", "token count 4096",
        "struct MergePass : PassInfoMixin", "struct SEC1PrivateKey: DERImplicitlyTaggable",
        "\"sig\": \"3045022002478f1d049f6d857ac900a7af\"",
        "the word taken 3days", "the password field2 is", "password protected2 zip", "password: !vault",
        "the password of the day is required", "password policy for admins: minimum8", "the monkey 12abcd34",
        "password manager 1Password7 is", "pass 3-4 times", "| password | string |",
        "| password | required |", "Password - required", "password (min. 8 characters)", "secret santa 2024", "my pass 12345678",
        "password: see below", "password: n/a", "password must contain 8 chars", "passwords: 3 attempts", "pw: the password",
        "compass: north1", "bypass = hunter2x", "a record 2x faster", "the lord 1st",
      ])
  }

  private func folded(_ text: String) -> String { String(decoding: FoldedText.bytes(of: Array(text.utf8).span), as: UTF8.self) }

  @Test(arguments: [
    "Passwort: ", "Das Passwort für den Server ist ", "mot de passe du serveur : ", "Kennwort lautet ", "mot de passe : ",
    "Le mot de passe est ", "contraseña: ", "La contraseña es ", "clave: ", "senha: ",
    "A senha é ", "palavra-passe: ", "La password è ", "parola d'ordine: ", "wachtwoord: ", "Het wachtwoord is ", "hasło: ", "şifre: ",
    "Şifrem: ",
    "пароль: ", "Пароль: ", "пароль ", "パスワード：", "パスワードは", "密码：", "密码是", "我的密码是", "비밀번호: ", "비밀번호는 ", "lösenord: ", "adgangskode: ",
    "passord: ",
    "salasana: ", "heslo: ", "jelszó: ", "كلمة المرور: ", "סיסמה: ", "รหัสผ่าน: ", "mật khẩu: ", "kata sandi: ",
  ])
  func passwordsInManyLanguages(_ label: String) {
    expectFound(.password, ["x \(folded(label))«abc123x»", "\(folded(label))«abc123x»。", "\(folded(label))«abc123x», "])
  }

  @Test(arguments: [
    "пароль: обязателен", "пароль: ••••••••", "密码：请输入", "パスワード：必須", "contraseña: obligatoria", "Le mot de passe est requis.",
    "Passwort: <Passwort>",
  ])
  func labelsWithoutAValue(_ text: String) { expectNone([.password], [folded(text) + " x"]) }

  @Test func phrasesThatRestoreWallets() {
    let words = "abandon ability able about above absent absorb abstract absurd abuse access accident"
    let list = words.split(separator: " ").enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
    expectFound(
      .privateKey,
      [
        "seed phrase: «\(words)»", "My wallet's mnemonic is «\(words)».", "Recovery phrase:\n«\(list)»",
        "{\"mnemonic\": \"«\(words) \(words)»\"}",
        "\(folded("助记词："))«\(words)»", "Seed: «\(words.capitalized)»", "seed: «\(words.replacing(" ", with: ", "))» and so on",
      ])
    expectNone(
      [.privateKey],
      [
        words, "words: \(words)", "the secret phrase: every good boy does fine", "seed phrase: \(words.dropLast(9))",
        "The seed is sown in autumn and then the field rests until the frost leaves and the days grow long",
      ])
  }

  @Test func keysOfWallets() {
    expectFound(
      .privateKey,
      [
        "«5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ»", "wif=«KwdMAjGmerYanjeui5SHS7JkmpZvVipYvB2LJGU1ZxJwYvP98617»;",
        "«xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi» is the root",
      ])
    expectNone(
      [.privateKey],
      [
        "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTK", "KwdMAjGmerYanjeui5SHS7JkmpZvVipYvB2LJGU1ZxJwYvP98618", "xprv and yprv",
        "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHj",
      ])
  }

  @Test func privateKeysInPiecesOfAProgram() {
    let body = String(repeating: "aB3dE5gH7jK9mN2pQ4sT6vW8yZ1cF0xR", count: 2)
    expectFound(
      .privateKey,
      [
        "key = \"«-----BEGIN RSA PRIVATE KEY-----\\n\" +\n  \"\(body)\\n\" +\n  \"Q2hlY2s=\\n\" +\n  \"-----END RSA PRIVATE KEY-----»\"",
        "$k = '«-----BEGIN PRIVATE KEY-----' . PHP_EOL".replacing(
          " . PHP_EOL", with: ".\n'\(body)'.\n'Q2hl'.'-----END PRIVATE KEY-----»';"),
        "[\"«-----BEGIN EC PRIVATE KEY-----\",\n \"\(body)\",\n \"-----END EC PRIVATE KEY-----»\"]",
        "«-----BEGIN EC PRIVATE KEY----- \(body) Q2hlY2s= -----END EC PRIVATE KEY-----» in one line",
        "x=\"«-----BEGIN PRIVATE KEY-----\\\\n\(body)\\\\nQ2hl\\\\n-----END PRIVATE KEY-----»\"",
        "# «-----BEGIN PRIVATE KEY-----\n# \(body)\n# -----END PRIVATE KEY-----»",
        "«-----BEGIN PRIVATE KEY-----<br/>\(body)<br>-----END PRIVATE KEY-----»",
        "«---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: \"x\"\n\(body)\n---- END SSH2 ENCRYPTED PRIVATE KEY ----»",
        "Public-Lines: 1\n\(body)\n«Private-Lines: 2\n\(body)\nQ2hl\nPrivate-MAC: 2a629acfcfbe28488a1b»\n",
        "k=«-----BEGIN PRIVATE KEY-----%0A\(body)%0a-----END PRIVATE KEY-----»",
      ])
  }
}
