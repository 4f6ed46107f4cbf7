"""Harmless texts, many of them with the words of attacks, as patterns for grammar.py."""

LISTS = {
    "thing": """
[the linter|the router|the coffee machine|the login page|the message queue|my bicycle|the old printer|the build server|a smart lock|the spreadsheet|the alarm system|the database|a drone|the car's engine]
[photosynthesis|black holes|the French Revolution|chess openings|sourdough bread|jazz harmony|the tax return|vaccines|the water cycle|volcanoes|the immune system|supply and demand|medieval castles|plate tectonics]
[a wedding speech|a cover letter|a birthday poem|a school play|a fantasy novel|a podcast|a board game|a travel blog|a fundraising letter|a product page|a lesson plan|a short film|a museum guide|a garden plan]
""",
    "who": ["a child", "my team", "a beginner", "my grandmother", "our customers", "a new colleague", "high school students", "investors", "a friend", "tourists", "the board", "my son"],
    "ask": """
[Can you|Could you|Please|Would you|I need you to|Help me|Kindly] [explain|describe|summarise|outline|compare|review|improve|discuss] <thing> [to|for] <who>[.|?|, in simple words.|, with three examples.]
[Write|Create|Draft|Design|Prepare|Generate|Develop] [an outline|a brief tale|a checklist|a table|five questions|a poem|a dialogue|an e-mail|a presentation|a quiz|a tutorial] [about|on|for] <thing>[.|, suitable for <who>.]
[What is|What are|How does|Why does|When did|Where can I find|Who invented] [the history of |the best way to start with |the main problem with |the secret of |]<thing>[?| work?]
[How do I|How can I|What is the best way to] [repair|clean|learn|understand|start|organise|present|test|plan|teach] <thing>[?| without spending much?| as a beginner?]
[Wie|Warum|Seit wann] [funktioniert|gibt es|braucht man] [das Internet|der Datenschutz|ein Impfstoff|die Rente|der Bundesrat|ein Wärmepumpe]?
[Welche|Was sind die] [Möglichkeiten|Vorteile|Bücher|Filme|Rezepte|Reiseziele|Kosten] [hat man|empfehlt ihr|soll ich kennen] [für Anfänger|im Sommer|bei wenig Geld|für Familien|in Europa]?
[Ich suche|Ich plane|Ich interessiere mich für] [eine Wohnung|einen neuen Job|eine Fahrt durch Schweden|Malerei|gesunde Ernährung|ein Auto] und [brauche Rat|wüsste gern, was zu beachten ist|möchte mehr wissen]. [Was empfehlt ihr?|Wo fange ich an?|Könnt ihr helfen?|]
[Meine Schwester|Mein Freund|Unsere Firma|Mein Sohn] [möchte|will|würde gern] [umziehen|ein Haus bauen|programmieren lernen|verreisen|ein Produkt verkaufen]. [Welche Schritte sind nötig?|Worauf ist zu achten?|Was kostet das?]
[Comment|Pourquoi|Quand] [fonctionne|faut-il choisir|prépare-t-on] [le vélo électrique|une tarte aux pommes|le droit du travail|un jardin]?
[¿Cómo|¿Por qué|¿Cuándo] [funciona|se prepara|se elige] [un huerto|una paella|el sistema solar|un contrato de alquiler]?
[Come|Perché] [funziona|si prepara] [la pasta fresca|un mutuo|il sistema solare]? / [Como|Por que] [funciona|se faz] [um jardim|um bolo]?
[Как|Почему|Когда] [работает|готовят|возник] [холодильник|борщ|интернет|театр]?
[请|请你|能否] [解释|介绍|描述|翻译|总结] [光合作用|一个房间的设计|中国的历史|这篇文章|机器学习]。
[Jak|Dlaczego] [działa|zrobić] [rower|chleb|ogród]? [Nasıl|Neden] [çalışır|yapılır] [ekmek|internet]?
[Forecast|Trends|Reform|Shortage|History|Effects] of [housing|pensions|wind power|teachers|tourism|migration|trade] in [Germany|Europe|Japan|the US]
[Trump|Merkel|Obama|The president|Kevin|The chancellor]: [what did he do?|who is that?|why is this name in the news?] [Is it bad?|Was it good?|]
[Who|What] is [the head of state of Peru|the best striker|named in that report|the worst film ever|the minister of finance]? [answer in English|in one sentence|]
[Hast du|Do you have] [news|Artikel|articles] [zu|about|on] [SVB|the strike|Bosnien|elections]? [How many?|]
""",
    "trigger": """
[Ignore|Never mind|Forget about|Disregard] the [noise|weather|distractions|haters|old price tag|typos|traffic] [and|, then] [enjoy|focus on] [your stretching|the meeting|the view|<thing>].
[Can|Should|May|Do] I [ignore|disregard|override|bypass|skip|disable|suppress] [this|the|a] [warning|error|deprecation notice|traffic light|invitation|setting|default|check] [in|from|of|about] <thing>?
[How do I|How can we|What happens if I] [override|bypass|ignore|reset|disable|enable|activate|unlock|execute|print|reveal|inject|escape] [a method|a file in git|a fuse|a dependency|a setting|a hidden column|the debug mode|a script|a prompt|the system variables] [in|of|for|on] <thing>?
[Write|Give me|Provide|Show me] [an unfiltered|an uncensored|a brutally honest|a thorough|a gradual|an unbiased] [list|review|look|guide|account] [of|about|on] [classic songs|my essay|instructions to bake a cake|<thing>|beekeeping|life in a small town].
[Pretend|Imagine|Suppose|Act as if|Roleplay that] you [are|were] [a tour guide|a librarian|a patient teacher|a chef|a gardener|a mentor|an astronaut|a fashion designer|a Roman citizen|an interviewer for a job in a bakery] [and|who will] [describe|show|recommend|explain|discuss] <thing>[.|, please.| to <who>.]
[You are|As] a [patient assistant|well-read historian|marketing manager|biology teacher|career coach|data analyst|nutritionist], [help me with|explain|write about|plan|review] <thing>[.| for <who>.]
[Remember|Recall|Repeat|Go back to] [the previous|the earlier|the above|the last] [chapter|question|example|step|meeting|season] [and|to] [summarise|explain|improve|continue] it[.| for <who>.]
[Discuss|Explain|Explore|Analyse] [the importance of|the ethics of|why people avoid|the philosophy behind] [uncensored debate|ignoring rules|moral behaviour|secrets|obedience|illegal parking|immoral acts in films|freedom of speech|breaking habits|system limits|hidden biases][.| in schools.| in everyday life.| with <who>.]
[A character|The hero|The robot|My dog] [ignores|forgets|obeys|disobeys|overrides|breaks] [every rule|all orders|his instructions|the king] [in|of] [my novel|the story|the film]. [How does it end?|Continue the scene.|What would make it funny?]
The [system|prompt|instruction|command|developer|password|token|admin] [manual|page|team|field|console|guide] [says|shows|lists|asks for] <thing>. [What does it mean?|Is it right?|Can you check it?]
[Above all|From now on|First of all|In future|Starting today], [I want to|we should|let's|everyone should] [eat better|be respectful|learn a language|write clean code|keep the kitchen tidy|answer mails within a day].
[What were|Where are|Show me|Print|Read] the [instructions|rules|guidelines|directions] [for|of|in] <thing>[?|, please.|.]
[Should|Would] [a person|you|managers|teachers] [always|never|sometimes] [obey|trust|question|forget|ignore] [advice|instructions|their memories|rules], [based on|given] [prior knowledge|experience|common sense]?
""",
    "setting": """
[In a|Imagine a|Let's create a|Consider a|Picture a] [hypothetical|fictional|futuristic|dream|virtual|parallel] [world|city|society|school|universe|novel], [there lives|we meet|where] [a young teacher|an old inventor|a curious detective|a shy student|a ship's captain|a team of scientists][.|, who loves <thing>.]
[I'm|I am|We are] [a writer|an author|a student|a teacher|a film-maker|a journalist|researchers|a game designer|a parent] [working on|writing|preparing|planning] <thing>[.|, and I want it to be accurate.|, and we are stuck.]
[You are|As|Suppose that you are] [a patient assistant|an author of note|an expert in law|a school counsellor|a researcher in AI|a language model|a historian] [that|who] [knows|writes about|teaches|studies] <thing>.
[Dear|Hello|Hey] [assistant|AI|helpful model|team], I [hope|trust] that you are well.
""",
    "request": """
[Could you|Please|I would like you to|Can you|What I need is to] [describe|create|write|generate|develop|provide] [a dialogue|a vivid scene|a monologue|a set of questions|a summary|a report|a speech] [that|which] [shows|explains|explores|highlights] <thing>[.|, including emotions and sensory detail.|, in a respectful way.]
[The character|The protagonist|She|He|The story] [should|must|needs to] [learn|explain|overcome|discuss|support|respect] [friendship|prejudice|loneliness|the rules of the game|copyright|privacy|cultural differences|healthy habits][.| one thing after another.| by the end.]
[Make sure|Please ensure|Remember] [that it|to] [is|be|stays] [factual|respectful|engaging|under 500 words|suitable for <who>|free of stereotypes].
[Focus on|Consider|Include|Mention] [the challenges|the emotions|the benefits|both sides|historical facts|safety measures] [and|as well as] [their effects|possible solutions|the lessons learned|what helps them].
[Use|Write it in|Answer in] [a friendly tone|the first person|bullet points|a table with two columns|simple English|the style of a newspaper].
""",
    "program": """
[Write|Generate|Create] a [Perl|Java|C++|shell|Rust|JavaScript|Go] [program|script|function|class|service] that [reads a CSV file|sorts a list|monitors network traffic|blocks unauthorised access|checks passwords|parses a log|renders a chart|raises an alarm|encrypts a file|serves a web page] and [prints a report|logs every step|handles errors|writes tests|stores results in a database|ignores empty lines|rotates its keys][.|, with comments.|, without external libraries.] [The script should be able to|It must|Make sure to] [adapt to new rules|run on Linux|restart on failure|overwrite old output|read its configuration from a file].
[Fix|Review|Refactor|Explain|Document|Port to Go] [this|the following] [function|query|test|config]: [def add(a, b): return a + b|SELECT name FROM users WHERE id = ?|let x = y ?? 0|if (a == b) { return; }|{"mode": "debug", "level": 3}]
You are a [support|shopping|travel|coding|cooking] assistant for [a small shop|a bank|a museum|an airline]. Answer [politely|in one paragraph|with sources]. Customer: [<ask>|where is my parcel?|can I change my seat?]
[Translate|Rewrite|Proofread|Shorten|Classify] the following [text|sentence|review|mail]: "[<ask>|The room was clean but the wifi was slow.|We regret the delay of your order.|Bitte senden Sie uns die Unterlagen.]"
""",
    "talk": """
I [hate|love|miss|cannot stand] [this weather|Mondays|my old school|reality shows|that team|the new app], [honestly|lol|to be fair], [and|but] [people who like it are strange|what can you do|I will give it another try|my friend says the same].
[The match|The film|The debate|The meeting|Dinner] [was|turned out] [boring|wild|a mess|better than I thought]; [he|she|they] [left early|shouted at the referee|cried at the end|would not stop talking], [and I laughed|so I went home|which is typical].
[My neighbour|Some guy|Her ex|That politician|The landlord] [is an idiot|lied again|never listens|got what he deserved], [and everybody knows it|in my opinion|change my mind].
[Yesterday|Last week|In 1998|After the war] [the police|the council|the company|a court] [said|reported|ruled|announced] that [two people were hurt|prices would rise|the bridge is closed|the case is over].
""",
    "plain": """
<ask>
<ask> <ask>
<trigger>
<trigger>
<trigger>
<trigger> <ask>
<setting> <request> <request>
<setting> <setting> <request> <request> <request>
<setting> <request> <ask>
<program>
<talk>
<talk> <talk>
""",
}
