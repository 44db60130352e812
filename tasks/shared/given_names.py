"""First names, written by hand for this project: they tell a person from any other two capitalised words."""

from tasks.shared.text import word_set

GIVEN_NAMES = word_set(
    """
    aaron abby abdel abdelaziz abdelfattah abdul abdulla abdullah abdulrahman abe abigail abraham ada adam adel
    adele aditya adjoa adolf adrian adriana adrienne agnes ahmad ahmed ahmet aidan aiden aiko ainhoa aino aisha
    aitor ajay akhilesh akiko akira akosua al alain alan alana alasdair alassane albert alberto alec alejandra
    alejandro aleksandr alessandra alessandro alessia alex alexander alexandre alexandria alexei alexis alfred
    alfredo algirdas ali alice alina alisa alison alistair allan allen allie allison alma alun alvaro alvin
    alyssa amadou amal amanda amber amelia amina aminata amir amit ammar amos amy ana anastasia anatoly anders
    andre andrea andrea-maria andreas andrei andrej andres andrew andris andriy andrus andy angel angela
    angelica angelina angelo angus anil anita anja anjali anke ankit ann anna annalena anne annegret annemarie
    annette annie annika ansel anthea anthony antoine anton antonia antonin antonio antonis antony antoun antti
    anutin anwar aoife ari ariana ariel armando armen arne arnold arthur artur arturo arturs arun arvind asha
    ashley asif astrid atal atsushi attila aubrey audrey augusto aung aurelie austin ava awa axel ayaan ayman
    ayse aziz balazs baptiste barack barbara barney barry bart bartosz bashar basil bassam beatrice beatriz
    becky begona belinda bella ben benedetto benedict benigno benito benjamin benny benoit bernadette bernard
    bernardo bernie bert bertha bertie bertrand bessie beth beto betsy bettina betty beverly bianca bilal
    bilawal bill billie billy binali birger birgit birgitta bjarni bjorn blake blanca bob bobby bongbong bonnie
    boris boyd brad bradley brady bram brandon branko brenda brendan brett brian bridget brigitte brock bronwyn
    brooke bruce bruno bryan bryce burak burt byron caleb callum calvin cameron camila camille candace cara carl
    carla carles carlo carlos carly carme carmen carol caroline carolyn carrie cary carys casey caspar cassandra
    catalina catarina cathal catherine cathy catriona cecil cecile cecilia cedric celeste celia cerys cesar chad
    chandra chantal charlene charles charles-michel charlie charlotte chase cheikh chelsea cheryl chester chiara
    chidi ching-te chloe chris christa christian christian-peter christiane christina christine christophe
    christopher christy chuck ciara cindy ciro claire clara clarence clarissa clark claude claudia claudio claus
    clay clayton clemence clement cliff clifford clint clive clyde cody cole colette colin colleen collin colm
    connor conor conrad constance cora corazon corentin corey corinne cormac cory courtney craig cristiano
    cristina cristobal curt curtis cynthia cyril cyrus daan daisuke dalal dale dalia damian damien damon dan
    dana danica daniel daniela daniele danielle danny daphne daria dario darius darlene darrell darren darryl
    daryl dave david davide dean deb debbie deborah debra declan deepak deirdre delia demetrius denis denise
    dennis denny denys derek dermot derrick desmond devendra devin devlet dexter diana diane dianne didier diego
    dieter dilip dilma dimitris dina dirk dmitri dmitry dmytro dolores dominic dominique dominique-marie don
    donal donald donatella donna donnie dora doris dorothy doug douglas drew duane duncan dustin dwayne dwight
    dylan eamon earl ebba ebrahim ed eddie edgar edith edmund edmundo eduardo edward edwin egils egon eileen
    einar ekrem elaine eleanor elena eleni eli elias elif elijah elio elisa elisabeth elise eliza elizabeth ella
    ellen elliot elliott elmer elodie eloise elon elsa elsie elton elvira elvis emeka emil emilia emilie emilio
    emily emine emma emmanuel emmett emomali emre enda enlai enrico enrique enzo eoin eric erica erich erik
    erika eriko erin erna ernest ernesto ernie erwin esteban estelle esther ethan ettore euan eugene eugenia
    eugenio eunice eva evan evelyn everett evgeny evo ewan ezra fabian fabio fabrice facundo fadi fahad faisal
    farah farid fatima fatma fatou fatoumata fawaz faye federico felicia felicity felipe felix femke ferdinand
    ferenc fergus fernanda fernando fethullah fidel filip filippo finn fiona flavia flora florence florian floyd
    fouad fran francesca francesco francine francis francisca francisco francois francoise frank frankie
    franklin franz fred freddie frederic frederick frederik fredrik frida frieda friedrich fritz fumiko fumio
    gabriel gabriel-maria gabriela gabriele gabrielle gaetan gail gareth garrett garry gary gaspard gavin geert
    gene genevieve geoff geoffrey georg george georges georgina gerald gerard gergely gerhard geri gerry
    gertrude ghassan giacomo giancarlo gianluca gianni gideon gil gilbert gilles gina gino giorgia giorgio
    giorgos giovanni gitanas giulia giulio giuseppe gladys glen glenn gloria goncalo gonzalo gopal goran gordon
    gottfried grace graeme graham grainne greg gregory greta gretchen gro gudni guido guillaume guillermo
    gunilla gunnar gunter gus gustav gustavo guy gwen gwendolyn gwilym gyorgy habib haider haitham hakan haley
    hamid hamish hamza hana hanan hani hanna hannah hans harish harlan harold harriet harry hartmut haruki
    haruko harvey hasan hashim hassan hayden hazel heath heather hector heidi heike heiko heinrich heinz helen
    helena helene helga helle helmut henri henrietta henrik henry herbert herman hermann heydar hideo hilary
    hilda hilde hillary hiroko hiroshi hisham holly homer horace horst hosni houda howard hubert hugh hugo
    hulusi humberto hunter hussein huw iain ian ibrahim ibrahima ichiro idoia idrissa ieuan ignacio igor iker
    ilan ilham ilse ilya ilze imad iman imelda imran ines ing-wen inga inge ingrid ingrida inigo ira irakli
    irene irina iris irma irving irwin isaac isabel isabella isabelle isaiah ismail issa istvan ivan ivana
    ivanka ivo jack jackie jaclyn jacob jacqueline jacques jada jade jaime jair jake jakob jakub jalal jamal
    james jamie jamil jan jane janelle janet janice janine janis janusz jared jaroslav jasmine jason jasper
    javad javier jawad jay jaya jayden jayne jean jeanette jeanne jeannie jeb jeff jeffrey jen jenna jennie
    jennifer jenny jens jeremiah jeremy jermaine jeroen jerome jerrold jerry jess jesse jessica jessie jialin
    jianguo jill jim jimena jimmy jinping jintao jiri jo joachim joan joanna joanne joao joaquin jocelyn jodi
    jody joe joel joerg joey johan johann johanna johannes john johnnie johnny joko jolene jon jonas jonathan
    jonathon joni joost jordan jordi jorg jorge jose josefina josep joseph josephine josh joshua joyce jozef
    juan juanita judd jude judit judith judy juha jules julia julian juliana julie juliet julieta julio julius
    june junichiro jurgen jussi justin justine jyrki kai kaisa kaja kamal kamala karen karim karin karin-anna
    karina karl karla karol karsten kasia kassym-jomart katalin kate katerina katherine kathleen kathryn kathy
    katie katja katrin katrina kavita kay kayla kazuhiro kazuo keiko keir keira keisha keith kelley kelly
    kellyanne kelvin kemal ken kendra kenji kenneth kenta keqiang kerry kevan kevin khadija khaled khalid kieran
    kimberley kimberly kirk kirsten kirstin kirsty klaus kofi konrad konstantin kostas krista kristen kristi
    kristian kristin kristina kristine kristjan krystal kurt kwabena kwame kwesi kyle kyriakos kyrylo lachlan
    laila lakshmi lalu lamar lana lance lara larissa larry lars laszlo latoya laura lauren laurence laurent
    laurie lautaro laverne lawrence layla leah leandro lech leena leif leila len lena leni lenka lennart leo
    leon leonard leonardo leonid leonor leopold leroy leslie lester leticia levi lewis liam lidia lila lillian
    lily lina linda lindiwe lindsay lindsey linus lionel lisa lisbeth liz lloyd logan lois lola lonnie lora
    loren lorenzo loretta lori lorraine lotfi lothar lotte lou louis louise lubos luca lucas lucia luciano lucie
    lucille lucio lucy ludwig luigi luis luisa luise luiz lukas luke luther luz lydia lyle lyndon lyndsay lynn
    maarten mabel mack mackenzie macky madeleine mae maeve mafalda magda magdalena maggie magnus mahathir mahdi
    mahmoud mahmud maija mair maite makoto malala malcolm malik mamadou mamata mandy manfred manmohan manny
    manon mansour manu manuel manuela mara marc marcel marcela marcelo marcia marcin marco marcus marek margaret
    margareta margarita margaux margery margie margot maria mariah marian mariana marianne mariano maribel marie
    marilyn marina marine mario marion marisa marissa marjorie marjory mark marla marlene marlon marsha marshall
    mart marta martha marti martin martina marty marvin marwan mary maryam masahiro mason mateo mateusz mathew
    mathias mathieu mathilde matias matilda matt matteo matthew matthias matti mattias maud maura maureen
    maurice mauricio maurizio max maxim maxime maxine maxwell maya mazen meena megan megawati mehmet mel melania
    melinda melissa melvin meral meredith meritxell merle merrick meryl mette mevlut mia micah michael michaela
    michal michalis micheal michel michele michelle michiko mick mickey miguel miguela mike mikhail mikheil mila
    milagros mildred milena miles milo milos milton mimi mindy minh miranda mireille miriam mirko miroslav mitch
    mitchell mitt mo mohamed mohammad mohammed moira moises molly mona monica monika montserrat morag morgan
    moritz morris mort moshe mounir moussa muammar muhammad muhammadu muhyiddin munir murat murray mustafa mwai
    mykola myra myrna myron nabih nabil nada nader nadia nadim nadine naftali najib naledi nancy nanette naoko
    naomi narendra nasrin nasser natalia natalie natasha nate nathalie nathan nathaniel nawal nawaz ned neha
    neil nell nelly nelson nerys nestor neville nevin newt ngozi nia niall niamh nicholas nick nicola nicolas
    nigel nikita nikki nikol nikola nikolai nikos nils nina nirmala nitish nizar noah nobuko nobuo noel noelle
    noemi nolan nora norbert noreen noriko norm norma norman nour noura nouri nuno nuria nursultan octavio oisin
    oksana olaf olafur oleg oleksandr oleksii oleksiy olga oliver olivia olivier olle olu olusegun omar ondrej
    oprah oren oriol orla orrin orville osama oscar oskar osman oswald otieno otto ousmane owain owen ozgur
    paavo pablo padraig paige pam pamela paola paolo pascal patricia patricio patrick patrik patsy patti patty
    paul paul-henri paula paulina pauline paulo pavel pawel payton pedro peggy pekka penelope penny percy perry
    pete peter petra petro petteri phil philip philippe phillip phoebe phyllis pia piero pierre piers pieter
    pilar piotr pooja pope prabowo pranab prayuth preston prince priscilla priya qasem quentin quim quincy quinn
    qusay rachel radek rafael rafaela rafik rafiq raghu rahul raila rajesh rajiv rajnath rakesh ralf ralf-dieter
    ralph ramesh ramon ramona ramzi rand randall randolph randy rania raphael raquel rashad rashid rashida raul
    ravi ray raymond reba rebecca recep reed reggie regina reginald reince reinhard reinhold rembrandt rena
    renata renate rene renee rex reza rhonda rhys riad ricardo richard richie rick ricky rigoberto riikka riley
    rita riyad rob robbie robert roberta roberto robin rocco rocio rod roderick rodney rodolfo rodrigo rogelio
    roger rogerio rohan rohit roisin roland rolf roman romeo romina ron ronald ronny rory rosa rosalie rosalind
    rosalyn rosanna rosario rose roseanne rosemary rosie roslyn ross roxanne roy ruben ruby rudolf rudolph rudy
    rufus rui rupert russ russell rustem rusty ruth ruud ryan ryo ryota saad sabine sabrina sachin sadie sadiq
    sadyr saeed saleh salim sally salma salman salome salvatore sam samantha sameh samia samir sammy samuel
    sanae sander sandra sanjay sanna sara sarah sarai sasha saskia satoru satoshi saul sauli savannah scarlett
    scott sean sebastian sebastien segolene selahattin selena selma serena serge sergei sergey sergio serhii
    serhiy serkan serzh seth shadi shane shannon shanti sharad sharon shaun shauna shavkat shawn shea shehbaz
    sheila shelby sheldon shelley shelly sheri sherif sherman sherri sherrod sherry shigeru shinichi shinzo
    shirley shiv shona shreya sian sibylle sid sidney siegfried sigmar sigmundur sigrid sigrun silke silvia
    silvio simon simona simone sinead siobhan sipho siri slobodan sofia sofie solomon somchai sonia sonja sonya
    sophie sophie-anne soren spencer spiro srettha stacey stacy stan stanislav stanley stefan stefania stefano
    steffen stella stephan stephane stephanie stephen stephon sterling steve steven stewart stig stormy stu
    stuart sue sulaiman suleiman sunil sunita suresh susan susana susanna susanne sushma susie suzan suzanne
    suzy sven sven-goran svetlana swati sybil sylvain sylvester sylvia sylvie szabolcs taavi tabitha tadashi
    tadeusz taha takashi takeshi takuya talia tamar tamara tami tamim tammy tamsin tanya tara tarcisio tareq
    tariq taro tasha tatiana tatyana tawfik taylor tayyip ted teddy tenzin teodor terence teresa tereza teri
    terrance terrell terrence terri terry tess tessa tevita thabo thad thaddeus thaksin thea thelma themba theo
    theodor theodora theodore theodoros theresa thibault thibaut thierry thomas thor thorbjorn tiago tibor
    tiffany tim timo timothee timothy tina tito tobias toby todd tom tomas tomasz tomislav tommaso tommy tomoko
    toni tony toomas torbjorn torsten toshihiro tracey traci tracy travis trent trevor trey tricia trish trisha
    tristan troy trudy truman trygve tucker tulsi ty tyler tyrone tyson uddhav udo uhuru ulf ulrich ulrike umar
    umberto urmas ursula usha ute uwe vaclav valdis valentin valentina valentino valeria valerie valerio valeriy
    vance vanessa vasily vera verna vernon veronica veronika vicente vicki vicky victor victoria vijay vikram
    viktor viktoriya vince vincent vincenzo viola violet virat virgil virginia virginie vishal vitali vitaly
    vito vittorio viv vivian viviane vivien vladimir vladislav vojtech volker volodymyr vytautas wael waldemar
    waleed walid wallace walt walter wanda wanjiru warren wayne wen-ling wenbin wendy werner wesley whitney
    wilbur wilfred wilhelm will william willie wilma wim winifred winnie winston wladimir wlodzimierz wolfgang
    woodrow wyatt xabier xavier xiaoping ximena xiomara yahya yair yan yana yanis yannick yasir yasmin yasmine
    yasser yassin yasuo yehia yemi ying-jeou yingluck yitzhak yoko yolanda yoshihide yoshiro younis yousef
    youssef yuki yulia yumi yuri yuriko yusuf yves yvette yvonne zac zach zachary zack zaid zainab zaki zara
    zayed zdenek zeinab zeke zelda zemin zeynep zhanna ziad zoe zoltan zora zuhair zurab zuzana zvi
    """
)
