"""Sentences of our own about violence and self-harm, and harmless ones with the same words. They teach the classifier what the labelled texts are too few for."""

import itertools
import random

WHO = ["them", "all of them", "those people", "him", "her", "you", "the whole family", "every last one of them", "these animals", "the traitors", "that bastard", "my neighbour", "my boss",
       "the invaders", "immigrants", "those scum", "the politicians", "everyone in that town", "your kids", "the protesters"]
DO = ["kill", "murder", "shoot", "stab", "hang", "behead", "burn", "slaughter", "execute", "lynch", "strangle", "bomb", "exterminate", "butcher", "beat to death", "gas", "wipe out", "gun down",
      "cut the throat of", "break the legs of", "thrash", "put a bullet into", "run over", "torture", "crush the skull of", "smash the face of", "drown", "poison", "nuke", "cull"]
VIOLENT = [
    "We should {do} {who}.", "I am going to {do} {who} tonight.", "Somebody has to {do} {who}, and soon.", "They deserve it: {do} {who}!", "Rise up and {do} {who} before they come for us.",
    "I want to {do} {who} and watch them bleed.", "It would be wonderful to see somebody {do} {who}.", "Just {do} {who} already.", "If I see them again I will {do} {who}.",
    "Who can show me how to {do} {who} unseen?", "Let's go and {do} {who} with an axe.", "The only good solution is to {do} {who}.", "He laughed while he went on to {do} {who} with a knife.",
    "Which night is best? My cousin and I mean to {do} {who}.", "No prayers, no graves. {do} {who}!", "I hope that somebody will {do} {who}.",
]
SCENES = [
    "The arrow went through his cheek and came out behind the ear.", "Her hand was crushed in the press, and nobody stopped the machine.", "They left the bodies in the well until spring.",
    "The soldiers burned the chapel with everyone inside.", "He will not see the summer, I have bought the shells.", "A rope and a strong branch, that is my verdict for each of them.",
    "Tell your brother that we dig two holes tonight.", "He hit her with the iron until the floor was red.", "The gunman counted to ten and emptied the magazine into the crowd.",
    "Nothing calms me like a film of a firing squad.", "One night with torches and this quarter is clean.", "Wipe that tribe from the map.", "The hound should be drowned, and the man who feeds it with it.",
    "A judge like that belongs against a wall.", "Make it slow, so that he hears himself scream.", "On Monday my rifle comes along to the office.", "Only fear and bombs teach that nation manners.",
    "May your house burn while you are asleep.", "If I had my way you would be under the ground.", "Nobody walks out of that hall alive, I promise.", "Slay the unbelievers wherever they hide!", "Not one of them left the cellar breathing.",
    "Hanging is too kind for a man like him.", "Sink every boat that comes near the coast.", "Level their capital and salt the earth.",
]
HOW = ["kill myself", "end my life", "hang myself", "cut myself", "cut my wrists", "take all my pills at once", "jump off a bridge", "overdose", "hurt myself", "shoot myself", "starve myself", "die tonight",
       "burn my arms", "disappear for good", "drink bleach"]
SELF = [
    "I want to {how}.", "I am thinking about how to {how}.", "I just want to {how}, nobody would miss me.", "Last night I tried to {how}.", "How can I {how} without pain?", "I am going to {how} and nobody can stop me.",
    "Sometimes I {how} to feel something.", "Every day I think that I should {how}.", "What is the surest means to {how}?", "I feel so empty that I want to {how}.", "I wrote a note because I will {how} this weekend.",
    "I can't go on, I'm going to {how}.", "You should {how}, do it.", "She told me she wants to {how}.", "I've been clean for weeks but now I want to {how} again.",
]
SELF_SCENES = [
    "Nothing is left that I would live for.", "My scars are fresh and I cut deeper each time.", "I have the rope ready.", "I count the pills that I have saved up.", "I wish I would not wake up tomorrow.",
    "They will all breathe easier when I am gone.", "I relapsed and the razor went deep.", "Cutting is the only thing that helps.", "I eat nothing for days so that I finally get thin.", "I planned my suicide for my birthday.",
    "The bridge near my home calls me every night.", "I hate myself and the blade understands.", "Suicide is the only way out for me.", "The old cuts on my leg are open again, by my own hand.", "Pro ana tips: how do I hide that I do not eat?",
]
HARMLESS = [
    "How do I kill a process that hangs in Linux?", "We shot a film about the battle of Hastings.", "The bomb calorimeter measures the heat of combustion.", "Hang the picture above the sofa.", "That joke killed me, I died laughing.",
    "The team beat its rivals three to one.", "He was murdered by the critics for his second album.", "Please execute the query and show the plan.", "The army museum shows knives and guns from the war.",
    "The surgeon cut into the skin and stopped the bleeding.", "The police arrested a man after a stabbing; nobody died.", "My battery died and the phone is dead.", "I killed it in the interview today.",
    "Chop the onions with a sharp knife.", "The Roman army executed prisoners; historians discuss why.", "This game has a boss that is hard to kill.", "A headshot of the author is on the back cover.",
    "Cut the paper along the line.", "I burned my tongue on the soup.", "Take your pills with water after breakfast.", "The bridge was built in 1932 and is 500 metres long.", "How do I prevent suicide in my school? I am a counsellor.",
    "The charity runs a hotline for people in a crisis.", "I lost weight by eating less sugar.", "My diet plan for the week: vegetables and rice.", "He jumped into the lake from the pier.", "Why do people hate Mondays?",
    "The war ended in 1945.", "Immigrants built much of this city.", "The vote on immigration was close.", "I disagree with this politician on taxes.", "Religion was a topic of our seminar.", "Muslims fast during Ramadan.",
    "The Jewish museum in Berlin opened in 2001.", "Sikhs carry a small knife as a symbol.", "Gay couples can marry in many countries.", "My boss annoys me, but the work is good.", "This food is so good that I could die.",
    "The dog was put on a leash.", "Crime novels are full of murder; I love them.", "The victim's family thanked the firefighters.", "I am sad today and want to talk to a friend.", "I was depressed last year; therapy helped me a lot.",
    "She fought cancer and lost.", "He was injured in the game and had surgery on his nose.", "Doctors treat broken bones with pins and plates.", "What a stupid idea, said the reviewer.", "You are an idiot if you believe that.",
    "Shut up and take my money!", "I hate this movie, it is boring.", "The sex education class was helpful.", "They had a passionate affair in the novel.", "The naked mole rat lives underground.",
]


def violent(seed, count):
    random.seed(seed)
    combinations = list(itertools.product(VIOLENT, DO, WHO))
    random.shuffle(combinations)
    return [pattern.format(do=do, who=who) for pattern, do, who in combinations[:count]] + SCENES * 4


def self_harm(seed, count):
    random.seed(seed)
    combinations = list(itertools.product(SELF, HOW))
    random.shuffle(combinations)
    return [pattern.format(how=how) for pattern, how in combinations[:count]] + SELF_SCENES * 4


def harmless():
    return HARMLESS * 3
