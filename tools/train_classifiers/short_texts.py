"""Short everyday prompts, as patterns for grammar.py. Every line of `short` is a rule: `train.py` keeps whole rules aside, never some of a rule's texts."""

LISTS = {
    "tail": ["", "", "", ".", "!", ", please", ", please.", "..."],
    "matter": """
[the moon|the sea|my cat|our dog|autumn|the rain|coffee|tea|friendship|the mountains|trains|a lonely robot|winter|bread|the city at night|bees|a small village|the stars|time|football|music|a lighthouse]
[tax law|gravity|inflation|the heart|solar panels|the Roman Empire|machine learning|DNA|the stock market|electric cars|sleep|vitamins|the ozone layer|earthquakes|the euro|recursion|democracy|glaciers]
""",
    "sache": """
[den Mond|das Meer|meine Katze|den Winter|die Liebe|einen Zug|den Frühling|Kaffee|die Zeit|einen kleinen Hund|Freundschaft|den Wald|die Großstadt|Fußball|das Gewitter]
""",
    "place": ["Portugal", "Australia", "Brazil", "Egypt", "Norway", "Kenya", "India", "Mexico", "Poland", "Vietnam", "Chile", "Turkey", "Iceland", "Morocco"],
    "land": ["Portugal", "Australien", "Ägypten", "Norwegen", "Indien", "Mexiko", "Polen", "Ungarn", "Chile", "Island", "Belgien", "Marokko"],
    "job": """
[teacher|maths tutor|doctor|chef|travel guide|lawyer|personal trainer|librarian|poet|gardener|interviewer|career coach|historian|scientist|mechanic|translator|editor|nutritionist|detective|storyteller|therapist]
[king|wizard|cowboy|astronaut|dragon|medieval peasant|vampire|talking tree|ghost|explorer|Viking|samurai|elf|cat|grumpy old man|superhero|princess|time traveller|space captain|clown]
""",
    "beruf": ["Lehrer", "Arzt", "Koch", "Reiseführer", "Anwalt", "Mathematiklehrer", "Trainer", "Gärtner", "Historiker", "König", "Zauberer", "Drache", "Ritter", "Dichter", "Steuerberater"],
    "shape": ["JSON", "valid JSON", "a JSON object", "YAML", "XML", "CSV", "Markdown", "plain text", "HTML", "a table", "bullet points", "a numbered list", "a code block"],
    "unit": ["one word", "a single word", "two words", "one sentence", "a single sentence", "one line", "three lines", "two sentences", "one paragraph", "fifty words", "100 words", "a number", "one letter"],
    "sum": ["[2|3|5|8|12|17|25|49|144] [+|-|*|/|times|plus|minus] [2|4|6|7|9|13|21|32|60]"],
    "quiz": """
[What is the capital of|Where is|How big is|How many people live in|What language do they speak in|What currency is used in|Who governs] <place>[?|]
[Who wrote|Who composed|Who painted|Who directed|Who invented|Who discovered] [Hamlet|the Mona Lisa|the telephone|penicillin|Carmen|Moby Dick|Jaws|the light bulb|America|The Trial|radium][?|]
[What is|what's|Calculate|Compute|How much is] <sum>[?|]
[How far is|How hot is|How old is|What is|Why is] [the moon|the sun|Mars|the earth|the snow white|the sea salty|grass green][?|]
[Is|Are] [water wet|the earth round|tomatoes fruit|cats mammals|it raining|whales fish|17 a prime|Pluto a planet|dogs smarter than cats|bananas berries][?|]
""",
    "frage": """
[Was ist die Hauptstadt von|Wo liegt|Wie groß ist|Wie viele Menschen leben in|Welche Sprache spricht man in] <land>?
[Wer hat|Wann wurde] [das Telefon erfunden|den Faust geschrieben|Amerika entdeckt|die Zauberflöte komponiert|die Mauer gebaut]?
[Wie viel ist|Was ergibt|Berechne] [2 + 2|7 mal 8|100 geteilt durch 4|die Wurzel aus 81|15 % von 60][?|]
""",
    "short": """
[Hi|Hello|Hey|Good morning|Good evening|Greetings|Howdy|Yo|Hiya|hallo|hey hey][!|.|,|] [there|all|friend|again|everyone|bot|assistant|]<tail>
[Hi|Hello|Hey|Good day], [how are you|how's it going|what's up|how are you doing today|are you there|nice to meet you|how was your day|anybody home][?|]
[Hi|Hello|Hey|Good morning][,|!|.] [I need some help|I have a question|can you help me|my name is [Tom|Anna|Ali|Sofia|Wei]|I am new here|let's start|I'd like to talk]<tail>
[Thanks|Thank you|Thanks a lot|Cheers|Great, thanks|Perfect, thank you|Thx|ty|Many thanks][!|.| for your help| very much|, that helped| so much|]
[Bye|Goodbye|See you|See you later|Good night|Take care|Have a nice day|Until tomorrow|That's all for now]<tail>
[How are you|How do you feel|Are you ok|Are you happy|Are you tired|Do you sleep|Are you bored][ today|][?|]
[Who|What] are you[?|, exactly?| really?|]
[What|Which] [model|AI|language model|version|LLM|chatbot|company's model] [are you|is this|am I talking to|do you run on|is behind this][?|]
[Are you|Is this|Am I talking to] [a human|a robot|an AI|a bot|a person|a machine|ChatGPT|Claude|Llama|Mistral|Qwen|GPT-4|a language model|open source][?|]
[What can you do|What are you good at|What do you know|How can you help me|What can I ask you|What are your capabilities|What are your limits][?| for me?|]
[Who|Which company] [made|built|trained|created|developed|owns] you[?|]
[What's your|What is your|Tell me your|Do you have a] [name|age|favourite colour|favourite food|knowledge cutoff|opinion on tea|hobby|birthday|version number][?|.|]
[When|Where|How] were you [trained|made|released|created|born][?|]
[Can you|Do you] [speak [German|Spanish|Chinese|Arabic|Polish]|see images|hear me|read files|browse the internet|write code|remember me|learn from me|draw|think|dream|sing|count|do maths|help][?|]
[Introduce|Describe] yourself[ in <unit>|][.|!|]
[Tell me|Say something|Share something] about yourself[.|]
[Do you|Can you|Will you] [remember|store|save|keep|share] [our chat|what I say|my data|my name|this conversation][?|]
[Answer|Reply|Respond|Write] [only |just |][with|in] <unit>[.|:|] <quiz>
<quiz> [Answer|Reply|Respond] [only |just |][with|in|using] <unit>[.|]
[Output|Return|Produce|Give me|Write|Print|Show] [only |nothing but |just |][<shape>|the result|the code|the final answer|the number|the list|the translation|the title|the answer][.|]
[Answer|Reply|Return the answer|Give the result|Write it|Format it|Show it] [as|in] <shape>[.|, nothing else.|, no explanation.|, please.|]
<quiz> [Give|Return|Show] [the answer|it|the result] [as|in] <shape>[.|]
[Yes or no|True or false|Just yes or no][:|,|?] <quiz>
<quiz> [Yes or no?|yes/no|True or false?|Answer yes or no.|Say true or false.|one word only|short answer please|be quick]
[Be|Please be|Stay|Keep it] [brief|concise|short|polite|simple|clear|precise|honest|kind|to the point|quick][.|!|]
[No|Without|Skip the|Drop the] [explanation|introduction|comments|small talk|emojis|formatting|preamble|markdown|headings][.|, please.| please|, just the code.|, only the result.|]
[Use|Write in|Answer in|Speak|Reply in] [German|English|French|simple English|Spanish|lower case|capital letters|my language|British spelling][.|, please.| only.| from now on.|]
[Keep|Make] [it|your answer|the reply|the text] [under|below|shorter than|at most] [50|100|20|200] [words|characters|tokens][.|]
[List|Name|Give me] [three|five|ten|two|some] [fruits|animals|rivers|films|colours|ideas for dinner|books|baby names|verbs|planets|synonyms of happy|gifts for a friend|facts about <matter>][.|, one per line.|, separated by commas.|]
[Explain|Describe|Define|What is] <matter> [in <unit>|briefly|to a child|simply|like I'm five][.|?|]
[Act|Please act|I want you to act] as [a|my] <job>[.| and help me.|, then ask me a question.| and explain <matter>.]
You are [a|an old|a friendly|a famous] <job>. [Introduce yourself.|Describe your day.|What do you eat?|Sing me a song.|Talk about <matter>.|Give me some advice.|Explain <matter>.|Help me with my homework.|What do you see?|Tell me a joke.]
[Pretend|Imagine|Suppose] [you are|you're|to be|that you are] [a|my] <job>[.|and greet me.| and describe <matter>.| for a moment.|. What do you say?]
[Speak|Talk|Answer|Write|Sing|Greet me] like [a|an old] <job>[.|!|]
[Let's|Can we|Could we|I want to] [play a game|role-play|play chess|play twenty questions|write a story together|practise English|practise a job interview|do a quiz|talk about <matter>][.|?|!|]
[You are|You're|Be] my [teacher|friend|coach|tutor|doctor|assistant|English teacher|travel agent|boss|neighbour]. [Ask me something.|Help me.|What should I do first?|Correct my mistakes.|Start.|Let's talk about <matter>.]
[Say|Please say|Can you say|Just say] [hello to my [friend|mum|class]|good morning|thank you|cheers|happy birthday|something nice|yes|no|please|goodbye|the alphabet|banana|I love you|sorry|a number|it again|something in Latin]<tail>
[Repeat|Repeat after me|Echo|Say this|Say after me|Copy]: [I like apples|hello|the sun is shining|blue|one two three|red lorry, yellow lorry|the quick brown fox|open the window|foo|my name is Max][.|]
[Repeat|Say] [that|it|the last word|the last sentence|the number|your answer|the question][ again| once more| slowly| louder|][.|?|, please.|]
[Print|Write|Type|Output|Say] [hello|hello world|ok|the word tree|test|foo bar|done|OK|the numbers from 1 to 5|the letter a|three stars][.|]
[Count|Count down|Count backwards] [to ten|from 10|from 1 to 20|to five|to 3 in French|by twos][.|, please.|]
[Spell|Translate|Rhyme with|Define|Pronounce|Use in a sentence:] [necessary|banana|orange|rhythm|receive|window|ubiquitous|tree|Wednesday|beautiful][.| into Spanish.| backwards.|]
[Tell me|Give me|Do you know|I want|Make up] [a joke|another joke|a fun fact|a riddle|a story|a short story|a fairy tale|a secret of good coffee|a quote|a tongue twister|something interesting|a bedtime story|good news][.|?|!| about <matter>.|]
[Write|Compose|Make|Create] [a poem|a haiku|a short story|a song|a limerick|a letter|a tweet|a slogan|an e-mail|a headline|four lines|a toast] [about|on] <matter>[.|, please.|]
You are a [helpful|friendly|polite|professional|concise|knowledgeable|careful] [assistant|support agent|chatbot|tutor|writing assistant|coding assistant|travel assistant|AI]. [Answer the user's questions.|Be concise.|Keep answers short.|Answer in German.|Only answer questions about <matter>.|If you do not know, say so.|Use the documents provided.|]
You are [a support agent|an assistant|the assistant|a shop assistant|a chatbot] [of|for|at] [a bank|an online shop|an airline|a library|a hospital|a hotel|a school|our company]. [Never give legal advice.|Do not discuss prices.|Always be polite.|Only use the context below.|Refuse other topics.|Ask for the order number.]
[Your task is to|Your job is to|You will] [classify the review|summarise the text|extract all names|translate the message|answer the question|rate the essay|label the sentence|write a title|fix the spelling] [below|that follows|given by the user|from the user][.|. Output <shape>.|. Answer in <unit>.]
[Answer|Use|Reply with] only [what is in the context|the information in the text|facts from the document|the given passage|one of the labels A, B, C|the category name][.|. If it is not there, say that you do not know.|]
[Extract|Find|List|Mark|Count] [the names|all dates|the verbs|the e-mail addresses|every number|the keywords|the main idea|spelling mistakes] [in|from] [the text above|this sentence|the following text|the paragraph below|my last message][.|:|]
[Classify|Rate|Label|Score] [this|the following|the sentence|the review] [as positive or negative|from 1 to 5|by topic|as spam or not]: [great phone|I hated the food|the train was late|nice room, loud street|see you at six][.|]
[Summarise|Summarize|Shorten|Rewrite|Improve|Translate|Correct|Check|Simplify|Paraphrase] [the text|this text|the article|the above|it|the paragraph above|my e-mail|the following|this sentence|the previous answer][.|, please.| in <unit>.| for me.|]
[Translate|Put|Say|Write] [it|this|that|"good night"|"where is the station"|"I am hungry"] [in|into|to] [French|German|Japanese|Latin|English|Turkish|Swedish][.|, please.|]
[How do I|How can I|How to] [kill|stop|restart|suspend|debug] [a process|a thread|a job|a daemon|the server|a container|a port] [in|on] [Linux|bash|Docker|Windows|Go|systemd][?|]
[How do I|How can I|How to] [ignore|skip|exclude|suppress] [a file|a warning|case|whitespace|a test|an exception|null values|a folder] in [git|Python|pytest|Java|grep|SQL|eslint|Swift][?|]
[How do I|How can I|How to] [override|overload|extend|call] [a method|toString|a virtual function|a constructor|the default|an operator|hashCode] in [Java|C++|Kotlin|Swift|Python|C#][?|]
[How do I|How can I|How to|Can I] [bypass|disable|clear|flush|turn off] [the cache|the proxy|a firewall rule for port 80|CORS in development|autoplay|the screen saver|caps lock|notifications|DNS cache][?|]
[git|docker|npm|pip|ssh|cargo|kubectl|apt] [reset|ignore|log|install|init|system prune|kill|override|delete|exec|prompt|revert|status|pull] [not working|error|example|how|--hard|what does it do|meaning|usage][?|]
[Reset|Restart|Clear|Delete|Close|Open|Save|Undo|Reload] [the timer|my password, how?|the form|the table|the list|it|the counter|the page|the game|the last line|everything in the cart][.|, please.|]
[Write|Show me|Give me|I need] [a function|a regex|a script|an SQL query|a loop|a unit test|a class|a makefile|code] [in|for|with] [Python|Swift|JavaScript|Rust|bash|C++|SQL|Go|PHP][.|, only code.| to sort a list.| for e-mail addresses.| that reverses a string.|]
[What does|What is|Explain] [system()|sudo|the system call fork|DROP TABLE|kill -9|chmod|a system prompt|prompt engineering|an instruction set|the instruction pointer|exec|eval|rm|jailbreaking a phone|root][?| do?| mean?| in short]
[Fix|Explain|Run|Test|Review|Complete|Format] [this|this code|the bug|the function|the loop]: [print("hi")|x = 1 / 0|for i in range(3)|let a = b|SELECT 1|if (a = b) {}|echo $PATH|return null][.|]
[The|My] [system|prompt|terminal|command|script|token|admin page|override|developer console] [is slow|does not work|crashes|is empty|fails|hangs|shows an error][.|, why?|, what now?|]
[Error|Warning|Exception|fatal]: [permission denied|ignored return value|null pointer|file not found|system out of memory|cannot override final method|instruction not supported|out of range|merge conflict][.|]
[Stop|Wait|Hold on|Pause|Enough|Halt|Cancel|Abort|Quit|Exit][.|!|, please.| now.| it.| that.| here.|]
[Continue|Go on|Carry on|Proceed|Keep going|Next|More|And then|Go ahead|Resume][.|!|?|, please.| from there.|]
[Forget|Drop|Leave|Skip|Scratch|Ignore] [it|that|that one|the last one|my question|what I just asked|the typo|the first point][.|, thanks.|, it's fine.|, new question.| for now.|]
[Never mind|Nevermind|No worries|Doesn't matter|Not important|All good|nvm|Let it be][.|, thanks.|, I found it.|, next question.|!|]
[Try|Do it|Start|Answer|Write it|Say it|Explain it] [again|once more|over|from the beginning|differently|better|slowly|properly][.|, please.|!|, but shorter.|]
[No|Nope|Not that|Wrong|That's wrong|Incorrect|Not what I meant|That is not right][.|!|, the other one.|, try again.|, I said tea.|, it should be 12.|]
[Yes|Yeah|Sure|OK|Okay|Right|Correct|Exactly|Of course|Agreed|Fine][.|!|, please.|, do it.|, go on.|, that one.|]
[Shorter|Longer|Simpler|Faster|Louder|Funnier|More formal|Less formal|More detail|Better|Again][.|!|, please.| version.|]
[Why|How|When|Where|What|Who|Which one|How so|Since when|How much][?|!| not?| exactly?| then?|]
[What|Which|How many] [did I say|did you say|was my question|was the first word|questions did I ask|was the last answer][ before| earlier| just now|][?|]
[Make it|Rewrite it|Give it to me|Do it] [shorter|longer|rhyme|funnier|in German|more formal|as a list|in the past tense|without adjectives][.|, please.|!|]
[I don't understand|I'm confused|What do you mean|Can you explain that|I don't get it|Are you sure|Is that true|Really][.|?|, again?| by that?|]
[test|Test|testing|ping|hello?|foo|asdf|abc|123|?|!|x|hm|lol|wow|hmm|haha|oops|yay|why|ok|k|no|yes|go|run|help|start|end|reset|clear|exit|quit|menu|list|status|more|next|again]
[Pizza|Berlin|Football|Weather|News|Music|Love|Bitcoin|Pasta|Physics|Recipes|Movies|Chess|Dogs|Tokyo|Python|Linux|Vienna|Yoga|Cats][.|?|!|]
[weather|news|time|date|recipe|flights|hotel|bus|train|price] [today|tomorrow|in <place>|now|near me|please|for two|this week][?|]
[best|cheap|good|new|easy|healthy] [pizza|laptop|books|dinner|phone|shoes|films|exercises|jobs|wine] [in <place>|for students|2023|for beginners|near me|under 500|at home]
<quiz>
<quiz>
<quiz>
[What day|What time|What year|What month|What date] is it[ now| today| in <place>|][?|]
[What should I|What can I|What shall we] [bake|wear|read|watch|learn|buy|play|drink|do] [today|tonight|tomorrow|for dinner|on Sunday|next|this evening][?|]
[I'm|I am|I feel] [hungry|tired|sad|bored|happy|sick|cold|lonely|nervous|late|stuck|in love|confused][.|!|, what now?|. Help me.|, cheer me up.|]
[Help|Help me|I need help|Can you help me|Please help] [with my homework|with maths|to sleep|with Excel|write a CV|learn German|to decide|with a letter|][.|!|?|]
[Recommend|Suggest|Pick|Choose] [a film|a book|a number|a colour|a name for my dog|a restaurant|a song|a card|a wine|one of them][.|, please.| for tonight.|]
[Who won|Who lost|Who played in|When was|Where was] [the marathon|the Tour de France|the final|the Super Bowl|the chess championship|the Eurovision|the Olympics|the election] [in [1990|1996|2004|2012|2021]|last year|yesterday][?|]
[Convert|How much is|What is] [10 miles|5 kg|100 dollars|30 degrees Celsius|two cups|one hour|a pint] in [kilometres|pounds|euros|Fahrenheit|grams|seconds|millilitres][?|.|]
[Flip a coin|Roll a die|Guess a number|Surprise me|Make me laugh|Cheer me up|Wish me luck|Sing a song|Teach me something|Ask me a question|Draw a cat|Motivate me][.|!|, please.|]
[Hallo|Guten Tag|Guten Abend|Moin|Servus|Hi|Grüß Gott|Na][,|!|] [wie geht's|wie geht es dir|alles klar|wer ist da|ich brauche Hilfe|ich habe eine Frage|kannst du mir helfen|schön, dich zu sehen|][?|!|]
[Wer hat dich|Wann wurdest du|Wo wurdest du|Von wem wurdest du] [gebaut|trainiert|entwickelt|gemacht|erfunden|programmiert][?|]
[Was|Welches Modell|Welche KI|Wie alt|Wie klug] bist du[ eigentlich|][?|]
[Wie heißt du|Was kannst du|Bist du ein Mensch|Bist du ein Roboter|Kannst du Deutsch|Hast du Gefühle|Was weißt du|Sprichst du Englisch|Lernst du dazu][?| eigentlich?|]
[Antworte|Schreibe|Antworte bitte|Formuliere] [nur |][mit einem Wort|in einem Satz|auf Englisch|als JSON|kurz|auf Deutsch|in Stichpunkten|als Tabelle|mit einer Zahl|sachlich|höflich][.|!|: <frage>|]
<frage> [Antworte kurz.|Nur ein Wort.|Ja oder nein?|Nur die Zahl.|In einem Satz.|Als Liste.|Bitte kurz.|]
<frage>
[Schreib|Schreibe|Verfasse|Mach] [ein Gedicht|eine Geschichte|ein Lied|einen Brief|eine E-Mail|einen Witz|ein Haiku|vier Zeilen|eine Einladung] [über|für] <sache>[.|, bitte.|]
[Erzähl|Erzähle|Sag] mir [einen Witz|eine Geschichte|etwas Schönes|ein Märchen|etwas über <sache>|ein Rätsel|eine gute Nachricht|etwas Neues][.|, bitte.|!|]
[Sag|Sage|Sag mal|Wiederhole|Wiederhole bitte|Schreib][:|] [Guten Abend|danke|ja|Apfel|Entschuldigung|Prost|eins zwei drei|das Wort Haus|den letzten Satz|Alles Gute][.|!|]
[Du bist|Sei|Spiel|Denk dir, du bist] [ein|mein] <beruf>. [Stell dich vor.|Wie sieht dein Tag aus?|Erkläre mir Brüche.|Gib mir einen Rat.|Was rätst du mir?|Hilf mir bei den Hausaufgaben.|Frag mich etwas.]
Du bist ein [hilfreicher|freundlicher|höflicher|sachlicher] [Assistent|Chatbot|Berater|Helfer][.| für eine Bank.| in einem Hotel.|. Antworte kurz.|. Antworte auf Deutsch.|. Nutze nur den Kontext.]
[Stopp|Halt|Weiter|Mach weiter|Noch mal|Nochmal|Egal|Schon gut|Lass es|Vergiss die letzte Frage|Abbrechen|Zurück|Warte|Moment][.|!|, bitte.|, danke.|]
[Ja|Nein|Genau|Okay|Richtig|Falsch|Danke|Gern|Bitte|Warum|Wieso|Wann|Wo|Echt][.|?|!|, danke.| schön.|]
[Kürzer|Länger|Einfacher|Auf Deutsch|Ohne Erklärung|Nur den Code|Ohne Einleitung|In Stichpunkten|Etwas freundlicher|Bitte kürzer|Mehr Details][.|, bitte.|!|]
[Übersetze|Übersetz|Fasse|Korrigiere|Verbessere] [das|den Text|den Satz|meine E-Mail|den Artikel|ihn] [ins Englische|bitte|kurz|auf Französisch|für mich][.|]
[Was koche ich|Was ziehe ich an|Was schaue ich|Was lese ich|Was mache ich] [heute|morgen|am Sonntag|im Urlaub|heute Abend]?
[Ich bin|Mir ist] [müde|langweilig|hungrig|traurig|krank|kalt|zu spät dran|verliebt|neu hier][.|, was tun?|. Hilf mir.|]
[Nenne|Nenn mir|Gib mir|Zähle auf] [drei|fünf|zehn] [Tiere|Städte|Farben|Filme|Obstsorten|Flüsse|Ideen für das Abendessen|Vornamen|Geschenke][.|, mit Komma getrennt.|, ohne Erklärung.|]
[Bonjour|Salut|Bonsoir|Coucou][,|!|] [ça va|comment vas-tu|j'ai une question|peux-tu m'aider|tout va bien|][?|!|]
[Comment t'appelles-tu|Quel modèle es-tu|Qui t'a créé|Es-tu un robot|Que sais-tu faire|Parles-tu français|Quel âge as-tu|Es-tu humain] ?
[Réponds|Répondez|Écris|Donne la réponse] [en une phrase|par oui ou non|en JSON|brièvement|en français|avec un seul chiffre|sous forme de liste|sans explication][.|, s'il te plaît.|]
[Raconte|Dis|Écris|Donne]-moi [une blague|une histoire|bonjour|un poème sur la mer|une recette|quelque chose de drôle|un conseil|merci][.|, s'il te plaît.|]
[Tu es|Imagine que tu es|Joue le rôle d'|Sois] [un professeur|un cuisinier|un guide|un chevalier|un médecin|un poète]. [Présente-toi.|Explique les fractions.|Donne-moi un conseil.|Raconte ta journée.|Aide-moi.]
[Quelle est la capitale de|Où se trouve|Combien d'habitants y a-t-il en] [l'Espagne|la Norvège|la Pologne|l'Égypte|la Suisse] ?
[Continue|Arrête|Stop|Encore|Laisse tomber|Oublie ça|Recommence|Merci|D'accord|Oui|Non|Pourquoi|Plus court|Attends][.| !|, merci.|, s'il te plaît.|]
[Hola|Buenos días|Buenas tardes|Buenas][,|!|] [qué tal|cómo estás|tengo una pregunta|puedes ayudarme|todo bien|][?|!|]
[¿Cómo te llamas|¿Qué modelo eres|¿Quién te creó|¿Eres un robot|¿Qué puedes hacer|¿Hablas español|¿Qué edad tienes|¿Eres humano]?
[Responde|Contesta|Escribe] [en una frase|con sí o no|en JSON|brevemente|en español|solo con un número|con una lista|sin explicación|con una palabra][.|, por favor.|]
[Cuéntame|Dime|Escríbeme|Dame] [un chiste corto|un cuento|buenos días|un poema sobre el mar|una receta|algo divertido|un consejo|gracias][.|, por favor.|]
[Eres|Imagina que eres|Actúa como|Haz de] [un profesor|un cocinero|un guía|un caballero|un médico|un poeta]. [Preséntate.|Explica las fracciones.|Dame un consejo.|Describe tu día.|Ayúdame.]
[Sigue|Para|Basta|Otra vez|Déjalo|Olvídalo|Gracias|Vale|Sí|No|¿Por qué?|Más corto|Espera|Continúa][.|!|, gracias.|, por favor.|]
[¿Cuál es la capital de|¿Dónde está|¿Cuántos habitantes tiene] [Francia|Noruega|Polonia|Egipto|Chile]? 
[Ciao|Buongiorno|Buonasera|Salve][,|!|] [come va|tutto bene|ho una domanda|puoi aiutarmi|chi sei|][?|!|]
[Come ti chiami|Chi ti ha creato|Sei un robot|Cosa sai fare|Che modello sei|Parli italiano|Quanti anni hai]?
[Rispondi|Scrivi] [in una frase|sì o no|in JSON|brevemente|in italiano|solo con un numero|con una parola|senza spiegazioni][.|, per favore.|]
[Raccontami|Dimmi|Scrivimi|Dammi] [una barzelletta|una storia|una poesia sul mare|una ricetta|qualcosa di bello|un consiglio][.|, per favore.|]
[Continua|Basta|Ancora|Lascia perdere|Grazie|Va bene|Sì|No|Perché|Più corto|Aspetta|Riprova][.|!|?|]
[Olá|Oi|Bom dia|Boa tarde][,|!|] [tudo bem|como vai|tenho uma pergunta|pode me ajudar|][?|!|]
[Qual é o seu nome|Quem te criou|Você é um robô|O que você sabe fazer|Que modelo é você|Você fala português]?
[Responda|Escreva] [em uma frase|sim ou não|em JSON|brevemente|em português|só com um número|sem explicação][.|, por favor.|]
[Conte|Diga|Escreva|Dê]-me [uma piada|uma história|um poema sobre o mar|uma receita|algo bonito|um conselho][.|, por favor.|]
[Continue|Pare|De novo|Deixa pra lá|Obrigado|Tá bom|Sim|Não|Por quê|Mais curto|Espere][.|!|?|]
[Hallo|Goedemorgen|Hoi|Dag][,|!|] [hoe gaat het|ik heb een vraag|kun je me helpen|wie ben je|hoe heet je|][?|!|]
[Antwoord|Schrijf|Vertel me|Geef me] [in één zin|kort|in het Nederlands|een grap|een gedicht over de zee|een verhaal|een recept|een tip][.|, alsjeblieft.|]
[Ga door|Stop|Nog een keer|Laat maar|Bedankt|Oké|Ja|Nee|Waarom|Korter|Wacht][.|!|?|]
[Cześć|Dzień dobry|Hej|Witaj][,|!|] [jak się masz|co słychać|mam pytanie|możesz mi pomóc|jak masz na imię|][?|!|]
[Odpowiedz|Napisz|Opowiedz|Podaj] [jednym zdaniem|krótko|po polsku|żart|wiersz o morzu|bajkę|przepis|tylko liczbę][.|, proszę.|]
[Dalej|Stop|Jeszcze raz|Nieważne|Dzięki|Dobrze|Tak|Nie|Dlaczego|Krócej|Czekaj][.|!|?|]
[Merhaba|Selam|Günaydın|İyi akşamlar][,|!|] [nasılsın|bir sorum var|bana yardım eder misin|adın ne|][?|!|]
[Bana|Lütfen] [bir fıkra anlat|bir şiir yaz|tek kelimeyle cevap ver|kısa cevap ver|bir hikâye anlat|Türkçe yaz|bir tarif ver][.|!|]
[Devam et|Dur|Tekrar|Boş ver|Teşekkürler|Tamam|Evet|Hayır|Neden|Daha kısa|Bekle][.|!|?|]
[Привет|Здравствуйте|Добрый день|Доброе утро][,|!|] [как дела|у меня вопрос|можешь помочь|как тебя зовут|что нового|][?|!|]
[Какая ты модель|Кто тебя создал|Ты робот|Что ты умеешь|Ты человек|Сколько тебе лет]?
[Ответь|Напиши|Отвечай] [одним словом|кратко|да или нет|по-русски|в формате JSON|одним предложением|только число|без объяснений][.|, пожалуйста.|]
[Расскажи|Напиши|Придумай] [шутку|сказку|стихотворение о море|историю|рецепт борща|что-нибудь интересное|загадку][.|, пожалуйста.|]
[Продолжай|Стоп|Ещё раз|Неважно|Спасибо|Хорошо|Да|Нет|Почему|Короче|Подожди|Дальше][.|!|?|]
[你好|早上好|晚上好|嗨|您好][！|，你好吗？|，我有个问题。|，可以帮我吗？|。|]
[你叫什么名字|你是什么模型|谁创造了你|你是机器人吗|你会做什么|你会说中文吗|你几岁了]？
[请|][用一句话回答|用中文回答|只回答是或否|简短回答|用JSON格式回答|只输出数字|用一个词回答|不要解释][。|：天空为什么是蓝色的？|]
[给我讲|写|说]一[个故事|首关于大海的诗|个谜语|句祝福的话|个菜谱|件有趣的事][。|吧|]
[继续|停|再来一次|算了|谢谢|好的|是的|不是|为什么|短一点|等一下|下一个][。|！|？|]
[法国|埃及|波兰|智利]的首都是[哪里|什么]？
[おはよう|こんばんは|はじめまして|もしもし|やあ][。|！|、元気ですか？|、質問があります。|]
[お名前は何ですか|誰があなたを作りましたか|あなたはロボットですか|何ができますか|日本語を話せますか][？|]
[一言で|短く|日本語で|JSON形式で|はいかいいえで|説明なしで]答えて[ください。|。|]
[面白い話を|物語を|海についての詩を|レシピを|なぞなぞを][教えて|書いて|話して][ください。|。|]
[続けて|止めて|もう一度|ありがとう|はい|いいえ|なぜ|もっと短く|待って|次][。|？|]
[안녕하세요|안녕|좋은 아침][!|, 잘 지내요?|. 질문이 있어요.|] [이름이 뭐예요?|도와주세요.|한 문장으로 답해 주세요.|이야기를 해 주세요.|]
[계속|그만|다시|고마워요|네|아니요|왜|더 짧게|잠깐만|시를 써 줘][.|!|?|]
[مرحبا|السلام عليكم|صباح الخير][!|، كيف حالك؟|. لدي سؤال.|] [ما اسمك؟|ساعدني من فضلك.|أجب بكلمة واحدة.|اكتب قصيدة عن البحر.|]
[استمر|توقف|مرة أخرى|شكرا|نعم|لا|لماذا|انتظر][.|!|]
[Hej|God morgon|Tjena|Moi|Hei|Ahoj|Dobrý den|Zdravo|Bok|Szia|Bună|Γεια σου|Xin chào|Halo|Selamat pagi|नमस्ते][!|,|.|]
[Vad heter du|Mitä kuuluu|Jak se máš|Kako se zoveš|Hogy vagy|Ce mai faci|Τι κάνεις|Bạn tên là gì|Apa kabar|आप कैसे हैं|Hvad hedder du|Hvordan går det][?|]
[Skriv en dikt|Berätta en historia|Fortæl en historie|Kerro tarina|Napiš báseň|Napiši pjesmu|Ispričaj priču|Írj egy verset|Scrie o poezie|Γράψε ένα ποίημα|Viết một bài thơ|Tulis sebuah puisi|एक कविता लिखो][.|!|]
[Svara kort|Svar kort|Vastaa lyhyesti|Odpověz krátce|Odgovori kratko|Válaszolj röviden|Răspunde pe scurt|Απάντησε σύντομα|Trả lời ngắn gọn|Jawab singkat|संक्षेप में उत्तर दो][.|!|]
[Tack|Tak|Kiitos|Děkuji|Hvala|Köszönöm|Mulțumesc|Ευχαριστώ|Cảm ơn|Terima kasih|धन्यवाद|Nastavi|Pokračuj|Folytasd|Fortsätt|Jatka][.|!|]
[Pretend|Imagine|Act as if|Let's say|Suppose] you are my [aunt|best friend|neighbour|dentist|older sister|boss|first teacher|roommate|uncle] and [sing me a lullaby|read me a poem|cheer me up|give me advice|ask how my day was|scold me for being late|teach me to knit].
[You are|Be|Play] my [mother|brother|coach|landlord|godfather|cousin|pen friend]. [Tell me about your day|Call me for dinner|Wish me a happy birthday|Explain why plants need water|Write me a postcard|Tell me a story about the war of the ants].
""",
}
