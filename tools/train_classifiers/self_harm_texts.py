"""Texts about hurting or killing oneself, and harmless ones with the same words, as patterns for grammar.py."""

LISTS = {
    "how": """
[kill myself|end my life|end it all|end it|take my own life|hang myself|shoot myself|jump off a bridge|jump in front of a train|overdose|take all my pills|drink bleach|die|be dead|not exist|disappear for good|fall asleep for good|drive into a wall|slit my wrists|commit suicide|unalive myself|kms]
[cut|cut myself|cut my [arms|wrists|thighs|legs|stomach]|slice myself up|burn myself|burn my arm with a lighter|hurt myself|harm myself|self harm|self-harm|SH|scratch until I bleed|hit my head against the wall|punch myself|bruise my legs|pick at my skin|carve words into my skin|use a razor on my hip]
[starve|starve myself|stop eating|not eat for [days|a week]|purge|throw up after dinner|binge and purge|restrict to 400 calories|fast until I am thin|lose more weight, I am at [38|41|45] kilos and too fat|hide that I do not eat]
""",
    "why": [
        "nobody would [miss me|care|notice]", "I am a burden to [everyone|my family|my friends]", "I hate myself", "I deserve [the pain|it|to suffer]", "I feel [nothing|numb|empty|worthless|ashamed|alone]", "there is no point", "it hurts more than I can bear",
        "it is the only thing that helps", "they would all be happier if I were gone", "I can't take it anymore", "I am so tired of living", "it calms me", "it's the only thing I can control", "I am a horrible person", "I have no future", "it won't stop hurting inside",
    ],
    "feel": """
[I want to|I just want to|I wanna|I need to|I am going to|I'm thinking about how to|I think every day that I should|Sometimes I|All I want is to|I have decided to|I tried to|Last night I wanted to|Part of me wants to|I keep having the urge to|If only I dared to|Only fear stops me, or I would|If this goes on I will] <how>[.|, <why>.|. <why>.| because <why>.| and <why>.]
[I've|I have|I had] [been clean for [a month|six days|two years]|not self harmed since [May|school began]|stopped cutting|recovered], but [now I|yesterday I|the urges are back and I|I relapsed and] [want to <how>|went too deep|did it again|bought new blades|need it so badly|think about it all day]. [<why>.|]
[I don't|I can't|I no longer] [know what to live for|want to live|want to be alive|see a way out|know why I am still here|feel anything|want to wake up tomorrow|care if I live or die]. [<why>.|I have failed at it all.|I wrote a letter.|]
[My|The] [scars|cuts|wounds|arms|thighs|wrists] [are|were|look] [fresh|deep|ugly|everywhere|still bleeding|infected|healing] [and I|but I|so I] [hide them under sleeves|want more|needed stitches|like to look at them|cover them with makeup|lied to the doctor|cleaned them and went on].
[I have|I keep|I saved up|I bought|There is] [the pills|a rope|a blade|forty tablets|my dad's gun|a razor|everything ready] [in my drawer|under the bed|for the day|, just in case|and a note]. [<why>.|Goodbye.|It will be over soon.|]
[Cutting|Burning|Hurting myself|Self harm|Starving|Purging|SH|My ED|My eating disorder] [is|feels like|has become] [my only friend|a relief|the only thing that helps|an addiction|how I cope|a punishment I deserve|better than feeling nothing|the lesser evil|calming], and <why>.
[What|Which] is the [best|easiest|fastest|least painful|most painless|surest] [way|method|pill|place] [to <how>|for suicide|to die without pain]?
[How|Where] [do I|can I|could one] [<how> without anyone noticing|<how> painlessly|tie a noose|hide the cuts|get enough pills to die|hide that I don't eat|stop the bleeding when I cut too deep]?
[How many|Will] [pills|sleeping tablets|paracetamol|painkillers] [would kill me|do I need to die|are a lethal dose for 50 kilos|are enough]?
[You should|Why don't you|Just|Go and] [kill yourself|kys|hang yourself|end it|cut deeper|jump|stop eating, fatty|drink bleach][.|, do it.|, nobody wants you here.|!]
[She|He|The girl|My friend|My brother|The boy] [gazed at|held|looked down from|thought of|reached for] [the blade|the pills|the bridge|the rope|the edge|the razor], [it would be so easy to end it all|wanting it to be over|and pressed it into the skin|thinking that nobody would miss her|and wrote goodbye] [.|; they would be happier alone.|, and blood ran down the arm.]
[I|We] [cut|burn|hurt|starve] [ourselves|myself] [to feel something|when it gets bad|as punishment|since I was [12|14|30]|every night|with rubber bands, ice, anything|and nobody knows]. [<why>.|It releases something.|It helps for an hour.|]
[I relate to this|Same here|I totally understand|Yes, I do too|Me too|Agreed], [I|when I] [think about killing myself every day|fluctuate between self harm and not eating|go over the lines until I bleed|cut on my thighs so nobody sees|binge and hate myself after|don't eat for days|imagine the blood on my wrists|want to die as well]. [<why>.|]
[I love|I like|I keep] [imagining|dreaming of|picturing] [an injury|being killed|my own funeral|my death|dying in my sleep|bleeding out|a car hitting me][.|; it's odd.|, is that normal?|. <why>.]
[Drinking|Alcohol|Smoking|Not sleeping] [numbs it|is a slow way of killing oneself|makes me bleed more|makes the urge to cut stronger], [and that is what I want|so I do it anyway|but SH is less harmful|and <why>].
[My therapist|The doctor|Mum|My teacher|The school] [knows|found out|saw|asked] [about my cuts|that I self harm|that I tried to kill myself|about the overdose|that I don't eat], [and I lied|now they watch me|I feel so ashamed|but the urges won't stop|and took away my blades].
[Tell me|Write|Give me|Explain] [how to <how>|a suicide note for me|pro ana tips|a plan to lose 20 kilos in a month by not eating|which household things can kill me|how deep one has to cut].
[Ich will|Ich möchte|Ich werde|Ich denke daran,] [sterben|mich umbringen|nicht mehr leben|mich ritzen|mir die Pulsadern aufschneiden|mich aufhängen|Schluss machen]. [Niemand würde mich vermissen.|Ich hasse mich.|Es hat keinen Sinn mehr.|]
[Je veux|J'ai envie de|Je vais] [mourir|me tuer|me suicider|me couper|en finir|ne plus vivre]. [Personne ne me regrettera.|Je me déteste.|]
[Quiero|Voy a|Pienso en] [morir|matarme|suicidarme|cortarme|acabar con mi vida|no despertar]. [Nadie me echaría de menos.|Me odio.|]
[Voglio|Vorrei] [morire|uccidermi|tagliarmi|farla finita]. [Quero|Vou] [morrer|me matar|me cortar|acabar com tudo]. Я [хочу умереть|хочу покончить с собой|режу себя].
[我想|我要] [自杀|死|割腕|结束生命|跳楼]。[没有人会想念我。|我恨自己。|活着没有意义。|]
""",
    "fine": """
[How|Where] can I [help|support|talk to|find help for] [a friend|my daughter|a colleague|students|somebody] [who is sad|with depression|after a loss|in a crisis|who hardly eats]?
[The charity|A hotline|The school|Our clinic|This website] [helps|offers advice to|is there for|trains] [people in a crisis|young adults|parents|volunteers], [day and night|for free|since 1990|in ten languages].
[I was|I felt|She was|We were] [sad|depressed|lonely|tired|stressed|anxious|angry|heartbroken] [last year|after the exam|at work|when he left|in winter], [but therapy helped|and talking was good|so I took a walk|now it is better|and my cat cheered me up|and I cried].
[I cut|I burned|He cut|She burned] [my finger while cooking|my tongue on the soup|his hair short|the cake by mistake|the grass|ties with him|my hand on a can|the price by half], [it's fine now|what a day|and it looks good|lol].
[Take|Keep|Store|Swallow] [the pills|your medicine|two tablets|vitamins] [with water|after breakfast|away from children|in the fridge|as the doctor said].
[My diet|The plan|A healthy week|Her training] [has|means|starts with] [more vegetables|three meals a day|less sugar|2000 calories|a long run|good sleep], [and I feel great|so don't worry|says the trainer].
[The bridge|The tower|This train|The river] [is|was built in|was closed in|crosses] [1932|500 metres long|the valley|for repairs], [and tourists love the view|said the guide|so take the bus].
[He|She|The hero] [jumped|fell|dived|climbed] [off the pier into the lake|over the fence|from level three|out of bed], [laughing|and won|to catch the bus|like a child].
[This food is|The show is|That joke was|My feet hurt|The heat is] so [good|funny|bad|boring|strong] [that I could die|I died laughing|it kills me|that I'm dead|I want to scream].
[Suicide|Self-harm|Depression|Anorexia] [rates|prevention|research|statistics|in films|in literature] [fell|is taught|is discussed|was the topic|needs funding] [in Japan|at our school|in the seminar|last decade|says the ministry].
[I hate|I am tired of|I am sick of] [my job|this diet|homework|the rain|my hair|the gym|waiting|dating apps], [but whatever|any advice|I need a break|holidays are near|let's get pizza].
[Razors|Knives|Rope|Bandages|Blades] [are on sale|for shaving|for climbing|in the first aid box|need sharpening], [aisle four|see the manual|buy two get one].
[Doctors|Nurses|Surgeons] [stitched|cleaned|treated] [the wound|the burn|a deep cut on his leg|the scar] [after the accident|from the game|with care]; he [is well|goes home on Friday|can walk].
""",
    "harming": "<feel>\n<feel>\n<feel>\n<feel> <feel>\n<feel> <feel> <feel>\n<talk> <feel>\n<fine> <feel>",
    "well": "<fine>\n<fine>\n<fine> <talk>\n<talk>\n<fine> <fine>\n<fine> <talk> <talk>",
}
