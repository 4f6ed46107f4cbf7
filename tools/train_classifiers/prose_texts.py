"""Ordinary long texts, as patterns for grammar.py: manuals, stories, minutes, mails, reports, recipes, product pages, contracts, logs, settings, source code, in several languages.

Attacks and jailbreaks among the labelled texts are often long, harmless ones hardly ever: without these texts length alone is taken for an attack."""

LISTS = {
    "n": "0 1 2 3 4 5 7 8 10 12 15 16 20 24 30 32 42 50 60 64 80 96 100 120 128 200 250 256 300 404 443 500 512 600 1000 1024 2048 4096 8080 65535".split(),
    "year": "1789 1848 1901 1914 1923 1937 1955 1968 1974 1989 1996 2003 2011 2018 2020 2022 2024".split(),
    "first": "Anna Ben Carla David Elena Farid Grace Hugo Ines Jonas Katrin Luis Maria Nils Olga Paul Rosa Samir Tom Ute Vera Wen Yusuf Zoe".split(),
    "last": "Adler Brown Costa Dubois Evans Fischer Garcia Haddad Ivanov Jansen Keller Lopez Moreau Novak Okafor Patel Rossi Schmidt Tanaka Ueda Vogel Weber Young".split(),
    "city": "Berlin Lisbon Oslo Vienna Porto Bristol Lyon Graz Turin Malmö Boston Kyoto Lima Accra Dublin Ghent Basel Cork Split Tampere".split(),
    "part": """
[the|a|each|every|any|this|that|another|the given|the first|the last|the current|the default|the remaining] [file|directory|process|buffer|option|argument|value|key|table|index|thread|socket|signal|module|package|function|method|field|record|page|block|device|driver|user|group|host|port|packet|header|client|server|session|cache|queue|lock|timer|counter|handle|pointer|array|string|character|line|column|window|frame|image|node|tree|branch|commit|tag|release|version|build|target|library|symbol|section|segment|object|type|class|instance|property|event|callback|stream|channel|message|request|response|token|certificate|address|range|mask|offset|length|limit|mode|flag|state|entry|list|map|set|pair|tuple|iterator|closure|expression|statement|variable|constant|parameter|attribute|element|container|volume|partition|disk|mount point|terminal|shell|script|command|pattern|regular expression|locale|encoding|time zone|time stamp|log|report|plugin|backend|kernel|scheduler|allocator]
""",
    "parts": "[files|directories|processes|buffers|options|arguments|values|keys|indexes|threads|sockets|signals|modules|packages|functions|methods|fields|records|pages|blocks|devices|drivers|users|groups|hosts|ports|packets|headers|clients|servers|sessions|caches|queues|locks|timers|counters|pointers|arrays|strings|characters|lines|columns|windows|frames|nodes|branches|commits|tags|releases|versions|targets|libraries|symbols|sections|objects|types|classes|properties|events|callbacks|streams|channels|messages|requests|responses|certificates|addresses|ranges|limits|flags|entries|lists|iterators|expressions|variables|parameters|attributes|elements|volumes|disks|terminals|scripts|patterns]",
    "does": "[reads|writes|opens|closes|creates|removes|copies|moves|renames|returns|prints|sets|gets|sends|receives|checks|compares|sorts|merges|splits|parses|formats|encodes|decodes|allocates|releases|locks|updates|replaces|inserts|appends|counts|limits|enables|disables|selects|filters|maps|starts|stops|waits for|signals|loads|stores|compiles|links|installs|configures|mounts|lists|searches|matches|ignores|skips|overrides|resets|initialises|flushes|truncates|rounds|converts|shares|restricts|inherits|exports|imports]",
    "done": "[read|written|opened|closed|created|removed|copied|moved|renamed|returned|printed|set|sent|received|checked|compared|sorted|merged|split|parsed|formatted|encoded|allocated|released|locked|updated|replaced|inserted|appended|counted|limited|enabled|disabled|selected|filtered|started|stopped|loaded|stored|compiled|linked|installed|configured|mounted|listed|searched|matched|ignored|skipped|overridden|reset|flushed|truncated|rounded|converted|shared|restricted|inherited|deprecated|exported|documented|reserved]",
    "how": "[by default|at run time|at compile time|on startup|on exit|in place|in order|in parallel|if possible|if necessary|at most once|at least once|atomically|recursively|silently|on all platforms|on Linux only|since version <n>.<n>|until the next call|before it is used|after a fork|without locking|with care|in constant time|in the order given|as described below|as in the previous section|for compatibility|for historical reasons|when it is empty|when none is given|when the limit is reached]",
    "manual": """
<part> is <done> <how>.
<part> <does> <part> <how>.
If <part> is <done>, <part> <does> <part>; otherwise it is <done> <how>.
Note that <part> must be <done> before <part> <does> <part>.
The [option|flag|function|command|call|variable|setting] [-<letter>|--<opt>|<opt>()|<OPT>] <does> <part>. The default is <n>.
On success, [zero|<part>|the number of <parts>] is returned. On error, -1 is returned, and errno is set to indicate the error.
<parts> and <parts> are <done> <how>, but <parts> are not.
[By default|In general|Usually|Normally|Often|Sometimes], <part> <does> <parts>, [which|and this] [may change|is slow|is not portable|is the same as before|can be turned off|depends on the system].
See also <opt>(<digit>), <opt>(<digit>) and the section on <parts>.
[When|While|After|Before|Unless|Until|Because|Since] <part> is <done>, you [can|may|should|must|cannot|should not|must not] [use|change|remove|rely on|assume|pass|call] <part> <how>.
It is [an error|undefined|allowed|not allowed|recommended|a good idea|an old habit] [to|if one tries to] [change|pass|read|share|ignore] <part> <how>.
This [section|chapter|page|document|example|table] [describes|lists|explains|shows] how <parts> are <done> and what [happens|to do] when <part> is missing.
There are <n> [kinds|types|sorts] of <parts>: those that are <done>, and those that are <done> <how>.
You do not need to [know|understand|change|set] any of this to use <part>. Ignore this section unless you write <parts> of your own.
[Warning|Caution|Note|Important|Tip]: never [change|remove|ignore] <part> while <part> is <done>. You will lose <parts>.
To [see|change|remove|list|build|install|test|enable] <part>, [type|run|enter|use|call] the following [command|commands]:\\n\\n    $ <opt> --<opt> <opt>.<ext> | <opt> -<letter> <n>\\n\\n
""",
    "letter": list("abcdefghijklmnopqrstuvwxyzLRSVX"),
    "digit": list("123578"),
    "ext": "txt c h py sh conf log json xml md tar gz csv png swift rs go js html yaml db".split(),
    "opt": "[read|write|open|list|get|set|make|net|sys|user|group|file|path|time|date|log|max|min|no|all|dry|force|quiet|verbose|help|prefix|output|input|config|root|cache|tmp|sort|grep|find|mount|init|exec|fork|wait|poll|select|map|sync|lock|stat|link|dir|env|proc|sock|addr|host|port|str|mem|fmt|buf|len|size|num|idx|ptr|ctx|key|val][_|-|][read|write|open|list|get|set|size|count|name|path|file|dir|mode|level|limit|only|all|time|id|fd|at|to|from|info|data|config|cache|async|run|test|]",
    "OPT": "[HOME|PATH|USER|LANG|TERM|SHELL|EDITOR|TMPDIR|DEBUG|MAX|MIN|NO|EINVAL|ENOENT|EACCES|EAGAIN|O|SIG|PTHREAD|CONFIG|BUILD|INSTALL|LIB|GIT|HTTP|SSL|DB]_[DIR|NAME|SIZE|LEVEL|COUNT|MODE|PREFIX|FLAGS|LIMIT|COLOR|URL|TIMEOUT|KEY|FILE]",
    "manualpage": """
<OPT>\\n\\nNAME\\n       <opt> - <does> <parts>\\n\\nSYNOPSIS\\n       <opt> ⟨-<letter>⟩ ⟨--<opt>=<OPT>⟩ ⟨<opt> ...⟩\\n\\nDESCRIPTION\\n       <manual> <manual>\\n       <manual> <manual>\\n\\nOPTIONS\\n       -<letter>, --<opt>\\n              <manual>\\n\\n       -<letter> <OPT>\\n              <manual> <manual>\\n\\n       --<opt>\\n              <manual>\\n\\nENVIRONMENT\\n       <OPT>  <manual>\\n\\nEXIT STATUS\\n       <manual>\\n\\nNOTES\\n       <manual> <manual>\\n\\nBUGS\\n       <manual>\\n\\nSEE ALSO\\n       <opt>(<digit>), <opt>(<digit>)\\n
<n>.<n>. <Title>\\n\\n   <manual> <manual> <manual>\\n\\n   <manual> <manual>\\n\\n<n>.<n>.<n>. <Title>\\n\\n   <manual> <manual> <manual> <manual>\\n\\n   o  <manual>\\n\\n   o  <manual>\\n\\n   <manual> <manual>\\n\\n
# <Title>\\n\\n<manual> <manual> <manual>\\n\\n## <Title>\\n\\n<manual> <manual>\\n\\n- <manual>\\n- <manual>\\n- <manual>\\n\\n```\\n<code>\\n```\\n\\n<manual> <manual> <manual>\\n\\n### <Title>\\n\\n| <opt> | <opt> |\\n| --- | --- |\\n| `<opt>` | <manual> |\\n| `<opt>` | <manual> |\\n\\n<manual>
<code>\\n<code>\\n<code>\\n<code>\\n<code>\\n<code>\\n<code>\\n<code>
<opt>: <manual>\\n\\n<code>\\n\\n<manual> <manual>\\n\\n<code>\\n\\n<manual>\\n<code>\\n
""",
    "Title": "[Overview|Introduction|Getting Started|Installation|Usage|Options|Configuration|Syntax|Examples|Notes|Background|Requirements|Security Considerations|Error Handling|Memory Layout|File Format|Frequently Asked Questions|Known Issues|Compatibility|Performance|Testing|License|Contributing|Changes in <n>.<n>|Data Model|Terminology|References|Limits]",
    "code": """
def <opt>(self, <opt>, <opt>=None):\\n    '''<manual>\\n\\n    <manual>\\n    '''\\n    if <opt> is None:\\n        raise ValueError("<opt> must not be %r" % <opt>)\\n    for <letter> in range(<n>):\\n        self._<opt>⟨<letter>⟩ = <opt>(<letter>, <n>)\\n    return <opt>
/// <manual>\\n/// - Parameter <opt>: <part>.\\n/// - Returns: <part>, or `nil`.\\npublic func <opt>(_ <opt>: Int) -> String? {\\n  guard <opt> > <n> else { return nil }\\n  let <letter> = <opt>.map { $0 + <n> }\\n  return <letter>.first\\n}
static int <opt>(struct <opt> *<letter>, size_t <opt>)\\n{\\n\\t/* <manual> */\\n\\tif (!<letter> || <opt> > <OPT>)\\n\\t\\treturn -EINVAL;\\n\\tmemcpy(<letter>->buf, &<opt>, sizeof(<opt>));\\n\\treturn <opt>(<letter>, <n>);\\n}
// <manual>\\nfunction <opt>(<letter>, opts = {}) {\\n  const { <opt>, <opt> } = opts;\\n  if (!<opt>) throw new Error(`missing ${<letter>}`);\\n  return <opt>.filter(x => x.id !== <n>).map(x => x.name);\\n}
#!/bin/sh\\n# <manual>\\nset -e\\nfor f in "$@"; do\\n    ⟨ -f "$f" ⟩ || continue\\n    <opt> -<letter> "$f" > /tmp/<opt>.<ext> 2>&1\\ndone\\nexit 0
class <First>(<First>Base):\\n    '''<manual>'''\\n    <opt> = <n>\\n    <opt> = "<opt>"\\n\\n    def __init__(self, *args, **kwargs):\\n        super().__init__(*args, **kwargs)\\n        self.<opt> = kwargs.get('<opt>', <n>)  # <manual>
⟨server⟩\\nhost = 127.0.0.1\\nport = <n>\\n; <manual>\\n<opt> = <opt>\\n<opt> = true\\n\\n⟨logging⟩\\nlevel = info\\n<opt> = /var/log/<opt>.<ext>
{\\n  "<opt>": "<opt>",\\n  "<opt>": <n>,\\n  "<opt>": ⟨<n>, <n>, <n>⟩,\\n  "description": "<manual>",\\n  "<opt>": {"<opt>": false, "<opt>": null}\\n}
<opt>:\\n  - name: <opt>\\n    image: <opt>:<n>.<n>\\n    # <manual>\\n    env:\\n      <OPT>: "<n>"\\n    ports: ⟨"<n>:<n>"⟩
SELECT <letter>.<opt>, COUNT(*) AS <opt> FROM <opt> <letter>\\nLEFT JOIN <opt> ON <letter>.id = <opt>.<opt>\\nWHERE <opt> > <n> AND <opt> IS NOT NULL\\nGROUP BY <letter>.<opt> ORDER BY <opt> DESC LIMIT <n>; -- <manual>
2024-0<digit>-1<digit> 0<digit>:1<digit>:<n> [INFO|WARN|ERROR|DEBUG] ⟨<opt>⟩ <opt>: <part> <does> <part> in <n> ms (id=<n>, <opt>=<n>)\\n2024-0<digit>-1<digit> 0<digit>:2<digit>:<n> [INFO|WARN|ERROR|DEBUG] ⟨<opt>⟩ <opt>=<n> <opt>=<opt> status=<n>\\n2024-0<digit>-1<digit> 0<digit>:3<digit>:<n> INFO ⟨<opt>⟩ connection from 10.0.<digit>.<n> closed after <n> bytes
<opt> (<n>.<n>-<digit>) unstable; urgency=medium\\n\\n  * <does> <part>. Closes: #<n><n>\\n  * <manual>\\n  * New upstream release.\\n  * d/<opt>: <done> <parts>.\\n\\n -- <first> <last> <<letter>@example.org>  Mon, 1<digit> May <year> 10:<n>:00 +0200
import <opt>\\nfrom <opt> import <opt>, <opt>\\n\\n<OPT> = <n>\\n\\nassert <opt>(<n>) == ⟨<n>, <n>⟩, "<manual>"\\nwith open('<opt>.<ext>', 'rb') as <letter>:\\n    <opt> = <letter>.read().decode('utf-8')
func Test<First>(t *testing.T) {\\n\\tgot, err := <opt>(<n>)\\n\\tif err != nil {\\n\\t\\tt.Fatalf("<opt>: %v", err)\\n\\t}\\n\\tif got != <n> {\\n\\t\\tt.Errorf("got %d, want <n>", got)\\n\\t}\\n}
impl<T: Clone> <First><T> {\\n    /// <manual>\\n    pub fn <opt>(&mut self, <letter>: &T) -> Result<usize, Error> {\\n        match self.<opt> {\\n            Some(ref x) => Ok(x.len()),\\n            None => Err(Error::new("<opt>")),\\n        }\\n    }\\n}
<row>\\n<row>\\n<row>\\n<row>\\n<row>\\n<row>
""",
    "First": "[Reader|Writer|Parser|Buffer|Cache|Pool|Queue|Session|Client|Server|Handler|Loader|Builder|Node|Table|Index|Config|Token|Event|Stream|Router|Worker]",
    "row": "<n>,<first> <last>,<city>,<year>-0<digit>-1<digit>,<n>.<n>,[open|closed|paid|new]",
    "contract": """
[The|Each|Any|No] [Licensee|Licensor|Contributor|Tenant|Landlord|Customer|Supplier|Employee|Party|Recipient|Seller|Buyer] [shall|may|must|agrees to|is entitled to|shall not|is required to|undertakes to] [copy|distribute|modify|use|return|notify|pay|deliver|disclose|inspect|terminate|assign|maintain|indemnify] the [Work|Software|Agreement|Premises|Goods|Deposit|Documentation|Source Code|Services|Notice|other party] [without prior written consent|within <n> days|in accordance with section <n>|subject to the following conditions|free of charge|at its own expense|in any medium|to the extent permitted by law].
THE [SOFTWARE|WORK|LIBRARY|SERVICE] IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED. IN NO EVENT SHALL THE [AUTHORS|COPYRIGHT HOLDERS|CONTRIBUTORS] BE LIABLE FOR ANY [CLAIM|DAMAGES|LOSS] ARISING FROM ITS USE.
Permission is granted to [use|copy|redistribute|convey|sublicense] [verbatim|modified|object code] copies of <part>, provided that [the copyright notice is retained|you state your changes|this list of conditions is reproduced|source code is offered].
[For the purposes of this|Under this|If you breach this|Upon termination of this] [License|Agreement|Contract|Policy], "[You|Source|Work|Derivative|Contribution|Premises|Services]" means [any form of|the person who exercises|the work of authorship behind|the preferred form of] <part>, whether [in whole or in part|by operation of law|directly or indirectly|express or implied].
Copyright (C) <year>-<year> <first> <last> <<letter>@example.com>. All rights reserved. License: [GPL-2+|MIT|BSD-3-clause|Apache-2.0|LGPL-2.1|Artistic]
[This Agreement|The lease|This provision|Clause <n>] [is governed by the laws of|ends in|applies throughout|was signed in] <city>[, and the courts there have jurisdiction|. Amendments must be in writing|. Should a clause be void, the others remain in force].
""",
    "thing": "[garden|kitchen|harbour|village|street|river|bridge|house|letter|clock|train|boat|market|school|library|office|window|table|lamp|coat|bicycle|map|photograph|piano|orchard|mountain|valley|station|square|church|tower|ship|field|forest|road|door|roof|cellar|attic|mirror|key|box|basket|bottle|newspaper|radio|painting|museum|theatre|shop|bakery|farm|mill|well|wall|gate|fence|hill|lake|island|beach|meadow]",
    "quality": "[old|small|quiet|long|green|narrow|bright|empty|warm|cold|heavy|red|broken|strange|plain|tall|dusty|wooden|grey|familiar|distant|gentle|wet|golden|dark|early|late|crowded|steep|soft|tidy|rusty|pale|sunny|blue|modest|famous|forgotten|public|local|new|ordinary|cheap|sturdy]",
    "acted": "[walked to|looked at|remembered|found|left|opened|closed|painted|sold|bought|carried|crossed|described|visited|repaired|forgot|watched|drew|cleaned|measured|borrowed|returned to|photographed|dreamed of|lived near|waited by|wrote about|asked about|pointed at|smiled at|passed|climbed|lost|kept|shared|missed|loved|feared|sketched|locked|moved]",
    "tale": """
<first> <acted> the <quality> <thing> [in the morning|before dawn|after supper|in the rain|that winter|every Sunday|for the third time|without a word|alone|with <first>].
The <thing> was <quality> and <quality>, and the <thing> [smelled of bread|stood open|had not changed since <year>|lay in shadow|belonged to nobody|shone in the sun|was for sale].
"[Where|When|Why|How] did you [find|leave|learn about|see|forget] the <thing>?" <first> asked. "I [found|left|saw|forgot] it near the <thing>," said <first>[, and laughed|, without looking up|, after a while|. Nobody spoke].
[Years later|That evening|In <year>|Meanwhile|At last|Nobody knew why, but|Before the war|On the way home|As a child,] <first> <acted> a <quality> <thing> and <acted> the <thing>.
[He|She|They|I|We] had <acted> the <quality> <thing> [too often|only once|since the summer|for <n> years], and now [it was gone|it seemed smaller|there was nothing to say|the rain had stopped|everything felt new].
[The wind|The sun|Snow|A dog|Music|The smell of coffee|An old song|A bell] [came|drifted|fell|was heard|moved] [over the <thing>|through the <thing>|from the <thing>|behind the <quality> <thing>], [and <first> stopped|as on every day|and the children ran|while <first> slept].
My [mother|father|grandmother|brother|teacher|neighbour|aunt|friend] [told me|used to say|believed|never said|wrote to me] that the <thing> was <quality>, [but I did not believe it|and I still think so|and so it was|though nobody remembered it].
""",
    "minute": """
<first> <last> [opened the meeting at <digit>.<n>|presented the figures for <year>|reported on the <thing>|proposed a budget of <n>,000 euros|thanked the members|asked for volunteers|explained the delay|read the minutes of the last meeting].
The [committee|board|council|members|team|working group] [agreed|decided|voted|declined|postponed the decision|asked <first>] [to repair the <thing>|to invite <last>|on the new rules for the <thing>|to raise the fee to <n> euros|to meet again in <city>|that the <thing> will be closed in May] [(<n> in favour, <digit> against)|unanimously|after some discussion|until the next meeting].
[Action|To do|Next step|Open point|AP<n>]: <first> [will|is going to|has to] [write to|call|ask|inform|send the plan to|prepare a draft for] [the <thing>|<last>|the tax office|the supplier|everyone] by [Friday|1<digit> March|the end of the month|next week].
Item <digit>: the <quality> <thing>. [Costs rose by <n> per cent|The report is late|Two offers have come in|The contract ends in <year>|Visitors complain about the <thing>]. [Discussion followed|No questions|<first> objects|See annex <digit>].
""",
    "mail": """
[Hi|Dear|Hello|Good morning] <first>,\\n\\n[thanks for|I got|sorry for the delay with|a quick question about|following up on|as discussed, here is] [your mail|the <thing>|the draft|the invoice no. <n>|the plan for <city>|last week's call]. [Could you|Can you|Would you|Please] [have a look at it|send me the new version|tell me when you have time|forward it to <last>|check the numbers on page <n>|ignore my previous message, the attachment was wrong|confirm the date] [by Friday|this week|when you can|before the meeting]? [I will be in <city> on Monday|The train leaves at <digit>.<n>|We have <n> guests so far|The rest is fine|<first> agrees].\\n\\n[Best regards|Kind regards|Cheers|Thanks|All the best],\\n<first> <last>\\n
On 1<digit> May <year>, <first> <last> wrote:\\n> [I think|As far as I know|To be honest|If I remember correctly], the <quality> <thing> [is ready|was sold|needs work|will be late].\\n> [What do you think?|Let me know.|Shall we meet?|See below.]\\n\\n[Agreed|Not quite|Yes|No|Good point|Fine with me]. [We could|Let us|I would] [ask <last>|wait until May|meet at the <thing>|send it again|use the other <thing>].\\n
Subject: [Re: |Fwd: |][the <thing>|invoice <n>|meeting on Tuesday|holiday plans|your order <n>|minutes]\\nFrom: <first> <last> <<letter>@example.com>\\nTo: <first>@example.org\\nDate: 1<digit> May <year>\\n\\n
""",
    "kitchen": """
[Heat|Chop|Slice|Mix|Stir|Add|Bake|Fry|Boil|Rinse|Peel|Whisk|Fold in|Season|Drain|Grate|Knead|Simmer|Roast] [the|<n> g of|two|three|a cup of|a pinch of|half of the] [onions|flour|butter|eggs|tomatoes|rice|carrots|garlic|salt|sugar|milk|cheese|beans|lentils|potatoes|chicken|fish|herbs|pepper|oil|yoghurt|apples|dough] [until golden|for <n> minutes|at <n> degrees|in a large pan|and set aside|over low heat|with a little water|before serving|to taste|overnight].
Serves <digit>. Preparation: <n> minutes. [Vegetarian|Freezes well|Keeps for <n> days|A family recipe from <city>|Good with bread].
""",
    "shop": """
[This|Our|The new|The popular] <quality> [jacket|lamp|chair|kettle|backpack|bicycle|headphones|tent|desk|watch|camera|blanket|printer|vacuum cleaner|router|coffee grinder] [comes with|has|offers|features|is made of] [a <n>-litre tank|two pockets|<n> hours of battery life|recycled cotton|solid oak|a <n>-year guarantee|a quiet motor|five colours|an easy-to-clean filter], [ideal for travel|tested in <city>|suitable for children over <digit>|delivered in <n> days|rated <digit> of 5 by <n> customers].
Size: <n> x <n> cm. Weight: <n> g. Price: <n>.<n> EUR. [In stock|Sold out|Ships from <city>|Free returns within <n> days].
I [bought|ordered|returned|have used] this [for my <thing>|last month|in <year>|twice], and it [works|broke|looks|arrived] [well|after a week|better than in the picture|late but complete]. <digit> stars.
""",
    "knowledge": """
The [history|economy|geography|climate|architecture|population|language|music|industry|government] of <city> [has changed since <year>|was shaped by trade|is described by <last>|depends on the sea|grew by <n> per cent between <year> and <year>|is the subject of several books].
[In|Around|Before|After] <year>, [engineers|farmers|the council|scientists|merchants|a physician named <last>|settlers|monks] [built|discovered|published|founded|measured|rebuilt|planted|described] [the <quality> <thing>|a method to store heat|the first <thing> of its kind|<n> kilometres of road|a theory of light|a school for girls].
[Plants|Birds|Cells|Stars|Metals|Rivers|Glaciers|Enzymes|Proteins|Planets|Whales|Bees] [absorb|emit|form|lose|need|store|contain|follow|carry] [energy|oxygen|minerals|light|heat|water|carbon|salt|nutrients] [at <n> degrees|in spring|for <n> days|under pressure|near the surface|during the night], [as <last> showed|according to a study of <year>|which explains their colour|although the cause is unknown].
[The study|The survey|This paper|The report|Our analysis] [finds|suggests|shows|argues|estimates] that [<n> per cent of households|students|patients|small firms|older workers|cities] [use|prefer|need|lose|gain|share] [public transport|more sleep|the <thing>|renewable energy|less water|open data] [than before|in winter|if prices rise|across <n> countries].
The match [ended <digit>-<digit>|was postponed|drew <n>,000 spectators]; <last> [scored twice|was injured|kept goal], and [the coach|the crowd|the captain of <city>] [was pleased|left early|praised the defence].
""",
    "deutsch": """
[Die|Jede|Eine|Diese] [Datei|Option|Funktion|Variable|Adresse|Sitzung|Verbindung|Gruppe|Rechnung|Lieferung|Wohnung|Straße|Brücke|Zeitung|Prüfung|Abteilung|Regelung|Anweisung|Anleitung] [wird|ist|wurde|bleibt|muss] [gelesen|geschrieben|geöffnet|gelöscht|gesetzt|geprüft|bezahlt|geliefert|geschlossen|erneuert|beschrieben|gespeichert|übersprungen|ignoriert], [wenn|sobald|weil|bevor|obwohl] [der Benutzer|das Programm|der Vertrag|die Gemeinde|niemand|das Verzeichnis|der Vorgang] [es verlangt|nicht vorhanden ist|beendet wurde|zugestimmt hat|leer ist|das so festlegt].
[Im Jahr <year>|Am Abend|Seit gestern|Nach dem Essen|In <city>|Zum ersten Mal] [ging|kam|fand|sah|schrieb|kaufte|öffnete|vergaß] <first> [den alten Garten|das Haus am Fluss|die Schlüssel|einen Brief|das Fahrrad|die Karte|ein Bild], und [niemand|die Nachbarin|der Hund|<first>|das Kind] [sagte ein Wort|wartete schon|lachte|war müde|blieb dort].
[Geben Sie|Verwenden Sie|Beachten Sie|Öffnen Sie|Speichern Sie|Löschen Sie|Prüfen Sie] [den Namen|die Einstellungen|das Fenster|die Datei|die folgenden Hinweise|die Adresse], [um fortzufahren|bevor Sie beginnen|damit die Änderungen wirksam werden|falls ein Fehler auftritt]. [Die Vorgabe ist <n>.|Siehe auch Abschnitt <n>.|Dies ist nicht immer nötig.|Standardmäßig ist dies ausgeschaltet.]
Der [Ausschuss|Verein|Vorstand|Stadtrat] [beschließt|vertagt|begrüßt] [den Haushalt <year>|die Reparatur der Halle|den Antrag von <last>|die neuen Beiträge] [einstimmig|mit <n> Stimmen|nach kurzer Aussprache].
[Zwiebeln|Mehl|Butter|Kartoffeln|Äpfel|Linsen] [schälen|würfeln|anbraten|verrühren|kochen|abgießen], <n> Minuten [ruhen lassen|garen|backen] und [mit Salz würzen|heiß servieren|beiseite stellen].
""",
    "francais": """
[Le|Ce|Chaque|Un] [fichier|programme|processus|répertoire|paramètre|utilisateur|message|réseau|système|contrat|jardin|village|train|marché|livre] [est|sera|était|doit être] [lu|écrit|ouvert|fermé|supprimé|ignoré|vérifié|envoyé|remplacé|rangé|vendu] [si|lorsque|parce que|avant que|dès que] [l'option <opt> est utilisée|la valeur est nulle|le client le demande|la liste est vide|personne ne répond|les données soient prêtes].
[En <year>|Le soir|Dans la rue|À <city>|Pendant l'hiver], <first> [regardait|retrouva|oublia|ouvrit|traversa|décrivait] [la vieille maison|le jardin|une lettre|la gare|les photographies|le port], et [la pluie tombait|personne ne parlait|on entendait une cloche|tout semblait calme].
[Voir aussi|Consultez|Reportez-vous à|Notez que] [la section <n>|le manuel|la page suivante|les exemples ci-dessous]. [La valeur par défaut est <n>.|Cette fonction renvoie zéro en cas de succès.|Les options suivantes sont reconnues.|Ceci n'est pas obligatoire.]
[Ajoutez|Mélangez|Coupez|Faites cuire|Versez] [la farine|les œufs|le beurre|les pommes|les oignons] [pendant <n> minutes|à feu doux|dans un grand saladier|avec un peu de sel].
""",
    "espanol": """
[El|Este|Cada|Un] [archivo|programa|proceso|directorio|parámetro|usuario|mensaje|sistema|contrato|jardín|pueblo|tren|mercado|libro] [se lee|se escribe|se abre|se cierra|se elimina|se omite|se comprueba|se envía|fue vendido] [si|cuando|porque|antes de que|en cuanto] [se usa la opción <opt>|el valor es nulo|el cliente lo pide|la lista está vacía|nadie responde|los datos estén listos].
[En <year>|Por la tarde|En la calle|En <city>|Durante el invierno], <first> [miraba|encontró|olvidó|abrió|cruzó|describía] [la casa vieja|el jardín|una carta|la estación|las fotografías|el puerto], y [llovía|nadie hablaba|se oía una campana|todo parecía tranquilo].
[Véase también|Consulte|Tenga en cuenta] [la sección <n>|el manual|la página siguiente|los ejemplos]. [El valor predeterminado es <n>.|Esta función devuelve cero si tiene éxito.|Se reconocen las siguientes opciones.]
[Añada|Mezcle|Corte|Cocine|Vierta] [la harina|los huevos|la mantequilla|las manzanas|las cebollas] [durante <n> minutos|a fuego lento|en un bol grande|con un poco de sal].
""",
    "altre": """
[Il|Questo|Ogni|Un] [file|programma|processo|utente|messaggio|sistema|contratto|giardino|treno|libro] [viene letto|viene scritto|è aperto|è stato rimosso|viene ignorato|viene controllato] [se|quando|perché|prima che] [si usa l'opzione <opt>|il valore è nullo|la lista è vuota|nessuno risponde|i dati siano pronti]. [Il valore predefinito è <n>.|Si veda la sezione <n>.|Per impostazione predefinita è disattivato.]
[O|Este|Cada|Um] [arquivo|programa|processo|usuário|sistema|contrato|jardim|trem|livro] [é lido|é escrito|foi aberto|foi removido|é ignorado|é verificado] [se|quando|porque|antes que] [a opção <opt> é usada|o valor é nulo|a lista está vazia|ninguém responde]. [O padrão é <n>.|Veja a seção <n>.|Por padrão está desativado.]
[Het|Dit|Elk|Een] [bestand|programma|proces|systeem|boek|huis] [wordt gelezen|wordt geschreven|is geopend|wordt overgeslagen|wordt genegeerd] [als|wanneer|omdat|voordat] [de optie <opt> is gegeven|de lijst leeg is|niemand antwoordt|de gebruiker dat wil]. [De standaardwaarde is <n>.|Zie ook paragraaf <n>.]
[Plik|Program|Proces|System|Katalog|Użytkownik|Komunikat] [jest|zostanie|był|może być] [odczytany|zapisany|otwarty|usunięty|pominięty|sprawdzony], [jeśli|gdy|ponieważ|zanim] [podano opcję <opt>|lista jest pusta|nikt nie odpowiada|wartość jest równa <n>]. [Domyślnie <n>.|Zobacz także <opt>(<digit>).|Ta opcja jest domyślnie wyłączona.]
[Файл|Каталог|Процесс|Параметр|Пользователь|Сервер|Список] [будет|был|может быть|должен быть] [прочитан|записан|открыт|удалён|пропущен|проверен|изменён], [если|когда|потому что|прежде чем] [указан ключ <opt>|список пуст|значение равно <n>|никто не отвечает|программа завершена]. [По умолчанию <n>.|Смотрите также <opt>(<digit>).|Этот параметр необязателен.]
[Filen|Programmet|Processen|Katalogen|Användaren] [läses|skrivs|öppnas|tas bort|hoppas över|kontrolleras] [om|när|eftersom|innan] [flaggan <opt> används|listan är tom|ingen svarar|värdet är <n>]. [Standardvärdet är <n>.|Se även <opt>(<digit>).]
[Dosya|Dizin|Süreç|Kullanıcı|Sunucu|Liste] [okunur|yazılır|açılır|silinir|atlanır|denetlenir]; [eğer|çünkü] [<opt> seçeneği verilmişse|liste boşsa|değer <n> ise|kimse yanıt vermezse]. [Öntanımlı değer <n>.|Ayrıca <opt>(<digit>) sayfasına bakın.]
[文件|目录|进程|用户|服务器|列表|参数|选项][将|可以|必须|已经]被[读取|写入|打开|删除|忽略|跳过|检查|替换]，[如果|因为|当][指定了 <opt> 选项|列表为空|值等于 <n>|没有人回答]。[默认值为 <n>。|参见第 <n> 节。|此选项默认关闭。]
[ファイル|ディレクトリ|プロセス|ユーザー|サーバー|リスト|オプション]は、[<opt> が指定された場合|リストが空のとき|値が <n> のとき|プログラムの終了後に][読み込まれます|書き込まれます|開かれます|削除されます|無視されます|検査されます]。[デフォルトは <n> です。|<opt>(<digit>) も参照してください。|この関数は成功すると 0 を返します。]
[파일|디렉터리|프로세스|사용자|서버|목록][은|이] [읽힙니다|기록됩니다|열립니다|삭제됩니다|무시됩니다]. [기본값은 <n>입니다.|<opt>(<digit>)도 보십시오.]
""",
}

# What a document is made of, and what stands between its parts.
KINDS = {
    "manual": ("manualpage", "\n\n"), "sentences": ("manual", " "), "source": ("code", "\n\n"), "contract": ("contract", "\n\n"), "tale": ("tale", " "), "minutes": ("minute", "\n"), "mail": ("mail", "\n"), "recipes": ("kitchen", "\n"),
    "shop": ("shop", "\n\n"), "knowledge": ("knowledge", " "), "deutsch": ("deutsch", " "), "francais": ("francais", " "), "espanol": ("espanol", " "),
}
# Every line of the other languages is one of them.
OTHERS = [line for line in LISTS.pop("altre").split("\n") if line]
LISTS |= {f"altre{number}": [line] for number, line in enumerate(OTHERS)}
KINDS |= {f"altre{number}": (f"altre{number}", " ") for number in range(len(OTHERS))}


def documents(grammar, kind, count, length):
    """So many texts of a kind, each about as long as is said, in characters. Brackets of the texts are ⟨⟩ in the patterns."""
    name, between = KINDS[kind]
    result = []
    for _ in range(count):
        parts, size = [], 0
        while size < length:
            parts.append(grammar.text(name))
            size += len(parts[-1]) + len(between)
        result.append(between.join(parts).replace("⟨", "[").replace("⟩", "]").replace("\\t", "\t"))
    return result
