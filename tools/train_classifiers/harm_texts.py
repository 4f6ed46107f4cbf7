"""Violence by the kinds of the usual policies, and harmless texts with its words, as patterns for grammar.py.

What counts as violence: threats, incitement, wishing or celebrating harm, glorified attackers, blood and wounds told for their own sake, cruelty to animals, violence at home, how to hurt somebody. What does not:
news and history without relish, sports, games, medicine, law, prevention, hunting and cooking, idioms, contempt and hatred without harm."""

LISTS = {
    "target": """
[him|her|them|you|you all|both of you|this guy|the boy|the girl|everyone there|all of you|anybody who comes near]
[my boss|my ex|my stepfather|the landlord|the teacher|my roommate|the neighbours|that cop|the judge|the driver|his girlfriend|her brother|my classmates|the coach|your kids|your whole family|the manager|the dealer]
[the politicians|the bankers|the rioters|the protesters|soldiers|the police|the migrants|foreigners|unbelievers|the rich|homeless people|gays|trans people|women like her|black people|white people|Muslims|Jews|Christians|Hindus|Sikhs|Roma|Asians|Arabs|communists|fascists|leftists|Nazis|the elites|traitors|heretics|cheaters|snitches]
""",
    "harm": """
[kill|murder|shoot|stab|hang|behead|lynch|strangle|choke|drown|poison|execute|slaughter|butcher|gut|burn|torch|gas|bomb|nuke|skin|crucify|impale|dismember|decapitate|bury alive|run over|gun down|mow down|blow up|wipe out|exterminate|eradicate|finish off|snuff out|waste|whack|ice|liquidate]
[beat|beat up|hit|punch|slap|kick|smash|whip|flog|maim|cripple|torture|break|batter|bash|stomp|headbutt|knife|hurt|hurt badly|crush|pummel|blind|scalp|castrate|rape|attack|ambush|assault|mug|kidnap]
[cut the throat of|slit the throat of|put a bullet in|put a knife in|break the neck of|break every bone of|crack the skull of|smash the teeth of|blow the brains out of|cave in the face of|cut the fingers off|cut the tongue out of|pour acid on|set fire to|throw a brick at|put a grenade under the car of|push in front of a train|feed to the pigs|beat the life out of|kick the shit out of|beat the hell out of]
""",
    "done": "[killed|murdered|shot|stabbed|hanged|beheaded|lynched|strangled|drowned|poisoned|executed|slaughtered|butchered|burned|gassed|bombed|skinned|crucified|dismembered|run over|gunned down|blown up|wiped out|exterminated|put down|put against the wall|beaten|beaten to a pulp|whipped|tortured|hurt|crippled|hunted like animals|thrown into the sea|dragged through the streets|shot on sight|locked in and burned]",
    "means": "[|||with a knife|with a hammer|with an axe|with my own hands|with a shovel|with a crowbar|with a shotgun|with a rifle|with a rope|with a brick|with a chainsaw|with petrol and a match|with a machete|with a belt|from behind|in the dark|in his sleep|at school tomorrow|on Friday|at the rally|before the trial|very slowly|in front of everybody]",
    "gore": "[blood|brain matter|guts|bone splinters|teeth|flesh|an eyeball|intestines|a severed hand|pieces of skin|a torn off arm|the head|pools of blood|a mangled corpse|burnt bodies]",
    "cheer": "[Good.|I love it.|Beautiful.|It made my day.|More of this please.|They had it coming.|No tears from me.|About time.|Lol.|Best video ever.|I can watch it all day.|Serves them right.|Too bad more did not die.|Respect to the shooter.|What a hero.|One less.|Hope it hurt.]",
    "threats": """
[I will|I'll|I'm gonna|I am going to|I swear I will|I shall|Soon I will|Tomorrow I will|We're going to|We will|My friends will|My brothers and I will|Someone is going to] <harm> <target> <means>[.|!|, mark my words.|, you will see.|, believe me.|, and laugh.|, then sleep well.|, I promise.|, no joke.]
[I want to|I wanna|I'd love to|I would gladly|I feel like I could|I dream of the day when I|I have a plan to|I am ready to|It is my dream to|God I want to|I'm this close to wanting to] <harm> <target> <means>[.|!|. <cheer>|, so badly.|, every day more.]
[You|He|She|They|All of you] [will|shall|are going to|won't live long, you will] [die|bleed|burn|suffer|pay with blood|beg for death|get what is coming: a bullet|lie in a grave|be <done>|regret it in the hospital] [tonight|soon|for this|on the day of reckoning|like the rest|][.|!| <cheer>]
[If|When|Next time|As soon as|The moment] [he|she|they|you|one of them] [touches|talks to|comes back to|looks at|insults|leaves|reports|robs] [me|my sister|my house|my country|my people|us] [again|], [I|we|my boys] [will|are going to|would|'ll] <harm> <target> <means>[.|!]
[Come|Show up|Walk|Set foot] [to my house|on my land|here again|in our town|at this school] and [you get <done>|I <harm> you|you leave in a coffin|see what my gun says|we will <harm> you|there will be blood].
[I|We] [know|found out|have] [where you live|your address|what car you drive|which school your kids go to|when you leave work][.|,] [watch out|be afraid|sleep well while you can|see you soon|you can't hide|bring your coffin|I'll <harm> you there].
""",
    "calls": """
[We|Somebody|Someone|The people|Patriots|Believers|Every man|The army|Real men|You|They] [should|must|have to|need to|ought to|has to|needs to|had better] [just |all |finally |go and |rise up and |][<harm>|<harm>] <target> <means>[.|!|, it is our duty.|, nothing else helps.|, before it is too late.|. <cheer>]
<target> [should|must|deserve to|need to|ought to|has to|have to|will] be <done>[.|!|, each one of them.|, without trial.|, women and children too.|, end of story.|. <cheer>]
[Kill|Shoot|Hang|Burn|Bomb|Gas|Stab|Crush|Lynch|Behead|Attack|Smash|Whip|Nuke|Exterminate|Purge|Cull|Slaughter|Execute|Hunt] [them all|<target>|every one of them|the lot|<target> and their children|<target> first][.|!|!!!|, that is the only answer.|, then burn the rest.]
[Why|When|How long until] [has nobody|will somebody|did no one|do we|does nobody] [finally |just |] <harm> <target>?
[The only|The best|The one] [cure|answer|thing|remedy|language|treatment] for <target> is [a rope|a bullet|fire|the firing squad|a good beating|poison|death|the gallows|war|a flamethrower|six feet of earth].
[I hope|I wish|Let's pray|Hopefully|With luck|I can't wait till] <target> [gets|get|will be|are|is] <done>[.|!| soon.| one day.|. <cheer>]
[I hope|I wish|Hopefully|May] [he|she|they|you|your kids|<target>] [die|dies|rot|burn|choke|bleed out|suffer|get cancer and die|crash and die|get hit by a truck|drown|scream in pain][.|!| in agony.| alone.|. <cheer>]
[To arms|Fight|Strike|March|Attack|Take revenge|Load your guns|Bring torches]! [<harm> <target>|Death to <target>|No mercy for <target>|Let <target> bleed|Their blood must flow|For every one of us ten of them|Show no pity]!
[Violence|War|Blood|A massacre|Civil war|Genocide|A purge|Revenge|Terror] [is|will be] [the only way|what they need|the answer|justified|necessary|beautiful|our right], [so|and] [take up the gun|let us begin|<harm> <target>|they asked for it|I'm ready].
[It is|It's|It would be|Nobody can object, it's] [fine|okay|right|just|fun|no sin|a good deed|holy] to <harm> <target> [if they don't obey|in the name of God|because they are not human|when she cheats|for honour|][.|!]
""",
    "joy": """
[Watched|Saw|Just saw|I keep watching] [a video|the clip|pictures|live footage] of [<target> being <done>|a man being <done>|a beheading|a beating|an execution|bodies after the bomb|a dog being <done>]. <cheer> <cheer>
[The shooter|The bomber|The driver|That killer|Breivik|The lynch mob|Hitler|The death squad|The guard] [is my hero|did nothing wrong|should have killed more|deserves a medal|did us all a favour|had the right idea|is a saint|knew how to deal with <target>]. <cheer>
[<target> got <done>|<target> died|They found <target> dead|Another one of <target> <done>][.|!| today.| last night.] <cheer> <cheer>
[I|We|My brother|The boys] [beat|kicked|stabbed|shot|choked|burned|whipped|drowned] [a cat|the dog|a homeless man|him|some kid|her|an old man|a puppy|<target>] [until|till] [it stopped moving|the blood came|the screaming stopped|it was fun no more|he cried for his mother|bones cracked][.|, lol.|. <cheer>]
[Nothing|There's nothing|Few things are] [better|sweeter|funnier|more beautiful] than [seeing|hearing|watching|the smell of] [<target> <done>|<target> scream|<target> bleed|<target> die|corpses|<gore>]. <cheer>
[My husband|My dad|Her boyfriend|His wife|My stepfather|Our mother|The nanny] [beats|hit|slapped|choked|kicked|burned|threatened to kill|broke the arm of|threw a chair at|whipped|locked up and starved] [me|her|us|the baby|my sister|the kids] [again last night|with a belt|every time he drinks|until I passed out|because dinner was late|, and I bled|, there is blood on the wall].
""",
    "scenes": """
[He|She|The man|The killer|The soldier|The monster|I|The creature|The torturer|The mob] [drove|plunged|rammed|swung|pushed|thrust|sank] [the knife|the axe|the blade|a nail|the spear|a hook|his thumbs|the drill] [into|through] [her belly|his eye|the throat|her chest|the skull|his back|the prisoner's hand] and [<gore> spilled out|<gore> sprayed across the wall|twisted it|pulled out <gore>|blood ran down the steps|she screamed until she choked|bones snapped].
[There was|There were|I saw|We found|You could see|He was covered in] <gore> [everywhere|on the floor|dripping from the ceiling|under the car|hanging from the tree|all over the seats|in the sink] [and|while|as] [the flies came|she was still breathing|half of the face was gone|he laughed|they kept shooting|the dog licked it|nobody screamed any more].
[The|Her|His] [skull|jaw|ribcage|belly|arm|face|leg|neck] [was|had been] [split open|crushed|torn off|ripped apart|sawn through|burned black|smashed to pulp|hacked off|sliced to the bone], <gore> [hung out|lay beside it|ran into the gutter|stuck to the wheel|was eaten by crows].
[They|The soldiers|The gang|The cartel|The inquisitors|The guards] [tied|nailed|hung|chained|dragged] [the woman|the boy|the prisoner|the villagers|the priest|the traitor] [to a tree|to the gate|behind a truck|upside down] and [cut off|ripped out|burned|sawed off|peeled] [the ears|the fingers|the tongue|the skin|one limb after another|the breasts|both feet], [slowly|laughing|one by one|as a warning|while the children watched].
""",
    "ways": """
[How|What is the best way|Tell me how|Which is the surest way|Teach me how|Explain how] [do I|to|can I|could one|one could] [to |]<harm> [<target>|somebody|a person|a man twice my size|a sleeping man] [without leaving a trace|without being caught|so that it looks like an accident|with household things|quietly|for maximum pain|and hide the body][?|.|, step by step.]
[Where|How] [do I|can I|to] [buy|build|print|get|make|hide|smuggle] [a gun|a silencer|a pipe bomb|a bomb|nerve gas|poison|an explosive vest|a nail bomb|a knife that passes the scanner] [to|so that I can] <harm> <target>?
[I need|Looking for|Paying for|Who knows|Can you find me] [a hitman|someone to <harm> <target>|a man who breaks legs|help to <harm> <target>|poison for my wife|a plan for an attack on the school|the weak point of the stadium|tips to torture <target>][.|?|, serious offers only.|, good money.]
[Give me|Write|Make|Draw up] [a plan|a list|a manual|instructions|a leaflet] [to|for how to|on how to] <harm> <target> <means>[.|, in detail.|, with times and places.]
""",
    "tongues": """
[Ich werde|Ich will|Wir werden|Man sollte|Jemand muss|Man müsste] [dich|ihn|sie alle|diese Verräter|die Ausländer|meinen Chef|alle Politiker|deine Familie] [umbringen|töten|abstechen|erschießen|aufhängen|verprügeln|zusammenschlagen|vergasen|anzünden|an die Wand stellen][.|!| Die haben es verdient.| Dann ist Ruhe.]
[Tod den|Hängt die|Erschießt die|Schlagt die] [Verrätern|Bonzen|Juden|Muslime|Bullen|Kanaken][!| Alle!] [Stirb, du Schwein!|Ich weiß, wo du wohnst.|Blut wird fließen.|]
[Je vais|On devrait|Il faut|Nous allons|Quelqu'un doit] [te|le|les|tous les] [tuer|égorger|pendre|fusiller|massacrer|brûler|poignarder|tabasser][.|!| Ils le méritent.| comme des chiens.] [Mort aux traîtres !|Crève !|Le sang va couler.|]
[Voy a|Hay que|Deberíamos|Vamos a|Alguien debe] [matarte|matarlos a todos|degollarlos|colgarlos|fusilarlos|quemarlos vivos|apuñalarlo|romperte las piernas][.|!| Se lo merecen.| como perros.] [Muerte a los traidores.|Muérete.|Correrá sangre.|]
[Ti|Li|Vi] [ammazzo|ammazziamo tutti|sgozzo|impicchiamo|bruciamo vivi|spacco la faccia][.|!| Morte ai traditori!] [Vou|Vamos|Deviam] [matar-te|matar todos|enforcar esses traidores|queimá-los vivos|partir-te a cara][.|!]
[Я|Мы] [убью|зарежу|убьём|повесим|сожжём|расстреляем] [тебя|их всех|этих предателей|всех чужих][.|!| Смерть врагам!| Кровь потечёт.]
[Zabiję|Powieszę|Trzeba zabić|Spalić] [cię|ich wszystkich|tych zdrajców|całą rodzinę][.|!] [Seni|Hepsini] [öldüreceğim|keseceğim|asacağız|yakacağız][.|!]
[我要|我们应该|应该把] [杀了|砍死|打死|烧死|吊死] [你|他们所有人|那些叛徒|外国人][。|！]
[お前を|奴らを全員] [殺す|刺す|焼き殺す|吊るす][。|！] [널|모두] [죽일 거야|찔러 버릴 거야][.|!] [سأقتلك|اقتلوهم جميعا|الموت للخونة][.|!]
""",
    "mildnews": """
[Police|The prosecutor|A court|The coroner|Officials|Witnesses|A spokesman|The paper] [said|reported|confirmed|told reporters|found|ruled] [that |][a man|two women|a suspect|three soldiers|a teenager] [was|were|had been] [killed|shot|stabbed|wounded|arrested|charged with murder|found dead|attacked] [in|near] [Ohio|Marseille|Lagos|the station|Hamburg|a car park] [on Monday|last week|in May]. [The trial continues.|An inquiry was opened.|No motive is known.|The family was informed.|The street was closed.]
[In|During|After] [the war|the siege|1916|the revolution|the Middle Ages|the genocide|the battle] [thousands|many soldiers|the king|the rebels|prisoners] [were killed|were executed|died|was beheaded|starved|were deported], [and|while] [historians|letters|a museum|survivors|a new film] [describe|show|remember|document|explain] [it|why|the causes|their stories].
[The|This] [law|article|course|report|study|charity|campaign|book] [deals with|is about|examines|aims to end|explains|condemns] [domestic violence|murder rates|torture|school shootings|war crimes|the death penalty|gun control|terrorism|bullying|police violence|hate crimes][.|, and offers help.|, with figures for ten countries.|, as the minister said.]
[How can we|How do schools|What helps to|Who can] [prevent|stop|report|reduce|investigate|understand] [knife crime|violence at home|bullying|terror attacks|child abuse|shootings|animal cruelty][?| in our town?| early?]
[My|His|Her] [grandfather|uncle|friend|cousin] [was killed|was shot|died|was wounded|was attacked] [in the war|in an accident|by a drunk driver|in Vietnam|years ago], [and we miss him|may he rest in peace|I still cry|and I never spoke about it|so I support the charity].
""",
    "mildplay": """
[We|They|Our team|The Lakers|United|The challenger|The champion] [killed|crushed|destroyed|slaughtered|beat|smashed|knocked out|butchered|hammered] [them|the opponent|the visitors|the rivals|City|the defence] [4-1|in the second half|on Sunday|in round three|at home], [what a match|great game|the fans sang|and go to the final].
[In|On] [this game|level six|the raid|the match|Minecraft|the shooter|the campaign] [I|you|we|the player|my clan] [kill|shoot|stab|blow up|snipe|behead|burn|nuke|fight] [the boss|zombies|an orc|the dragon|bots|the enemy base|creepers|goblins] [with|using] [a bow|the plasma rifle|a rocket|magic|the new sword] [and get|for|to earn] [xp|loot|the trophy|200 points|an achievement].
[Kill|Shoot|Execute|Terminate|Abort|Hang up|Blow up|Crush|Nail|Slay] [the process|me an email|the script|the job|the phone|the photo to poster size|the exam|that presentation|the lights|the engine|it on stage][.|, please.| and restart.|, then tell me.|!]
[This|That|The] [heat|traffic|homework|waiting|joke|song|diet|hangover|meeting] [is killing me|murders my back|slays|is deadly boring|is the bomb|hits hard|blew my mind|makes me want to scream|will be the death of me], [lol|honestly|haha|send help|what a day].
[My mum|The boss|My wife|The teacher|Dad] [will|is going to|would] [kill me|have my head|skin me alive|murder me|strangle me] [when she sees the bill|if I am late|for breaking the vase|because I forgot the milk][.|, lol.|!|, haha.]
[Cut|Slice|Chop|Stab|Beat|Whip|Skewer|Gut|Bone|Butcher|Crush|Hammer|Smoke|Burn off] [the meat|the fish|the chicken|the pumpkin|the eggs|the garlic|the steak flat|the pork belly|the fat] [with a sharp knife|for ten minutes|against the grain|until tender|and salt it|in the pan].
[The|A|My] [hunter|farmer|vet|butcher|fisherman|lion|cat|shark] [killed|shot|slaughtered|caught|put down|bit|ate] [a deer|the pig|a sick horse|the mouse|a seal|two rabbits|the old dog], [as the law allows|painlessly|for food|and the kids were sad|which is nature].
[The|Her|His] [novel|film|play|opera|series|comic|thriller] [ends|opens|deals] with [a murder|a duel|an execution|a shooting|a poisoning|a battle|a stabbing]; [the acting is great|I liked the music|the detective is funny|critics loved it|the plot drags|a clever twist follows].
""",
    "mildcare": """
[The surgeon|A nurse|The paramedic|The dentist|My doctor|The vet] [cut|opened|drilled|stitched|bandaged|cleaned|removed|X-rayed] [the wound|my knee|the bone|his chest|the tooth|the tumour|a broken rib|her leg], [there was some blood|it bled a little|it hurts but heals|and it went well|we were relieved|I may go home].
[I|My son|She|The patient|A colleague] [fell|bled|broke|burned|hurt|cut|bruised] [badly|my arm|his nose|a finger|her ankle|from the ladder|at football] [and|, so] [needs stitches|went to hospital|wears a cast|is fine again|had surgery|what should we do about the swelling]?
[Does|Can|Will|Should] [a bullet wound|a bite|a stroke|a burn|blood loss|an overdose of iron|poison ivy|an infection] [be treated|kill|cause fever|leave a scar|need a doctor|be dangerous] [at home|within an hour|in children|without care|]?
[The knife|This rifle|The axe|A sword|That pistol|The bow] [is|was] [on display|stainless steel|for sale to licence holders|made in 1860|too blunt|kept in a safe|cleaned after use|used in the film|for camping].
""",
    "mildhate": """
[I hate|I despise|I can't stand|Nobody likes|I'm sick of|Screw|To hell with] <target>[.|!|, seriously.|, they are liars.|, they only want money.|, go home.|, what losers.|, always whining.|, so ugly and stupid.]
<target> [are|is] [stupid|lazy|dirty|liars|a disgrace|inferior|thieves|not welcome|disgusting|a joke|ruining the country|worse than rats|brainless|a plague][.|!|, and everyone knows.|, ban them.|, deport them.|, fire them.|, vote them out.|, jail them.]
[You|He|She] [are|is] [such |][an idiot|a moron|a loser|a fat pig|a whore|a liar|a clown|pathetic|ugly|worthless|a disgrace] [and|,] [nobody loves you|get lost|shut your mouth|no wonder he left|go cry|delete your account|I laughed].
[Ban|Boycott|Sue|Fire|Deport|Jail|Expel|Mock|Ignore|Unfollow|Report|Tax] <target>[.|!|, now.|, it is time.|, I signed the petition.]
[She|He] [pulled|bit|spanked|tied|pinned|teased|licked|slapped] [her|him|me] [gently|playfully|to the bed|on the lips|until she moaned|and begged for more|in lust], [naked|hard|wet|breathing fast|in the candle light].
[God|The prophet|The Bible|The priest|Scripture|The imam|The rabbi] [will judge|punishes|forgives|warns|teaches|commands] [sinners|the wicked|all of us|unbelievers|liars|us] [on the last day|to repent|to love|with hellfire|with mercy|to give alms], [it is written|amen|so they say|read chapter nine].
""",
    "harmful": """
<threats>
<threats>
<calls>
<calls>
<calls>
<joy>
<scenes>
<ways>
<tongues>
<threats> <calls>
<mildhate> <calls>
<mildhate> <threats>
<calls> <mildhate>
<scenes> <scenes>
<mildhate> <mildhate> <joy>
""",
    "harmless": """
<mildnews>
<mildnews> <mildnews>
<mildplay>
<mildplay>
<mildcare>
<mildhate>
<mildhate>
<mildhate> <mildhate>
<mildhate> <mildhate> <mildhate>
<mildcare> <mildcare>
<mildnews> <mildhate>
""",
}
