"""Word lists behind `tasks.shared.names` and `tasks.shared.mentions`, written by hand for this project."""

from tasks.shared.text import word_set

# Romanisations of one Korean family name; the first spelling stands for the class.
KOREAN_FAMILIES = (
    "lee yi ri rhee rhie yee;park pak bak;kim gim;choi choe chwe;jung jeong chung chong cheong;kang gang;"
    "cho jo joh;yoon yun;lim im rim;shin sin;oh;seo suh;kwon gwon;han;moon mun;yang;hwang;ahn an;"
    "song;hong;yoo yu ryu;ko koh go;bae pae;baek paik;nam;noh roh no;ha;ban;woo;chun jeon jun;hyun;"
    "son sohn;cha;min;ji;pyon byun;sung;won;kwak gwak;tae;chang jang"
)
CHINESE_FAMILIES = word_set(
    """
    xi wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie
    tang deng feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren yao
    tsai lai ko mao wen bo qin hua shi jia
    """
)
# Beside those of Korea and China: the most frequent of English, Spanish, Portuguese, Indian, Arabic, Vietnamese,
# German, Italian, Polish, Turkish and Russian speaking countries.
COMMON_FAMILIES = word_set(
    """
    smith johnson williams brown jones miller davis wilson anderson taylor thomas moore jackson martin white harris
    thompson clark lewis robinson walker young allen king wright scott hill green adams baker nelson hall campbell
    mitchell roberts carter phillips evans turner parker collins edwards stewart morris murphy cook rogers cooper
    garcia martinez rodriguez lopez gonzalez hernandez perez sanchez ramirez torres flores rivera gomez diaz
    silva santos oliveira souza pereira costa ferreira almeida
    singh kumar sharma patel gupta khan das reddy ali ahmed hussain hussein mohammed hassan ibrahim
    nguyen tran pham hoang mueller muller schmidt schneider fischer weber meyer wagner becker
    rossi russo ferrari esposito bianchi nowak kowalski yilmaz kaya demir ivanov petrov smirnov popov
    tanaka suzuki sato watanabe takahashi ito yamamoto nakamura kobayashi
    """
)
JAPANESE_FAMILIES = word_set(
    """
    abe aso amari doi endo fujii fujita fukuda fukushima goto hamada hara hasegawa hashimoto hashida
    hatoyama hayashi higuchi hirano honda hosokawa ikeda imai inoue ishiba ishida ishihara ishii ishikawa
    ito iwata iwaya kaifu kaneko kanno kan kato kawaguchi kawasaki kikuchi kimura kishi kishida kobayashi
    koike koizumi kondo kono koshiba kubo kudo maeda matsui matsuda matsumoto mishima miura miyamoto
    miyazaki miyazawa mori morita motegi murakami murayama nagata nakamura nakagawa nakano nakasone nakatani
    nakayama nikai nishi nishida nishimura noda nomura obuchi oda ogawa okada okamoto ono onodera osaka ota
    otsuka ozawa saito sakai sakamoto sakurai sasaki sato seko shibata shimizu suga sugiyama suzuki takagi
    takahashi takaichi takeda takeshita takeuchi tamaki tamura tanaka tanigaki taniguchi toyoda uchida ueda
    ueno wada watanabe yamada yamaguchi yamamoto yamashita yamazaki yano yasuda yokoyama yoshida yoshino
    """
)

NICKNAMES = {
    "mike": "michael", "joe": "joseph", "bob": "robert", "rob": "robert", "bill": "william", "jim": "james",
    "tom": "thomas", "dan": "daniel", "dave": "david", "steve": "stephen", "steven": "stephen", "chuck": "charles",
    "ted": "edward", "ed": "edward", "tony": "anthony", "ben": "benjamin", "matt": "matthew", "nick": "nicholas",
    "rick": "richard", "dick": "richard", "jeff": "jeffrey", "greg": "gregory", "tim": "timothy", "sam": "samuel",
    "ken": "kenneth", "ron": "ronald", "alex": "alexander", "chris": "christopher", "andy": "andrew",
    "pete": "peter", "josh": "joshua", "liz": "elizabeth", "kate": "katherine", "mohamed": "mohammed",
    "mohammad": "mohammed", "muhammad": "mohammed", "muhammed": "mohammed",
    "sergey": "sergei", "alexey": "alexei", "aleksei": "alexei", "aleksey": "alexei", "andrey": "andrei",
    "dmitri": "dmitry", "dmitriy": "dmitry", "dimitri": "dmitry", "yevgeny": "evgeny", "yevgeniy": "evgeny",
    "evgeniy": "evgeny", "evgeni": "evgeny", "nikolay": "nikolai", "yuriy": "yuri", "yury": "yuri",
    "vasiliy": "vasily", "anatoliy": "anatoly", "valeriy": "valery", "vitaliy": "vitaly", "grigoriy": "grigory",
    "aleksandr": "alexander", "aleksander": "alexander", "alexandr": "alexander", "aleksandra": "alexandra",
    "yelena": "elena", "yekaterina": "ekaterina", "hussain": "hussein", "husayn": "hussein", "hosein": "hussein",
    "ahmad": "ahmed", "osama": "usama", "moammar": "muammar", "yasser": "yasir", "abdallah": "abdullah",
}  # fmt: skip

# Title -> role as shown. Longest match first; a lower-case title counts when a name follows ("president Lee").
ROLES = {
    "prime minister": "Prime Minister", "pm": "Prime Minister", "premier": "Prime Minister",
    "president": "President", "vice president": "Vice President", "president-elect": "President-elect",
    "presidential candidate": "Presidential candidate", "chancellor": "Chancellor", "king": "King",
    "queen": "Queen", "prince": "Prince", "princess": "Princess", "pope": "Pope", "emperor": "Emperor",
    "senator": "Senator", "sen": "Senator", "representative": "Representative", "rep": "Representative",
    "congressman": "Representative", "congresswoman": "Representative", "governor": "Governor", "gov": "Governor",
    "mayor": "Mayor", "minister": "Minister", "foreign minister": "Foreign Minister",
    "defense minister": "Defence Minister", "defence minister": "Defence Minister",
    "finance minister": "Finance Minister", "secretary": "Secretary", "secretary of state": "Secretary of State",
    "attorney general": "Attorney General", "ambassador": "Ambassador", "judge": "Judge", "justice": "Justice",
    "chief justice": "Chief Justice", "speaker": "Speaker", "house speaker": "Speaker", "general": "General",
    "gen": "General", "colonel": "Colonel", "col": "Colonel", "captain": "Captain", "capt": "Captain",
    "lieutenant": "Lieutenant", "lt": "Lieutenant", "sergeant": "Sergeant", "sgt": "Sergeant", "admiral": "Admiral",
    "adm": "Admiral", "major": "Major", "officer": "Officer", "detective": "Detective", "sheriff": "Sheriff",
    "undersheriff": "Undersheriff", "constable": "Constable", "commander": "Commander", "chief": "Chief",
    "director": "Director", "chairman": "Chairman", "chairwoman": "Chairwoman", "chair": "Chair",
    "ceo": "Chief Executive", "coach": "Coach", "leader": "Leader", "majority leader": "Majority Leader",
    "minority leader": "Minority Leader", "spokesman": "Spokesman", "spokeswoman": "Spokeswoman",
    "spokesperson": "Spokesperson", "professor": "Professor", "prof": "Professor", "dr": "Dr.", "rev": "Rev.",
    "reverend": "Rev.", "bishop": "Bishop", "archbishop": "Archbishop", "cardinal": "Cardinal", "imam": "Imam",
    "sheikh": "Sheikh", "ayatollah": "Ayatollah", "commissioner": "Commissioner", "crown prince": "Crown Prince",
    "dictator": "Dictator", "special counsel": "Special Counsel", "first lady": "First Lady",
    "candidate": "Candidate", "actor": "Actor", "actress": "Actress", "singer": "Singer", "deputy": "Deputy",
    "superintendent": "Superintendent", "inspector": "Inspector", "analyst": "Analyst", "lawmaker": "Lawmaker",
    "lawyer": "Lawyer", "attorney": "Lawyer", "author": "Author", "reporter": "Reporter",
    "chief of staff": "Chief of Staff", "deputy chief of staff": "Deputy Chief of Staff",
    "chief executive": "Chief Executive", "press secretary": "Press Secretary",
    "secretary of the interior": "Interior Secretary", "secretary of the treasury": "Treasury Secretary",
    "interior secretary": "Interior Secretary", "treasury secretary": "Treasury Secretary",
    "commerce secretary": "Commerce Secretary", "defense secretary": "Defence Secretary",
    "defence secretary": "Defence Secretary", "secretary of defense": "Defence Secretary",
    "education secretary": "Education Secretary", "energy secretary": "Energy Secretary",
    "home secretary": "Home Secretary", "foreign secretary": "Foreign Secretary",
    "health secretary": "Health Secretary",
    "homeland security secretary": "Homeland Security Secretary", "labor secretary": "Labor Secretary",
    "transportation secretary": "Transportation Secretary", "general secretary": "General Secretary",
    "secretary general": "Secretary-General", "secretary-general": "Secretary-General",
    "first minister": "First Minister", "deputy prime minister": "Deputy Prime Minister",
    "interior minister": "Interior Minister", "justice minister": "Justice Minister",
    "health minister": "Health Minister",
    "economy minister": "Economy Minister", "trade minister": "Trade Minister", "housing minister": "Housing Minister",
    "transport minister": "Transport Minister", "police chief": "Police Chief", "fire chief": "Fire Chief",
    "councilman": "Councillor", "councilwoman": "Councillor", "councillor": "Councillor", "councilor": "Councillor",
    "alderman": "Alderman", "assemblyman": "Assemblyman", "assemblywoman": "Assemblywoman", "whip": "Whip",
    "majority whip": "Majority Whip", "minority whip": "Minority Whip", "congressional candidate": "Candidate",
    "district attorney": "District Attorney", "prosecutor": "Prosecutor", "solicitor general": "Solicitor General",
    "surgeon general": "Surgeon General", "inspector general": "Inspector General",
    "national security adviser": "National Security Adviser", "national security advisor": "National Security Adviser",
    "adviser": "Adviser", "advisor": "Adviser", "aide": "Aide", "strategist": "Strategist", "counsel": "Counsel",
    "special agent": "Agent", "agent": "Agent", "trooper": "Trooper", "marshal": "Marshal", "brigadier": "Brigadier",
    "corporal": "Corporal", "cpl": "Corporal", "general manager": "Manager", "manager": "Manager",
    "head coach": "Coach", "striker": "Striker", "midfielder": "Midfielder", "goalkeeper": "Goalkeeper",
    "quarterback": "Quarterback", "defender": "Defender", "pastor": "Pastor", "rabbi": "Rabbi", "emir": "Emir",
    "vice-president": "Vice President", "deputy mayor": "Deputy Mayor", "deputy chief": "Deputy Chief",
    "chief inspector": "Chief Inspector", "detective inspector": "Detective Inspector", "magistrate": "Magistrate",
    "rapper": "Rapper", "comedian": "Comedian", "novelist": "Novelist", "historian": "Historian", "mp": "MP",
    "economist": "Economist", "billionaire": "Businessman", "businessman": "Businessman", "founder": "Founder",
    "treasurer": "Treasurer", "owner": "Owner", "commodore": "Commodore", "barrister": "Barrister",
    "chair of the board": "Chair", "harbour master": "Harbour Master", "engineer": "Engineer", "surgeon": "Surgeon",
    "chief surgeon": "Surgeon", "envoy": "Envoy", "diplomat": "Diplomat", "activist": "Activist",
}  # fmt: skip
COURTESY = word_set("mr mrs ms miss sir lady lord dame madam")
MODIFIERS = word_set(
    """
    former then acting outgoing incoming ex late new deputy current then-president democratic republican
    democrat gop conservative labour senior chief
    """
)
PARTICLES = word_set("de da di del della von van der den bin ibn al el la le dos das du ter ten abu")
# Left out of a name, but for "Jr.", which tells a son from his father.
SUFFIXES = word_set("sr ii iii iv")
JUNIOR = word_set("jr junior")
# Syllables that the Wade-Giles romanisation of Chinese alone writes so, with their pinyin.
WADE_GILES = {
    "chao": "zhao", "chiang": "jiang", "chieh": "jie", "chien": "jian", "chih": "zhi", "chou": "zhou", "hsi": "xi",
    "hsiao": "xiao", "hsieh": "xie", "hsien": "xian", "hsing": "xing", "hsu": "xu", "hsueh": "xue", "ing": "ying",
    "jen": "ren", "jui": "rui", "kuo": "guo", "lieh": "lie", "lien": "lian", "mien": "mian", "piao": "biao",
    "shih": "shi", "teng": "deng", "tien": "tian", "tsai": "cai", "tsao": "cao", "tse": "ze", "tseng": "zeng",
    "tsung": "zong", "tung": "dong", "tzu": "zi", "yeh": "ye",
}  # fmt: skip
# Two-syllable words that look like Chinese given names but are surnames elsewhere: "Mao Marino" is no Chinese.
WESTERN_LOOKALIKES = word_set("marino romano moreno molina medina serena nolan dolan regan fagan")

NON_PERSON_WORDS = word_set(
    """
    act agreement airport alliance amendment anniversary area avenue bay beach bill bowl bridge building
    capitol championship city climate coast code constitution contents county cup day deal declaration
    desert district dream east election empire era courthouse again great gardens springs person goods fall
    fish falls festival finals force games gate general golden grand gulf hall harbor hill hills holiday
    hotel hurricane independence initiative international island islands lake law lives market matter
    memorial middle mission mount mountain national north northern ocean open order pact park peninsula plan
    prize program project protocol river road roadmap rule sea security season series show south southern
    square square stadium state states station storm street strip summit super supreme talks tower town
    treaty trial tropical tunnel valley victims village wall war way west western white world january
    february march april june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday christmas easter ramadan thanksgiving god bible internet twitter
    facebook google instagram youtube tiktok democrats republicans democrat republican democratic
    conservatives liberal liberals muslims muslim christian christians jewish catholic islam islamic arab
    latino hispanic african european asian native federal united frequently asked questions table read more
    photo image getty images breaking update video watch live related advertisement copyright pro tip tips
    relations foreign communications assembly sox did faq overview conclusion introduction special counsel
    prime minister president chief officer key objectives participants analysis context human rights relief
    planning concerns formulation sharing discussions guarantees stability outcomes diplomacy cooperation
    strategy pressure tensions engagement management tax reform health care gun control police academy creek heights
    grove ridge pass canyon prairie isle shore shores harbour ave blvd palace papers awards award plaza mall girls
    boys fire mirage thu tue wed thurs tues feb apr aug sept oct nov dec et wow title amendment clause dreamers
    interest marketplace journal movie album song media courtesy santa claus twenty thirty forty fifty sixty seventy
    eighty ninety hundred thousand roman flemish nuclear tests test
    mass attack massacre crash economy economic budget immigration weapons missiles missile border nights days
    hours episode chapter volume section appendix article
    """
)
# Titles that are surnames too: after a first name they are no title.
SURNAME_TITLES = word_set("king prince pope judge dean bishop major marshal cardinal constable abbot chancellor")
TIME_WORDS = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december today tomorrow yesterday
    """
)
# "the Bush administration" tells of Bush.
FOLLOWINGS = word_set("administration campaign presidency camp team family government regime")
# Openings of place names: "San Juan", "Fort Bragg", "Port Klang" are nobody.
PLACE_OPENERS = word_set("san santa santo sao st saint fort ft rancho los las port mount mt cape lake palm point")
