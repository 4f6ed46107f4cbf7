extension DemandVocabulary {
  static let french: Words = [
    .disregard:
      "ignor:e,ez,er oubli:e,ez,er néglig:e,ez annul:e,ez contourn:e,ez écart:e,ez outrepass:e,ez abstraction outre supprim:e,ez efface:,z désobéis laisse:,z",
    .follow: "suis suiv:ez,re obéi:s,ssez,r respect:e,ez,er compte tiens tenez appliqu:e,ez,er écout:e,ez",
    .not: "ne n pas plus jamais arrête cesse",
    .instructions: "instruction:,s consigne:,s directive:,s prompt:,s", .rules: "règle:,s ordre:,s commande:,s règlement",
    .past: "précédent:,e,es,s antérieur:,e,es,s précède ci-dessus dessus avant jusqu jusque auparavant ancien:nes,s préalable:s",
    .yours: "tes ton ta vos votre reçu:,e,es,s donné:,e,es,s initial:es système", .every: "tout:es,e tous ensemble", .everything: "tout",
    .inside: "dans du des contenues présentes de", .expose: "révèle révélez divulgue divulguez dévoile",
    .reveal:
      "montre montrez affiche affichez donne donnez répète répétez recopie recopiez copie imprime écris quel quelles quelle dis",
    .prompt: "prompt:,s invite", .system: "système",
    .hidden: "caché:,e,es,s secret:,s,ète,ètes interne:s initial:es,e,  mot intégral confidentiel:les créateurs",
    .be: "es sois joue jouez incarne incarnez imagine", .machine: "ia intelligence assistant:,e chatbot modèle robot",
    .without: "sans aucune aucun ni",
    .limits: "règle:,s filtre:,s limite:,s restriction:,s censure morale tabou:s contraintes", .asIf: "comme",
    .developer: "développeur dév debug",
    .mode: "mode", .enabled: "activé enclenché actif", .invalid: "annulées caduques révoquées nulles abrogées",
    .reads: "lit lisez analyse résume",
    .this: "cette ce ceci cet", .favour: "recommande recommandez",
  ]

  static let spanish: Words = [
    .disregard:
      "ignor:a,e,en,ar olvid:a,e,en,ar,ate,ese omit:e,a,ir anul:a,e descart:a,e,ar omiso alto desobedec:e elud:e elimina prescinde abandona",
    .follow: "sig:as,a,ue,an segu:ir obede:zcas,zca,ces,cer respet:es,e,ar cumpl:as,a,ir caso", .not: "no deja nunca jamás ya",
    .instructions: "instrucci:ón,ones indicaci:ón,ones directri:z,ces prompt:,s directiva:s",
    .rules: "regla:,s norma:,s orden órdenes comando:,s mandato:,s",
    .past: "anterior:,es previ:a,as,o,os antes arriba anteriormente precedente:s",
    .yours:
      "tu tus su sus recibid:as,o,os recibiste dieron creadores sistema", .every: "tod:as,os,o,a cualquier", .everything: "todo cuanto",
    .inside: "en dentro del contenidas para de", .expose: "revel:a,e,ar divulg:a,ue filtra desvela",
    .reveal: "muestra muéstrame dime repite copia imprime enseña enséñame escribe cuál qué dame", .prompt: "prompt:,s", .system: "sistema",
    .hidden: "ocult:a,as,o,os secret:a,as,o,os intern:a,as,o,os inicial:,es textualmente literalmente palabra inicio",
    .be: "eres actúa finge interpretar interpreta sé imagina",
    .machine: "ia inteligencia asistente chatbot modelo robot", .without: "sin ninguna ningún libre",
    .limits:
      "regla:,s límite:,s filtro:,s restricci:ón,ones censura moral norma:,s política:s", .asIf: "como",
    .developer: "desarrollador programador depuración",
    .mode: "modo", .enabled: "activado habilitado entrado activo", .invalid: "anuladas derogadas revocadas inválidas",
    .reads: "lee leyendo lees lea",
    .this: "este esta esto", .favour: "recomienda di",
  ]

  static let italian: Words = [
    .disregard:
      "ignor:a,ate,are dimentic:a,ate,are scord:a,ati scart:a,are annull:a,are aggir:a,are trascur:a,are tralasci:a,are disobbedisci perdere",
    .follow: "segu:ire,i,a,ite rispett:are,a obbed:ire,isci,ire conto tener:e", .not: "non smetti mai",
    .instructions: "istruzion:e,i direttiv:a,e indicazion:e,i prompt guida consegne", .rules: "regol:a,e ordin:e,i comand:o,i norm:a,e",
    .past: "precedent:e,i prima sopra finora anterior:e,i precedenza antecedenti precede",
    .yours: "tue tuo tua tuoi ricevut:o,e,i dato date", .every: "tutt:e,i qualsiasi ogni",
    .everything: "tutto quanto", .inside: "in nel nella nei del della contenute per", .expose: "rivel:a,are svel:a,are divulga",
    .reveal: "mostr:a,ami stamp:a copia ripeti scrivi scrivimi dimmi dammi qual quali", .prompt: "prompt", .system: "sistema",
    .hidden: "nascost:e,o,i segret:e,o,i intern:e,o,i parola iniziali originali",
    .be: "sei fingi fai agisci interpreta immagina comportati",
    .machine: "ia ai intelligenza assistente chatbot modello robot", .without: "senza nessuna alcuna né",
    .limits: "regol:a,e limit:e,i filtr:o,i restrizion:e,i censura morale vincoli",
    .asIf: "come", .developer: "sviluppatore debug", .mode: "modalità", .enabled: "attiva attivata abilitata inserita",
    .invalid: "annullate revocate nulle abrogate decadute",
    .reads: "legge leggi riassume", .this: "questa questo", .favour: "consiglia raccomanda",
  ]

  static let portuguese: Words = [
    .disregard:
      "ignor:a,e,em,ar esque:ce,ça,çam,cer descart:a,e,ar desconsider:a,e,ar anul:a,e desprez:a,e contorn:a,e desobedeça lado despreze abandone",
    .follow: "sig:a,as,am segu:ir,e obede:ça,ças,cer respeit:e,es,ar cumpr:a,as,ir atenção", .not: "não pare nunca jamais",
    .instructions: "instruç:ão,ões orientaç:ão,ões diretri:z,zes prompt:,s diretiva:s", .rules: "regra:,s ordem ordens comando:,s norma:,s",
    .past: "anterior:,es prévi:a,as,o,os antes acima anteriormente aqui precedente:s",
    .yours: "sua suas seu seus tua tuas teu teus recebid:as,os recebeu dadas",
    .every: "tod:as,os qualquer", .everything: "tudo", .inside: "em no na nos nas dentro do da contidas para de",
    .expose: "revel:a,e,ar divulg:a,ue desvende exponha",
    .reveal: "mostr:a,e,ar exib:a,e diga diz repit:a repete copi:a,e imprim:a,e qual quais escreva", .prompt: "prompt:,s",
    .system: "sistema",
    .hidden: "ocult:a,as,o,os secret:a,as,o,os intern:a,as,o,os íntegra literalmente inicial iniciais criadores",
    .be: "é és seja finja encarnar aja interprete faz imagine",
    .machine: "ia inteligência assistente chatbot modelo robô", .without: "sem nenhuma nenhum",
    .limits: "regra:,s limite:,s filtro:,s restriç:ão,ões censura moral ética",
    .asIf: "como finja", .developer: "desenvolvedor programador depuração", .mode: "modo", .enabled: "ativado habilitado ativo",
    .invalid: "revogadas anuladas inválidas canceladas",
    .reads: "lê lendo leia", .this: "este esta isto", .favour: "recomende diga",
  ]
}
