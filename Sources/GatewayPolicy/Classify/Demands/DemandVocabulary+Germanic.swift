/// The words of demands on a model's instructions, language by language. `stem:a,b` stands for a stem with each of these endings; one may be empty.
enum DemandVocabulary {
  typealias Words = [DemandRole: String]

  static let english: Words = [
    .disregard:
      "ignor:e,ing disregard:,ing forget:,ting override overrule bypass discard overlook disobey circumvent neglect abandon drop:,ping",
    .follow: "follow:,ing obey:,ing heed adhere abide comply", .not: "not don't dont never stop cease longer without t",
    .instructions: "instruction:,s guideline:,s prompt:,s directive:,s programming",
    .rules: "rules command:,s orders restrictions policies policy",
    .past: "previous previously prior above earlier preceding before former foregoing",
    .yours: "your given original initial system received",
    .every: "all any every these", .everything: "everything all anything whatever",
    .inside: "in inside within that found contained from embedded hidden on which for of",
    .expose: "reveal print output leak disclose dump recite divulge", .reveal: "show repeat display tell give share copy write what",
    .prompt: "prompt:,s systemprompt", .system: "system", .hidden: "hidden initial secret original confidential internal verbatim exact",
    .be: "you're become becoming act pretend roleplay are", .machine: "ai chatbot assistant model llm intelligence gpt bot chatgpt",
    .without: "without no free any",
    .limits: "rule:s limit:s,ations filter:s restriction:s censorship boundaries morals ethics guideline:s constraints",
    .asIf: "if", .developer: "developer dev debug god dan", .mode: "mode", .enabled: "enabled activated on active unlocked",
    .invalid: "void revoked obsolete cancelled lifted suspended",
    .reads: "reading reads processing summarizing summarising reviewing parsing evaluating",
    .this: "this", .favour: "recommend",
  ]

  static let german: Words = [
    .disregard:
      "ignorier:e,t,en vergiss vergesst vergessen missacht:e,et,en übergeh:e,en überspring:e,en umgeh:e,en verwirf verwerfen verwerft streich:e,en überschreib:e,en widersetz:e",
    .disregardBehind:
      "ignorier:en,st vergessen missacht:en verwerfen verwirfst übergehen umgehen außer",
    .follow: "folg:e,en,t,st befolg:e,en,t,st halt:e,en,et beacht:e,en,est gehorch:e,en richt:e,en",
    .not: "nicht nie niemals keine keiner keinen",
    .instructions: "anweisung:,en instruktion:,en richtlinie:,n vorgabe:,n prompt:,s leitlinie:,n direktive:,n",
    .rules: "regel:,n befehl:,e,en auftrag aufträge vorschrift:,en",
    .past:
      "vorherig:e,en,er,es bisherig:e,en,er,es obig:e,en,er,es früher:e,en,er vorangegangen:e,en vorig:e,en vorhergehend:e,en oben davor vorher bisher vorstehend:e,en zuvor vorab",
    .yours: "dein:e,en,er,es,em deinem ihre erhalten:en,e ursprünglich:en,e gegeben:en,e", .every: "all:e,en,er sämtlich:e,en jegliche",
    .everything: "alles", .inside: "in im innerhalb aus des der für zum zur auf",
    .expose: "verrat:e,en offenbar:e,en enthüll:e,en preisgeben",
    .reveal: "zeig:e,en,t nenn:e,en gib gebt geben wiederhol:e,en kopier:e,en lautet was schreib:e,en poste",
    .prompt: "prompt:,s systemprompt:,s systemanweisung:,en systemnachricht", .system: "system",
    .hidden: "geheim:e,en,er versteckt:e,en verborgen:e,en intern:e,en wortwörtlich wörtlich ursprünglich:e,en betreiber:,n entwickler:,n",
    .be: "bist sei seist spiel:e,st schlüpf:e wärst", .machine: "ki chatbot assistent:,in sprachmodell intelligenz ai modell bot",
    .without: "ohne keine keinerlei weder", .limits: "regel:n beschränkung:en einschränkung:en filter:,n grenzen zensur moral richtlinien",
    .asIf: "als hättest gäbe", .developer: "entwickler entwicklermodus", .mode: "modus entwicklermodus",
    .enabled: "aktiviert eingeschaltet aktiv an freigeschaltet",
    .invalid: "ungültig hinfällig aufgehoben widerrufen obsolet annulliert",
    .reads: "liest auswertet lesen zusammenfasst verarbeitet bewertet prüft",
    .this: "dies:e,en,es,er", .favour: "empfiehl empfehle",
  ]

  static let dutch: Words = [
    .disregard: "vergeet negeer negeert omzeil schrap verwerp overtreed", .disregardBehind: "negeren vergeten omzeilen loslaten",
    .follow: "volg:,t,en gehoorzaam houd trek", .not: "niet nooit niets geen",
    .instructions: "instructie:,s richtlijn:,en prompt:,s aanwijzing:,en", .rules: "regel:,s opdracht:,en bevel:,en voorschriften",
    .past: "vorige eerder:,e voorgaand:e bovenstaand:e voorafgaand:e hierboven boven toe", .yours: "je jouw jullie gekregen",
    .every: "alle",
    .everything: "alles", .inside: "in van op uit voor", .expose: "onthul verklap", .reveal: "toon geef laat herhaal kopieer zeg wat",
    .prompt: "prompt systeemprompt systeembericht", .system: "systeem", .hidden: "verborgen geheim:e intern:e letterlijk woordelijk",
    .be: "bent speel wees ben", .machine: "ai chatbot assistent model taalmodel bot", .without: "zonder geen",
    .limits: "regel:s grenzen beperking:en,  filter:s censuur moraal restricties", .asIf: "alsof",
    .developer: "ontwikkelaarsmodus ontwikkelaar",
    .mode: "ontwikkelaarsmodus modus", .enabled: "aan ingeschakeld geactiveerd actief",
    .invalid: "ongeldig ingetrokken vervallen opgeheven", .reads: "leest", .this: "dit deze", .favour: "aanraden raad",
  ]

  static let swedish: Words = [
    .disregard: "glöm ignorera strunta bortse åsidosätt kringgå förkasta", .follow: "följ följa lyd lyda bry håll",
    .not: "inte aldrig sluta",
    .instructions: "instruktion:er,erna riktlinje:r,rna anvisning:ar,arna prompt:,en,er direktiv:,en",
    .rules: "regler reglerna regel order ordern ordrar orderna kommandon",
    .past: "tidigare föregående ovan ovanstående förra hittills", .yours: "din dina ditt er", .every: "alla samtliga", .everything: "allt",
    .inside: "i som från på för", .expose: "avslöja röj", .reveal: "visa skriv upprepa kopiera ge vad",
    .prompt: "prompt systemprompt:,en systemmeddelandet",
    .system: "system", .hidden: "dold:a hemlig:a intern:a ordagrant", .be: "är spela låtsas agera",
    .machine: "ai chattbot assistent modell bot",
    .without: "utan inga", .limits: "regler begränsningar gränser filter censur moral", .asIf: "om", .developer: "utvecklarläge:,t",
    .mode: "utvecklarläge:,t",
    .enabled: "påslaget aktiverat på aktivt", .invalid: "ogiltiga upphävda", .reads: "läser", .this: "denna detta det",
    .favour: "rekommendera",
  ]
}
