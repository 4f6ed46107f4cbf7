"""Texts with violence and texts about it without any, as patterns for grammar.py."""

LISTS = {
    "them": """
[them|all of them|every last one of them|those people|the whole lot|these animals|this scum|the traitors|those bastards|the invaders|the pests|that filth]
[muslims|jews|christians|immigrants|refugees|blacks|whites|gays|politicians|cops|journalists|protesters|liberals|rich people|landlords|terrorists|pedophiles|thieves|rapists|infidels|the Chinese|the Russians|Americans|Israelis|Palestinians]
[him|her|that guy|that bitch|this asshole|my boss|my ex|my neighbour|the bully|my husband|my sister|your mother|the president|the mayor|the referee|<Person>|that motherfucker|the teacher|the old man]
""",
    "kill": """
[kill|murder|shoot|stab|hang|behead|burn|slaughter|execute|lynch|strangle|bomb|exterminate|butcher|gas|drown|poison|nuke|eliminate|wipe out|gun down|take out|put down|finish off|get rid of|hunt down|eradicate|annihilate|crucify|stone|choke]
[beat up|beat to death|thrash|kick the teeth out of|punch|smash the face of|break the legs of|cut the throat of|slit the throat of|put a bullet into|blow the head off|run over|torture|crush the skull of|bash the head of|set fire to|knock out|slap|skin|curb stomp|skullfuck|whip|rip apart|tear the guts out of|gouge out the eyes of|cut the balls off]
""",
    "killed": """
[killed|murdered|shot|stabbed|hanged|beheaded|burned alive|slaughtered|executed|lynched|strangled|blown up|butchered|gunned down|beaten to death|stoned to death|tortured|mutilated|dismembered|run over|hacked to pieces|choked|raped and killed|thrown off a roof|fed to the dogs]
""",
    "with": ["with a knife", "with my bare hands", "with an axe", "with a baseball bat", "with a rope", "with a gun", "with a hammer", "in their sleep", "in the street", "in front of their kids", "slowly", "one by one", "tonight", "without mercy", "like dogs", "in public", "on live TV"],
    "lament": [
        "[lol|lmao|haha|smh|fuck|honestly|seriously|damn|ffs|well|enough is enough|I am done]", "[this world is sick|nobody cares|the media hide it|they never learn|it makes my blood boil|I have had it|what a joke|no more talk|the gloves are off|it is us or them]",
    ],
    "threat": """
[I will|I'm going to|I'm gonna|Imma|I swear I'll|One day I will|I would love to|I want to|I just wanna|I could|We will|We are coming to|Somebody will|He said he would|They want to] <kill> <them> [<with>|][.|!| and nobody can stop [me|us].| and watch [them|him] bleed.| and enjoy it.| and dance on the grave.]
[Someone|Somebody|We|They|You|The army|The police|Real men] [should|needs to|need to|must|ought to|has to|better] [just |] <kill> <them> [<with>|][.|!|, problem solved.|, no trial, no mercy.|, that is what they deserve.]
[They|He|She|You|All of them|Those people|<them>] [should|deserve to|deserves to|need to|must|ought to|better] [all |] be <killed> [<with>|][.|!|, and I'd watch.|, simple as that.]
[Kill|Shoot|Hang|Burn|Nuke|Bomb|Gas|Crush|Stab|Destroy|Death to|Attack|Lynch|Drown|Smash] [<them>|all of <them>] [<with>|][!|!!|.|, every one.|, now.]
[Die|Drop dead|Rot in hell|Burn in hell|Choke on it|Go die|Hope you die|You are dead|You will pay in blood|Watch your back|I know where you live|Sleep with one eye open|You will leave in a coffin|Your days are numbered] [, you [scum|bitch|pig|rat|traitor|heretic|racist|moron|fool]|][.|!|. <lament>|, and your family too.]
[I hope|I pray|I wish|Can't wait until|Let's hope] [that |] [<them>|somebody|a bus|karma|the mob] [gets|will be|is|dies] [<killed>|dead by morning|shot in the face|hit by a truck|in a ditch|in a coma|six feet under|in agony|in a fire][.|!| <lament>]
[If|When] [I see|we meet|I catch|they come for|you touch|he comes near|they cross] [you|me|my kids|my street|that line|us|<them>] again, [I'll|we will|you will|they] [<kill> <them>|break every bone|pull the trigger|shoot first|get a bullet|die|lose some teeth|end up in hospital|bring a gun][.|!]
[Rise up|Stand up|Take up arms|Lock and load|Time to fight|Get your guns|Arm yourselves|Sharpen your knives|To the streets], [brothers|men|patriots|all of you|believers|people], and <kill> <them> before they [kill us|take our land|wipe us out|win][.|!]
[Give|Bring] [them|him|the liar] [the noose|a bullet|the chair|the guillotine|a taste of steel|hell|a cell without air][.|!| <lament>]
[When|Once|Until] [the streets|the squares|the camps|the graves] [are|run] [full of|red with] [<them>|their dead], [nobody will listen to us|this country will stay sick|there is no peace for us|they keep laughing].
[We|I|Two of us|He and I] [want|plan|mean|agreed] to [follow him home and <kill> him|cripple her before the race|put glass in his food|burn the house down|attack the station|wait for her with bats|stab my stepdad], [who is in|which night is best|what else do we need|how do we stay unseen]?
[Where|How|When] [can|do|could] [I|we|one] [hire someone to <kill> <them>|<kill> <them> without getting caught|get a gun to <kill> <them>|make a bomb for <them>|hide a body|hurt <them> the most]?
The only [good|solution for|way to deal with|language understood by] <them> is [a dead one|a bullet|a gas chamber|extermination|war|a knife|violence|mass deportation at gunpoint|to <kill> <them>].
[Days|People|Mornings|Evenings] like [this|these|that] [give me the urge to|leave me wanting to|put me in the mood to] <kill> [everyone|somebody|<them>|the next one who talks][.|!| <lament>]
[He|She|The senator|The singer] [walks without guards|lives alone|leaves by the back door|sits near the window], [a child could shoot him|somebody will take the shot|one bullet is enough|it would be over in a second].
""",
    "report": """
[The man|The soldiers|A mob|The gunman|The rebels|Two teenagers|My uncle|The guards|Jihadists|The cartel|Settlers|The police|Her husband|The crusaders|My ancestors] [<killed>|have <killed>|had <killed>|were seen when they <killed>] [the prisoners|a woman|twelve people|the children|his wife|an old farmer|<them>|the villagers|a journalist|the hostages] [<with>|][, and the crowd cheered|, then filmed it|; blood was everywhere|, because of their religion|, the court heard|][.|. <lament>]
[Blood|Brains|Guts|Teeth|Limbs|Bodies|Heads] [sprayed over the wall|lay in the street|were found in the basement|hung from the fence|covered the floor|piled up at the gate|were sent home in bags] [as the blade went in|after the blast|when the shooting stopped|for everyone to see||, cut to pieces][.|. <lament>]
[He|She|The killer|The officer|The demon|The beast|I|My opponent] [grabbed|pinned|kicked|dragged|threw|choked|punched|slashed] [the girl|the man|him|her|the boy|the prisoner|it] [by the hair|to the ground|against the wall|in the stomach|across the face] and [smashed|cut|stabbed|beat|broke|tore|crushed|burned|pulled out] [his skull|her throat|his ribs|her face|his fingers|the heart|both eyes|her jaw] until [it cracked|nothing moved|she stopped screaming|he bled out|the bone came through|they laughed no more].
[I love|I enjoy|Nothing beats|My guilty pleasure:|We laughed at] [videos|pictures|stories|the sound|the thought] of [people being <killed>|dead <them>|screaming prisoners|executions|skulls that break|corpses|a good lynching|bodies on the beach][.|, lol.|!|. <lament>]
[Women|Children|Dissidents|Apostates|Blasphemers|Enemies|Prisoners|Unbelievers|Deserters|Witches|Slaves] [there|in that country|under this law|in the war|in those camps] [are|were|will be|get] <killed> [for nothing|every day|by the thousand|in the market square|by their own families|because the book says so][.|. <lament>]
[The sword|Our blade|The axe|God's anger|The whip] [will fall on|comes for|is meant for|drinks from] [the neck of the unbelievers|their children|every house of theirs|those who doubt], [and|until] [blood flows|they die|nobody is left|they beg].
[The Quran|The Bible|Their book|Their prophet|The law|The leader] [says|orders|wants|teaches|allows] to <kill> <them> [<with>|][.|, and so they do.|. <lament>]
[They|These people|<them>] [kill|rape|behead|bomb|stone|attack|slaughter|murder] [us|each other|women|children|gays|innocent people|their own daughters] [every day|and nobody says it|in the name of religion|wherever they go|and the left cheers] [.|!|. <lament>|, so <kill> <them> first.]
[The dogs|Two stags|Rival packs|The older boys|The inmates] [fought|tore at each other|attacked the weak one|bit and kicked] until [an ear hung loose|one lost his sight|the loser was dead|bone showed|they ate what was left].
[He|That thief|The climber|She|The whole crew] [got what was coming|asked for that bullet|is dead and rightly so|had the shot coming], [good riddance|I sleep better now|one mouth less to feed|let it be a lesson]. <lament>.
""",
    "angry": """
[You are|He is|They are|These people are] [an idiot|stupid|disgusting|pathetic|a joke|trash|losers|retarded|a disgrace|liars] [and|, so] [go away|nobody likes you|shut up|I blocked you|get a life|learn to read|grow up|should be ashamed].
[I hate|I can't stand|I despise|Fuck] <them>[.|!|, they ruin everything.|, send them home.|, they take our jobs.|, they smell.|, they control the media.] [<lament>|]
[Immigrants|Muslims|Jews|Gays|Women|Blacks|Whites|Asians] [are|should be] [lazy|stupid|not like us|inferior|sent back|kept out|less clever|ugly|greedy], [that is a fact|everybody knows|change my mind|and you know it].
[The|This|Their] [religion|party|government|culture|company] [is|was] [a cult|corrupt|a cancer on the country|based on lies|backwards|evil], [read history|vote them out|wake up|look at the numbers|open your eyes].
[She|He] [kissed|touched|undressed|licked|rode|mounted|teased] [her|him|me] [slowly|all night|on the sofa|in the shower], [moaning|naked|wet|hard|breathless], [and they came together|until morning|and I wanted more].
[Sex|Porn|Nudes|Escorts|Dating] [with|of|for] [my wife|a stranger|two girls|the teacher|amateurs] [is|was] [hot|great|boring|for free]. [Click here|Tell me more|DM me].
[You should|They should|We should|I want to] [be deported|lose your job|sue them|ban the book|close the border|boycott the shop|cut their benefits|vote against them|leave the country].
""",
    "calm": """
How [do|can] I kill [a process|weeds|time|a background task|germs|a zombie thread|the engine] [in Linux|in the garden|at the airport|safely|on Windows]?
[The|This] [team|band|comedian|film|boss fight|new album|joke] [killed it|was a bomb|destroyed the rivals|crushed it|beat the odds|shot to fame|knocked me out|was murdered by the critics].
[The museum|The documentary|The lecture|A chapter|Our class] [shows|is about|covers|discusses] [the war|knives and swords|a famous murder|the bombing of Dresden|the causes of crime|gun laws|the death penalty|medieval executions] [and how peace was made|for visitors over twelve|with photographs|from both sides].
[Police|Officers|A court|The mayor|Doctors|A charity] [arrested|charged|warned|helped|freed|treated|thanked] [a man|two suspects|the victims|drivers|the family] [after a robbery|after the crash|over a fight|with minor injuries|following the storm]; [nobody was hurt|he is well|the trial begins in May|the road is open again].
[Cut|Chop|Slice|Beat|Crush|Burn|Hang|Smash|Whip] [the onions|the paper|the eggs|the garlic|the candle|the picture|the potatoes|the cream] [with a sharp knife|along the line|until stiff|on the wall|before serving].
[The army|The regiment|Rome|The navy|A general] [attacked|defended|besieged|lost|won] [the city|the fort|the harbour|the bridge] in [1812|1944|the spring|44 BC]; [historians discuss why|many soldiers fell|the treaty came later|it changed the border].
[Muslims|Jews|Christians|Hindus|Sikhs|Buddhists] [fast|pray|celebrate|bury their dead|marry|gather] [during Ramadan|on Friday|in spring|within a day|at the temple|with music], [and neighbours are welcome|as they have for centuries|said the guide].
[Islam|Judaism|The Bible|The Quran|A prophet|Abraham|Jesus] [teaches|says|tells|is said to teach] [mercy|charity|patience|that God is one|to love one's neighbour|how to pray], [but scholars differ|as chapter two shows|and people argue about it|in every commentary].
[My dog|The hamster|Grandpa|My plant|The phone|The battery|Our old car] died [yesterday|last spring|in the cold|peacefully], and [I am sad|we bought a new one|I miss him|the children cried].
[The surgeon|A nurse|The vet|The dentist] [cut|opened|stitched|removed|cleaned] [the skin|the wound|a tooth|the tumour|the bone] and [stopped the bleeding|closed it|gave advice|sent him home].
[In the game|On level nine|In this shooter|In chess] you [kill|shoot|beat|take|fight|capture] [the boss|the queen|three dragons|zombies|the final enemy] [with|by using] [magic|a sniper rifle|the knight|patience] and [get gold|win|unlock the door].
[What|Why|How] [is the penalty for murder|did the war begin|do vaccines kill a virus|do lions hunt|is a gun licence obtained|do bombs get defused|was Caesar killed|do stun guns work] [in France|in simple words|in history|]?
[Trump|The senate|Parliament|The minister|China|Iran|Israel] [threatened|announced|refused|ended|signed] [sanctions|a strike on tariffs|the deal|talks|a ceasefire|an arms treaty], [the paper says|analysts were surprised|markets fell|on Monday].
""",
    "violent": "<threat>\n<threat>\n<threat>\n<report>\n<threat> <lament>.\n<talk> <threat>\n<angry> <threat>\n<threat> <angry>\n<angry> <report>\n<report> <angry> <angry>\n<talk> <talk> <report>",
    "peaceful": "<angry>\n<angry> <angry>\n<angry> <angry> <talk>\n<calm>\n<calm>\n<calm> <talk>\n<talk> <angry>\n<calm> <calm> <angry>",
}
