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

# Only to tell that a run of two capitalised words is a person; a missing name costs a little weight, no more.
GIVEN_NAMES = word_set(
    """
    aaron adam alan albert alex alexander alexandria alexei ali alice alison amanda amy ana andrea andrew
    andy angela ann anna anne anthony antonio antony arthur ashley barack barbara ben benjamin bernie beth
    bill bob boris brad brandon brenda brett brian bruce bryan carl carlos carol caroline catherine charles
    charlie chelsea cheryl chris christian christina christine christopher chuck claire claudia colin connor
    craig cynthia dan daniel dave david dean deborah debra denis dennis diana diane dianne dmitry dominic
    don donald donna doug douglas dylan ed eddie edward elena elizabeth ellen emily emma emmanuel eric erik
    ethan eugene eva evan fiona florence francis francois frank fred gary gavin george gerald gina glenn
    gloria gordon grace graham greg gregory hannah harold harry hassan heather helen henry hillary howard
    hugo ian isaac ivan jack jacob jair james jamie jan jane janet jared jason javier jean jeb jeff jeffrey
    jennifer jeremy jerry jesse jessica jill jim jimmy joan joe joel john johnny jon jonathan jordan jorge
    jose joseph josh joshua juan judith judy julia julian julie justin kamala karen kate katherine kathleen
    kathy keith kellyanne kelly ken kenneth kevin kirsten kyle larry laura lauren leon leonard linda lindsay
    lindsey lisa liz louis lucas lucy luis luiz luke lynn malcolm marco marcus margaret maria marie mario
    mark martha martin mary matt matthew maya megan melania melissa michael michel michelle mick miguel mike
    mikhail mitch mitt mohamed mohammad mohammed molly monica muhammad nancy narendra natalie nathan neil
    newt nicholas nick nicola nicolas nikki nina noah oliver olivia omar oscar pamela patricia patrick paul
    paula pedro peggy pete peter phil philip pope prince priya rachel rahul ralph randy raul ray rebecca
    recep reince rex ricardo richard rick rob robert roberto robin rodrigo roger ron ronald rosa rose ross
    roy rudy russell ruth ryan sally sam samantha samuel sandra sara sarah scott sean sergei sergey seth
    shane shannon sharon sheila shinzo shigeru simon sofia sonia sophie stacey stan stephanie stephen steve
    steven stuart susan suzanne sylvia tammy tara ted teresa terry theresa thomas tiffany tim timothy tina
    todd tom tommy tony tracy trevor tulsi tyler ursula valerie vanessa vera victor victoria vince vincent
    virginia viktor vladimir volodymyr walter wayne wendy wesley will william willie xavier yasmin yoko zach
    zoe
    """
)
NICKNAMES = {
    "mike": "michael", "joe": "joseph", "bob": "robert", "rob": "robert", "bill": "william", "jim": "james",
    "tom": "thomas", "dan": "daniel", "dave": "david", "steve": "stephen", "steven": "stephen", "chuck": "charles",
    "ted": "edward", "ed": "edward", "tony": "anthony", "ben": "benjamin", "matt": "matthew", "nick": "nicholas",
    "rick": "richard", "dick": "richard", "jeff": "jeffrey", "greg": "gregory", "tim": "timothy", "sam": "samuel",
    "ken": "kenneth", "ron": "ronald", "alex": "alexander", "chris": "christopher", "andy": "andrew",
    "pete": "peter", "josh": "joshua", "liz": "elizabeth", "kate": "katherine", "mohamed": "mohammed",
    "mohammad": "mohammed", "muhammad": "mohammed", "sergey": "sergei",
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
}  # fmt: skip
COURTESY = word_set("mr mrs ms miss sir lady lord dame madam")
MODIFIERS = word_set(
    """
    former then acting outgoing incoming ex late new deputy current then-president democratic republican
    democrat gop conservative labour senior chief
    """
)
PARTICLES = word_set("de da di del della von van der den bin ibn al el la le dos das du ter ten abu")
SUFFIXES = word_set("jr sr ii iii iv")

# A run of capitalised words that holds one of these is a body, a work, a thing or a heading, not a person.
ORGANISATION_WORDS = word_set(
    """
    agency army association authority bank board brigade bureau cabinet center centre church club college
    commission committee company conference congress corporation council court department enquirer
    federation forces forum foundation fund government group guard guards hospital house inc institute
    institution journal justice league ltd ministry movement museum nations network news office organization
    organisation parliament party police post press radio republic school senate service services society
    station team times tribune tv union university navy coalition partners airlines airways motors party
    associates congressional caucus administration enforcement bureau corp llc plc co cbs nbc abc cnn bbc
    fox reuters ap npr fbi cia nato un eu
    """
)
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
    strategy pressure tensions engagement management tax reform health care gun control police academy
    """
)
