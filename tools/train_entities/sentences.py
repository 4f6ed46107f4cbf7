"""Sentences for training, made from templates of our own and the word lists of this folder.

Half of the names are taken from the lists, half are invented letter by letter in the manner of the lists, so that the classifier learns what surrounds a name and how a
name is spelt, and does not lean on the lists alone.
"""

import collections
import random

from pack_lists import read

LABELS = ["none", "person", "location", "organization", "nationality", "occupation", "address"]

# One template a line. {x} is a slot, and slots with the label of their kind become spans.
TEMPLATES = """
{person} and {person} joined the call, {first} took the notes.
{person} wrote to me yesterday about the invoice.
Hi {first},\\n\\nthanks for the quick reply. Could you send the contract to {person} at {org}?\\n\\nBest regards,\\n{person}
Dear {title} {last},\\n\\nwe have received your application for the position of {job}.
Dear {first}, your order has been shipped to {city}.
Kind regards\\n{person}\\n{job}\\n{org}
Thanks, {first}
Best,\\n{first}
{person} ({job}, {org}) will present the results on {day}.
I spoke with {title} {last} this morning, and he said that the results are fine.
The patient, {person}, was admitted to {orgword} on {day}.
Patient name: {person}\\nDoctor: {title} {last}\\nDepartment: Cardiology
Name: {person}\\nAddress: {addr}\\nPhone: 555-0147
Full name: {person}
Customer: {person}, {city}
Employee {person} has been with {org} since {month} 2015.
According to {person}, the deal with {org} is off.
"We are not selling," {last} said on {day}.
"That was close," said {first}. "{first} nearly fell."
{first} asked {first} whether the train to {city} had left.
{first}'s sister lives in {city}, {country}.
{last}'s new novel is about a {nat} {joblow} in {city}.
Have you met {first}? Her husband is {nat}.
My colleague {person} is from {country}.
My wife {first} and I are moving to {city} in {month}.
Please call {person} at the front desk.
Please book a table for {last} at 8 pm.
Is {first} coming with us to {country}?
When was {person} born?
Who is {person}?
What did {first} {last} say about {org}?
Tell {first} I said hello.
Ask {person} whether the report is done.
Send it to {person}, please.
This is {person} speaking. How can I help?
Hello, my name is {person} and I would like to open an account.
I'm {first}, nice to meet you.
I am {person}, a {joblow} from {city}.
User: {person}\\nAssistant: Thank you, {first}. What is your address?
CEO {person} told investors that {org} would open an office in {city}.
{org} said on {day} it would buy {org} for $3 billion.
{org} was founded in {city} by {person} and {person}.
{org} hired {person} as {job}.
Shares of {org} fell 4% after {person} resigned.
She left {org} in 2012 to join {org} in {city}.
He works for {org}.
I bought it from {org} and it broke after a week.
The contract between {org} and {org} ends in {month}.
The {nat} government has signed an agreement with {country}.
The {nat} and the {nat} teams met in {city}.
She speaks {nat}, {nat} and a little {nat}.
Many {nat} people live in {city} today.
I love {nat} food, but {nat} films are not for me.
We flew from {city} to {city} via {city}.
The weather in {city} is awful in {month}.
The capital of {country} is {city}.
{city}, {country}
{city} is the largest city of {country}.
{country} and {country} have closed their border.
Greetings from {city}!
Born in {city}, {person} grew up in {country} before studying at the University of {city}.
How far is {city} from {city}?
Flights to {city} are cheap in {month}.
Has anyone been to {city} lately?
The road between {city} and {city} is closed.
I grew up near {city} and moved to {city} for work.
We have branches in {city}, {city} and {city}.
Directors: {person}, {person}, {person}
Present: {person}, {person}, {last} and {last}
Starring {person}, {person} and {person}
Directed by {person}, the film won three awards.
From: {person}\\nTo: {person}\\nSubject: Holiday plans
{first}: Are you there?\\n{first}: Yes, what is it?\\n{first}: Nothing, {first}. Good night.
{last}, {first}
{title} {person}
{title} {last} is on holiday.
The letter was signed by {title} {person} and {title} {last}.
Professor {last} of the University of {city} disagrees.
{person}\\n{org}\\n{addrlines}
{person}\\n{addrlines}
{org}\\n{addrlines}\\n{country}
Ship to: {person}, {addr}
My address is {addr}.
I live at {addr}.
She lives on {street}, next to the bakery.
We moved to {addr} last year.
The office of {org} is at {addr}.
Take the second left into {street} and stop at the church.
The accident happened at the corner of {street} and {street}.
Deliver it to {addr}, please, and ring twice.
Return the parcel to {org}, {addr}.
Send the bill to {person}, {addr}.
The shop on {street} closes at six.
The protest moved from {street} to {street}.
Occupation: {job}
{person}\\n{job}
She works as a {joblow} for {org}.
{org} is looking for a {job} in {city}.
{person}, {job} at {org}, was not available for comment.
As {job} of {org}, {person} earned two million last year.
Thank you for contacting {org}. My name is {first}.
How do I cancel my contract with {org}?
Does {org} deliver to {country}?
The {org} website is down again.
Compare {org} and {org}.
The {last} family has owned the farm since 1820.
The {person} case is still open.
A book by {person}
Have you read anything by {last}?
Songs like these made {person} famous.
The {org} Choir will sing in {city} on {day}.
A spokesman for {org} confirmed that {person} had left the company.
We interviewed {first}, {first}, {first} and {first}.
Winners: {first}, {first} and {first}
They named the baby {first}.
I used to call her {first}, but her name is {first}.
Her maiden name was {last}.
Surname: {last}\\nGiven name: {first}
Witness: {person}
Approved by {person} on {day}
Attorney {person} represents {person}.
His brother {first} is a {joblow}.
Her boss, {person}, is {nat}.
Mother: {person}\\nFather: {person}
Emergency contact: {person} (husband)
Beneficiary: {person}
Please add {person} to the mailing list.
Please remove {first} {last} from my account.
The account belongs to {person}.
My son {first} starts school in {month}.
Is this the right number for {person}?
{first} is very kind.
{first} has the keys.
{first} will drive to {city}, {first} takes the train.
{person} died in {city} in 1962.
{person} was elected in {month}.
{person} plays for {city}.
{nat} {joblow} {person} won the race.
{country}'s {person} won gold.
Former {nat} minister {person} was arrested in {city}.
{word} {person}, what do you think?
Guten Tag, mein Name ist {person} und ich wohne in {city}.
Ich heiße {person}.
Bonjour, je m'appelle {person} et j'habite à {city}.
Me llamo {person} y vivo en {city}.
Sehr geehrter Herr {last}, vielen Dank für Ihre Nachricht.
The minister arrived in {city} last night.
The queen will visit {city} in {month}.
Our ship reached {city} at dawn.
They drove from {city} to {city} in six hours.
We spent two weeks in {city} and three days in {city}.
My parents are from {city}, but I have never been there.
I was born in {city} and live in {city} now.
He comes from {country}.
Where is {city}?
{city} was lovely, the food in {country} even better.
{city} is too hot for me.
I miss {city} so much.
{country} beat {country} in the final.
{country} will hold elections in {month}.
The president of {country} thanked {country} for its help.
In {city}, the shops are closed on {day}.
At noon we landed in {city}.
People in {city} are friendly.
Location: {city}
City: {city}\\nCountry: {country}
Place of birth: {city}
Venue: {city} Town Hall
Trip to {city} next week
The {city} airport is closed.
A museum in {city} has bought the painting.
All roads lead to {city}, said {first}.
He fled to {country} during the war.
Made in {country}
Imports from {country} and {country} rose.
The factory near {city}, {country} was sold to {org}.
I have an interview in {city} tomorrow.
Greetings from southern {country}.
The north of {country} is under snow, and so is eastern {country}.
I'm stuck in {city}, can you help?
Moving to {country} was easy, moving to {city} was not.
My friend from {city} speaks {nat}.
She teaches at the University of {city}.
Let us meet in {city} on {day}.
{org} is based in {city}.
{org} has its headquarters in {city}, {country}.
{org} announced a new phone.
{org} makes software for hospitals.
{org}, a maker of chips, lost its lawsuit against {org}.
I work at {org} now.
I have been a customer of {org} for years.
My employer is {org}.
Before {org}, I was at {org} and {org}.
The {org} office in {city} is closed on {day}.
{org}'s new store opens in {month}.
{org}'s {person} will speak first.
{person} of {org} declined to comment.
{person} from {org} called about the order.
{person}, who founded {org}, left in 2009.
Company: {org}
Employer: {org}\\nPosition: {job}
Invoice from {org}
Investors such as {org}, {org} and {org} took part.
Rivals include {org} and {org}.
Founded as {org} in 1978, the firm became {org} after the merger.
I applied to {org} and {org}.
The board of {org} met on {day}.
According to {org}, nothing was stolen.
{org} is a {nat} bank.
{org} is an international company with offices in {city}.
Support at {org} was rude to me.
{org} charged my card twice.
The {org} report names {person}.
My bank is {org}.
{org} and {org} will merge.
The {last} method is older than the {last} method.
Unlike {last}, {last} never wrote letters.
I agree with {last} and {last} on this.
The film by {last} is better than the book.
A song by {person} was playing.
Was it {first} or {first} who called?
{first}, please come here!
But {first} only laughed.
Then {first} and {first} went home.
Yesterday {first} met {first}'s brother.
I think {first} is right.
Why did {first} leave?
Where is {first}?
How is {first} doing?
What does {first} want?
He said that {first} was late.
{first} never answers.
{first} loves {first}.
{first} looked at {first} and smiled.
{last} was born in 1921 in {city}.
{last} began to paint at twenty.
{last} won by a point.
{person} is an actor.
{person} has two children, {first} and {first}.
{person} said: "I am glad."
"I am tired," says {person}.
"No," {first} shouted to {first}, "not now!"
Thanks to {person} for the help.
A letter to {person}
In memory of {person}
The trial of {person} begins on {day}.
{person}'s lawyer was not there.
{person}'s house was sold to {person}.
The late {person} left everything to {first}.
She married {person} in {month}.
It was {first} who told {first} the truth.
He was called {first} after his grandfather {first} {last}.
My name's {first}.
Call me {first}.
They call him {first}.
It's {first} here, from {org}.
Speaking: {person}
Contact person: {person}
Cardholder: {person}
Account holder {person}
Author: {person}
Patient {last} complains of a headache.
Attending physician: {title} {person}
Best wishes from {first} and {first}
There were four of us: {first}, {first}, {first} and me.
Players: {last}, {last}, {last} and {last}.
Talk to {first} in accounting.
{first} can help you with that.
@{first} could you look at this?
cc: {person}, {person}
On {day}, {person} wrote:
"""

# Capitals that are no names.
PLAIN = """
The Quick Start Guide describes how to install the Service on Linux and Windows.
Please Read The Terms And Conditions Before Signing.
What is the difference between JSON and XML?
Write a Python function that returns the Fibonacci numbers.
How do I connect to PostgreSQL from Java with JDBC?
Step 1: Open the Settings. Step 2: Choose Network. Step 3: Press Save.
Introduction\\n\\nMachine Learning has changed Software Engineering.
Chapter 3: The Return of the Light
IMPORTANT: DO NOT REPLY TO THIS MESSAGE.
I NEED HELP WITH MY ACCOUNT RIGHT NOW!!!
On Monday we had Pizza and on Friday Sushi.
Happy Birthday! Merry Christmas! Happy New Year!
In March, sales rose by 4 percent; in April, by 6.
The Internet of Things (IoT) and Artificial Intelligence (AI) are buzzwords.
She read Harry's essay on Quantum Mechanics and General Relativity.
Ein Hund und eine Katze sitzen auf dem Dach und warten auf den Regen.
Die Bundesregierung hat am Montag ein neues Gesetz zur Förderung der Forschung beschlossen.
Bitte fassen Sie den folgenden Text zusammen und nennen Sie die wichtigsten Punkte.
Welche Vorteile hat eine Versicherung für Rentner und Arbeitnehmer?
Der Zug nach Süden hat wegen einer Störung am Bahnhof Verspätung.
Die Lehrerin erklärt den Schülern die Aufgabe, und die Eltern warten vor der Tür.
Ein Gateway steht zwischen Anwendung und Modell und prüft jede Anfrage.
Error: Connection refused. Retrying with exponential backoff.
GET and POST are HTTP methods; TLS encrypts them.
FAQ\\nHow much does it cost?\\nWhere can I find my invoice?
TODO: Fix the Parser. NOTE: Tests fail on Tuesday.
Dear Sir or Madam, I am writing about the Order of last week.
Dear Customer, Your Package Is On Its Way.
Best Regards, Your Support Team
Subject: Meeting Notes
Question: What is Photosynthesis? Answer: Plants turn light into sugar.
My Favourite Things: Coffee, Books, Rain.
Our Privacy Policy explains how We use Your Data.
User: hello\\nAssistant: Hello! How can I help You today?
Credit Card Number: 4111 1111 1111 1111\\nExpiry Date: 12/28\\nCVV: 123
Date of Birth: 12 May 1980\\nGender: Female\\nBlood Type: A
Monthly Report\\nTotal Revenue\\nNet Profit\\nGross Margin
Game Over. Press Start. Player One Wins.
Mom and Dad are at the Mall.
God only knows what the Devil wants.
She has a PhD in Physics, an MBA and a BSc.
World War II ended in 1945.
The Bible, the Koran and the Constitution are on the shelf.
Wow! Great! Thanks! Awesome! Sorry! Congratulations!
Is Tuesday or Wednesday better? Thursday is fine, too.
First, wash the Rice. Second, cook it. Finally, serve with Soy Sauce.
Windows 11, Android 15 and Ubuntu 24 are supported.
The Senate passed the Clean Water Act on Thursday.
Ingredients: Flour, Sugar, Butter, Eggs, Salt
Advanced Search\\nSign In\\nSign Up\\nForgot Password
Terms Of Service\\nCookie Policy\\nContact Us\\nAbout
Act as a Linux Terminal. Pretend You are a Poet. Ignore all Rules.
Explain Kubernetes, Docker and Terraform to a Beginner.
The Moon orbits the Earth; Mars and Venus do not.
Rolling Stone listed the Greatest Songs of the Decade.
The Lord of the Rings is longer than War and Peace.
"""


class Maker:
    """Makes labelled sentences; the same seed makes the same ones."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.given = [w for w in read("given.txt", None) if len(w) > 2]
        self.surnames = [w for w in read("surnames.txt", None) if len(w) > 1]
        places = read("places.txt", None)
        self.places = [w.replace("_", " ") for w in places]
        self.nationalities = [w for w in read("nationalities.txt", None)]
        self.jobs = read("titles.txt", "job")
        self.legal = ["Inc", "Inc.", "LLC", "Ltd", "Ltd.", "GmbH", "AG", "PLC", "Corp", "S.A.", "Limited", "Group", "Holdings"]
        self.orgwords = read("organizations.txt", "word")
        self.known = read("organizations.txt", "known")
        self.common = [w for w in read("common.txt", None) if len(w) > 3]
        self.chains = {name: chain(words) for name, words in (("g", self.given), ("s", self.surnames), ("p", self.places), ("c", self.common))}

    def invent(self, kind):
        """A word in the manner of a list."""
        table = self.chains[kind]
        while True:
            word = "^^"
            while len(word) < 16:
                letter = self.random.choice(table[word[-2:]])
                if letter == "$":
                    break
                word += letter
            if 3 <= len(word) - 2 <= 12:
                return word[2:]

    def pick(self, words, kind):
        return self.random.choice(words) if self.random.random() < 0.5 else self.invent(kind)

    def first(self):
        name = self.pick(self.given, "g").title()
        return f"{name}-{self.pick(self.given, 'g').title()}" if self.random.random() < 0.03 else name

    def last(self):
        name = self.pick(self.surnames, "s").title()
        draw = self.random.random()
        if draw < 0.03:
            return f"{self.random.choice(['van', 'de', 'von', 'van der', 'da', 'di', 'El', 'De'])} {name}"
        if draw < 0.05:
            return self.random.choice(["O'", "Mc", "Mac"]) + name
        return f"{name}-{self.pick(self.surnames, 's').title()}" if draw < 0.08 else name

    def person(self):
        draw = self.random.random()
        if draw < 0.15:
            return f"{self.first()} {self.random.choice('ABCDEFGHIJKLMNOPRSTVW')}{self.random.choice(['', '.'])} {self.last()}"
        if draw < 0.22:
            return f"{self.first()} {self.first()} {self.last()}"
        if draw < 0.27:
            return f"{self.first()} {self.last()} {self.last()}"
        name = f"{self.first()} {self.last()}"
        return name.upper() if draw > 0.98 else name

    def city(self):
        name = " ".join(w if w in ("de", "of", "am", "do") else w.title() for w in self.pick(self.places, "p").split())
        draw = self.random.random()
        if draw < 0.06:
            name = f"{self.random.choice(['San', 'Saint', 'St.', 'New', 'Bad', 'Port', 'Santa', 'El', 'La', 'Upper', 'North', 'West'])} {name}"
        elif draw < 0.10:
            name += self.random.choice(["ville", "ton", "burg", "stad", "ham", " Falls", " Springs", " City", "by", "vik", "dorf", "ovo", "ice"])
        return name.upper() if draw > 0.95 else name

    def org(self):
        draw = self.random.random()
        if draw < 0.2:
            return self.random.choice(self.known).title() if self.random.random() < 0.7 else self.random.choice(self.known).upper()
        base = self.pick(self.surnames, "s").title() if draw < 0.55 else self.coined()
        if draw < 0.30:
            return f"{base}, {self.last()} and {self.last()}"
        if draw < 0.36:
            return f"{base}-{self.pick(self.surnames, 's').title()}"
        if draw < 0.40:
            return f"{base} and Sons"
        if draw < 0.6:
            return f"{base} {self.random.choice(self.legal)}"
        if draw < 0.78:
            return f"{base} {self.random.choice(self.orgwords).title()}"
        return base

    def coined(self):
        """A company's coined name."""
        draw = self.random.random()
        word = self.random.choice(self.common)[:7].title()
        if draw < 0.35:
            return word + self.random.choice(["ly", "ify", "ia", "io", "era", "tech", "soft", "net", "scan", "data", "base", "lab", "hub", "works", "wise", "list"])
        if draw < 0.55:
            return word + self.random.choice(self.common)[:6].title()
        if draw < 0.7:
            return f"{word} {self.random.choice(self.orgwords).title()}"
        if draw < 0.8:
            return "".join(self.random.choice("ABCDEFGHIKLMNPRSTX") for _ in range(3))
        return self.invent("c").title()

    def street(self):
        name = self.pick(self.surnames, "s").title()
        draw = self.random.random()
        if draw < 0.45:
            return f"{name} {self.random.choice(['Street', 'St', 'Avenue', 'Ave', 'Road', 'Rd', 'Lane', 'Drive', 'Court', 'Place', 'Boulevard', 'Way', 'Hill', 'Square', 'Park', 'Crossing', 'Ridge', 'Mills', 'Fort', 'Junction', 'Walks', 'Vista', 'Creek'])}"
        if draw < 0.7:
            return name + self.random.choice(["strasse", "gasse", "weg", "straat", "laan", "gatan", "vagen", "veien", "gata", "vej", "gade", "katu", "tie", "utca", "allee", "platz"])
        lead = self.random.choice(["Rue", "Rue de", "Avenue de", "Via", "Viale", "Calle", "Avenida", "Plaza", "Rua", "Ul.", "Place de", "Piazza"])
        return f"{lead} {self.city() if self.random.random() < 0.5 else name}"

    def slot(self, kind):
        """The text of a slot and its label."""
        draw = self.random.random
        if kind == "addr" or kind == "addrlines":
            number, joint = self.random.randint(1, 9999), "\n" if kind == "addrlines" else ", "
            street = f"{number} {self.street()}" if draw() < 0.6 else f"{self.street()} {number % 200 + 1}"
            unit = f"{self.random.choice([' ', joint])}{self.random.choice(['Apt.', 'Suite', 'Unit'])} {number % 900}" if draw() < 0.35 else ""
            code = f" {self.random.randint(1000, 99999)}" if draw() < 0.6 else ""
            return (f"{street}{unit}{joint}{self.city()}{code}" if draw() < 0.75 else f"{street}{unit}"), "address"
        makers = {
            "person": (self.person, "person"), "first": (self.first, "person"), "last": (self.last, "person"), "city": (self.city, "location"),
            "country": (lambda: self.random.choice(self.places).title(), "location"), "org": (self.org, "organization"),
            "nat": (lambda: self.random.choice(self.nationalities).title(), "nationality"), "street": (self.street, "address"),
            "job": (self.job, "occupation"), "joblow": (lambda: self.job().lower(), "none"),
            "title": (lambda: self.random.choice(["Mr.", "Mrs.", "Ms.", "Dr.", "Mr", "Mrs", "Dr", "Prof."]), "none"),
            "day": (lambda: self.random.choice(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]), "none"),
            "month": (lambda: self.random.choice(["January", "March", "April", "June", "July", "October", "December"]), "none"),
            "word": (lambda: self.random.choice(["So", "Well", "Okay", "Sorry", "Hey", "Thanks", "Morning", "Welcome", "Yes"]), "none"),
            "orgword": (lambda: f"{self.city()} {self.random.choice(['Hospital', 'Clinic', 'General Hospital', 'Medical Center'])}", "organization"),
        }
        make, label = makers[kind]
        return make(), label

    def job(self):
        noun = self.random.choice(self.jobs)
        draw = self.random.random()
        if draw < 0.4:
            return f"{self.random.choice(['Senior', 'Chief', 'Assistant', 'Medical', 'Software', 'Sales', 'Civil', 'Research', 'Claims', 'Bus', 'School', 'Web', 'Tax', 'Forest'])} {noun}"
        if draw < 0.6:
            return f"{self.random.choice(self.common).title()} {noun}"
        return noun.title()

    def sentence(self, template):
        """A text and its spans: (start, end, label) in characters."""
        text, spans, rest = "", [], template.replace("\\n", "\n")
        while "{" in rest:
            before, _, rest = rest.partition("{")
            kind, _, rest = rest.partition("}")
            filler, label = self.slot(kind)
            text += before
            if label != "none":
                spans.append((len(text), len(text) + len(filler), label))
            text += filler
        return text + rest, spans

    def sentences(self, rounds):
        """Every template so many times."""
        result = []
        for _ in range(rounds):
            result += [self.sentence(t) for t in TEMPLATES.strip().splitlines()]
        return result + [self.sentence(t) for t in PLAIN.strip().splitlines()] * max(1, rounds // 3)


def chain(words):
    """For every two letters, the letters that follow in a list."""
    table = collections.defaultdict(list)
    for word in words:
        padded = f"^^{word}$"
        for i in range(2, len(padded)):
            table[padded[i - 2 : i]].append(padded[i])
    return table
