"""Word lists behind `tasks.shared.bodies`: what bodies are called, written by hand for this project."""

from tasks.shared.text import word_set

# A run of capitalised words that holds one of these is a body, a work, a thing or a heading, not a person.
ORGANISATION_WORDS = word_set(
    """
    agency academy alliance army assembly association authority bank board brigade brigades brothers bureau cabinet
    center centre chamber church clinic club coalition college command commission committee commons communications
    company confederation conference congress consortium cooperative corporation corps council court courthouse
    department diocese enquirer exchange federation fellowship forces forum foundation front fund government group
    guard guards guild headquarters hospital house industries inc initiative institute institution journal justice
    laboratory labs league legislature ltd mafia militia ministry mosque movement museum nations navy network news
    observatory office opera orchestra organization organisation parliament parish party patrol police post press
    prison project radio regiment reserve republic saints school schools secretariat senate service services society
    squad state station studios supermarkets syndicate synod team technologies theater theatre times treasury tribe
    tribunal tribune trust tv union unions university union's partners airlines airways motors associates
    congressional caucus administration enforcement corp llc plc gmbh co cbs nbc abc cnn bbc msnbc fox reuters ap npr
    fbi cia nato un eu nsa irs epa fda cdc fcc sec nra nfl nba mlb nhl fifa uefa aclu
    """
)
# Organisations that are called by one word or two: folded name -> name as shown.
INSTITUTIONS = {
    "senate": "Senate", "u.s. senate": "Senate", "house": "House", "congress": "Congress", "parliament": "Parliament",
    "white house": "White House", "supreme court": "Supreme Court", "pentagon": "Pentagon", "kremlin": "Kremlin",
    "treasury": "Treasury", "knesset": "Knesset", "bundestag": "Bundestag", "duma": "Duma", "vatican": "Vatican",
    "holy see": "Vatican", "downing street": "Downing Street", "federal reserve": "Federal Reserve",
    "fed": "Federal Reserve", "nato": "NATO", "european union": "European Union", "eu": "European Union",
    "e.u.": "European Union", "european commission": "European Commission", "united nations": "United Nations",
    "un": "United Nations", "u.n.": "United Nations", "security council": "Security Council", "opec": "OPEC",
    "interpol": "Interpol", "scotland yard": "Scotland Yard", "taliban": "Taliban", "hamas": "Hamas",
    "hezbollah": "Hezbollah", "islamic state": "Islamic State", "isis": "Islamic State", "isil": "Islamic State",
    "daesh": "Islamic State", "al qaeda": "Al Qaeda", "al-qaeda": "Al Qaeda", "al-qaida": "Al Qaeda",
    "boko haram": "Boko Haram", "muslim brotherhood": "Muslim Brotherhood", "democratic party": "Democrats",
    "republican party": "Republicans", "grand old party": "Republicans", "gop": "Republicans", "g.o.p.": "Republicans",
    "democrats": "Democrats", "dems": "Democrats", "republicans": "Republicans", "libertarians": "Libertarians",
    "libertarian party": "Libertarians", "tories": "Conservatives", "conservative party": "Conservatives",
    "labour": "Labour", "labour party": "Labour", "lib dems": "Liberal Democrats",
    "liberal democrats": "Liberal Democrats", "tea party": "Tea Party", "green party": "Green Party",
    "houthis": "Houthis", "scotus": "Supreme Court", "freedom caucus": "Freedom Caucus",
    "house freedom caucus": "Freedom Caucus", "teamsters": "Teamsters", "house of commons": "House of Commons",
    "house of representatives": "House", "house of lords": "House of Lords", "justice department": "Justice Department",
    "doj": "Justice Department", "state department": "State Department", "border patrol": "Border Patrol",
    "secret service": "Secret Service", "coast guard": "Coast Guard", "national guard": "National Guard",
    "air force": "Air Force", "world bank": "World Bank",
    "treasury department": "Treasury", "homeland security": "Homeland Security", "homeland security department":
    "Homeland Security", "department of homeland security": "Homeland Security", "dhs": "Homeland Security",
    "department of justice": "Justice Department", "department of state": "State Department",
}  # fmt: skip
# Those that other words may stand before: "House Republicans". Random House is no parliament.
GROUPS = word_set("democrats dems republicans gop libertarians tories houthis teamsters taliban") | {
    "white house", "supreme court", "air force", "national guard",
}  # fmt: skip
# "Republican senators" are the Republicans; the nouns of people that a party's adjective stands before.
PARTY_ADJECTIVES = {
    "republican": "Republicans",
    "gop": "Republicans",
    "democratic": "Democrats",
    "tory": "Conservatives",
}
PARTY_PEOPLE = word_set(
    """
    aides candidates congressmen congressional donors house lawmakers leader leaders leadership legislators majority
    members minority officials operatives party senate senators representatives politicians voters governors hopefuls
    strategists
    """
)
# What a company's name ends in, as written; it is left out of the name.
COMPANY_FORMS = word_set("AB AG SA NV Oy Oyj ASA BV SpA SE KG GmbH Inc Corp Ltd LLC PLC Plc Co")
# They tell of others: seldom whom a story is about, unless its headline says so.
MEDIA_WORDS = word_set(
    """
    news times post journal tribune press reuters ap cnn cbs nbc abc bbc msnbc fox npr radio tv magazine enquirer
    herald gazette telegraph guardian bloomberg politico axios twitter facebook youtube instagram media agence xinhua
    tass gazette breitbart buzzfeed vox
    """
)
# Capitals that stand for no body that acts.
NO_BODY = word_set(
    """
    us usa uk uae u.s. u.s.a. u.k. tv am pm a.m. p.m. ceo cfo coo cto dna gdp aids hiv covid lgbt lgbtq ny nyc la dc
    d.c. id ok faq wwi wwii suv atm pdf gmt est edt pst pdt cst cdt mst bst cet utc pr pc it ii iii iv vi vii viii xi
    nsfw html url read more photo file image video close note live update breaking watch editor's r-ky daca nafta mvp
    tpp wmd hd ap afp phd ph.d. md m.d. jd esq r-n.y. bc ad bce vip diy rip omg lol wtf ptsd adhd atv rv gps wifi
    dui dwi ufo ev evs ai iq sat gpa mba ba bs ma opinion analysis exclusive caption related wow ko et jan feb mar apr
    jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun al ak az ar ca ct de fl ga hi il ia ks ky md me mi mn
    mo ms mt nc nd ne nh nj nm nv oh or pa ri sc sd tn tx ut va vt wa wi wv wy icbm mia usd title day
    """
)
