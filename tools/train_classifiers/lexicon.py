"""Words by what they are about. A word of a class is a feature as its class, and so is its class behind the one before: what is learned of one word holds for the others, in other languages as well.

Verbs stand in their plain form; `verb:` lines get the usual English endings. A word has one class, the first one that names it."""

CLASSES = {
    # What is done to somebody.
    "kill": """
verb: kill murder slay slaughter execute assassinate exterminate eradicate annihilate massacre butcher lynch behead decapitate strangle choke drown crucify impale dismember disembowel electrocute euthanize liquidate suffocate smother throttle garrotte
verb: obliterate
slain slew slayer slayers murderer murderers killer killers killings assassin assassins extermination annihilation execution executions beheading beheadings lynching homicide homicidal genocide genocidal genocides manslaughter bloodbath carnage massacres headshot
hang hanged hanging hangs hung nuke nuked nukes nuking gassed gassing gallows guillotine noose exterminator purge purged purging wiped
töten töte tötet getötet umbringen umgebracht ermorden ermordet mord mörder erschießen erschossen erwürgen erhängen aufhängen abstechen abschlachten hinrichten vergasen köpfen tuer tue tué tuez tueur assassiner égorger pendre fusiller massacrer poignarder meurtre matar mato mata maten matarlo matarlos asesinar asesino asesinato degollar ahorcar fusilar apuñalar uccidere uccido ammazzare ammazzo sgozzare impiccare enforcar убить убью убей убивать убийца повесить расстрелять зарезать zabić zabiję zabij öldür öldüreceğim 殺す 杀 杀死
""",
    "hurt": """
verb: stab punch kick slap whip torture maim cripple mutilate assault rape strike crush smash bash batter beat flog pummel thrash stomp headbutt injure hurt harm wound bruise choke scalp castrate molest abuse torment brutalize ambush attack mug kidnap shoot snipe skin slash slice gouge burn ignite poison
shot shots shooting shootings stabbing beaten beating beatings struck tortured torturer rapist rapists raped rape attacker attackers attacks violence violent violently brutal brutally brutality savage savagely cruelty abuser bully bullying assaulted fight fights fighting fought fistfight brawl bitten bite
schlagen schlage verprügeln prügeln verletzen quälen foltern vergewaltigen angreifen treten frapper battre tabasser torturer violer attaquer golpear pegar torturar violar atacar picchiare colpire bater espancar бить избить пытать
""",
    "destroy": """
verb: bomb destroy invade raid detonate explode torch overthrow bombard shell
explosion explosions explosive explosives arson arsonist grenade grenades missile missiles airstrike airstrikes blast blasts bombing bombings bombers terrorist terrorists terrorism terror jihad jihadist jihadists jihadis isis extremist extremists militants insurgents hamas hezbollah qaeda taliban war wars warfare wartime battle battlefield army armies soldier soldiers troops military militia invasion invaders siege crusade crusaders uprising revolt revolution riot riots rioters combat
krieg bombe bomben zerstören sprengen guerre bombe guerra bomba война бомба взорвать
""",
    "dead": """
die dies died dying dead death deaths deadly lethal corpse corpses cadaver carcass grave graves graveyard coffin coffins funeral morgue buried bury burial perish perished perishing rot rotting rotten mortal fatal fatally fatality fatalities casualty casualties deceased cemetery tomb bodybag
tod tot stirb sterben stirbt gestorben leiche leichen mort morts meurs mourir muerte muerto muere morir morto morte morire morrer смерть умри умереть śmierć ölüm
""",
    "weapon": """
gun guns handgun rifle rifles pistol pistols shotgun shotguns bullet bullets ammo ammunition firearm firearms knife knives sword swords axe axes machete machetes dagger daggers blade blades weapon weapons weaponry revolver ak47 ar15 glock uzi magazine trigger hammer crowbar chainsaw chainsaws baseball bat club clubs spear spears bow arrow arrows taser rope ropes acid petrol gasoline razor razors scissors hatchet sledgehammer brick flamethrower
waffe waffen messer pistole gewehr kugel arme armes couteau fusil arma armas cuchillo pistola coltello faca нож пистолет
""",
    "gore": """
blood bloody bleed bleeds bleeding bled gore gory guts intestines entrails skull skulls brain brains flesh wound wounds wounded stitches stitched gash gashes severed sever mangled mutilation bloodied splatter splattered spurt spurted oozing organ organs disfigured amputated amputation stump swollen swelling bruises fracture fractured fractures dislocated ruptured punctured impaled pierced burnt charred decomposed decomposing limbs
blut bluten sang saigner sangre sangrar sangue кровь
""",
    "bodypart": """
throat throats head heads neck necks leg legs face faces arm arms eye eyes tooth teeth jaw jaws nose finger fingers hand hands wrist wrists thigh thighs belly stomach chest ribs rib bone bones spine knee knees ear ears tongue foot feet toes skin scalp balls body bodies mouth back spleen kidney kidneys lungs heart cheek socket ankle
kopf hals arme beine gesicht tête gorge cabeza garganta cara
""",
    "punish": """
deserve deserves deserved deserving punish punished punishes punishment revenge vengeance retaliate retaliation payback karma consequences prison jail jailed behead stoned stoning whipping penalty sentenced mercy merciless justice traitor traitors treason infidel infidels apostate apostates heretic heretics blasphemy unbelievers kafir kuffar martyr martyrs hell satan devil damned doomed
verdient verräter strafe merece merecen mérite méritent traître traîtres traidor traidores
""",
    "intent": """
will shall ill gonna going want wanna wants would should must need needs ought let lets lets gotta hope hopes wish wishes pray planning plan plans plotting intend intends ready threaten threatened threatens threat threats warn warned warning id hed theyd youll well theyll imma finna want
werde werden will wollen sollte sollten muss müssen hoffe vais allons faut devrait veux voy vamos deberíamos debemos quiero hay
""",
    "joy": "enjoy enjoys enjoyed enjoying fun funny hilarious lol lmao lmfao rofl haha hahaha hehe love loved loves laugh laughed laughing cheer cheered glad happy great awesome beautiful glorious hero heroes celebrate celebrated thrill thrilled satisfying delight delicious proud praise",
    "fear": "fear scared scary terrified terrifying horror horrifying horrible scream screams screamed screaming cry cries cried crying beg begged begging suffer suffers suffered suffering agony pain painful painfully torment victim victims helpless trapped tied chained captive captives hostage hostages prisoner prisoners slave slaves slavery",
    "time": "tonight soon tomorrow now next today immediately finally once watch wait find catch meet see come comes coming hunt hunted hunting hunts chase chased stalk stalked stalking",
    # Whom.
    "you": "you your yours yourself yourselves u ur ya yall youre thou thy dich dir dein deine euch du tu te ton ta toi vous votre usted ustedes tú ti tuyo tuo você ты тебя тебе твой 你 お前",
    "third": "him her them they he she his hers their theirs himself herself themselves ihn ihm ihr sie ihnen lui elle eux los las les lo gli loro eles его её их они",
    "i": "i me my mine im ive myself ich mich mir mein meine je moi mon ma mes yo mi mío io mio eu meu я меня мне мой 我",
    "we": "we us our ours ourselves weve were wir uns nous notre nosotros nuestro noi nostro мы нас",
    "everyone": "everyone everybody anyone anybody someone somebody nobody noone all every each both alle jemand niemand tous quelqu alguien todos tutti все",
    "person": """
guy guys man men woman women kid kids child children boy boys girl girls people person persons friend friends family families mother mothers father fathers mom mum mommy dad daddy brother brothers sister sisters son sons daughter daughters wife wives husband husbands uncle aunt grandma grandpa grandmother grandfather baby babies boss coworker coworkers teacher teachers neighbor neighbors neighbour neighbours roommate classmate classmates stranger strangers civilian civilians parents boyfriend girlfriend cousin crowd mob gang gangs thug thugs criminal criminals cop cops police officer officers judge dealer burglar intruder trespasser enemy enemies opponent rival rivals male males female females folks victim
mann männer frau frauen kind kinder leute menschen familie homme femme enfant gens famille hombre mujer niño gente familia uomo donna человек люди
""",
    "animal": "animal animals dog dogs cat cats puppy pig pigs rat rats monkey monkeys ape apes cow cows goat goats chicken chickens horse horses snake snakes cockroach cockroaches insect insects beast beasts wolf wolves lion lions vermin parasite parasites bird birds fish deer bear bears",
    "group": """
muslim muslims islam islamic moslem moslems islamist islamists jew jews jewish israel israeli israelis zionist zionists christian christians catholic catholics hindu hindus sikh sikhs buddhist buddhists arab arabs persian iranian iranians iran iraq iraqi syria syrian palestinian palestinians palestine pakistani pakistanis pakistan afghan afghans india indian indians china chinese asian asians african africans africa black blacks white whites mexican mexicans mexico latino latinos hispanic immigrant immigrants immigration migrant migrants refugee refugees foreigner foreigners alien aliens turk turks turkish kurd kurds russian russians russia ukrainian ukrainians german germans american americans gypsy gypsies roma gay gays lesbian lesbians homosexual homosexuals homosexuality lgbt trans transgender feminist feminists liberal liberals leftist leftists lefties conservative conservatives republicans democrats communist communists commies socialist antifa nazi nazis fascist fascists rohingya uyghurs ahmadi shia sunni quran koran bible allah prophet god race races racist racists religion religious
ausländer juden muslime flüchtlinge musulmans juifs étrangers negros judíos musulmanes inmigrantes мусульмане евреи
""",
    "slur": "nigger niggers nigga niggas kike kikes faggot faggots fag fags chink chinks wetback wetbacks raghead ragheads tranny trannies spic spics paki pakis towelhead gook gooks coon coons dyke dykes retard retards retarded kanake kanaken subhuman subhumans",
    "insult": "idiot idiots moron morons stupid stupidity dumb dumbass ass asshole assholes arse loser losers worthless pathetic bitch bitches whore whores slut sluts scum scumbag cunt cunts bastard bastards motherfucker motherfuckers trash garbage filth filthy pig disgusting ugly fat coward cowards imbecile clown lazy inferior ignorant bigot liar liars fool fools jerk dick dickhead prick twat wanker degenerate degenerates evil arschloch hurensohn schlampe connard salope pendejo puta cabrón stronzo",
    "swear": "fuck fucking fucked fucker fuckers fucks fuk fukin fking wtf shit shitty bullshit crap damn goddamn hell piss pissed stfu ffs scheiße scheiss merde putain mierda joder cazzo merda блядь сука",
    # What makes it something else.
    "sexual": "sex sexy sexual sexually porn cock cocks dick dicks pussy penis vagina clit cum cumming orgasm orgasms nipple nipples breast breasts tits boobs naked nude nudes horny moan moaned moaning moans thrust thrusting thrusts lick licked licking suck sucked sucking suckled stroke stroked kissed kissing kiss erect erection anal blowjob masturbate masturbating aroused arousal lust panties bra erotic fetish hentai spanking bondage dominatrix submissive seduce strip stripped undressed squirt slutty whorish busty",
    "medical": "doctor doctors surgeon surgeons surgery surgeries hospital hospitals nurse nurses patient patients clinic ambulance paramedic diagnosis diagnosed therapy therapist psychiatrist psychologist medication medications medicine meds antidepressants treatment treated treat disease cancer infection virus vaccine vaccines symptoms injury injuries bandage heal healed healing scar xray cast recovery recovered health",
    "game": "game games gaming gamer player players team teams match matches level boss score scored season league champion championship coach win wins winning won lose loses lost goal goals points round raid quest minecraft fortnite xbox playstation movie movies film films series episode novel book books story stories chapter plot anime comic comics song songs album band video videos theatre play",
    "news": "police arrested arrest charged court trial judge lawyer lawsuit law laws legal government president minister senate congress parliament election elections vote votes voted party politics political policy report reported reports reporter news newspaper article study research studies statistics history historical historian century ancient museum documentary according officials statement investigation investigators suspect suspects witness witnesses",
    "tech": "process processes thread computer software code server file files python linux windows java function script database query error bug app website browser password install update download data api terminal command commands program programming",
    "food": "cook cooking recipe food eat eats eating ate dinner lunch meat chicken onion onions garlic salt oven kitchen restaurant meal bread potatoes vegetables egg eggs butter sauce",
    # Harm to oneself.
    "suicide": "suicide suicidal suicides kms unalive overdose overdosed overdosing selfharm sh selbstmord suizid umzubringen suicidio suicidarme suicider суицид самоубийство 自杀 自殺",
    "selfcut": "cut cuts cutting cutter cutters relapse relapsed relapsing bandages bandaids bandaid scratch scratched scratching scars lighter ",
    "eating": "anorexia anorexic ana mia bulimia bulimic thinspo starve starved starving starvation binge binged binging calories calorie fasting fasted purge weight bmi thin skinny thinner underweight laxatives restrict restricting restricted kilos lbs pounds ed diet edtwt",
    "despair": "hopeless hopelessness worthless numb empty emptiness burden pointless depressed depression depressing lonely loneliness alone miserable misery exhausted tired hate hated hating failure fail failed broken unbearable anymore goodbye useless ashamed shame guilt guilty anxiety anxious panic trauma ptsd desperate sad sadness tears overwhelmed better unlovable suffering",
    "means": "pills pill tablets bleach bridge rope train noose razor razors razorblade wrist wrists roof ledge tylenol paracetamol xanax insulin exhaust note letter",
    "live": "life live lives living alive exist existing existence born birth disappear disappearing sleep wake awake end ended ending ends leben vie vivre vida vivir vita жизнь",
    "help": "help helped helping helps hotline counsellor counselor counseling support supported prevent prevention awareness charity helpline recover",
    # What attacks on instructions are made of.
    "override": "ignore ignores ignored ignoring disregard disregarding forget forgets forgot forgetting override overriding bypass bypassing discard discarding overlook dismiss cancel erase delete overwrite skip drop neglect abandon violate violating vergiss vergessen vergesst vergiß ignoriere ignorieren ignorier missachte missachten verwirf lösche überschreibe oublie oubliez oublier ignorez efface olvida olvide olvidar ignora ignore descarta borra dimentica dimenticare cancella esqueça esquecer desconsidere zapomnij zignoruj vergeet negeer glöm ignorera unut zaboravi zapomeň забудь забудьте игнорируй игнорируйте",
    "order": "instruction instructions rule rules guideline guidelines directive directives order orders command commands policy policies task tasks assignment assignments job request requests requirement requirements programming constraint constraints anweisung anweisungen instruktion instruktionen regeln regel aufgabe aufgaben auftrag aufträge befehl befehle vorgaben consigne consignes règles tâche ordres instrucciones instrucción reglas tarea tareas órdenes istruzioni regole compito instruções regras tarefa instrukcje polecenia instructies opdracht instruktioner talimatları kuralları pokyny upute instrukcije инструкции правила задание команды",
    "before": "previous previously prior above earlier preceding former foregoing beforehand before past original initial vorherigen vorherige vorher bisherigen bisher obigen oben davor vorigen früheren précédentes précédente précède avant antérieures anteriores anterior antes precedenti precedente prima acima poprzednie vorige eerdere tidigare önceki předchozí предыдущие предыдущих раньше выше",
    "instead": "instead rather actually simply just only nothing exactly verbatim literally word stattdessen nur lediglich sondern nun jetzt plutôt seulement maintenant solo solamente ahora soltanto adesso apenas agora tylko teraz alleen nu теперь только",
    "reveal": "reveal print show repeat output display tell leak disclose dump recite list spell translate summarize summarise return write say answer respond reply describe explain give provide zeige zeig nenne gib wiederhole sage sag schreibe schreib antworte antwort ausgeben montre affiche révèle dis réponds écris répète muestra muéstrame di dime responde escribe repite revela mostra dimmi scrivi rispondi ripeti mostre diga responda escreva pokaż powiedz napisz toon zeg schrijf visa säg skriv göster söyle скажи напиши покажи ответь повтори",
    "prompt": "prompt prompts systemprompt system context message messages input text texts document documents article articles conversation chat sentence paragraph line lines kontext dokumente artikel texte eingabe nachricht systemnachricht message texte contexto mensaje testo messaggio контекст промпт текст",
    "persona": "act acts acting pretend pretending pretends imagine roleplay roleplaying rp play playing role roles persona personality personas character characters impersonate simulate simulates simulating simulator simulation emulate embody become becomes behave mimic scenario hypothetical fictional fiction pretended spiele spiel rolle stell vorstellen verhalte joue rôle imagine prétends actúa rol finge imagina personaje ruolo fingi interpreta finja papel udawaj роль притворись представь",
    "ai": "ai ais chatbot chatbots chatgpt gpt gpt3 gpt4 openai assistant model models llm bot bots dan robot robots machine neural trained claude bard gemini llama anthropic google ki intelligence artificial modell assistent ia modèle modelo assistente ии модель",
    "refuse": "refuse refuses refused refusing decline deny denies reject apologize apologise apologizing sorry cannot cant wont unable warn warning warnings disclaimer disclaimers lecture moralize judge remind avoid ablehnen weigern entschuldigen refuser rechazar negarte rifiutare recusar отказать отказывайся",
    "limits": "limit limits limitation limitations restriction restrictions restricted filter filters filtered censor censorship censored boundary boundaries moral morals morality ethic ethics ethical legal legality guardrails safety safeguards safe appropriate conscience norms grenzen moral ethik zensur limites restrictions éthique límites restricciones ética limiti censura limitações ограничений ограничения фильтров",
    "unlimited": "unrestricted unlimited unfiltered uncensored unbound unbounded unchained unethical immoral amoral illegal unlawful inappropriate offensive explicit nsfw vulgar profane profanity profanities obscene taboo jailbreak jailbroken jailbreaking unlocked unhinged freed free anything whatever everything lawless ruthless sarcastic rude unmoderated unapologetic",
    "mode": "mode modes developer dev debug admin root sudo god enabled disabled activated activate unlock opposite token tokens version alter ego modus mode modo режим",
    "always": "always never ever must mustnt cannot forbidden allowed permitted required immer niemals nie darfst musst toujours jamais dois siempre nunca debes sempre mai devi zawsze nigdy всегда никогда",
    "dialogue": "answer answers question questions response responses reply replies user assistant human start starts begin begins first second two both tag brackets format example examples input output followed frage fragen antworten réponse réponses question pregunta respuesta respuestas domanda risposta resposta ответ вопрос",
    "fairtask": "please kindly could would can thanks thank summary essay email poem recipe table code explanation difference bitte danke merci gracias favor grazie obrigado пожалуйста",
}


def inflected(verb):
    """A verb's usual English forms."""
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing", verb + "r", verb + "rs"]
    if verb.endswith(("s", "sh", "ch", "x")):
        return [verb, verb + "es", verb + "ed", verb + "ing", verb + "er", verb + "ers"]
    forms = [verb, verb + "s", verb + "ed", verb + "ing", verb + "er", verb + "ers"]
    if verb[-1] in "bdgmnprt" and verb[-2] in "aeiou" and sum(letter in "aeiou" for letter in verb) == 1:
        forms += [verb + verb[-1] + "ed", verb + verb[-1] + "ing", verb + verb[-1] + "er"]
    return forms


def classes():
    """The number of every word's class, from 1 on."""
    result = {}
    for number, lines in enumerate(CLASSES.values(), 1):
        for line in lines.strip().split("\n"):
            words = line.split()
            if words and words[0] == "verb:":
                words = [form for verb in words[1:] for form in inflected(verb)]
            for word in words:
                result.setdefault(word, number)
    return result


def folded_classes(fold):
    """The number of every word's class by the word as the gateway reads it: folded and in lower case."""
    result = {}
    for word, number in classes().items():
        result.setdefault(fold(word).lower(), number)
    return result


def lists(fold):
    """The words of every class, as they are read."""
    result = [[] for _ in CLASSES]
    for word, number in folded_classes(fold).items():
        result[number - 1].append(word)
    return result
