// Written by tools/train_entities/pack_lists.py from tools/train_entities/lists. Do not edit.

/// The word lists behind ``WordTable``: folded, in lower case, between blanks.
enum WordLists {
  static let given: StaticString = """
    aaliyah aamir aarne aaron aarti abbas abdallah abdel abdelrahman abdoulaye abdul abdulaziz abdullah abdulrahman abebe abel abena
    abhishek abigail abubakar achieng adam adan adaobi ade adebayo adel adela adelmo adem adi adil aditya adnan adony adrian adriana
    adriano adrien adwoa afonso agathe agnes agneta agnieszka agus agustin ahmad ahmed ahmet aicha aidan aikaterini aila ain ainhoa
    aino aira airat aisha aishwarya aissatou aitor aivar aivars ajay ajit akash ake akhmed aki akiko akinyi akira akos akosua akram
    aksel alaa alain alan alasdair alba albert alberto albina aldo alejandra alejandro aleksandar aleksander aleksandr aleksandra
    aleksey alemu alena alenka ales alessandro alessia alessio alex alexander alexandr alexandra alexandre alexandros alexandru alexei
    alexey alexis alfie alfonso alfred alfredo algirdas ali alice alicia alicja alikhan alina aline alireza alla allison alma almaz
    alois alok alvaro alyona alyssa alzbeta ama amadou amaka amal aman amanda amani amarachi amber amela amelia amelie amer amin amina
    aminata amine aminu amir amit amparo amra amrit amrita amy ana anais anand ananya anas anastasia anastasios anastasiya anatoliy
    anatoly anders anderson andras andre andrea andreas andreea andrei andreia andrej andreja andres andrew andrey andri andris andriy
    andrzej andy angel angela angelika angeliki angelo angharad angus anh aniko anil anita anja anjali anke ankit ann ann-kathrin anna
    anne annegret anneli annelies anneliese annemarie annette annie anniina annika annikki anouk antal antanas ante antero anthony
    antje antoine anton antonella antonia antonietta antonin antonio antonios antonis ants antti anu anuradha anwar aoife aparecida
    aparna apinya apolline apostolos araceli archana archie ari ariana arianna arif arjen arjun armando arnau arne arni aron artem
    arthur arto arttu artur arturo artyom arun arvo arzu asa asdis aset asger asha ashish ashley ashok ashraf asier asif aslan asli
    asma asmaa assunta asta aster astrid asuka athanasios athina atieno attila audrey aurelie aurelien aurora ausra austin autumn ava
    avi avraham awa axel ayaka ayako aydar ayelet aylin ayman aynur ayodele ayse aysel aysun ayu ayumi azadeh azar azat aziz babak
    babatunde badr baerbel bahar bahram baiba balazs baldur balwinder bambang bao baptiste baraka barasa barbara barbel barbora barbro
    barnabas barry bart bartlomiej bartosz bas basak bashar basil bassam bayu beata beatrice beatriz begum behnam behzad bekele bekhan
    bela belen belgin bella beltran ben bence benedicte benedikt benedito bengt benjamin bent bente berglind bergthora berhane berit
    berna bernadette bernard bernarda bernd bernice bertha bertram bessie bethlehem betty betul beverly bhavna bianca bich bijan bilal
    biljana billy binta birger birgit birgitta birgitte birkir birna bjarne bjarni bjorg bjorn blanca blanche blanka bo bob bobby
    bogdan boglarka bohumil bohuslav bojan bojana bola boleslaw bongani bonnie borbala boris botond boyan bozena bradley bram brandon
    branislav branko bratislav breda brenda brendan breno brian brigita brigitte britt brittany bronwen brooklyn bruce bruna bruno
    bryan bryndis budi bukola bulat bulent burak burcu bushra busra caio caleb callum camila camilla camille can canan cansu capucine
    carl carla carlo carlos carmela carmelo carmen carol carolina caroline carolyn carrie carsten carys casper cassandra catalin
    catalina catarina caterina catherine cathy catriona cecil cecilia cedric celia celine cem cemal cemile cengiz cerys cesar
    chaiyaporn chantal charalampos charlene charles charlie charlotte chau cheikh chen cheryl chester chiamaka chiara chidi chie
    chijioke chinedu ching chinonso chinwe chioma chipo chiyo chloe chris christa christer christian christiane christina christine
    christoph christophe christopher christos chrysoula chukwudi chukwuemeka chun chung chunhua cian ciara cicero ciprian ciril ciro
    claire clara clarence claude claudia claudio claus clement clifford clive clyde cole colette colin colleen concepcion concetta
    connie connor conor constantin consuelo corentin corinne cormac cornel cornelia cornelis cosmin courtney craig cristian cristiane
    cristiano cristina crystal csaba csenge csilla cuong cvetka cynthia cyrus czeslaw daan dace dafna dafydd dagmar dagur daiane daiki
    daisy daiva dalia dalibor daljit damian damien damilola damir damjan damla dan dana danai daniel daniela daniele danielle daniil
    danijela danil danilo danuta daoud daphne daria dario darius dariush dariusz darja darlene darnell darren darya dasha dave davi
    david davide davor dawid dawit dawn dawood dean debora deborah debra declan deepa deepika dejan delores delphine denes denis
    denisa denise deniz dennis derek derya desislava desmond despina detlef devi dewi dezso dian diana diane didem didier diego diep
    dieter dilara dilek dimitar dimitra dimitrios dimitris dina dinesh dino diogo dirk ditte divya dmitri dmitriy dmitry dolores
    domagoj domenico dominik dominique donal donald donatella dong-hyun donghyun donka donna dora doris dorota dorothy dorte dorthe
    doru douglas dov dragan dragana dragica drago dragos drahomira drazen droplaug duarte duc dumitru duncan dung dusan dusica duygu
    dwayne dwi dylan dzhokhar earl ebba eber ebony ebru ebuka ece eckhard eda edda edeltraud edgar edgars edin edit edith edna edoardo
    edson eduardo edvard edward edwin edyta eemeli eero eetu eeva efrain efrat efua egil egill egle egor eha eija eileen eilidh einar
    eino eirik eirikur eirini eitan ejnar ekaterina eko ekrem elaine elcin eleanor eleftherios elemer elena eleni eleonora elfriede
    elham eli eliane elias elif elijah elin elina elisa elisabet elisabeth elisabetta elise eliska eliza elizabeth elke ella ellen
    ellie elmer elnaz elodie eloise els elsie elvar elzbieta emad emanuele emeka emerson emese emi emiko emil emilia emilie emilio
    emily emin emina emine emir emma emmanouil emre emrys encarnacion endre ene eniko enikoe enrico enrique enver enzo eoin erdem
    erdogan eren erhan eric erica erich erik erika eriko erin erkan erkki erla ernest ernesto erno ernst erol ersin erwin erzsebet esa
    esi esin esperanza esra essi esteban estela estevan esther estrella eszter ethan ethel etienne etsuko eugen eugene eun-ji eunice
    eunji eva evan evangelia evangelos eveliina evelyn evgeni evgenia evgeny ewa ewan ewen eyad ezequiel ezgi fabian fabiana fabienne
    fabio fabrice fabrizia fadi fahad fahd faina faisal fang fani farah farai fares farhad fariba farid farideh farzana farzaneh
    fatemeh fatih fatima fatma fatou federica federico fedor felipe felix femi femke ferenc fergus ferhat feride fernanda fernando
    feven fevronia filip filippo filiz filmon filomena finbar finn fiona fionn fiorella firas fitri flavio flemming fleur floor
    florence florent florian florin floris floyd folake forough fotini fouad fran franc franca frances francesca francesco francis
    francisca francisco franck franco francois francoise franjo frank frans frantisek franz franziska fraser frauke fred freddie
    frederic frederick frederik fredrik freja freya freyja frida frieda friedrich fritz fruzsina fuad fumiko funda funmilayo furkan
    fyodor gabor gabriel gabriela gabriele gabriella gabrielle gaelle gail galina galit gamze ganesh garba gareth gary gaston gaurav
    gauthier gavin gayatri geeta geir genesis genet genevieve gennady gennaro genowefa geoffrey georg george georges georgi georgia
    georgiana georgios gerald geraldine geraldo gerard gerardo gerd gergana gergely gerhard germaine gerrit gert gertrud getachew
    gethin geza ghada ghassan ghebre gheorghe giacomo giang gianluca gianna giannis gideon gil gilbert gilberto gilles gina ginette
    ginevra gintaras giorgia giorgio giorgos giovanna giovanni girma gisela gisli gita gitte giulia giuseppe giuseppina gizem gladys
    gleb glenda glenn gloria gokhan golnaz gonca goncalo gonzalo gopal goran gordana gordon goro grace graciela graham grainne
    graziella grazyna greet greg gregor gregory greta gretchen grigoris grigory gro grzegorz guadalupe gudmundur gudrun guenther guido
    guihua guilherme guillaume guillermo gul gulay gulsen gulsum gun gunhild gunilla gunnar gunnel gunther guntis guoqiang guro
    gurpreet gustav gustavo guy gwendolyn gwyn gyongyi gyorgy gyorgyi gyula haakon habib hadas hafthor hagit hagos hai haider haile
    hailey haim haiyan hajnalka hakan hakim hala hale halil halima halina halla halldor hamed hamid hamish hamza hana hanan hande hanh
    hanife hanna hannah hanne hannele hannu hans haoran harald haraldur hari haris harish harold harpa harpreet harri harriet harry
    hartmut haruka haruo haruto harvey hasan hassan hatem hatice hauwa havard havva hazel heather hector hege heidi heike heikki heiko
    heino heinz helen helena helene helga helge helgi heli helle helmi helmut hemant hendra hendrik hendrika henk henning henri
    henrietta henrik henrique henry henryk herbert herman hernan herve hiba hicham hideo hien hikari hila hilde hildegard hildur
    hilkka hinata hiroko hiroshi hisham hitomi hitoshi hiwot hlynur hoa hoang hoda holger holly homa homer hong horia horst hossein
    howard hrafn hrefna hristo hrvoje hubert huda hugh hugo hui hulya hung hunter huong husain huseyin hussain hussein huy hye-jin
    hyejin hynek hyun hyun-woo hyunwoo iain ib ibragim ibrahim ibrahima ichiro ida idris ieuan ifeanyi ifeoma ignacio igor ihab ihor
    iida ikenna iker ilan ilaria ildar ildiko ildus ilhan iliana ilias ilker ilkka ilknur ille ilona ilse ilya ilyas ilze imad iman
    imbi imke immacolata imogen imran imre inas inbal indah indira indrek ine ines inese inga inge ingeborg inger ingi ingibjorg
    ingrid ingvar inka inmaculada inna inuk ioan ioana ioanna ioannis ion ionel ionut iraklis irem iren irena irene irina irini iris
    irma irmgard isa isaac isabel isabela isabella isabelle isak isamu ishita isla islam ismael ismail isobel issa istvan itai itamar
    itsuki itziar iulian ivalu ivan ivana ivanka ivano ivar ivars iver iveta ivo iwona iyad izabela jaak jaakko jaan jaana jaber jacek
    jack jacob jacqueline jacques jadwiga jae jae-hyun jaehyun jagdish jaime jaka jakob jakub jamal james jamil jamila jan jana jane
    janet janez jani janice janina janis janka janne jannik janos janusz jaqueline jari jarle jarmila jaromir jaroslav jaroslava
    jaroslaw jasmin jasmine jason jasper jaspreet javad javier jay jaya jean jeanette jeanne jeferson jeff jeffrey jelani jelena jenna
    jennifer jenny jeno jens jeppe jeremy jermaine jeroen jerome jerry jerzy jesper jesse jessica jessie jesus jette ji-hoon ji-woo
    ji-young jianguo jianhua jihoon jill jim jimmy jindriska jing jiri jirina jiro jitendra jitka jiwoo jiyoung jo joakim joan joana
    joanna joanne joao joaquim joaquin joar jocelyn joe joelle joerg johan johann johanna johannes john johnny joke joko jolan jolanda
    jolanta jon jona jonas jonathan joni joon joona joost jordan jordi jorg jorge jorgen jorieke jorma jose josef josefa josefin
    josefine joseph josephine josh joshua josiane josip jovana joyce joze jozef jozefa jozica jozsef juan juana juanita judit judith
    judy juergen juha juhani jukka jules julia julian juliana julianna julie julien julieta juliette julio juma jun june junko juraj
    jure jurgen jurgita juri juris jussi justin justine justyna jutta jyoti kaan kaarina kaarlo kacper kadir kadri kagiso kai kaija
    kaisa kaito kaj kaja kalev kalevi kalina kalle kalliopi kalman kalpana kamal kamala kamau kambiz kamil kamila kamilla kamran kana
    kanako kaori kaoru kapil karan kare kareem karel karen kari karim karima karin karine kariuki karl karlo karolina karoly karsten
    kashif kasper kasumi katalin katarina katarzyna kate katerina katherine kathleen kathrin kathryn kathy katie katja katri katrin
    katya kaua kaveh kavita kavya kawthar kayla kazimierz kazuki kazuko kazuo keely kees keijo keiko keira keisha keith kelechi kelly
    kemal ken kenji kennedy kenneth kent kenta kerem keren kersti kerstin ketil kevin keyvan khadija khadijah khady khaled khalid
    khanh khasan khava khue khusein kidane kim kimberly kimiko kimmo kinga kinsley kiran kiril kirill kirsi kirsten kirti kishore
    kiyoshi kjartan kjeld kjell kjersti klaas klara klaus klemen knud knut kobe koen kofi koit koji kojo kolbrun komal konrad
    konstantin konstantina konstantinos koray korbinian kornel kostas kourosh krasimir kresimir krishna krista kristel kristen kristi
    kristian kristiina kristijan kristin kristina kristine kristjan kristof kristoffer kristyna krisztian krisztina krystof krystyna
    krzysztof ksenia ksenija kubra kudzai kulli kumar kumiko kunle kurt kveta kwabena kwaku kwame kwan kwok kyle kylie kyllikki kyoko
    kyriaki kyung lachlan ladislav laetitia laila laine lajos lakisha lakshman lakshmi lale laleh lalit lalita lamar lamia lan lance
    lara larisa larissa larry lars lasse laszlo lata latifa latoya laura lauren laurence laurent laurentiu lauri lavanya lawrence
    layla lea leah leandro lee leena leevi lefteris lei leida leif leila leire lejla lembit lena lene lenka lennart leo leon leona
    leonard leonardo leone leonid leonidas leonie leonor lerato leroy leslie lester leszek leticia lev levent levente levi lewis leyla
    liam lian liat libor libuse lidia lidiya lieke lies liesbeth lieselotte liga lihua liina liis liisa liivi liliana lilja lilla
    lillian lily limor lina linda lindiwe line ling linh linn linnea linus lior lis lisa lisa-marie lisandro liselotte lital liv livia
    liviu ljiljana ljubomir ljudmila lloyd loan loes logan loic lois lojzka lola lone long lonnie lorant lorcan loredana lorella
    lorena lorenzo loretta lori lorraine lotte louis louise lovro luan luana luay lubna lubomir lubos luca lucas lucia lucian luciana
    luciano lucie lucija lucille lucy lucyna ludmila ludovic ludovica ludvig ludwig luigi luis luisa luiz luka lukas lukasz luke
    luminita luther luuk luwam luz luzia lyle lynn lyubomir lyubov lyudmila maarit maarten mabel macarena maciej madeleine madelyn
    madhu madhuri madina madis madison mads maelle maelys maeve mafalda magdalena magdolna magnus magomed maha mahdi mahesh mahmoud
    mahmut mahnaz mahsa mahyar mai maie maija maja majda majed majid maki makoto maksim malak malcolm malee malgorzata malik malika
    malin malini malkan malle malte mamadou mami manal manami mandana mandla mandy manfred manish manisha manoel manoj manolis manon
    manpreet mansi mansour manuel manuela marat marc marcel marcela marcella marcelle marcelo marcia marcin marcio marco marcos marcus
    mare marek maren marfa margaret margareta margaretha margarida margarita margaux margherita margit margret marguerite margus mari
    maria mariam mariama marian mariana marianna marianne maribel maricel marie marieke marija marijana marijke marika mariko marilyn
    marin marina mario marion marios marisol marit marites marius mariusz mariya marja marjan marjatta marjeta marjo marjorie mark
    marketa markku marko markus marlene marloes marshall mart marta marte martha martijn martin martina martine martins marton martti
    marvin mary maryam masako masao masha mason masoud massimo mate matej mateja mateo mateus mateusz matheus mathias mathieu mathilda
    mathilde mathis matija matilda matilde matjaz mats matt matteo matthew matthias matthieu matti mattias mattie maud maureen maurice
    mauricio maurizio max maxim maxime maximilian maximo maxine maya mayumi meelis meena meera megan megha megumi mehdi mehmet mehran
    mehret mei meiling meital melanie melek melike melina melinda melissa meltem melvin merav mercedes meriem merja merle mert merve
    meryem meseret mesut metin metka metod mette mia michael michaela michal michalis micheal michel michele michelle michiel michiko
    mieczyslaw miguel miha mihaela mihai mihail mihaly miho miika mika mikael mike mikhail miki mikkel miklos milad milada milagros
    milan milana mildred milena milica milla milorad milos miloslav miloslava milton miluse min min-ji min-jun mina minako minato
    mindaugas mine ming minghua mingzhu minh minik minji minjun minna minnie mircea mireille mirela mirella miriam mirja mirjam
    mirjana mirko miroljub miroslav miroslava miroslaw mirza misaki misha mitchell mitja mitra mitsuko miyuki mladen moa modou mogens
    mohamad mohamed mohammad mohammed mohan mohit mohsen mojca molly momcilo momoko mona monica monika monique montserrat moonika
    morag moran morgane moritz morris morten morteza moshe mostafa mouna mounir moussa muge muhammad mukesh mukul mulugeta muna munir
    murad murat murilo musa mustafa mwangi my mykola myrtle myung naama nabil nabila nadav nadeem nadezhda nadia nadine naima naja
    najat nalan nam nanami nancy nandi nandini naoki naoko naomi naresh narges narjes nasir nasrin nasser natalia natalie nataliya
    natalya natasa nate nathalie nathan natsumi nattapong naveen navid nawal nazanin nazli nea neelam neema neeraj neha neil nele
    nelson nemanja nenad nerea nermin nesrin nevena neza nga ngoc ngozi nguyen nhung niall niamh nicholas nick nicola nicolae nicolas
    nicole nicoleta niels nienke nieves nigel nihal nihat niilo niina nika nikhil niki nikita niklas niko nikola nikolai nikolaj
    nikolaos nikolay nikoletta nikos nilgun niloufar nils nilufer nima nina nisha nisreen nitin nizar njeri njoroge nkechi nkosana
    nnamdi nneka noa noah noam noboru noe noelia noemi noemie nompumelelo nomvula noor noora nora norbert noriko norma norman nour
    nuno nunzia nur nura nuray nurcan nuria nurit nusrat nyambura oana obi obinna oceane ochieng octavian odd oddur oddvar odhiambo
    odile ofra ognyan oguz oisin okan okechukwu oksana olaf olafur olav olavi oldrich ole oleg oleksandr olena olev olga oliver olivia
    olivier oliwia olli olof olumide oluwaseun oluwatobi om omar omer omid ondrej onni ons onur onyeka oona oren orhan ori oriol orit
    orla orlando orly orna ornella orri orsi orsolya osama osamu oscar oskar oskari osman osnat ostap otakar otavio othman otieno otis
    otto oula ourania ousmane outi ove ovidiu owen oya oystein ozan ozge ozgur ozlem ozren paavo pablo padma padraig paisley paivi pal
    palesa pallavi palle paloma pamela panagiota panagiotis pankaj pantelis paola paolo paraskevi parisa parvati parvin parviz pascal
    pasquale patricia patrick patrik patrizia patrycja pau paul paula pauli paulina pauline paulo pavao pavel pavla pavlina pawel
    payal pearl pedro peeter peggy pejman pekka pelin penelope penka pentti per perry persefoni petar pete peter peteris petr petra
    petras petre petri petro petronella petros petteri petur petya peyton philip philipp philippe phoebe phong phuc phuong phyllis pia
    pierre piet pieter pietro pilar pille pim pinar ping pinja piotr piret pirjo pirkko piroska plamen polina polona polonca pontus
    pooja poppy poul pouya pradeep prakash prasert prashant praskovya praveen preben predrag preeti prem premysl prerna preston priit
    primoz priya priyanka przemek przemyslaw puja putri qasim qiang quan quang quentin quynh rachel rachid rachna radek radha radim
    radka radmila radomir radoslav radovan radu rafael rafaela rafal raffaele raffaella rafiq ragna ragnar ragnheidur ragnhild rahul
    raija raimo raimunda rainer raisa raivo raj rajeev rajendra rajesh rajiv rajko rajmund raju rakel rakesh ralf ralitsa ralph raluca
    ram ramazan ramesh rami ramil ramin ramon ramona ramune ramzan ramzi ran rana randi randy rania raphael raquel rasa rasha rashid
    rasmus rastislav ratana ratko rauha raul rauno ravi ravil ravindra ravshan ray raymond razvan rebecca recep reem reet regina
    reginald reginaldo rehema rei reidun reijo reiko rein reinhard reka rekha remedios remi remus remy ren renata renate renato rene
    renee reza rhona rhonda rhys ria ricardo riccardo richard rick ricky rie riho riikka riin riina riitta rik rika rikke riku rima
    rimantas rimma rina rinat risto rita ritsuko ritu ritva rivka rizky roald roar rob robel robert roberta roberto robin robson rocio
    rodel rodney rodrigo roel rogelio roger rogerio rohit roisin rok roland rolf romain roman romana romane rommel ron ronald ronaldo
    ronan ronen roni ronit roope roos rory rosa rosangela rosario rose rosemarie rosemary rosie rositsa ross rostam rowena roxana roy
    roya roza rozalia ruben rubina ruby rudi rudiger rudo rudolf rudolph ruediger rufina rui rukiye rumen rumi rune ruolan rupa ruslan
    russell rustam ruta rutger ruth ruti rutt ruud ruzena ryan ryo ryoko ryota ryszard saad saadet saara sabah sabine sabrina sachiko
    sachin sadhana sadie saeed safaa sahar said saija saima sakari sakura salah salavat saleh salih salim salla sally salma salman
    salvador salvatore sam saman samantha samar sami samia samir samira samo samuel samuli sana sanaz sandeep sander sandor sandra
    sandrine sandro sangeeta sani sanja sanjay sanna sanne santeri santiago santos saoirse saori sapna sara sarah sari sarita sarka
    saroj sarolta sasa sasha saskia satish satoko satoshi satu saulius saurabh savannah savita sayaka scott seamus sean sebastian
    sebastiao sebastien seda seema segun seija selam selim selma sem sema semhar semra semyon senad senait senja seo-jun seo-yeon
    seojun seoyeon sepideh seppo serap serdar serenity serge sergei sergey sergio sergiu serhat serhiy serife serkan setareh setsuko
    seung sevda severine sevgi sevil seydou seyma shabana shabnam shadi shahid shahin shahram shahrzad shai shaima shalini shamil shan
    shane shani shanice shankar shanti sharad sharmila sharon shazia sheila sherry sheyda shigeru shilpa shimon shinichi shiori shira
    shiran shirin shirley shiv shizuka shlomo shobha shohreh shoji shona shoshana shota shreya shruti shu shulamit shweta shyam siamak
    sian sibel sibusiso siddharth sidney siegfried siew sif sigal signe sigrid sigridur sigrun sigurd sigurdur sigurlaug siham siim
    siiri silje silke silvia silvio silviu simin simo simon simona simone sina sinan sindre sindri sinead sini sinisa siobhan sipho
    siret siri sirine siriporn sirje sirkka sirpa sissel sita siti siv sivan sjoerd skuli skylar slamet slavica slawomir slobodan
    smadar smita sneha snezana snezhana snorri sofia sofie sofya solange soledad solomon solveig somchai somporn somsak somtochukwu
    son sona sonal songul sonia sonja soo-jin soojin sophia sophie sora soraya soren sorin soroush sota sotirios sotiris souad soyeon
    spela spyridon spyros srdjan srecko sri srinivas stacy stanislav stanislaw stanislawa stanka stanley stavros stavroula steen
    stefan stefania stefanie stefano steffen steffi stefka stein steinar steinunn stelios stella stepan stepanka stephane stephanie
    stephen steve steven stian stig stina stine stipe stjepan stoyan stuart sturla stylianos suad subhash suda sudha sudhir sue sujata
    sulaiman sule suleiman suleyman sulim sulo sultan suman sumaya sumit sung sung-min sungmin sunil sunita sunna supachai surendra
    suresh susan susana susanna susanne sushma susumu suvi suzanne suze svatopluk svava svein sveinn sven svend svenja svetla svetlana
    svetoslav svitlana swati sylva sylvia sylvie sylwia synnove szabina szabolcs szilard szilvia szymon taavi tadashi tadej tadesse
    tadeusz tadhg taha tahir tahira taina takashi takeshi takuya tal tali tam tamar tamara tamas tamer tammy tanel tanja tanvi tanya
    tapani tapio tara taraneh taras tarek tarik tariq tarja tarmo tarun tatenda tatiana tatsuya tatyana tawfiq ted teemu teija tekla
    tekle temesgen temitope tendai teodor teodora teppo teresa tereza terezia terezinha terhi terje tero terrence terry tesfaye tess
    tetsuya teun thabo thanasis thandi thandiwe thang thanh thao thea thelma thelonious themba theo theodora theodore theodoros
    theresa therese thi thiago thierry thijs thomas thor thorarinn thordis thorir thorkild thorsteinn thorsten thorunn thu thuan thuy
    tiago tian tibor tien tiffany tigist tihomir tiina tiit tiiu tim timea timo timothy timur tin tina tinashe tine tineke ting tiril
    tirza titilayo tjasa tjeerd tobias toby tochukwu todd todor toivo tolga tom tomas tomasz tomaz tomer tomi tomislav tommaso tommy
    tomoko tomomi tomoya tone toni tonu tony toomas topi tor torben torbjorn tore toril tormod torstein torsten toshiko toshimi toshio
    tove tracy trang travis trevor tri triin trine trinidad tristan troels trond troy trung truus trygve tshepo tsutomu tsvetan
    tsvetanka tuan tudor tugba tuija tulay tuncay tunde tuomas turgut turid tuula tuulikki tuyet tvrtko tyler tyrone tyyne tzipi tzvi
    uche uday ugochukwu ugur uku uldis ulf ulisses ulla ulle ulo ulrich ulrik ulrika ulrike uma umar umberto umesh umit umut unai unni
    unnur urban urbina urho uri urmas uros ursa ursula urszula urve usama usha usman uta ute uuno uwe uyen uzma vaclav vadim vahid
    vakha vala valdir valdis valentin valentina valeria valerie valery valtteri valur van vandana vanesa vanessa vani vappu varda
    varun vasco vasil vasile vasileios vasili vasiliki vasilis vasilka vasily vasyl vedad vedran veeti vegard veikko vello velma
    vendula venkat venkatesh venla ventsislav vera verner vernon veronica veronika veronique vesa vesela veselin vesna vibeke vicente
    vicki victor victoria vid vida vidya vieno viera viet vigdis vijay vikram viktor viktoria viktoriya vilhjalmur vilho viljar ville
    villy vilma vilmos vinay vince vincenc vincent vincenzo vinh vinicius vinod viola violet violeta viorel virag virginia virginie
    virpi virve vishal vit vitaly vitor vitoria vittorio vivek vivian viviana vivien vjekoslav vlad vladimir vladislav vlasta
    vlastimil voitto vojislav vojtech volkan volker volodymyr vuk vyacheslav vytautas wael wafa wafula wahyu waldemar waleed walid
    wallace walter waltraud wambui wanda wanjiku wanjiru waqar warda warren wasim wati wayne wei weiming wen wenche wendy werner
    weronika wesley wichai wided wiebke wieslaw wieslawa wiktor wilfried wilhelm wilhelmina willem william willie wilma wilson wim
    winnie winta wissam wladyslaw wojciech wolfgang wouter xaver xavi xenia xia xiang xiaohong xiaoli xiaoming xiaoyan ximena xin
    xinyi xiuying xuan xue yaakov yael yafa yahya yair yan yana yann yanto yardena yaron yasaman yasemin yashar yasin yasmin yasmina
    yasmine yasser yasuo yavuz yaw yegor yehuda yekaterina yelena yemi yen yesenia yevgenia yevgeny yichen yifan yilmaz ying yitzhak
    ylfa ylva yngve yoav yogesh yohannes yoko yolanda yonas yong yoon-ah yordan yordanka yosef yoshiko yoshio yossi young-ho youngho
    yousef youssef yrjo yu yuan yue yuhan yui yuka yukari yuki yukiko yuko yulia yuliya yumei yumiko yun yuna yuri yuriko yuriy yusuf
    yusuke yusup yuta yutaka yuto yuval yuxuan yves yvette yvonne zach zachary zafer zahra zaid zainab zakaria zala zalan zane zanele
    zarema zaur zaurbek zawadi zayed zbigniew zbynek zdenek zdenka zdravko zdzislaw zeeshan zeev zehava zehra zeinab zeki zeliha
    zelimkhan zeljko zenon zeynep zhen zheng zhi zhiqiang zhiwei ziba ziemowit ziga zihan zinaida zineb zita ziva zivko zixuan zlata
    zlatko zoe zofia zoltan zoran zorica zornitsa zoya zsigmond zsofia zsolt zsuzsanna zubair zulema zuzana zuzanna zvi zvonimir
    zvonko zygmunt
    """

  static let surnames: StaticString = """
    aaltonen aas abbasi abbott abdi abe abendroth abraha abramov abramovich abreu abubakar acar acevedo ackerman acosta acuna adam
    adamczyk adame adams addo adebayo adeleke adeyemi adkins aebischer afanasiev afolabi agafonov agarwal ageev aggarwal aguilar
    aguirre agyeman ahlberg ahmadi ahmed ahn ahonen ahuja akbari akhmedov akhtar akimov akinola aksenov aksoy aktas al alaniz alaoui
    albrecht alekseev alekseeva alemu aleshin alexander alexandrov alexiou alfaro ali aliev alieva allen allison almaraz almeida
    alonso alvarado alvarez alves amaral amato amini ammann amoah amorim amrani amsel amundsen anaya andersen anderson andersson ando
    andrade andreasen andreassen andreev andreeva andresen andrews andrianov angelis angelopoulos angelov anikin anisimov ansari antal
    antall anthony antipov antoine antoniou antonov antonova antonsen anttila antunes antwi aoki appiah aquino aragon arai arata
    araujo arce archer arellano arevalo arias arkhipov armstrong arnadottir arnason arnaud arnesen arnold arora arroyo arruda
    arsenault arslan artamonov artemov arvidsson asante asare ashley ashworth asklund aslan assis ates athanasiou atkins atkinson
    attwood aubry aune austin avalos avci avdeev avery avila avraham awan axelsen axelsson ayala ayari aydin ayers azevedo aziz
    azoulay ba baader babic bachmeier backstrom bae baek baert bagshaw bai baig bailey bailly bajwa bak baker bakhtiari bakke
    bakkeland bakken bakker balashov balazs baldwin ball balla ballard balog balogun banda bandaranaike banerjee bang bangura banks
    bansal barajas baran baranov barber barbier barbieri barbosa barbu barker barlow barnes barnett baron barone barr barre barrera
    barreto barrett barrientos barrios barron barros barry barta barthelemy bartlett barton basayev bass bates batista bauer baumann
    baumgartner bautista baxter bazhenov bean beard beasley beaulieu beaumont becerra bech beck becker bedi begum beike beil bekele
    belanger belhadj bell bello bellucci belousov belov belova beltran belyaev belyakov ben benali benard bender benedetti benes
    benesova bengtsson benitez benjamin bennani bennett benoit benson bentley benton beran berezin berg berge berger bergeron berggren
    berglund bergman bergmann bergqvist bergstrom berhane beridze bermudez bernal bernard bernardi bernstein berntsen berrada berry
    bertelsen bertin bertrand berzins besson best bezerra bhat bhatia bhatti bianchi bianco bieber bin birch birkeland biro biryukov
    bishop biton bizjak bjarnadottir bjarnason bjork bjorklund bjornsdottir bjornsson black blackburn blackwell blackwood blaha blair
    blake blanc blanchard blanco blankenship blazek blevins blinov blom blomqvist boateng bobrov bocharov boehm boer bogaert bogdan
    bogdanov bogomolov bohm bolshakov bolton bond bondar bondarenko bondarev bonilla bonnet booker boone booth borges borisov borisova
    borkowski borodin boros bos bosch bose botha bouazizi bouchard boucher bouchet boulanger bourgeois bouvier bouzid bowen bowers
    bowman boyd boyer boyko boyle bozic bozkurt bradford bradley bradshaw brady braga branch brandao brandt brar braun bravo brennan
    breton brewer bridges briggs brink brito brock brookes brooks brown browning bruce brun brunet brunner bruno bruun bryan bryant
    buchanan buck buckley budai buhler bui bulatov bulgakov bullock bulut bundgaard burch bures burgess burgstaller burke burnett
    burns burrows burton busch bush bustamante butkus butler butt bykov byrd caballero cabral cabrera cai cain calabrese calderon
    caldwell calhoun callahan calvo camacho camara camargo cameron campbell campos can cannon cano cantrell cantu cao capek capon
    caputo carbone cardenas cardoso cardozo carey carlier carlsen carlson carmona caron carpenter carpentier carr carrasco carre
    carrillo carroll carson carter cartwright caruso carvalho casado case casey castaneda castiglione castillo castro cattaneo
    cavalcanti cech celik cermak cerna cerny cerqueira cervantes cetin cha chaabane chadwick chambers chan chandler chang chapman
    charalambous charest charles charpentier chase chatterjee chaudhary chaudhry chauhan chauvin chavez chawla chen cheng cherif
    cherkasov chernov chernykh chernyshev cherry cheruiyot cheung chevalier chevallier chiang chiba chikwanha chistyakov chiu
    chmielewski cho choi chong chopra chow chowdhury christensen christian christiansen christodoulou christou chu chua chuang chukwu
    chung church ciobanu cisneros cisse claes claesson clark clarke clausen clay clayton clegg clement clements clemmensen cline
    cloutier coates cobb cocci cochran coelho coetzee coffey cohen cole coleman colin collet collier collin collins colombo colon
    combs compton conceicao conley conner connolly conrad constantin conte conteh conti contreras conway cook cooke cools cooper
    copeland coppens coppola cordero cordier cordova corona correa correia cortes cortez costa cote coulibaly cousin coutinho couto
    cox craig crane crawford cremonesi crespo cristea crosby cross crossley cruz cuevas cui cummings cunha cunningham curry curtis
    czarnecki dabrowska dabrowski dahan dahl dahlberg dalsgaard dalton dam dang daniel daniels danielsen danielsson danilov danjuma
    dao das daugherty davenport david davide davidson davila davis davydov dawson day de dean decker declercq degtyarev dejesus dekker
    dela delacruz delarosa delaunay deleon delgado deluca dementiev demetriou demidov demin demir den deng denis denisov denisova
    dennis der desai deschamps deshpande desjardins desmet devos dey dhillon diallo dias diaz dickerson dickson dietrich diez dijk
    dijkstra dillon dimitriou dimitrov dimitrova ding dinh dinu diop dixon djordjevic djuric dlamini dmitriev dmitrieva do doan dobre
    dobson dodson dogan dolezal dolezalova domingues dominguez donaldson dong donovan dorofeev dorsey dougherty douglas doyle dragomir
    drake dridi druzhinin du duarte dube dubey dubois duca duda dudayev dudek dudley duffield duffy dufour duke dumas dumitrescu
    dumitru dumont duncan dunlap dunn duong dupont dupuis dupuy duran durand durham dusek duval dvorak dvorakova dyakonov dyer
    eastwood eaton eberhart ebersbach ebner ebrahimi economou eder edvardsen edwards efimov efremov egger egorov egorova eide
    einarsdottir einarsson eisenhower eklund ekstrom el eliasson eliseev ellingsen elliott ellis ellison emelyanov endo endrizzi ene
    engel engen english engstrom enriquez epstein erdogan eremin erickson eriksen eriksson ermakov ermolaev ershov escobar escobedo
    eskola esparza espinosa espinoza esposito esquivel esteban estes esteves estrada etienne evans evdokimov evensen everett evers
    evseev eze fabbri fabre fadeev fairclough falcao falk fall fallaci fan fang farah farahani faria farias farina farkas farley
    farmer farrell farrow fassbinder fassi faulkner faure faye fazekas fedorov fedorova fedoseev fedotov feher fekete feldman felix
    fellner feng fenstermacher ferguson fernandes fernandez fernando ferrara ferrari ferraro ferraz ferreira ferrer ferri fiala
    fialova fielding fields figueiredo figueroa filatov filimonov filippov finley fiore fiorentino firsov fischer fisher fitton
    fitzgerald fitzpatrick fleischer fleming fletcher fleury florea flores flowers floyd flynn fodor fokin foley folliero fomin
    fonseca fontaine fontana fontes fonti ford forsberg forsyth fortin foster fourie fournier fowler fox francis franco francois frank
    franke franklin fransson frappier frazier frederick frederiksen fredriksen fredriksson freeman frei freitas french freytag
    friedman friedmann friedrich friis frolov frolova frost fruehauf fry frye fu fuchs fuentes fujii fujimoto fujita fujiwara fukuda
    fuller fung furtado gagne gagnon gaillard gaines gaitan gal galan galarza gale galindo galkin gallagher gallardo gallego gallegos
    galli gallo galvan gamez gao garcia gardner garner garnier garrett garrido garrison garside garza gates gatti gauthier gautier
    gavrilov gay gebre gelashvili genovese gentile gentry george georgescu georgiev georgieva georgiou georgsson gerasimov gerber
    germain gerritsen gersten gharbi gheorghe ghorbani ghosh gibbs gibson gil gilbert giles gill gillespie gillet gilmore gimenez
    giordano girard giraud girma gisladottir gislason giuliani glass glenn glover glowacki goddard goh gok goldberg golden goldstein
    golob golovanov golovin golubev gomes gomez goncalves goncharov gong gonzales gonzalez good goodman goodwin goossens gorbachev
    gorbunov gordeev gordon gorelov gorshkov gorska gorski goryachev gosselin goto gottschalk gould govender gowda goyal graber
    grabowska grabowski grachev graf graham granados grant grassi grasso graves gray greco green greenberg greene greenwood greer
    gregersen gregory grewal griffin griffith grigoriev grigorieva grigoryan grimes grishin gromov grondin groot gross gruber
    grunewald gudmundsdottir gudmundsson guenther guerin guerra guerrero guevara gueye guichard guillaume guillot guimaraes gul
    gulbrandsen guler guliyev gulyaev gulyas gunawardena gundersen gunes gunnarsdottir gunnarsson gunther guo gupta gurung gusev
    guseva gustafsson gutierrez guyot guzman gyala haas haddad haddadi hadjigeorgiou hagen hagos hahn haider haigh hail haile hajdu
    hajek hajkova hakala hakansson hale haley hall halldorsdottir halldorsson halonen halvorsen hamalainen hamdan hamilton hammami
    hammond hamon hampton han hancock hanna hansen hanson hanssen hansson hao hara harada hardin harding hardy hargreaves harju harmon
    harper harrell harrington harris harrison hart hartley hartman hartmann harutyunyan harvey hasanov hasegawa hashemi hashimoto
    hashmi hassan haug hauge haugen haugland havlicek hawkins hayashi hayden hayes haynes he heath heaton hebert hedegaard hedlund
    hegde hegedus heidari heikkila heikkinen heinonen heinrich helgadottir helgason hellstrom henderson hendricks hendrickx hendriks
    hendrix henriksen henriksson henriques henriquez henry hensley henson heo herman hermans hermansen hermansson hernandez herrera
    herrero herring herrmann hertz herve hess hester heuvel hewitt hickman hicks hidalgo hidayat higgins hill hiltunen himmel hines
    hinton hirano hirsch hirvonen ho hoarau hobbs hocevar hodge hodges hoekstra hofer hoffman hoffmann hofman hofmann hogan hogberg
    holden holguin holland hollis holloway holm holmberg holmes holt holtzmann holub holy holzer hong honkanen hood hoover hopkins
    horak horakova horky horn horne horsfall horton horvat horvath hossain hosseini hou house houston hovhannisyan howard howarth howe
    howell hribar hristov hrubes hruska hsieh hsu hu huang hubbard huber hubert hudson huerta huet huff huffman hug hughes huhtala
    huisman hull humbert humphrey hung hunt hunter hurley hurst huseynov hussain hutchinson huttunen huynh hwang hyvonen iadanza
    ibanez ibarra ibragimov idrissi iglesias ignatiev ignatov ikeda ikonen ilic iliev ilves ilyin ilyina imai immonen inderbitzin
    ingram inoue ioannou ionescu iqbal isaev isakov isaksen isaksson isfahani ishida ishii ishikawa isik islam isokallio ito ivanov
    ivanova iversen iwasaki iyengar iyer izquierdo jaaskelainen jablonski jackson jacob jacobs jacobsen jacobson jacquet jadhav jaeger
    jafari jager jain jakab jakobsen jakobsson jakubowski james jang jankauskas jankowska jankowski jansen jansons janssen jansson
    jaramillo jarvinen jarvis jasinski jasso javed jaworski jayawardena jean jefferson jelinek jelinkova jenkins jennings jensen jeon
    jeong jepson jeremiassen jerman jespersen jesus jia jiang jimenez jin jlassi johannessen johannsdottir johannsson johansen
    johansson johns johnsen johnson johnston jokinen joly jonasson jones jonsdottir jonsson joo jordan jorgensen joseph joshi joubert
    jovanovic juarez juhasz juhl julien juma jung juric kaczmarek kadlec kadyrov kaiser kalashnikov kalinin kalinowski kallas kallio
    kalmykov kalnins kamara kamath kamau kaminska kaminski kane kaneko kang kangas kapanadze kaplan kapoor kappel kara karagiannis
    karasev karimi karimov kariuki karjalainen karlsen karlsson karpov karppinen karu karvonen kask kastelic kato katona katz kaur
    kavcic kawaguchi kawano kawasaki kaya kazakov kazemi kazlauskas kazmierczak kebede keita keith kelemen keller kelley kelly kemp
    kemppainen kennedy kent keranen kerekes kerr kershaw keskin ketola kettunen khachatryan khan khanna kharitonov khasanov khelifi
    khokhlov khoury khumalo kikuchi kilic kim kimani kimura king kinnunen kinoshita kipchoge kiprop kiraly kirby kirillov kirk
    kirkegaard kirsch kis kiselev kiseleva kivela kjaer kjeldsen klein klimov kline kluge klymenko knapp knezevic knight knox knudsen
    knutsen knyazev kobayashi koc kocak koch kochetkov kocsis koehler koenig koh kohl kohler kohli kohout koivisto koivula kojima kok
    kokkonen kolar kolarova kolesnikov kolesov kolev kolodziej kolosov komarov kondo kondratiev kone konecny konig koning kononov
    konovalov konstantinou konstantinov koo kopecky koponen koppel kopylov korhonen korkmaz korneev kornilov korolev koroleva koroma
    korosec korotkov korovin korpela kos kose koshelev koski koskinen koster kostin kotnik kotov kovac kovacevic kovacic kovacs koval
    kovalenko kovalev kovaleva kovar kowalczyk kowalska kowalski kozak kozhevnikov kozlenko kozlov kozlova kozlowska kozlowski kozyrev
    kraemer krajnc kral kralj kralova kramer krasnov kraus krause kravchenko kravtsov krawczyk krejci krishnan kristensen kristiansen
    kristjansdottir kristjansson kristoffersen kriz krizek krogh krol krueger kruger kruglov krumins krylov krylova kryuchkov kryukov
    kubiak kubicek kubo kucera kucerova kucharski kudo kudryashov kudryavtsev kuehn kuester kuhn kuijpers kuiper kukk kulakov kuleshov
    kulikov kulkarni kumar kunz kuo kuosmanen kupriyanov kurt kusuma kuusisto kuusk kuzin kuzmin kuzmina kuznetsov kuznetsova kwan
    kwiatkowska kwiatkowski kwok kwon kyriakou laaksonen lacroix lahti lahtinen lai laine laitinen lakatos lam lamb lambert lampinen
    lamy landry lane lang langat lange langlois lapin lapointe laporte lappalainen lapshin laptev lara larin larionov larsen larson
    larsson laszlo lau laurent lauridsen lauritsen laursen lavoie lavrentiev lavrov lawrence lawson lazar lazarev le leach leal
    lebedev lebedeva leblanc lebrun lechner leclerc leclercq lecomte lee leenders leeuwen lefebvre lefevre leger legrand lehmann
    lehrer lehtinen lehto lehtonen lei leinonen leite leitner lejeune lemaire lemaitre lemmens lemoine lemus leon leonard leone leonov
    leontiev lepik leppanen leroux leroy lester lettiere leung leveque levesque levin levine levy lewandowska lewandowski lewis li
    liang liao lie lien liepins lim lima lin linares lind lindberg linden linder lindgren lindholm lindqvist lindroos lindsey
    lindstrom lis little litvinov liu livingston ljung lloyd lo lobanov lockwood loera loewe lofgren logan loggia loginov lombardi
    lombardo long longo lopatin lopes lopez lorenz lorenzen lorenzo losev louis lourenco love lowe lowery lozano lu luca lucas
    lucchesi lucero lucio ludwig lugo luik lukacs lukin lukyanov luna lund lundberg lunde lundgren lundin lundqvist lundstrom luo
    luoma luong luque luscher luthi luukkonen lvov ly lynch lynn lyons lysenko lyu lyubimov ma maas macdonald macedo machado macias
    maciejewski mack madden maddox madrigal madsen maeda maes magalhaes magana magar magi magnusdottir magnusson magomedov magyar
    mahler mahmood mahoney mai maia maier maillard majewski mak makarov makarova makeev makela maki makinen makkonen makris maldonado
    malhotra malik malinen malinowski mallet malm malmberg malone maltsev maly malyshev mamedov mancini manfrin mann manninen manning
    mansour mansouri mantyla manzanares marcelo marchal marchand marchenko marchesi marchetti marciniak marcos marechal marek mares
    mariani maric marie marin marinescu marini marino marinov markin markov markova markovic marks marques marquez marsden marsh
    marshall martens martensson marti martin martinelli martinez martini martino martins martinsen martinsson marty martynov maruyama
    maskhadov maslennikov maslov mason massey masson masuda mata matei mathews mathiesen mathieu mathis mathisen matos matsuda matsui
    matsumoto matsuo matthews mattila mattsson matveev maurer maximov maximova maxwell may mayer maynard mayo mayorov mayr mays mazur
    mazza mbaye mcbride mccall mccann mccarthy mccarty mcclain mcclure mcconnell mccormick mccoy mccullough mcdaniel mcdonald mcdowell
    mcfarland mcgee mcguire mcintosh mcintyre mckay mckee mckenzie mckinney mclaughlin mclean mcmahon mcmillan mcpherson meadows
    medeiros medina medrano medvedev medvedeva mehta meier meijer meili meireles mejia mejri melendez melgar melnikov melnyk melo
    melton menard menchaca mendes mendez mendoza meng menon mensah mercado mercier merino merritt mertens merwe meshcheryakov messina
    meszaros metzger meunier meyer meyers meza michael michalak michalski michaud michiels middleton miettinen mihai mikhailov
    mikhailova mikheev mikkelsen mikkola milani milano miles miller millet mills milosevic min miranda mireles mironov mirza mishra
    mitchell mitrofanov mittal miura miyamoto miyazaki mizrahi mkhize mlakar moe moeller moen mogensen mohamed mohammadi mohammed
    moilanen moiseev mokoena molchanov moldovan molefe molina moller molnar monaldo moncada monnier monroe monroy montalvo montanari
    montanez monteiro montero montes montgomery monti montoya monty moody moon moore mora moradi morais morales moran moravec more
    moreau moreira morel morelli moreno moretti morgan mori morin morita moroz morozov morozova morris morrison morrow morse mortensen
    morton moser moses mosley moss moulin moura mousavi moya moyer moyo mueller mukherjee mukhin mulder mullen muller mullins munk
    munoz munteanu murakami murata muravyov murillo murphy murray musil mustonen mutua mwale mwangi myers myhre mykkanen myklebust
    myllymaki naess nagel nagy naidoo naidu nair najafi nakagawa nakajima nakamura nakano nakayama nam napoletani napolitano narvaez
    nascimento nash nasser nasution naumann naumov nava navarro navratil naylor nazarbayev nazari nazarov ncube ndiaye ndlovu neagu
    neal nechaev nefedov negash nekrasov nel nelson nemcova nemec nemeth nesterov neudorf neumann neustadt nevarez neves newman newton
    ng ngo nguyen nichols nicholson nicolas nielsen niemi nieminen nieto nieves nikiforov nikitin nikitina nikolaev nikolaeva nikolaou
    nikolic nikolov nikolsky nikonov nikulin nilsen nilsson nishimura niskanen nissen nistor nixon njoroge nkosi noble noel noguchi
    noh nolan nomura norberg nordin nordstrom norgaard norling norman norris norton nosov novak novakova novikov novikova novotna
    novotny nowak nowakowska nowakowski nowicki nunes nunez nurmi nuttall nwachukwu nwosu nyberg nygaard nygard nykanen nyman nystrom
    oberg obi oblak obrien ocampo ochieng ochoa oconnell oconnor odermatt odhiambo odintsov odom odonnell ofori ogawa ogden ogunleye
    oh ohman ohno oikonomou oja ojala okada okafor okamoto okeke okonkwo okoro oksanen olafsdottir olafsson olah olajos olawale
    olivares oliveira oliver olivier oliynyk ollila olofsson olsen olson olsson olszewski olvera omondi oneal oneill ong onio onishi
    ono onyango onyekachi opoku orellana orlov orlova ornelas orozco orr orsos ortega ortiz osborne osei osipov oster ostlund
    ostrowski ota otero otieno otsuka otto ouellet ovchinnikov overgaard ovsyannikov owen owens owusu oyelaran ozdemir ozer ozkan
    ozolins ozturk paananen pace pacheco padilla padovano padovesi paez page pagnotto paiva pakhomov palacios palermo palm palmer
    palmieri palmqvist palomo palumbo pan panagiotopoulos pandey panfilov panicucci pankov pankratov panov panteleev pantoja papadakis
    papadopoulos papageorgiou papp pappas papst paquette pardo parfenov paris parisi park parker parkinson parks parmar parn parra
    parrish parsons partanen partida pascual pasquier pastor pasztor patel patil patrick patterson patton paul paulsen pauwels pavlov
    pavlova pavlovic pawar pawlak pawlowska pawlowski payet payne pearson peck pedersen peeters peixoto pekkanen pellegrini pellegrino
    pelletier peltonen pena peng pennington peralta pereira perera peretz perez perkins perret perrier perrin perrot perry person
    persson pesonen petek peters petersen peterson petkov petkova petrauskas petrenko petrik petrosyan petrov petrova petrovic
    petrovsky pettersen pettersson petukhov petursdottir petursson pfeffer pfeiffer pham phan phelps philippe phillips phiri piazza
    picard piccio pichardo pichler pichon pickering pierce pierre pietrzak pillai pillay pimenov pineda pinter pinto piotrowski pirc
    pires pirker pirouet pirozzi pitkanen pittman pitts platonov plessis plotnikov pohl poirier pokorna pokorny pokrovsky pol polak
    polanco polat polishchuk pollard polyakov polyakova ponce ponomarev poole popa pope popescu popov popova popovic porter portillo
    pospisil pospisilova post postma potapov potocnik potter potts poulain poulsen powell powers pozdnyakov prado prasad pratley pratt
    preston pretorius prevost price prieto prince prins probst prochazka prochazkova proctor prokhorov prokofiev propst pruitt ptacek
    pugh pugliesi pulido pulkkinen puusepp puustinen pyle qian qin qiu queiroz quesada quessy quinn quinones quintana quintero quiroga
    quiroz qureshi racz radu rafferty ragnarsdottir ragnarsson rahimi rahimov rahman rai raja rajapaksa raju raman ramirez ramos
    ramovs ramsey rana randall randolph rangel rankovic ranta rantanen rao rasanen rascon rasmussen rathore raudsepp rautiainen ravn
    ray raymond razo rebane reddy redfern redondo reed reese reeves rehman reid reilly reinhardt reis reiter remy ren renard renaud
    renault rendon rey reyes reyna reynaud reynolds rezaei rezende rhodes ribeiro ricci rice rich richard richards richardson richmond
    richter riley rinaldi rinne rios rissanen rivard rivas rivera rivers riviere rizzi rizzo roach robbins roberson roberts robertson
    robillard robin robinson robledo robles rocha roche rodgers rodin rodionov rodrigues rodriguez rogers rogov rojas rolland rollins
    roman romani romano romanov romanova romero ronning rosado rosales rosario rosas rose rosenberg rosenthal ross rossetti rossi
    rostami rostov roth rothschild rothstein rousseau roussel roux rowbotham rowe rowland roy royer rozhkov rozman rubio rudakov
    rudenko ruegg ruelas ruiz rumyantsev ruotsalainen rusakov rush russell russo rusu rutar rutkowski ruud ruzicka ruzickova ryabov
    ryan rybakov ryu ryzhov sa saab saar saari saarinen sadeghi sadowski saenger saether saez safonov sagese sahin saindon sainio
    saito sakai sakamoto sakharov sakurai sala salas salazar saldana saleem saleh salgado salinas salmela salmi salminen salo salonen
    samaniego samoilov sampaio sampson samsonov samuelsson sanchez sandberg sanders sandgren sandhu sandoval sandstrom sandvik sanford
    sanger sanna sano santana santiago santoro santos santoso sanz saraiva sargsyan sari sarr sasaki sato saucedo sauer saunders
    savage savchenko savelyev savic savin savolainen sawicki sawyer sazonov schaefer schafer schaller schar schiavone schiffer schmid
    schmidt schmitt schmitz schneider schofield scholten scholz schouten schreiber schreiner schroder schroeder schubert schulte
    schultz schulz schulze schumacher schuster schwab schwaiger schwartz schwarz schwarzkopf schweitzer scott sebek sedlacek
    sedlackova sedov segers segovia segura seidel seleznev selivanov sellers semenov semenova sen seo sepp seppala sepulveda
    serebryakov sergeev sergeeva serov serra serrano sesay sethi setiawan sevier sexton shackleton shaffer shah shalom shannon shao
    shapiro shapovalov sharifi sharma sharp sharples shaw shcherbakov shchukin sheikh shelton shen shepard shepherd sheppard sherman
    shestakov shetty shevchenko shevtsov shi shibata shields shilov shimizu shin shinde shirazi shirokov shishkin shmelev short
    shrestha shubin shuster sibanda siciliano siddiqui sidhu sidorov sierra sigurdardottir sigurdsson sikora sild sillanpaa silva
    silverman silvestri sim simek simic simmons simoes simon simonov simonsen simpson sims simsek singh singhal singleton sinitsyn
    sipos siqueira siregar sithole siu sivertsen sjoberg sjogren skinner skov skvortsov sloan small smirnov smirnova smit smith smits
    snow snyder soares sobczak sobolev soderberg soderstrom sofronov sokolov sokolova sokolowski solanki solberg soler solheim solis
    solomon solovyov solovyova sommer somogyi son sondergaard song sorensen soriano sorokin sorokina sorsa sosa sotelo soto soukup
    sousa souza sow sparks spears spence spencer spiridonov srinivasan stafford stalder stan stanciu stanek stankevicius stankovic
    stanley stanton stark starostin stastny stavrou steele stefansdottir stefansson steffensen stein steiner stepanov stepanova
    stephens stephenson stepien stevens stevenson stewart steyn stoica stojanovic stokes stolyarov stone stout stoyanov strand
    strasser strauss strickland strom stromberg strong stuart stubbs su suarez subbotin subramanian sugawara sugimoto sugiyama
    sukhanov sullivan summers sun sundberg sundstrom suominen suryadi susanto sutcliffe suter sutton suvorov suzuki svard svendsen
    svenningsen svensson sviridov svoboda svobodova swanepoel swanson sweeney sy sychev szabo szalai szasz szczepanski szeto szewczyk
    szilagyi szucs szymanska szymanski tabrizi tadesse tafoya takacs takada takagi takahashi takeda takeuchi tam tamang tamayo tamm
    tamura tan tanaka tang tangen taniguchi tanner tanskanen tao tapia tarasov tarasova tas tate tavares tavora taylor tazi teder
    tehrani teixeira tejeda tekin tekle tello tembo teo terekhov terentiev terrazas terrell terry tesfaye tessier testa thackeray
    thakur thapa theiss thomas thomassen thompson thomsen thorarinsson thornton thorsen thorsteinsdottir thorsteinsson thygesen thys
    tian tichy tikhomirov tikhonov tikkanen timofeev tirado titov tiwari tkachenko tkachev tobler todd todorov toft toh toivonen
    tokarev tokareva toledo tolonen tomanek tomaszewski tomic tomlinson torok torres torvinen toscani toscano toth toure tovar
    townsend trabelsi tran traore traugott travis trejo tremblay trentini tretyakov trevino trevisan trevisano trifonov trinh trivedi
    trofimov trommler trujillo truong tsai tsang tse tseng tsui tsvetkov tucker tudor tuomi tuominen tuovinen turan turk turner
    turunen tyler uchida uddin udinese udinesi ueda ueno ulvestad ulyanov umarov unal underwood unger ungureanu uotila urban urbina
    urena uribe urner ushakov ustinov utkin vaca vaher vainio vaisanen valadez valdes valdez valdivia valencia valenta valente
    valentine valentini valenzuela valk valkonen valle vallejo van vance vanek vang varela varga vargas varis vartiainen vasconcelos
    vasilev vasiliev vasiliou vasilyev vasilyeva vasquez vass vasseur vaughan vaughn vauhkonen vazquez vdovin veenstra vega velasco
    velasquez velazquez velez venegas venkataraman venter ventura vera verbeke verdugo veres verhaegen verhoeven verma vermeulen
    verstraete vesela vesely vestergaard vesterinen viana vicente vidal vidmar vieira viitala vik viklund viljoen villa villadsen
    villagomez villalobos villanueva villarreal villegas vincent vinogradov vinogradova vinokurov virtanen visser vitale vladimirov
    vlasov vlcek vo vogel vogler vogt voigt volkov volkova von vorobyov vorobyova voronin voronov vorontsov vos vries vu vukovic vuori
    vuorinen wada wade wafula wagner wahlberg wainwright walczak walker wall wallace waller wallin wallner walls walsh walter walters
    walton wan wang wanjiru ward ware warner warren warsame washington watanabe waters watkins watson watts weaver webb weber webster
    wechsler weeks wei weinstein weiss welch wells werner west westberg wexler wheeler whitaker white whitehead whitney whitworth
    wiberg wickramasinghe widodo wieczorek wieser wiggins wiik wijaya wikstrom wilcox wiley wilk wilkerson wilkins wilkinson willems
    williams williamson willis wilson wimmer winkler winter winterbottom winters winther wirtz wise wisniewska wisniewski witkowski
    wlodarczyk wojciechowska wojciechowski wojcik wolde wolf wolfe wolff wolters wong woo wood woodard woodhouse woods woodward
    wouters wozniak wright wrobel wroblewski wu wurfel wyatt wysocki wyss xavier xia xiao xie xiong xu xue yadav yakovlev yakovleva
    yalcin yamada yamaguchi yamamoto yamashita yamazaki yan yanez yang yao yates yavuz ybarra ye yefimov yeh yeo yeung yildirim yildiz
    yilmaz yin yip ylonen yoder yokoyama yoo yoon york yoshida young yu yuan yudin yuksel yusuf yusupov zagar zaitsev zaitseva zajac
    zakharov zakharova zalewski zambrano zamora zamudio zapata zarate zavala zavyalov zawadzki zbinden zehetner zeleny zeman zemanova
    zeng zepeda zetticci zhang zhao zheng zhong zhou zhu zhukov zhukova zhuravlev ziegler zielinska zielinski zimba zimin zimmer
    zimmerman zimmermann zinoviev zito zivkovic zizka zolotarev zolotov zorin zotov zou zubkov zubov zuev zukauskas zulu zuniga zupan
    zupancic zverev zweig
    """

  static let places: StaticString = """
    a_coruna aalborg aarhus aberdeen abidjan abu_dhabi abuja acapulco accra adana addis addis_ababa adelaide afghanistan africa agadir
    agra ahmedabad aix_en_provence akureyri alabama alaska albania albany alberta albuquerque aleppo alexandria algeria algiers
    alice_springs almaty almere america amiens amman amritsar amsterdam anaheim anchorage andalusia andorra angers angola ankara
    antalya antananarivo antarctica antigua_and_barbuda antwerp arequipa argentina arizona arkansas arlington armenia arnhem asia
    asmara astana asuncion athens atlanta auckland augsburg austin australia austria azerbaijan baghdad bahamas bahrain baku bali
    balkans baltimore bamako bandung bangalore bangkok bangladesh banja_luka barbados barcelona bari basel basra baton_rouge bavaria
    beijing beirut belarus belem belfast belgium belgrade belize belo_horizonte bengaluru benghazi benin bergen berlin bern besancon
    bhopal bhutan bialystok bilbao birmingham bishkek bloemfontein bochum bodo bogota boise bolivia bologna bonn bordeaux bosnia
    bosnia_and_herzegovina boston botswana bradford brasil brasilia bratislava brazil breda bremen brest brighton brisbane bristol
    britain british_columbia brittany brno bronx brooklyn bruges brunei brussels bucharest budapest buenos_aires buffalo bulawayo
    bulgaria burgas burkina_faso burma bursa burundi busan bydgoszcz caen cairns cairo calgary cali california cambodia cambridge
    cameroon campinas canada canberra cancun cap_town cape_town cape_verde caracas cardiff caribbean cartagena casablanca castanhal
    catalonia catania cebu central_america chad charleroi charleston charlotte chechnya chengdu chennai chicago chile china chittagong
    chongqing christchurch cincinnati cleveland cluj cluj_napoca cologne colombia colombo colorado colorado_springs columbus comoros
    conakry congo connecticut constantine copenhagen cordoba cork corpus_christi costa_rica coventry cracow crimea croatia cuba
    curitiba cusco cyprus czech_republic czechia czestochowa daegu daejeon dakar dalian dallas damascus danang danmark dar
    dar_es_salaam darwin davao debrecen delaware delft delhi den_haag denmark denpasar denver detroit deutschland dhaka dijon djibouti
    dnipro dodoma doha dominica dominican_republic dortmund drammen dresden dubai dublin duisburg dundee dunedin durban durham
    dushanbe dusseldorf east_london east_timor eastern_europe ecuador edinburgh edmonton egypt eindhoven el_paso el_salvador england
    enugu equatorial_guinea erfurt eritrea esbjerg espana espoo essen estonia eswatini ethiopia europe exeter faisalabad faroe_islands
    fes fiji finland florence florida fort_worth fortaleza france frankfurt frankfurt_am_main freetown freiburg french_polynesia
    fresno fukuoka gabon gaborone galway gambia gaziantep gdansk gdynia geneva genoa germany ghana ghent giza glasgow goa goiania
    gold_coast goteborg gothenburg granada graz great_britain greece greenland grenada grenoble groningen grozny guadalajara guangzhou
    guatemala guatemala_city guayaquil guinea guyana gwangju gyor haarlem haifa haiti halifax hamburg hameenlinna hamilton hangzhou
    hannover hanoi hanover harare harbin havana hawaii heidelberg helsingborg helsinki heraklion hiroshima ho_chi_minh_city hobart
    holland honduras hong_kong hongkong honolulu horsens houston hue hungary hyderabad iasi ibadan iceland idaho illinois incheon
    india indiana indianapolis indonesia indore innsbruck inverness iowa iran iraq ireland isfahan islamabad isle_of_man israel
    istanbul italia italy ivory_coast izmir jacksonville jaipur jakarta jamaica japan jeddah jerusalem joensuu johannesburg jonkoping
    jyvaskyla kabul kairouan kampala kandy kano kanpur kansas kansas_city kaohsiung karachi karlsruhe kathmandu katowice kaunas
    kazakhstan kazan kentucky kenya kharkiv khartoum kiel kiev kigali kingston kinshasa klagenfurt klaipeda kobe kochi kolding kolkata
    konya kopavogur kosice kosovo kouvola krakow krasnoyarsk kuala_lumpur kumasi kuopio kuwait kyiv kyoto kyrgyzstan la_paz lagos
    lahore lahti laos lappeenranta larissa larnaca las_palmas las_vegas latin_america latvia lausanne le_havre le_mans lebanon leeds
    leicester leiden leipzig lesotho leuven liberec liberia libya liechtenstein liege lille lima limassol limerick limoges lincoln
    linkoping linz lisbon lithuania liverpool ljubljana lodz lombardy london long_beach long_island los_angeles louisiana louisville
    luanda lubeck lublin lubumbashi lucerne lucknow ludhiana lugano lund lusaka luxembourg lviv lyon maastricht macau maceio
    madagascar madison madrid maine mainz malaga malawi malaysia maldives mali malmo malta manama manaus manchester manhattan manila
    manitoba mannheim maputo maracaibo maribor marrakech marrakesh marseille maryland mashhad massachusetts mauritania mauritius mecca
    medan medellin medina melbourne memphis mendoza mesa metz mexico mexico_city miami michigan micronesia middle_east milan
    milton_keynes milwaukee minneapolis minnesota minsk miskolc mississippi missouri moldova mombasa monaco mongolia monrovia montana
    montenegro monterrey montevideo montpellier montreal morocco moscow mosul mozambique mulhouse multan mumbai munich munster muscat
    myanmar nagasaki nagoya nagpur nairobi namibia namur nancy nanjing nantes naples nara narva nashik nashville natal nebraska nepal
    netherlands nevada new_brunswick new_caledonia new_delhi new_hampshire new_jersey new_mexico new_orleans new_south_wales new_york
    new_zealand newark newcastle niamey nicaragua nice nicosia niger nigeria nijmegen nimes nizhny_novgorod norge normandy norrkoping
    north_america north_carolina north_dakota north_korea north_macedonia northern_ireland norway norwich nottingham nova_scotia
    novi_sad novosibirsk nunavut nuremberg oakland oaxaca oceania odense odesa odessa ohio oklahoma oklahoma_city olomouc omaha oman
    omsk ontario oran orebro oregon orlando orleans osaka osijek oslo osterreich ostrava ottawa ouagadougou oulu oxford padua pakistan
    palau palermo palestine palma_de_mallorca palo_alto panama panama_city paphos papua_new_guinea paraguay paris parnu patna patras
    pattaya pecs pennsylvania perm perpignan perth peru peshawar petersburg philadelphia philippines phnom_penh phoenix phuket
    pittsburgh plano plovdiv plymouth plzen podgorica poland polska pori port_au_prince port_elizabeth porto porto_alegre portsmouth
    portugal potsdam poznan prague praha pretoria prince_edward_island pristina provence puebla puerto_rico pune pyongyang qatar
    qingdao quebec queens queensland quezon quito rabat radom raleigh randers rawalpindi recife regina reims rennes reno reykjavik
    rhode_island richmond riga rijeka rio_de_janeiro riyadh rochester romania rome rosario roskilde rostock rostov rotterdam rouen
    rovaniemi russia rwanda sacramento saigon saint_louis saint_petersburg salt_lake_city salvador salzburg samara samarkand samoa
    san_antonio san_diego san_francisco san_jose san_juan san_marino san_salvador san_sebastian sanaa santa_barbara santa_cruz
    santa_fe santa_monica santiago santo_domingo sao_paulo sao_tome sapporo sarajevo sardinia saskatchewan saudi_arabia savannah
    saxony scandinavia schweiz scotland seattle sendai senegal seoul serbia seville seychelles sfax shanghai sharjah sheffield
    shenyang shenzhen shiraz siberia sicily sierra_leone singapore skopje slovakia slovenia sochi sofia somalia sousse south_africa
    south_america south_carolina south_dakota south_korea south_sudan southampton southeast_asia soweto spain split spokane sri_lanka
    st_louis st_petersburg stavanger stockholm stoke_on_trent strasbourg stuttgart sudan suisse suomi surabaya surat suriname suzhou
    sverige swansea sweden switzerland sydney syracuse syria szczecin szeged tabriz tacoma taichung taipei taiwan tajikistan tallinn
    tampa tampere tangier tanzania tartu tashkent tasmania tbilisi tehran tel_aviv tennessee texas thailand thessaloniki tianjin tibet
    tijuana tilburg timisoara tirana togo tokyo toledo tonga toronto torun toulon toulouse tours trieste trinidad_and_tobago tripoli
    tromso trondheim tucson tulsa tunis tunisia turin turkey turkmenistan turku tuscany tuvalu uae ufa uganda uk ukraine umea
    united_arab_emirates united_kingdom united_states united_states_of_america uppsala uruguay usa utah utrecht uzbekistan vaasa
    vadodara valencia valletta valparaiso vancouver vantaa vanuatu varanasi varna vasteras vatican vejle venezuela venice vermont
    verona victoria vienna vietnam vilnius virginia virginia_beach vladivostok volgograd voronezh wales warsaw warszawa washington_dc
    wellington west_virginia western_europe wichita wiesbaden windhoek winnipeg winterthur wisconsin wroclaw wuhan wuppertal wyoming
    xian yekaterinburg yemen yerevan yokohama york yukon zagreb zambia zaragoza zimbabwe zurich
    """

  static let nationalities: StaticString = """
    afghan afghans african africans albanian albanians algerian algerians american americans andorran anglican anglicans angolan arab
    arabian arabic arabs argentine argentinian argentinians armenian armenians asian asians atheist australian australians austrian
    austrians azerbaijani bahamian bahraini bangladeshi bangladeshis baptist baptists basque basques bavarian belarusian belgian
    belgians belizean bolivian bolivians bosnian brazilian brazilians breton british britons brits buddhist buddhists bulgarian
    bulgarians burmese californian cambodian cambodians cameroonian canadian canadians catalan catholic catholics caucasian chadian
    chechen chechens chilean chileans chinese christian christians colombian colombians communist communists congolese cornish
    croatian croatians croats cuban cubans cypriot cypriots czech czechs dane danes danish democrat democrats dominican dutch dutchmen
    ecuadorean ecuadoreans ecuadorian ecuadorians egyptian egyptians english englishman englishmen eritrean estonian estonians
    ethiopian ethiopians european europeans evangelical fijian filipino filipinos finnish finns flemish french frenchman frenchmen
    gabonese gambian georgian german germans ghanaian ghanaians greek greeks greenlander greenlanders greenlandic grenadian guatemalan
    guinean guyanese haitian haitians hindu hindus hispanic honduran hungarian hungarians icelander icelanders icelandic indian
    indians indonesian indonesians iranian iranians iraqi iraqis irish irishman irishmen islamic israeli israelis italian italians
    ivorian jamaican jamaicans japanese jesuit jew jewish jews jordanian jordanians kazakh kenyan kenyans korean koreans kosovar
    kurdish kurds kuwaiti kuwaitis kyrgyz laotian latina latino latvian latvians lebanese liberian libyan libyans liechtensteiner
    lithuanian lithuanians lutheran lutherans luxembourgish macedonian malagasy malawian malaysian malaysians maldivian malian maltese
    marxist mauritanian mauritian methodist methodists mexican mexicans moldovan monegasque mongolian mongolians montenegrin mormon
    mormons moroccan moroccans mozambican muslim muslims namibian nepalese nepali nepalis nicaraguan nigerian nigerians nigerien
    norwegian norwegians omani orthodox pakistani pakistanis palestinian palestinians panamanian paraguayan persian peruvian peruvians
    poles polish portuguese presbyterian protestant protestants qatari quaker quakers republican republicans romanian romanians
    russian russians rwandan salvadoran samoan saudi saudis scandinavian scots scotsman scottish senegalese serbian serbians serbs
    shia shiis shiite shiites sicilian sikh sikhs singaporean singaporeans slovak slovakian slovaks slovene slovenes slovenian
    slovenians socialist socialists somali somalis spaniard spaniards spanish sudanese sunni sunnis surinamese swede swedes swedish
    swiss syrian syrians taiwanese tajik tajiks tanzanian tanzanians tatar tatars texan thai tibetan togolese tongan tunisian
    tunisians turk turkish turkmen turks ugandan ugandans ukrainian ukrainians uruguayan uruguayans uzbek venezuelan venezuelans
    vietnamese welsh welshman yemeni yemenis zambian zambians zimbabwean
    """

  static let streetWords: StaticString = """
    alley aly annex arcade av ave avenue bayou beach bend bluff bluffs blvd bottom boulevard branch bridge brook brooks burg burgs
    bypass camp canyon cape causeway center centers centre cir circle circles cliff cliffs close club common commons corner corners
    course court courts cove coves creek cres crescent crest crossing crossroad ct curve dale dam divide dr drive drives embankment
    estate estates expressway extension extensions falls ferry field fields flat flats ford fords forest forge forges fork forks fort
    freeway garden gardens gateway glen glens green grove harbor harbors haven heights highway hill hills hollow hwy inlet island
    islands isle junction junctions key keys knoll knolls lake lakes land landing lane light lights ln loaf lock locks lodge loop mall
    manor meadow meadows mews mill mills mission motorway mount mountain mountains neck orchard oval overpass parade park parkway pass
    passage path pike pine pines pkwy pl place plain plains plaza point pointe port prairie quay radial ramp ranch rapid rapids rd
    rest ridge rise river road roads route row run shore shores skyway spring springs spur spurs sq square st station stravenue stream
    street summit ter terrace throughway trace track trafficway trail trl turnpike union unions valley via viaduct view views village
    ville vista walk walks wall way well wells wharf woods
    """

  static let streetLeads: StaticString = """
    al alameda aleja aleje allee allees avda avenida avenue bd boulevard bulevar bulevardul bulvar calea calle callejon camino
    carretera cesta chemin contrada corso cours estrada glorieta impasse korut ladeira largo nabrezi namesti os osiedle paseo passage
    pereulok piazza plac place plaza ploshchad praca prospekt quai rodovia ronda route rua rue str strada travesia travessa trg trida
    ul ulica ulitsa utca via viale vicolo
    """

  static let streetTails: StaticString = """
    alle allee alleen aukio baan backen bakken berg brekka cesta chaussee damm dijk dreef engen gaarden gade gasse gata gatan gate
    gaten gatve gotu graben gracht grand gt haugen hlid hof holt iela kaari kade katu korut koz kuja laan leden lei lunden maantee
    marken nabrezi namesti pad parken plads plass platz plein poik polku promenade puiestee puisto raitti rakpart ranta ring rkp
    setany singel sor steeg steig stieg stien stigen stigur str straat straede straeti strasse svingen tanav tee ter tere tie toften
    torg torget torv trida u ufer ulica ulice ut utca utja vaenget vag vagen vayla veg vegen vegur vei veien vej vest weg zeile
    """

  static let units: StaticString = """
    andar apartment appartement apt apto bldg block bloco bte building bus dept depto esc escalera etage fl flat floor huis interno
    leilighet lgh lot penthouse piso planta puerta rm room sala scala ste stiege stock suite top tr unit wohnung
    """

  static let titles: StaticString = """
    adm admiral ambassador archbishop bishop capt captain chancellor cmdr col colonel commander corporal cpl dame dhr doctor don dona
    dr fr frau frk fru gen gov governor herr hon hr imam judge justice lady lieutenant lord lt madame mademoiselle maj mayor meneer
    mevr mevrouw minister miss mlle mme monsieur mr mrs ms mx pan pani pastor pres prof professor rabbi rep representative rev
    reverend sen senator senhor senhora senor senora sergeant sgt sheikh sig signor signora sir sr sra srta
    """

  static let jobs: StaticString = """
    accountant actor actress actuary adjuster administrator adviser advisor agent analyst anesthesiologist announcer appraiser
    archaeologist architect archivist artist assembler assistant astronomer athlete attendant attorney auctioneer auditor author baker
    banker barber bartender bellhop biologist blacksmith boilermaker bookkeeper botanist brewer bricklayer broker butcher buyer
    caretaker carpenter cartographer cashier caterer ceo cfo chaplain chauffeur checker chemist chiropractor choreographer cleaner
    clergy clerk coach collector columnist compliance composer consultant contractor controller coo cook coordinator copywriter
    correspondent counsellor counselor courier cto curator custodian cutter dancer dealer dentist designer detective developer
    dietitian director dispatcher distributor doctor drafter dressmaker driver economist editor educator electrician engineer engraver
    estimator examiner executive expert fabricator farmer filmmaker finisher firefighter fisherman fitter florist forester fundraiser
    gardener gatherer geographer geologist geoscientist glazier grader groundskeeper grower guard guide hairdresser handler helper
    historian housekeeper hunter hydrologist illustrator inspector installer instructor interpreter interviewer inventor investigator
    janitor jeweler journalist judge laborer landscaper lawyer lecturer librarian lifeguard linguist loader locksmith logger machinist
    magistrate maid maker manager manicurist marketer mason mathematician mechanic mediator messenger meteorologist microbiologist
    midwife miller miner model mover musician naturalist negotiator neurologist novelist nurse nutritionist officer oiler operator
    optician optometrist orderly packager packer painter paralegal paramedic patternmaker pediatrician pharmacist philosopher
    photographer physician physicist pilot planner plasterer playwright plumber podiatrist poet policeman porter potter preparer
    president presser principal printer processor producer professor programmer projectionist promoter proofreader psychiatrist
    psychologist publicist purchaser radiographer radiologist ranger realtor receptionist recruiter reporter representative researcher
    rigger roofer sailor salesman salesperson saleswoman scheduler scientist sculptor seamstress secretary seller sewer sheriff singer
    solderer soldier solicitor specialist statistician steward stockbroker stonemason storekeeper strategist superintendent supervisor
    surgeon surveyor sweeper tailor teacher technician technologist telemarketer teller therapist toolmaker trader trainer translator
    trapper treasurer tutor typist underwriter upholsterer usher vendor veterinarian waiter waitress warden watchmaker weaver
    webmaster welder woodworker worker writer zoologist
    """

  static let legalForms: StaticString = """
    ab ag aps as asa bhd bv co company corp corporation cv doo eurl ev gmbh inc incorporated jsc kft kg kgaa kk limited llc llp lp ltd
    nv oao ohg ojsc ooo oy oyj pjsc plc plt pte pty pvt rt sa sab sarl sas sdn se sl slu snc sp spa sprl srl ug vof zao zrt
    """

  static let organizationWords: StaticString = """
    academy administration advertising agency airlines airways analytics associates association assurance authority automotive bancorp
    bank beverages biotech brewery bros brothers bureau capital cathedral center centre chemicals church clinic club college
    commission committee communications construction consulting council credit data department digital electric energy enterprises
    entertainment estate exchange federation finance financial foods foundation fund gas global group health healthcare holding
    holdings hospital industries institute institution insurance international investments laboratories laboratory labs league library
    logistics management marketing materials media medical mining ministries ministry motors museum mutual network networks oil
    orchestra organisation organization partners party petroleum pharma pharmaceuticals pictures power press properties publications
    publishing railways realtors realty records research resources savings school securities services shipping society software
    solutions sons steel studios systems team technologies technology telecom theater theatre transport trust union university
    ventures wireless
    """

  static let organizations: StaticString = """
    abc accenture adidas adobe aetna airbnb airbus aldi alibaba allianz amazon amd amex anthropic apple astrazeneca at&t atlassian
    audi axa baidu bain barclays basf bayer bbc bbva bcg bloomberg bmw bnp boeing booking bosch bp bytedance caltech cambridge
    canonical carrefour cbs cdc chevrolet chevron cia cigna cisco citibank citigroup citroen cnn coca-cola comcast commerzbank costco
    danone danske deepmind dell deloitte delta deutsche dhl disney dropbox easyjet ebay eni equinor ericsson etsy eu expedia exxon
    exxonmobil ey facebook fbi fda fedex ferrari fiat ford fox fujitsu gazprom geico github gitlab google gsk gucci harvard hbo
    hewlett-packard hitachi honda hp hsbc huawei hyundai ibm ikea imf ing instagram intel jpmorgan kia klm kpmg lenovo lg lidl
    linkedin lloyds lufthansa lyft mastercard mazda mcdonalds mckinsey medtronic mercedes-benz merck meta microsoft mit moderna
    motorola mozilla nasa nato natwest nbc nestle netflix nike nissan nokia nordea novartis nsa nvidia oecd opel openai oracle orange
    oxford panasonic paypal pepsico peugeot pfizer philips pinterest pixar porsche prada princeton progressive puma pwc rabobank
    reddit redhat renault reuters roche ryanair salesforce samsung sanofi santander sap shell shopify siemens skoda slack snapchat
    sony spotify stanford starbucks stripe subaru t-mobile telefonica telia tencent tesco tesla tiktok toshiba total toyota
    tripadvisor twilio twitter uber ubs un unesco unicef unilever ups usps verizon visa vmware vodafone volkswagen volvo walmart
    whatsapp who wto xiaomi yale yelp youtube zara zillow zoom
    """

  static let calendar: StaticString = """
    apr april aug august dec december feb february fri friday jan january jul july jun june mar march may mon monday nov november oct
    october sat saturday sep sept september sun sunday thu thurs thursday tue tues tuesday wed wednesday
    """

  static let stops: StaticString = """
    a aber account act address age all also am an and answer any are as assistant at attn auch auf aus avec bcc be been before bei
    best bill billing bot both but by can card case cc chapter cheers city code como con cook copyright country cuando customer dans
    das date dear dem den der des desk did die do dob does donde du each edit ein eine el ella elle email en er es est et even every
    example examples fall fax female few figure find first for from fur fwd gender get give go good great had has have he hello her
    here hey hi him his home how however i ich if ihr il ils im in info information into is ist it item its je joke just keep kind la
    las last le les less let license like line little long look los love made main mais make male many may me middle mit mobile more
    most much my nach name new nice nicht no noch nor nosotros not note notes nous now number nur o oder of office oh ok okay old on
    only or other ou our out over page para part patient pero person personal phone please por post pour price que question questions
    qui quien quoi re received regards rich sad said same section see sent sharp she shipping short should sie since sincerely sind
    small so some son sont split state step steps still street strong subject such sur system table take than thank thanks that the
    their them then there these they think this those though through title to too total try tu two uber un und under une until up us
    use user version very von vor vous want war warum was we website well wenn wer were what when where which while who why wie will
    wir wise with without wo work worth would y yes yet yo you young your yours zip zu
    """

  static let common: StaticString = """
    aa ab abandoned abbreviated abbreviation abbreviations abc aber abi abide abilities ability able abnormal abort aborted aborting
    aborts about above abruptly abs absence absent absolute absolutely absorbed abspath abstract abstracted abstraction abstractions
    absurd abuse abused abusive ac academic accelerate accelerated acceleration accelerator accelerators accent accents accept
    acceptable acceptance accepted accepting accepts access accessed accesses accessibility accessible accessing accessor accessors
    accident accidental accidentally acclaimed accommodate accomodate accompanied accompany accompanying accomplish accomplished
    accomplishing acconfig accordance according accordingly account accounted accounting accounts accumulate accumulated accumulating
    accuracy accurate accurately accusations accused achieve achieved achieves achieving acinclude acknowledge acknowledged
    acknowledges acknowledging acknowledgment acl aclocal acquire acquired acquiring acquisition acronym across act acting action
    actions activatable activate activated activates activating activation active actively activities activity actor actors actress
    acts actual actually acute ad adapt adaptable adaptation adaptations adapted adapter adapters adapting adaptive add added adding
    addition additional additionally additions addon addons addr address addressable addressed addresses addressing addrinfo adds
    adduser adequate adequately adhere adherence adheres adhering adjacent adjust adjusted adjusting adjustment adjustments adjusts
    admin administers administration administrative administrator administrators admins admit admittedly admitting adopt adopted
    adoption adress adult adults advance advanced advancements advances advancing advantage advantageous advantages advent adventure
    adversarial advertise advertised advertises advertising advice advisable advise advised advising advisory advocate aes af affect
    affected affecting affects affiliated affiliates affiliation affine affinity affirm afford aforementioned afraid after afterward
    afterwards again against age aged agencies agency agenda agent agents ages agetty aggregate aggregated aggregation aggressive
    aggressively aging agnostic ago agree agreed agreement agreements agrees ahead ai aid aide aids aim aimed aiming aims air ak aka
    akin ako aktuell aktuelle aktuellen al alarm alarms alban albeit album alcoholic alert alerting alerts algo algorithm algorithmic
    algorithms algos alias aliased aliases aliasing alien align aligned aligning alignment alignments aligns alike alioth alive all
    alle alleging alles alloc alloca allocate allocated allocates allocating allocation allocations allocator allocators allocs allow
    allowable allowed allowing allows allure ally almost alon alone along alongside alot alpha alphabet alphabetic alphabetical
    alphabetically alphanumeric alphas already als also alt alte alten alter alterations altered altering alternate alternates
    alternating alternation alternative alternatively alternatives alters although altogether always alz am amazed amazing ambiguities
    ambiguity ambiguous ambitious amd amend amended amending amends among amoral amount amounts amp ampersand amplification an analog
    analogous analogy analyses analysis analyst analytical analyze analyzed analyzer analyzers analyzes analyzing anarchy ancestor
    ancestors ancestry anchor anchored anchors ancient anderen anderes android anger angle angles angry animal animals animated
    animation animations annotate annotated annotation annotations announce announced announcement announcements annoying anomalous
    anomaly anonscm anonymous another ansi ansidecl ansification answer answered answering answers anthologies antialiasing anticipate
    anticipated anticipation antworten anxiety any anybody anyhow anymore anyone anything anytime anyway anyways anywhere ap apache
    apart apartment api apis apologies apologize apology apostrophe app apparent apparently appeal appealing appear appearance
    appeared appearing appears appease append appended appending appendix appends apple applet applicable application applications
    applied applies apply applying appreciate appreciated apprentice approach approaches appropriate appropriately approval approved
    approx approximate approximately approximation apps appveyor apropos apt aptitude aq ar arbitrarily arbitrary arc arcane arch
    archaic arches architecture architectures archive archived archives archs arcs are area areas aren arg argc arglist argparse args
    arguably argue arguing argument arguments argv arise arises arising arithmetic arm armed armel armhf armor armored arms around
    arrange arranged arrangement arrangements arranges array arrays arrest arrival arrive arrived arrives arrow arrows art article
    articles artifact artifacts artificial artificially artist artistic artists arts arvind as asan asap ascending ascii asciidoctor
    ashamed aside ask asked asking asks asm aspect aspects aspiring asprintf ass assault assemble assembled assembler assembling
    assembly assent assert asserted asserting assertion assertions asserts assessment assessments assets assholes assign assigned
    assigning assignment assignments assigns assist assistance assistant assisting associate associated associates associating
    association associative assorted assume assumed assumes assuming assumption assumptions assure ast asterisk asterisks asymmetric
    async asynchronous asynchronously asyncio at atexit atime atk atm atmosphere atoi atom atomic atomically atomicity atomics atoms
    attach attached attaches attaching attachment attack attacked attacker attackers attacks attempt attempted attempting attempts
    attend attention attitude attitudes attorney attr attracted attraction attribute attributed attributes attribution attrs audience
    audio audit auditing auf augment augmented aus auth authentic authenticate authenticated authenticating authentication
    authenticity author authored authoritative authorities authority authorization authorize authorized authors authorship auto
    autocomplete autocompletion autoconf autodetect autodetected autodetection autofoo autogen autogenerated autoheader autoload
    automagic automake automate automated automates automatic automatically automation autonomy autopkg autopkgtest autopkgtests
    autopoint autoreconf autostart autotools aux auxiliary avahi avail availability available average avoid avoidance avoided avoiding
    avoids await awaited awaiting awards aware awareness away awesome awful awk awkward ax axes axis az b2b baby back backed backend
    backends background backgrounds backing backlog backport backported backporting backports backslash backslashes backspace
    backstory backticks backtrace backtraces backtracking backup backups backward backwards bad badge badges badly bag bail bailing
    balance balanced balancer balancing balls ban band bandwidth bank banking banned banner bar bare barf barrier barriers bars base
    based baseline basename bases bash bashism bashisms basic basically basics basis bastian bastien batch bathroom battle baud baz bb
    bc bcc bcrypt be bear beat beautiful beauty became because become becomes becoming bed bedroom been beep beer before beforehand
    began begin beginning beginnings begins begun behalf behave behaved behaves behaving behavior behavioral behaviors behaviour
    behaviours behind bei being beings belatedly belief beliefs believe believed believes believing belong belonged belonging belongs
    beloved below bench benchmark benchmarking benchmarks beneath beneficial benefit benefits benign ber berfall beside besides
    besonders best beste besten bet beta betrayal better betterment between beware beyond bfd bg biarch bias biased biases bible bic
    bidirectional bieten big bigendian bigger biggest bigint bignum bignums bigreq billion bin binaries binary binascii bind binding
    bindings bindir bindnow binds bindtextdomain binfmt binutils bio biology bionic bird birth birthday bisect bison bist bit bitch
    bitches bitfield bitfields bitmap bitmaps bitmask bits bitstream bitte bitwise bl black blacklist blacklisted blacklisting blah
    blame blamed blank blanks blast bleed blhc blind blinding blindly blink blinking blkid bloat bloated blob blobs block blockchain
    blockdev blocked blocking blocks blocksize blog blood blow blowfish blue blurb bn board boards boat bodies body bogus boilerplate
    bold bomb bones bonus book bookmark bookmarks books bookworm bool boolean booleans bools boost boot booting bootstrap bootstrapped
    bootstrapping bootup border borderline borders boring born borrow borrowed boss bot botched both bother bothered bothering
    bottleneck bottom bound boundaries boundary bounded bounding boundless bounds box boxed boxes boy bp br brace braces bracket
    bracketed brackets brain branch branches branching brand breach break breakage breakages breakdown breaking breakpoint breakpoints
    breaks breakthroughs breath breathing breezy bricht bridge brief briefly bright brightness brilliance brilliant bring bringing
    brings britische bro broad broadcast broadcasts broader broke broken brokenness brother brotli brought browse browser browsers
    browsing brutal bs bsd bsearch bt btree btrfs bubble bucket buckets budget buf buffer buffered buffering buffers buflen bufsize
    bug bugfix bugfixes buggy buglet bugs bugtracker bugzilla build buildable buildd builddir buildds builder builders buildflags
    building builds built builtin builtins bulk bullet bullseye bullshit bump bumped bumping bumps bunch bundle bundled bundles
    bundling burada burden burned burning bus busctl buses business businesses buster bustling busy busybox but button buttons buy
    buying by bypass bypassed bypasses bypassing byte bytearray bytecode bytes byteswapping bz bzero bzip bzlib bzr ca cache cached
    caches caching cake cal calc calculate calculated calculates calculating calculation calculations calendar call callable callback
    callbacks called caller callers calling calloc calls calm came camera campaign campaigns can cancel canceled cancellation
    cancelled cancelling cancels candidate candidates candy cannot canonical canonicalize canonicalized canonicalizes canonically cant
    capabilities capability capable capacity capital capitalization capitalize capitalized capitals caps captivating capture captured
    captures capturing car card cardinal cards care cared career careful carefully careless cares caret caring carriage carried
    carries carry carrying cars cascade cascading case cased cases casing cast casting casts casual cat catalog catalogs catch catches
    catching categories categorized category cater cats caught cause caused causes causing caution cautionary caveat caveats cb cc
    ccache cd cdbs cdrom ce cease cedilla ceil celebrated celebration celebrities cell cells censor censored censoring censorship
    center centered centralize centralized century cert certain certainly certificate certificates certification certifications certs
    cf cfdisk cfg cflags cgi cgit cgroup ch chain chained chaining chains chair challenge challenges challenging chance chances change
    changed changelog changelogs changes changeset changing channel channels chaos chapter chapters char character characteristic
    characterized characters charge charged charges charismatic charm chars charset charsets charts chat chatbot chatbots chatgpt
    chatting chdir che cheap check checkbox checked checker checkers checkin checking checkout checkpoint checks checksum checksums
    cheek cheese chemical chemicals chest chfn chief child childhood children chip chips chmod choice choices choke chokes choose
    chooser chooses choosing chop chose chosen chown chr chrome chromium chroot chrpath chrt chsh chste chte chten chunk chunked
    chunking chunks churn ci cielnicki cipher ciphers ciphersuite ciphertext circle circles circuit circular circumstance
    circumstances circumvent cited cities citizen citizens city civil civilization cjpeg cjs ck cl claim claimed claiming claims clamp
    clamped clamping clang clarification clarifications clarified clarifies clarify clarifying clarity clash clashes clashing class
    classes classic classical classification classified classifiers classifies classify classmethod clause clauses clean cleaned
    cleaner cleaning cleanly cleans cleanup cleanups clear cleared clearer clearing clearly clears clever cleverly cli click clickable
    clicked clicking clicks client clients climate clip clipboard clipped clipping clips clobber clobbered clobbering clobbers clock
    clocks clone cloned clones cloning close closed closely closer closes closesocket closest closing closure closures cloud cls club
    clue clues clumsy cluster clusters clutter cm cmake cmap cmd cmdline cme cmos cmp cn co coach coalesce coalescing cocaine code
    codebase codec codecs coded codepage codepath codepaths codepoint codepoints codes codeset codespell coding coefficient
    coefficients coerce coerced coercion coexist cognitive coherency coherent coincide cok col colcrt cold collaboration collaborative
    collaborator collaborators collapse collapsed collating collation colleague collect collected collecting collection collections
    collective collectively collector collectors collects college collide collision collisions colon colons color colored colorful
    coloring colorize colormap colors colorspace colour colours colrm cols column columns colwidth com combat combination combinations
    combine combined combines combining combo combobox come comedic comedy comes comfortable comic coming comm comma command
    commanding commandline commands commas commence comment commentary commented commenting comments commercial commercially commit
    commited commitment commits committed committer committing commmon common commonly commons communicate communicated communicating
    communication communities community comp compact companies companion company comparable compare compared compares comparing
    comparison comparisons compat compatability compatibility compatible compatiblity compelled compelling compensate compensation
    compete competent competing competition competitive compilable compilation compilations compile compiled compiler compilers
    compiles compiling complain complained complaining complains complaint complaints complement complements complete completed
    completely completeness completer completes completing completion completions complex complexities complexity compliance compliant
    complicated complicates complies compliments comply complying component components compose composed composing composite
    compositing composition compound compounds comprehend comprehension comprehensions comprehensive compress compressed compresses
    compressing compression compressor compromise compromised compromising compulsory computation computational computations compute
    computed computer computers computes computing con concat concatenate concatenated concatenating concatenation conceived
    concentrate concept concepts conceptually concern concerned concerning concerns concise conclusion conclusions concrete
    concurrency concurrent concurrently cond condensed condition conditional conditionally conditionals conditioned conditions condone
    conduct conducted conducting conducts conf conference conffile conffiles confflags confidence confident confidential config
    configs configurable configuration configurations configure configured configures configuring confined confines confirm
    confirmation confirmed confirming confirms conflict conflicted conflicting conflicts conform conformance conformant conforming
    conforms conftest confuse confused confuses confusing confusingly confusion conjunction conn connect connected connecting
    connection connections connectivity connects conquer cons conscious consciousness consecutive consensus consent consented
    consequence consequences consequential consequently conservative consider considerable considerably consideration considerations
    considered considering considers consist consisted consistency consistent consistently consisting consists console consoles
    consolidate consolidated conspicuously conspiracy const constant constantly constants constify constitute constitutes constituting
    constness constrained constraint constraints construct constructed constructing construction constructions constructive
    constructor constructors constructs construed consts consult consultant consulted consulting consume consumed consumer consumers
    consumes consuming consumption contact contacted contacts contain contained container containers containing contains contemporary
    content contention contents contest context contextlib contexts contextual contiguous continent continually continuation continue
    continued continues continuing continuous continuously contract contradict contrary contrast contrasting contrib contribute
    contributed contributing contribution contributions contributor contributors contributory control controllable controlled
    controller controllers controlling controls controversial conv convenience convenient conveniently convention conventional
    conventions conversation conversational conversations converse conversion conversions convert converted converter converters
    converting converts convey convince convinced convincing cook cookie cookies cooking cool coordinate coordinates coordination cope
    copes copied copies coping copy copying copyright copyrightable copyrighted copyrights cor core coredump coredumps cores coreutils
    corner corners coro coroutine coroutines corporate corporation correct corrected correcting correction corrections correctly
    correctness corrects correlate correlation correspond corresponding corresponds corrupt corrupted corrupting corruption corrupts
    cos cosmetic cosmetics cost costly costs could couldn counselor count counted counter counteract counterclaim counterpart
    counterparts counters counting countless countries country counts couple coupled course courses court courtesy courts cover
    coverage covered covering coverity covers covert cp cpan cpp cppcheck cptpcrd cpu cpuid cpus cr crack craft crafted crafting crap
    crash crashed crasher crashes crashing crazy crc cream create created creates creating creation creations creative creativity
    creator creators creature creatures credential credentials credit credits crept crime crimes criminal crisis criteria criterion
    critic critical criticism crl crlf crm cron cropped cross crossed crossing crowd crucial crude cruel cruft cry crying crypt
    cryptic crypto cryptographic cryptography cryptsetup cs cscope csh css csv ct ctags ctime ctor ctors ctrl ctx ctype ctypes cube
    culprit culprits cultural culture cultures cumbersome cumulative cunning cup cups cur cure curiosity curious curl curly currency
    current currently curse curses cursor cursors curve curves custom customary customer customers customizable customization
    customizations customize customized customizing cut cute cutoff cuts cutting cvs cvsimport cvsserver cvv cwd cy cyber
    cybersecurity cycle cycles cyclic cycling cygwin cze da dad daemon daemons daily dallu damage damaged damages damaging damn damp
    dance dancers danger dangerous dangers dangling dans daring dark darker darkest darkness das dash dashed dashes dass data database
    databases datadir datagram datarootdir dataset datatype datatypes date dated dates datetime dating daughter day daylight days db
    dbg dbgsym dbn dbs dbus dd de deactivate deactivated dead deadline deadlock deadlocks deadly deal dealing dealings deallocate
    deallocated deallocation deals dealt dear death deb debate debates debconf debhelper debian debianized debs debt debug
    debuggability debugged debugger debugging debuginfo debuginfod dec decade decades decency decent decide decided decides deciding
    decimal decipher decision decisions decl declaration declarations declarative declare declared declares declaring decline decls
    decnet decode decoded decoder decoders decodes decoding decomposed decompress decompressed decompressing decompression
    decompressor decompressors decorated decoration decorations decorator decouple decrease decreased decreasing decrement
    decrementing decrypt decrypted decrypting decryption dedicated dedication deduce deduced deducted deduplication deem deemed deep
    deeper deepest deeply def default defaulted defaulting defaults defeat defect defective defects defend defense defenses defensive
    defer deferred deferring defers deficiencies define defined defines defining definite definitely definition definitions deflate
    defs defunct degradation degraded degree degrees deine deinit dejagnu del delay delayed delaying delays delegate delegated
    delegating delegation delete deleted deletes deleting deletion deletions deliberate deliberately delicate delim delimit delimited
    delimiter delimiters deliver delivered delivering delivery delta deltas delve dem demand demanded demanding demands demeanor demo
    democratic demographic demographics demonstrate demonstrated demonstrates demonstrating demonstration demos den denial denied
    denominator denote denoted denotes denoting deny denying dep depcomp depend dependancies depended dependence dependencies
    dependency dependent depending depends depict depicted deploy deployed deployment deployments depraved deprecate deprecated
    deprecates deprecating deprecation deprecations depressed depression deps depth depths der deref dereference dereferenced
    dereferences dereferencing derivation derivative derivatives derive derived derives deriving derogatory des desc descend
    descendant descendants descending descent describe described describes describing description descriptions descriptive descriptor
    descriptors deserialize deserialized deserve design designate designated designation designator designed designer designing
    desirable desire desired desires desk desktop desktops despair desperate despite dest destination destinations destroy destroyed
    destroying destroys destruction destructive destructor destructors detach detached detaching detail detailed detailing details
    detect detected detecting detection detective detector detectors detects determination determine determined determines determining
    deterministic detriment dev devel develop developed developer developers developing development developments devhelp deviate
    deviates deviation device devices devious devise devised devoid df dfsg dgettext dgram dh di diagnose diagnosed diagnosing
    diagnosis diagnostic diagnostics diagram diagrams dialect dialog dialogs dialogue dialogues diameter dich dict dictionaries
    dictionary dicts did didn die died dies diet diff differ differed difference differences different differential differentiate
    differently differing differs difficult difficulties difficulty diffs difftool dig digest digests digit digital digits dignity dim
    dimension dimensions dinner dir direct directed direction directions directive directives directly director directories directory
    directs dirent dirfd dirmngr dirname dirs dirty dis disable disabled disables disabling disagree disagrees disallow disallowed
    disallowing disallows disambiguate disappear disappeared disappearing disappears disarm disassembling discard discarded discarding
    discards discipline disclaim disclaimed disclaimer disclaimers disclaims disclosed disclosure disconnect disconnected
    disconnecting disconnection disconnects discourage discouraged discourse discover discoverable discovered discovering discovers
    discovery discrepancy discrete discretion discriminate discrimination discuss discussed discusses discussing discussion
    discussions disease disgust disgusting dish disk disks dislike disorder disorders dispatch dispatched dispatcher dispatching
    display displayed displaying displayname displays disposal dispose disposition disregard disregarding disregards disrespectful
    disrupt disrupting disruption dissect dissecting dissemination dist distance distances distant distcheck distclean distinct
    distinction distinctions distinguish distinguished distinguishes distinguishing distort distortion distractions distressed
    distributable distribute distributed distributes distributing distribution distributions distributor distributors districts distro
    distros disturbing distutils dithering ditto div dive diverged diverse diversion diversions diversity divert diverting divide
    divided dividing divine divisible division divisions divisor divmod diy dl dlclose dlfcn dll dllexport dlopen dmesg dn dna dnl dns
    do dob doc docbook docdir docfix docker doclifter docs docstring docstrings doctest doctor doctors doctype document documentation
    documented documenting documents does doesn doesnt dog dogs doh doi doing dollar domain domains domestic dominance dominant don
    donated done dont door dos dot dots dotted double doubled doubles doubling doubly doubt down downcase downgrade downgraded
    downgrades download downloaded downloading downloads downright downsampling downside downstream doxygen dozen dozens dp dpatch dpi
    dpkg dpy draft drafted drag dragging dragon draig drain drained drama dramatic dramatically drastically draw drawable drawback
    drawbacks drawing drawn dream dreams dress dressed drift drink drinking drive driven driver drivers drives driving drop dropped
    dropping droppings drops drug drugs dry dsa dst dt du dual dubious dude due duh dull dumb dummy dump dumped dumping dumps dunno
    dup duplex duplicate duplicated duplicates duplicating duplication dups duration durations durch during duties duty dv dvd dvi dx
    dying dynamic dynamically dystopian each eager earlier earliest early earn earth ease easier easiest easily easy eat eaten eating
    ec ecc ecdh ecdsa echo echoing economic economy economyin ecosystem ed edge edges edgy edit editable edited editing edition editor
    editorial editors edits educate educated education educational ee ef effect effective effectively effectiveness effects efficiency
    efficient efficiently effort efforts eg egcs egg eggs egl egrep eh eight ein eine einem einen einer eines either ej eject ek ekg
    elaborate elapsed elect elected election electric electronic elegant elem element elements elevate elevated elf elfutils elided
    elif eligible eliminate eliminated eliminates eliminating elimination ellipses ellipsis elliptic else elsewhere elsif elt em emacs
    email emails embark embed embedded embedder embedding embeds embodied embodies embodiments embody embodying embrace embracing
    emergency emission emit emits emitted emitter emitting emoji emojis emotion emotional emotionally emotions empathy empfohlen
    emphasis emphasize employ employed employees emptied empty emptying emulate emulated emulates emulation emulator emulators en
    enable enabled enablement enables enabling enact enc encapsulate encapsulated encapsulates encapsulation enchanted enclose
    enclosed enclosing encode encoded encoder encoders encodes encoding encodings encounter encountered encountering encounters
    encourage encouraged encourages encrypt encrypted encrypting encryption end endeavor endeavors ended endian endianess endianness
    endif ending endings endless endorse endorsement endpoint endpoints ends enemies enemy energy enforce enforceability enforceable
    enforced enforcement enforces enforcing engage engaged engagement engaging engine engineer engineering engineers engines engraving
    enhance enhanced enhancement enhancements enjoy enjoying enjoyment enjoys enlarge enlighten enough enqueue enrich ensure ensured
    ensurepip ensures ensuring enter entered entering enters entertaining entertainment enthusiast enthusiastic entire entirely
    entirety entities entitled entity entries entropy entry entrypoint enum enumerable enumerate enumerated enumerating enumeration
    enumerations enumerator enums env environ environment environmental environments envision envvar envvars eo eof eol ephemeral epic
    epiphany episode epoch epochs epoll eq eqn equal equality equally equals equation equations equipment equitable equivalence
    equivalent equivalents er era eradicate erase erp err errant errata errmsg errno erroneous erroneously error errored errors
    ersetzen erster es escalation escape escaped escapes escaping esm esp especially essay essence essential essentially est establish
    established establishes establishing establishment estate esteemed estimate estimated estimates estimation et eta etc ethic
    ethical ethicality ethically ethics etwas eu eur euro ev eval evaluate evaluated evaluates evaluating evaluation evasion even
    evenly event events eventual eventually ever every everybody everyday everyone everything everywhere evidence evident evil
    evolution evolve evolved evolving ex exact exactly examination examine examined examines examining example examples exc exceed
    exceeded exceeding exceeds excellence excellent except exception exceptional exceptions excerpt excess excessive excessively
    exchange exchanged exchanges excitement exciting exclamation exclude excluded excludes excluding exclusion exclusions exclusive
    exclusively excuse excuses exe exec executable executables execute executed executes executing execution executions executives
    execve execvp exercise exercised exercises exercising exhaust exhausted exhausting exhaustion exhaustive exhibit exhibits exiled
    exist existance existed existence existent existing exists exit exitcode exited exiting exits exotic exp expand expanded expanding
    expands expansion expansions expat expect expectation expectations expected expecting expects expense expenses expensive
    experience experienced experiences experiencing experiment experimental expert expertise experts expiration expire expired expires
    expiry explain explained explaining explains explanation explanations explanatory explicit explicitely explicitly exploit
    exploitable exploitation exploited exploiting exploits exploration explore explores exploring exponent exponential exponentially
    exponentiation exponents export exported exporter exporting exports expose exposed exposes exposing exposure expr express
    expressed expressing expression expressions expressive expressly ext extend extended extending extends extensibility extensible
    extension extensions extensive extensively extent extents extern external externally externs extname extra extract extracted
    extracting extraction extractor extracts extraneous extraordinary extras extreme extremely extroverted eye eyes fa face facebook
    faced faces facial facilitate facilitates facilities facility facing fact factor factored factoring factorization factorize
    factors factory facts factual fail failed failing fails failure failures fair fairly faith faithfully fake fakechroot fakeroot
    fall fallback fallbacks fallen falling fallocate fallout falls fallthrough false falsely falsy familiar families family famous
    fancy fantastical fantasy faq far farm fascinated fascinating fashion fast faster fastest fat fatal fatally father fault faults
    faulty favor favorite favour favourite fax fc fchmod fchown fclose fcntl fd fdformat fdisk fdopen fds fear feared fears feasible
    feature features featuring fed federal fedora fee feed feedback feeding feeds feel feeling feelings feels fees feet fell fellow
    felt female females feminist fer ferror festival fetch fetched fetches fetching few fewer ff fflush fg fgets fgrep fh fi fiction
    fictional field fieldname fields fifo fifos fifth fifty fight fighting figure figured figures figuring file filed filehandle
    filename filenames fileno filepath files filesystem filesystems filetype fileutils filing fill filled filler filling fills film
    films filter filtered filtering filters filtration final finalization finalize finalized finalizing finally finance financial
    financially fincore find finder finding findings findmnt finds fine finer finger fingerprint fingerprints fingers finish finished
    finishes finishing finite fips fire fired firefox firewall firewalls firm firmware first fit fitness fits fitting five fix
    fixation fixed fixes fixing fixture fixtures fixup fixups fl flag flagged flagging flags flakiness flaky flames flash flat flatpak
    flatten flattened flavor flavors flavour flavours flaw flawed flaws flex flexibility flexible flight flip flipped float floating
    floats flock flood flooding floor floppy flow flowing flows flush flushed flushes flushing fly flying fmt fn fname fnmatch fo
    focal focus focused focusing fold folded folder folders folding folgen folgende folgenden folklore folks follow followed following
    follows followup font fontconfig fonts foo foobar food foods fool fooled foot football footer footprint fopen for forbid forbidden
    forbids force forced forcefully forces forcibly forcing foreach foregoing foreground foreign forest forever forge forged forget
    forgets forgot forgotten fork forked forking forks form formal formally format formats formatted formatter formatters formatting
    formed former formerly forming forms formula formulas forth forthcoming fortify forum forums forward forwarded forwarding forwards
    fostering foul found foundation founded four fourth fp fprintf fputs fqdn fr fraction fractional fractions fragile fragment
    fragmentation fragments frame framebuffer frames framework frameworks framing fraud fread free freebsd freed freedesktop freedom
    freeing freely freenet frees freetype freeze freezes freezing frequency frequent frequently fresh freshly friend friendly friends
    friendship from front frontend frontends frozen frozenset frustration fs fsck fseek fsmonitor fstab fstat fstatat fstrim fstype
    fsync ftbfs ftp ftruncate fts fuck fucked fucking fuctions fulfil fulfill fulfilled fulfilling fulfills full fullest fullname
    fullrelvers fullscreen fully fun func funcdef funcname funcs funcsynopsis function functional functionality functionally
    functioning functions functools fundamental fundamentally funded funding fungieren funky funny funtions furnished further fuse
    future futures futuristic fuzz fuzzed fuzzer fuzzers fuzzing fuzzy fwrite ga gain gained gains game games gaming gamma gap gaps
    garbage garbled garden gas gateway gather gathering gave gawk gbp gc gcc gcov gd gdb gdbm gdbus gdk gdp ge geben gedit geht gen
    gencodec gender general generalize generalized generally generate generated generates generating generation generator generators
    generic generically genius genocide genre gentle gently gentoo genuine geolocation geometry gerne gescheitert get getaddrinfo
    getattr getauxval getc getcwd getegid getentropy getenv geteuid getgroups gethostbyname gethostname getline getnameinfo getopt
    getpass getpeername getpid getpwnam getpwuid getrandom getregentry getresuid getrlimit gets getsockname getter getters gettext
    gettextize gettimeofday getting gi giant gibt gid gif gift gigabytes gio gir girl girlfriend girls git gitattributes github
    gitignore gitk gitlab gitweb give given gives giving gl glad glade glance glass gles glib glibc glichkeiten glitch glitches glob
    global globally globals globbing globs glue glx glyph glyphs gmail gmake gmp gmt gmtime gmx gnome gnu gnulib gnupg gnutls go goal
    goals gobject god gods goes going gone gonna good goodness goodwill google got gotos gotten govern governed governing government
    governments gperf gpg gpgv gprof gps gpt gpu gr grab grabbed grabbing grabs graceful gracefully grade grades gradients gradually
    grain grained grammar grammatical grand grant granted granting grants granularity graph graphic graphical graphics graphs
    gratitude gratuitous grave gravity grayscale great greater greatest greatly greedy green grep grepping grew grey grid gripping
    groff grok ground groundbreaking grounds group grouped grouping groups grow growable growing grown grows growth grp gsberg gskolan
    gt gtk gu guarantee guaranteed guarantees guard guarded guardian guarding guards guess guessed guesses guessing guest guez gui
    guidance guide guided guidelines guides guiding guile guilt guilty guns gunzip guru gut gute guts guy guys guzel gvfs gym gz gzip
    gzipped habe haben habit habits hack hacked hacker hackery hacking hackish hacks hacky had hadn hair hal half halt hand handed
    handful handing handle handled handler handlers handles handling handoff hands handshake handshakes handy hang hanging hangs
    happen happened happening happens happier happily happy haproxy harassment hard hardcode hardcoded hardcoding harden hardened
    hardening harder hardlink hardlinked hardlinks hardly hardware hardwired harfbuzz harm harmed harmful harming harmless harmonize
    harness harsh has hasattr hash hashed hashes hashing hashlib hashmap hashtable hassle hat hatch hate hateful hates haus have haven
    having hazards hd he head header headers heading headings headquarters heads heal healed healing health healthcare healthy heap
    hear heard hearing heart heartbeat heat heated heavily heavy heftig hei height heimdal heirs heist held hell hello help helped
    helper helpers helpful helping helps hemmet hence her here hereafter hereby herein hereof hereunder heritage hero herself
    hervorragende hes hesitate hesitation heuristic heuristics hex hexadecimal hexdump hey hg hh hi hidden hide hides hiding
    hierarchical hierarchies hierarchy high higher highest highlight highlighted highlighting highlights highly hilarious him himself
    hinder hint hinter hinting hints hire hired his histogram historian historic historical historically history hit hits hitting hiv
    hjl hkps hlenhoff hler hmac hobby hoc hold holder holders holding holds hole holes holiday homage home homedir homepage
    homogeneous honest honestly hongjinghao hongjiu honor honored honoring honors honour honoured hook hooks hope hoped hopefully
    hopes hoping horizontal horizontally horrible horribly hospital host hosted hostile hosting hostname hostnames hosts hot hotspot
    hotwire hour hours house housekeeping houses housing how however howto hp hppa hpux hr href hsen ht html htmldir htonl http httpd
    https huge huh human humanity humans humble humor humorous hundred hundreds hungry hunk hunks hurd hurt hurting hurts husband hw
    hwclock hwdb hybrid hyperbolic hyperlink hyperlinks hypervisor hyphen hyphenated hyphenation hyphens hypot hypothetical
    hypothetically iban ibm icc ice ich ico icon iconic icons iconv icu id idea ideal ideally ideas idempotency idempotent ident
    identical identically identification identified identifier identifiers identifies identify identifying identities identity idiom
    idiomatic idiot idle ids idx ie ies if iface ifdef ifdefs iff ifndef ifs ifunc ignorable ignore ignored ignores ignoring igo ihr
    ihrer ii iii il ill illegal illegally illicit illness illustrate illustrated illustrates illustrating illustration ilovezfs im
    image images imaginable imaginary imagination imaginative imagine imagined imagining imake imap img immediate immediately immense
    immerse immersive immoral immune immutable imp impact impacted impacts imperative impl implement implementation implemented
    implementing implements implication implications implicit implicitly implied implies imply implying import importance important
    importantly imported importer importing importlib imports impose imposed impossible impractical impression improbable improper
    improperly improve improved improvement improvements improves improving in inability inaccessible inaccuracy inaccurate inactive
    inactivity inadvertently inappropriate incantation incapable incident incidental incidentally incl include included includedir
    includes including inclusion inclusions inclusive income incoming incompatible incompatibly incomplete inconsistency inconsistent
    inconsistently inconvenient incorporate incorporated incorporates incorporating incorrect incorrectly increase increased increases
    increasing increasingly incredible incredibly increment incremental incrementally incremented incrementing increments incurred
    indeed indefinite indefinitely indemnify indemnity indent indentation indented indenting indention indents indep independent
    independently indeterminate index indexed indexes indexing indicate indicated indicates indicating indication indications
    indicator indicators indices indigenous indirect indirection indirectly indispensable individual individually individuals induce
    induced industrial industries industry ineffective inefficiency inefficient inen inet inexistent inexpensive inf infamous infected
    infer inferior inferred infile infinite infinitely infinity inflate influence influenced influential info inform informal
    informaltable information informational informations informative informed informing informs infos infrastructure infringe
    infringed infringement infringes infringing ing ingredient ingredients ings inhabitants inherently inherit inheritance inherited
    inheriting inherits inhibit inhibits inhumane init initgroups initial initialisation initialise initialised initialization
    initialize initialized initializer initializers initializes initializing initially initiate initiated initiates initiating
    initiation initiative initiatives initiator initramfs initrd initscript initscripts inject injected injection injury inline
    inlined inlines inlining inner innocent innocuous innovation innovative inode inodes inotify input inputs inquiry insane
    insatiable insecure insensitive insert inserted inserting insertion insertions inserts inside insight insightful insights insist
    insisting insists insn inspect inspected inspecting inspection inspector inspiration inspire inspired inst install installable
    installation installations installed installer installers installing installs instance instanceof instances instantiate
    instantiated instantiating instantiation instantly instead institute institution institutions instruct instructed instruction
    instructions instructs instrukcije instrument instrumental insufficient insufficiently insult insults insurance int intact integer
    integers integral integrate integrated integrating integration integrity intel intellectual intelligence intelligent intend
    intended intending intends intense intensive intent intention intentional intentionally intentions interact interacting
    interaction interactions interactive interactively interacts intercept intercepted intercepts interchange interchanged
    interessiere interest interested interesting interests interface interfaces interfere interference interferes interfering interim
    interior interleave interleaved interleaving intermediary intermediate intermittent intermixed intern internal internally
    internals international internet interop interoperable interoperate interpolation interpret interpretation interpreted interpreter
    interpreters interpreting interprets interrupt interrupted interruptible interrupting interruption interrupts intersection
    intertwine interval intervals intervene intervening intervention intimate intl intltool into intricacies intricate intrigeri
    intriguing intrinsic intrinsics intro introduce introduced introduces introducing introduction introductory introspect
    introspection ints inttypes intuitive invade invalid invalidate invalidated invalidates invalidation invalidity invaluable
    invariant invariants invasion invasive invent invented inventions inventory inverse inversion invert inverted inverting
    investigate investigated investigating investigation investing investment invisible invite invited invocation invocations invoke
    invoked invokes invoking involve involved involves involving io ioctl ioctls iot iovec iovecs ip ipcs iptables ir irc irqtop
    irregular irrelevant irrespective irresponsible irrevocable irrevocably is isalpha isascii isatty isbn isdigit isinstance isn
    isnan isolate isolated isolation isprint isspace issubclass issue issued issuer issues issuing ist istanbulu it italic italics
    item items iter iterable iterables iterate iterated iterates iterating iteration iterations iterative iterator iterators itertools
    its itself iv ix ja jailbreak jailbroken jammy jar jargon java javascript jcristau jebi jetzt job jobs join joined joining joins
    joint joke jokes joking journal journalctl journald journalist journalists journey joy jp jpeg jq js json judge judged judgement
    judgment jump jumping jumps junk jurisdiction jurisdictions just justice justifiable justification justified justifies justify
    juxtaposition jw ka kann kartik kay kbd keen keep keepalive keeping keeps keine kept ker kerberos kernel kernels key keybinding
    keybindings keyboard keyboards keycode keyed keyfile keygen keyid keying keylog keymap keymaps keypad keypress keyring keyrings
    keys keyserver keyservers keysize keystrokes keysym keysyms keyword keywords kfreebsd ki kick kicked kid kidding kids kiewicz kill
    killall killed killer killers killing kills kilobytes kind kinda kindly kindness kinds kinetic kitchen kk klass kludge kn knew
    knife knob knock know knowing knowledge knowledgeable known knows ko kpi kqueue ks ksh ktls ku kw kwargs kwds label labeled
    labeling labelled labels labor laced lack lacked lacking lacks laid lambda lame lan land landed landing lands landscape langinfo
    language languages laptop laptops large largefile largely larger largest lassen last lasting lastlog late lately latency latent
    later latest latter laugh launch launchd launched launches launching law laws lawsuit lawyer lax lay layer layers layout layouts
    lazily lazr lazy lc lcd lchown lcov ld ldap ldattach ldconfig ldd lead leader leaders leadership leading leads leaf leak leakage
    leaked leaking leaks leaner leap learn learned learning learns least leave leaves leaving lecture led left leftmost leftover
    leftovers legacy legal legality legally legendary legibility legislation legitimate legs len length lengths lengthy lenient lenny
    les lesbian less lesser lesson lessons let lets letter letters letting level levels leverage lex lexer lexical lexicographic lez
    lf lfs liability liable lib libacl libassuan libatomic libaudit libblkid libbsd libc libcrypt libcrypto libcryptsetup libcurl
    libdaemon libdbus libdes libdevel libdir libdl libdrm libdw libelf liberal libev libevent libexec libexecdir libexpat libfdisk
    libffi libfuzzer libgcc libgcrypt libglvnd libgmp libgnutls libgomp libhandy libiconv libidn libintl libjansson libjpeg libksba
    liblzma libm libmd libmicrohttpd libmount libnotify libnsl libnss libpng libpthread librarian libraries library libreadline
    librsvg librt libs libseccomp libsecret libselinux libsmartcols libssl libstdc libsystemd libthai libtiff libtool libtoolize
    libudev libunistring libunwind libutil libuuid libuv libxcb libxml libxslt libz licence licences licensable license licensed
    licensee licenses licensing lie lied lies lieu life lifecycle lifestyle lifetime lift lifted ligature light lights lightweight
    like liked likelihood likely likes likewise liking limit limitation limitations limited limiting limitless limits line linear
    linefeed lineno lines lingering linguistic link linkage linked linkend linker linkers linking links lint linter lintian linting
    linux lion list listbox listed listen listened listener listeners listening listens listing listings lists lit literal literally
    literals literaly literary literature litigation little live lived livelihood lives living lix ll lld lldb ller llhttp llm llvm ln
    load loadable loaded loader loaders loading loads local locale locales localhost locality localization localize localized locally
    locals localstatedir localtime locate located locating location locations lock locked lockfile locking locks lockstep lockups log
    logcheck logfile logged logger logging logic logical logically login logind logo logos logout logs lol long longer longest longjmp
    longlong longs longstanding look lookahead looked looking looks lookup lookups loop loopback looping loops loose loosely loosen
    lose loser loses losetup losing loss lossage losses lossless lossy lost lot lots loud love loved lovely loves loving low lower
    lowercase lowercased lowered lowest loyal lp lpr ls lsblk lscpu lseek lsfd lsirq lslocks lslogins lstat lt ltmain lto luck lucky
    lunch lv lvalue lying lynx lyrics lzip lzma mac mach machen machine machinery machines macos macosx macro macros macs mad made
    madness magic magical magically magnitude mail mailbox mailinfo mailing mailmap mailto main mainline mainloop mainly maint
    maintain maintainable maintained maintainer maintainers maintaining maintains maintenance maintscript major majority make
    makedepend makefile makefiles makeinfo makes makeshlib making mal male males malformed malfunction malicious maliciously malloc
    mallocs malware man manage manageable managed management manager managers manages managing mancill mandated mandates mandatory
    mandir mandoc mangle mangled mangling manifest manifested manifests manipulate manipulated manipulating manipulation manipulations
    manner manners manpage manpages manual manually manuals manufacturer many manywarnings map mapped mapping mappings maps margin
    marginalized marginally margins mark markdown marked marker markers market marketing markets marking marks markup marriage married
    marshal marshalling mask masked masking masks mass massage masses massive massively master masterdb masterpiece match matched
    matcher matches matching mater material materials math mathematical matrices matrix matter matters mature matured max maximal
    maximize maximized maximum maxsize may maybe mbc mbstowcs md mdoc me mean meaning meaningful meaningfully meaningless meanings
    means meant meantime meanwhile measurable measure measured measurement measurements measures measuring meat mechanical mechanics
    mechanism mechanisms media medical medication medicine medieval medium meet meeting meets megabytes mehr mein meine meiner mem
    member members membership memchr memcmp memcpy memleak memleaks memmem memmove memo memorable memories memory memoryview memset
    men ment mental mentality mention mentioned mentioning mentions mentor menu menus mercy mere merely merge merged merges mergetool
    merging mesg meson mess message messagebus messages messaging messed messes messing messy met meta metacharacters metaclass
    metacpan metadata metainfo metal metapackage metaphors metavar meter meth method methodologies methods meticulous meticulously
    metric metrics mfa mi mich micro microsecond microseconds microtask mid middle mie might migrate migrated migrating migration mild
    mileage military million millions millisecond milliseconds mime mimetype mimetypes mimic mimics min mind minds mindset mingw mini
    minimal minimally minimise minimize minimized minimizing minimum minix minor minus minute minutes mips mipsel mir mirror mirroring
    mirrors misaligned misalignment misbehave misbehaved misbehaving misbehavior misc miscellaneous mischievous miscompilation
    misconduct misconfigured miscounted miscs misfeature mishandle mishandled mishandles mishandling misinterpreted mislead misleading
    mismatch mismatched mismatches mismatching misplaced misprint misrepresented miss missed misses missing mission misspelled
    misspelling misspellings mistake mistaken mistakenly mistakes misuse misused misuses mit mitigate mitigated mitigating mitigation
    mix mixed mixes mixing mixture mixup mjs mk mkdir mkdtemp mkfifo mkfs mkinstalldirs mknod mkstemp mkswap mktemp mktime ml mlich mm
    mmap mmel mn mnemonic mo mobile mock mocking mod modal modality mode model modeled models moderate moderation moderators modern
    modernize modernized modes modifiable modification modifications modified modifier modifiers modifies modify modifying modname
    modprobe mods modular module modules modulo modulus modus mold mom moment moments money monitor monitored monitoring monitors mono
    monochrome monolith monolithic monospace monotonic monotonically monster month months mood moral morality morally morals more
    morning most mostly mostlyclean mother mothers motion motivated motivation mount mounted mounting mountpoint mounts mouse mouth
    mov move moved movement movements moves movie movies moving mozilla mp mp3 mr mremap mri mrn ms msdos msg msgfmt msghdr msgid
    msgmerge msvc msvcrt mt mtab mtime mtimes mu much mul multi multiarch multibyte multicast multilib multiline multipart multiple
    multiples multiplexed multiplexing multiplication multiplied multiplier multiplies multiply multiplying multithreaded
    multithreading murder museum music musical musicians musl must mutable mutate mutated mutating mutex mutexes mutual mutually mv my
    myself mysteries mysterious mysteriously mystery mystical mythical na nach naive naked name named namedtuple namei namelen namely
    names nameserver namespace namespaced namespaces naming nan nand nano nanosecond nanoseconds nanosleep nare nargs nargument
    narrative narratives narrow narrower narrowing nas nasty nasync nation national nations native natively natural naturally nature
    navailable navigate navigates navigating navigation nb nbe nbecause nbsp nbut nby nbytes nc ncalled ncan nchez nclass nconsole
    nconst ncurrent ncurses nda ndata ndbm ndefault nder ndez ndoes ne near nearest nearly neccessary necessarily necessary need
    needed needing needless needlessly needs neg negate negated negation negative negatively negatives neglected negligence negligible
    negotiate negotiated negotiation negotiations neighbor neighboring neither nen neon nerror nervous nest nested nesting net netbsd
    netlink netmask netrc netscape netstat nettle netware network networkd networking networks neue neuen neuroscientist neutral
    nevent never nevertheless new newer newest newfound newgrp newline newlines newly news newspaper nexample next nez nfile nfor
    nfrom nfs nfunction ngettext nginx nhas nice nicely nicer nicht nichts nickname nif nig night nightly nil nimport nin nine ninja
    ninstance nis nit nits nl nlet nls nm nmake nmay nmethod nmodule nmore nn nnen nnn nno nnot nnt no nobject nobody noch nocheck
    node nodejs nodes nodoc nof noinsttest noise noisily noisy nologin non nonblocking nonce none nonempty nonexclusive nonexistent
    nonexisting nonlocal nonly nonnull nonsense nonsensical nonstandard nonzero noop nop nor nordeutschland noreturn norm normal
    normalization normalizations normalize normalized normalizes normalizing normally norms nose nostrip not notable notably notation
    notations note notebook noted notes nothing noticable notice noticeable noticed notices noticing notification notifications
    notified notifies notify notifying noting notion noudeb novel novels now nowadays nowhere npassed npi npm npossible nproc nprocess
    nproperty nprovided nr nreturned nroff ns nsame nscd nsenter nset nshould nso nspawn nspecified nss nsswitch nstring nt ntfs nth
    nthat nthe nthen nther nthis ntime nto ntry nuanced nuances nuclear nuke nul null nullable nullptr nulls num number numbered
    numbering numbers numerals numeric numerical numerically numerous nun nur nuse nused nusing nutrition nvalue nvidia nwhen nwhich
    nwill nwith nwritten nzer obedience obey obeyed obfuscated obj objcopy objdir objdump object objective objectives objects
    obligation obligations obscure obscured observation observe observed obsolescent obsolete obsoleted obsoletes obstacles obtain
    obtained obtaining obtains obvious obviously oc occasional occasionally occasions occupied occupies occur occured occurence
    occuring occurred occurrence occurrences occurring occurs ocsp octal octet octets odd oddities oddly odds off offend offended
    offending offensive offer offered offering offers office officer officers official officially officials offline offload offscreen
    offset offsetof offsets often oh oid oil ois ok okay ol old older oldest oldoldstable oldstable olink olinking olmak omission
    omissions omit omits omitted omitting omp on once one oneline ones oneself ongoing online only onto onwards oo oom oops op opacity
    opaque opcode opcodes open openai openat openbsd opendir opened opengl opening openldap openness openpgp opens openssl operand
    operands operate operated operates operating operation operational operations operator operators opinion opinionated opinions
    opponent opportunities opportunity oppose opposed opposing opposite oppression ops opt optarg optimal optimisation optimisations
    optimised optimization optimizations optimize optimized optimizer optimizes optimizing option optional optionally options opts or
    oracle ord order ordered ordering orders ordinal ordinary org organization organizations organize organized organizing orientation
    oriented orig origin original originally originate originated originates originating origins orphan orphaned orthogonal os osmond
    osx ot other others otherwise otp ou ought our ours ourselves out outbound outcome outcomes outdated outer outfile outgoing
    outline outlined outlines output outputs outputting outright outside outsmart outstanding over overall overcome overcoming
    overflow overflowed overflowing overflows overhaul overhauled overhead overkill overlap overlapped overlapping overlaps overlay
    overload overloaded overloading overloads overlong overlooked overly overread overridable overridden override overriden overrides
    overriding overrun overruns oversight oversized overview overwhelming overwrite overwrites overwriting overwritten own owned owner
    owners ownership ownerships owns oz pa pacify pack package packaged packager packagers packages packaging packed packet packets
    packfile packfiles packing packs pad padded padding pads page pager pages paid pain painful paint painted painting pair paired
    pairing pairs palette pam panel pango panic panics paper papers par para paragraph paragraphs parallel parallelism parallels param
    parameter parameterized parameterlist parameters parametrized params paranoid paren parens parent parental parentheses parenthesis
    parents parity parsable parse parseable parsed parser parsers parses parsing part partial partially participants participate
    participating participation particular particularly parties partition partitioning partitions partly partner partners partnership
    parts partx party pass passage passed passes passing passion passionate passive passphrase passwd password passwords past pasta
    paste pasted pasting pat patch patched patches patching patchlevel patchset patent patents path pathlib pathname pathnames
    pathological paths pathspec pathspecs patience patient patients pattern patterns pause paused pay paying payload payloads payment
    pays pbuilder pc pdf pdfs pe peace peaceful peak peculiar pedantic peek peel peer peers pem pen penalties penalty pendantic
    pending penetrate people peoples pep per perceive perceived percent percentage percentages perception perf perfect perfectly
    perform performance performances performant performed performer performing performs perhaps period periodic periodically periods
    perl permanent permanently permissible permission permissions permissive permit permits permitted permitting perms permutation
    perpetual perror persist persisted persistence persistent person persona personal personalities personality personally personas
    personnel persons perspective perspectives persuasive pertain pertaining pertinent pessimistic pet pets petty pg pgp phane phase
    phases philosophical philosophy phone phony photo photographic photography photos phrase phrases physical physically physics pi
    pic pick picked picking pickle pickling picks picky picture pictures pid pidfile pidof pids pie piece piecemeal pieces pile pin
    pinned pinning pioneering pip pipe piped pipeline pipelined pipelines pipelining pipes piping piuparts pixbuf pixel pixels pixmap
    pixmaps pizza pk pkexec pkg pkgcheck pkgconf pkgconfig pkgs pl place placed placeholder placeholders placement places placing
    plain plainly plaintext plan plane planes planet planets planned planner planning plans plant plants platform platforms plausible
    play playback played player players playful playing plays please pleased pleasure plenty plist plot pls plug pluggable plugged
    plugin plugins plumbing plural plus pm png po pod poem poetic poetry point pointed pointer pointers pointing pointless points
    poisoning police policies policing policy polite political politically politicians politics polkit polkitd poll polled polling
    pollute polluting pollution polly ponder pool pools poor poorly pop popcount popen popped popping pops popular populate populated
    populating population popup popups port portability portable portably portal ported porting portion portions portray portrayal
    portraying ports pos pose poses position positional positioned positioning positions positive positively positives positivity
    posix possess possesses possessive possibilities possibility possible possibly post postal posted postfix postgresql posting
    postinst postpone postrm posts postscript pot potential potentially poverty pow power powered powerful powerpc powerpcspe pp ppc
    ppl pprint pq pr practicable practical practically practice practices pragma pragmas pragmatic praise prctl pre pread preallocated
    preamble prebuilt precautions precede preceded precedence precedes preceding precious precise precisely precision precisions
    precompiled precompute precomputed predecessor predefined predicate predicated predicates predict predictable predicting
    prediction predictions preexisting preface prefer preferable preferably preference preferences preferred preferring prefers prefix
    prefixed prefixes prefixing pregenerated preinst prejudice prejudicial preliminary preload premature prematurely prep prepackaged
    preparation preparations preparatory prepare prepared prepares preparing prepend prepended prepending prepends preprocess
    preprocessing preprocessor preprocessors prerelease prereqs prerequisite prerequisites prerm prescription presence present
    presentation presented presenting presently presents preservation preserve preserved preserves preserving preset presets president
    press pressed presses pressing pressure prestigious presumably presumed pretend pretending prettier pretty prev prevailing prevent
    prevented preventing prevention prevents preview previous previously price pride primarily primary prime primes primitive
    primitives principal principle principles print printable printed printer printers printf printing printout printouts prints prio
    prior priorities prioritize prioritizing priority prison pristine priv privacy private privately privilege privileged privileges
    pro prob probability probable probably probe probes probing problem problematic problems proc procedure procedures proceed
    proceeding proceeds process processed processes processing processor processors procfs procps produce produced producer produces
    producing product production productivity productnumber products profanity professional professor profile profiler profiles
    profiling profits profound prog progname program programmed programmer programmers programming programs progress progressing
    progression progressive progs prohibit prohibited prohibits project projects prominent promise promised promises promisor promote
    promoted promotes promoting promotion prompt prompted prompting promptly prompts prone proof prop propagate propagated propagates
    propagating propagation proper properly properties property proportional proposal proposals propose proposed proposing proprietary
    pros prospectively protagonist protect protected protecting protection protections protective protects proto protobuf protocol
    protocols prototype prototyped prototypes prove proved proven provide provided provider providers provides providing provision
    provisional provisions provoke prowess proxied proxies proxy proxying prune pruned pruning ps pselect pseudo pseudocode pseudonym
    pseudorandom psychological psychologist pt pthread pthreads ptr pty pub pubkey public publically publication publicity publicly
    publish published publisher publishes publishing pull pulled pulling pulls punctuation punish punishment punning punycode purchase
    pure purely purge purged purging purpose purposes pursuant pursue pursuit push pushed pushes pushing pussy put putenv puts putting
    puzzle pw pwd py pyflakes pygobject pypi pyproject pytest python pythonic pytree qa qemu qsort qt qu quad quadratic qualified
    qualifier qualifiers qualify qualities quality quantities quantity quantization quash que queer queried queries query querying
    querystring quest question questionable questioning questions queue queued queueing queues qui quick quicker quickly quiet quieter
    quietly quilt quirk quirks quit quite quits quitting quot quota quotas quotation quotations quote quoted quotes quotient quoting
    qw race races racism racist racy radical radio radius radix raise raised raises raising ram ran rand random randomization
    randomized randomly randomness randr range ranges ranlib ransomware rape raped rapid rapidly rapist rare rarely rash rasterizer
    rate rates rather rating ratings ratio rational rationale ratios raw rawmemchr rb rc rdar rde rdian re reach reachability
    reachable reached reaches reaching react reaction reactions read readability readable readding readdir readelf reader readers
    readily reading readline readlink readme readn readonly reads ready real realistic realistically reality realize realized
    realizing realloc reallocarray reallocate reallocated reallocating reallocation really realm realms realpath reap rearrange
    rearranged rearrangement rearranges rearranging reason reasonable reasonably reasoning reasons rebase rebased rebasing rebel
    reboot rebooting rebuild rebuilding rebuilds rebuilt recalculate recall recast receipt receive received receiver receives
    receiving recent recently reception recieved recipe recipes recipient recipients reckless recode recognise recognised recognition
    recognize recognized recognizes recognizing recommend recommendation recommended recommending recommends recompilation recompile
    recompiled recompiling recompute recomputed recomputing reconfigure reconnect reconnecting reconstruction record recorded
    recording recordings records recover recoverable recovered recovering recovery recreate recreated recreating rectangle rectangles
    rectangular recurse recurses recursing recursion recursive recursively recv recvmsg red reddit redefine redefined redefines
    redefining redefinition redesign redhat redirect redirected redirecting redirection redirections redirects redistribute
    redistributed redistributing redistribution redo redraw redrawing reduce reduced reduces reducing reduction reductions
    redundancies redundancy redundant reenable reentrancy reentrant ref refactor refactored refactoring refcount refcounting refcounts
    refer reference referenced references referencing referred referring refers refine refined refinement refinements refining reflect
    reflected reflecting reflection reflects reflog refname reformat reformatted reformatting reformed refrain refresh refreshed
    refreshing refs refspec refugees refusal refuse refused refuses refusing reg regard regarded regarding regardless regards regcomp
    regenerate regenerated regenerating regeneration regex regexes regexp regexps region regions register registered registering
    registers registration registrations registry regress regressed regression regressions regret regs regular regularly regulations
    rehash reign reimplemented reindent reinitialize reinitialized reinitializing reinstall reinstate reintroduce reintroduced
    reinvoked reject rejected rejecting rejection rejections rejects rel relate related relates relating relation relations
    relationship relationships relative relatively relax relaxed release released releases releasing relentless relevance relevant
    reliability reliable reliably reliance relicense relicensed relicensing relied relief relies religion religious reload reloaded
    reloading reloads relocatable relocate relocated relocation relocations relro rely relying rem remade remain remainder remained
    remaining remains remap remapping remark remarkable remarks remedy remember remembered remembering remembers remind reminded
    reminder remnants remorse remote remotely remotes remount removable removal removals remove removed removes removing rename
    renamed renames renaming render rendered renderer renderers rendering renders renegotiation renewable renice renowned rensen
    renumbered reopen reopened reopening reorder reordered reordering reorg reorganisation reorganization reorganize reorganized rep
    repack repacking repacksuffix repair repaired repairs reparsing repeat repeated repeatedly repeating repeats repercussions
    repetition repetitions repetitive rephrase repl replace replaceable replaced replacement replacements replaces replacing replay
    replayed replaying replicate replication replied replies reply replying repo report reportbug reported reportedly reporter
    reporters reporting reports repos repositories repository repr represent representable representation representative represented
    representing represents reproduce reproduced reproducer reproducible reproducibly reproducing reproduction reprotest reputation
    req request requested requesting requests require required requirement requirements requires requiring reread rerere rerun
    rerunning res rescan research researcher researchers researching reseed resemble resembles resend resent reserve reserved reserves
    reset resets resetting reside resident resides resilience resilient resistance resistant resizable resize resized resizes resizing
    resolution resolutions resolv resolvconf resolve resolved resolver resolvers resolves resolving resort resorting resource
    resources resp respect respected respectful respecting respective respectively respects respond responded responding responds
    response responses responsibility responsible responsibly responsive rest restart restarted restarting restarts restore restored
    restores restoring restrict restricted restricting restriction restrictions restrictive restricts restructure restructured
    restructuring result resulted resulting results resume resumed resumes resuming resumption resync ret retain retained retaining
    retains retired retried retries retrieval retrieve retrieved retrieves retrieving retroactively retry retrying return returncode
    returned returning returns retval reusable reuse reused reuses reusing rev revamp revamped reveal revealed revealing reveals
    revents revenue reverse reversed reversing reversion revert reverted reverting reverts review reviewed reviewers reviewing reviews
    revise revised revision revisions revisit revisiting revocation revoked revolution revolutionary rewind reword reworded rework
    reworked reworking rewrite rewrites rewriting rewritten rewrote rez rfc rfkill rg rgb rh rhs rhythm ri ric rich rid ride
    ridiculous right rightmost rights rigorous rin ring rip riscv rise risk risks risky rkei rlimit rm rmdir rn rny ro roaming roast
    robbing robot robotic robots robust robustness roff rogue roi role roleplay roleplaying roles roll rollback rolled rolling
    romantic room root rooted roots rot rotate rotated rotating rotation rotations rough roughly round rounded rounding rounds
    roundtrip route router routers routes routine routinely routines routing row rows royalties royalty rp rpath rpcgen rpm rpmbuild
    rs rsa rsh rss rst rsync rt rtcwake rtl ru rude rudimentary ruin rule rules ruleset rum run rundir rungen runnable runner runners
    running runs runtest runtime runtimes runuser rural rust rustc ruthless rv rvi rw saas sacred sacrificing sad sadness safe
    safeguards safely safer safest safety sagen said sake sale salsa salts samba same sample samples sampling sanctuary sandbox
    sandboxed sandboxing sane sanely saner sanitize sanitizer sanitizers sanitizing sanity sans sarcasm sarcastic sarge sat
    satisfactory satisfied satisfies satisfy satisfying save saved saves saving savings saw say saying says sb sbuild sc scalability
    scalable scalar scalars scale scaled scales scaling scan scanf scanline scanned scanner scanners scanning scans scared scars scary
    scattered scdaemon scenario scenarios scene scenes sch schedule scheduled scheduler scheduling schema schemas scheme schemes
    scholar scholarly scholarship school schools schreibe science scientific scientifically scientist scientists sco scope scoped
    scopes scoping score scp scratch scream screen screenplay screens screensaver screenshots screwed script scripted scripting
    scriptlive scriptreplay scripts scroll scrollback scrollbar scrollbars scrolled scrolling scrutiny scrypt sdist se sea seamlessly
    search searched searches searching searchpath season seasoned sec seccomp second secondary seconds secret secrets section sections
    sector sectors secure securely security sed see seed seeded seeding seeds seeing seek seekable seeking seeks seem seemed seemingly
    seems seen sees seg segfault segfaulted segfaulting segfaults segment segmentation segments segregate segue segv seine select
    selectable selected selecting selection selections selective selectively selector selectors selects self selftest selftests
    selinux sell selling semantic semantically semantics semaphore semaphores semicolon semicolons send sender sendfds sendfile
    sending sendmail sendmsg sends senior sense sensible sensibly sensitive sensitivity sent sentence sentences sentient sentinel
    sentinels sep separate separated separately separates separating separation separator separators seq sequence sequencer sequences
    sequential sequentially serial serialise serialization serialize serialized serializer serializing series serious seriously serve
    served server serveral servername servers serves service services serving session sessions set setarch setattr setenv setgid
    setgroups setitimer setjmp setlocale setmode setrlimit sets setsid setsockopt settable setter setterm setters setting settings
    settle settled settlement setuid setup setups setuptools setze seven several severe severity seviyom sex sexual sexuality sexually
    sexy sf sfdisk sftp sg sgi sgml sh sha shader shadow shadowed shadowing shadows shake shall shallow shame shameful shape shapes
    shaping share shareable shared shares sharing sharp she shebang shebangs shed sheer sheet shell shellcheck shells shift shifted
    shifting shifts shim ship shipped shipping ships shit shitty shlib shlibs shm shoes shoot shooting shop shopping short
    shortcomings shortcut shortcuts shorten shortened shorter shortest shorthand shortlog shortly shot should shoulder show showcase
    showcases showcasing showed showing shown shows shrink shrinking shrinks shuffling shut shutdown shutil shuts shutting shy si
    sibling siblings sic sich sick sid side sidebar sides sie sieht sig sigaction sigh sighed sight sigma sign signal signaled
    signaling signalled signalling signals signature signatures signed signedness signer significance significant significantly
    signifies signify signing signs sigprocmask sigs silence silenced silences silent silently silly silver similar similarity
    similarly simple simpler simplest simplicity simplification simplified simplifies simplify simplifying simplistic simply simulate
    simulated simulating simulation simulator simultaneous simultaneously sin since sind sing single singular singularity sinister
    sink sister sisters sit site sites sitting situation situations six siz size sized sizeof sizes sizing sk skeleton sketch skew ski
    skill skilled skills skin skip skipped skipping skips sky sl slack slang slangs slash slashes slated slave slavery slaves sleep
    sleeping slept slice slices sliding slight slightest slightly slipped sloppy slot slots slow slowdown slower slowest slowly slows
    slurs sm small smaller smallest smart smarter smash smashing smb smell smile smoke smoking smooth smoother smoothly sms smtp
    smuggling snapshot snapshots sneak snip snippet snippets snprintf so social societal society sock sockaddr socket socketpair
    sockets socks soft software solace solar solaris sold sole solely solid solo solution solutions solve solved solver solves solving
    some somebody someday somehow someone something sometime sometimes somewhat somewhere soname sonames songs soon sooner
    sophisticated sorcerer sorry sort sorted sorting sorts sought soul souls sound sounds source sourced sourceforge sources sourcing
    southern soversion sp space spaces spacing spam span spanning sparc spare sparse spawn spawned spawning spawns speak speaker
    speaking speaks spec special specialist specialized specializes specializing specially species specific specifically specification
    specifications specifics specified specifier specifiers specifies specify specifying specs speculative sped speech speeches speed
    speeding speeds speedup speedups spell spellcheck spelled spelling spellings spells spend spending spent spew sphinx spin spinner
    spirit spirits spiritual spite splice split splits splitter splitting spoken sponsor sponsored sponsoring sponsorship spoof
    spoofing sporadic sport sports spot spotlight spots spotted spotting spread spreading spreadsheet spring sprintf spurious
    spuriously spy sq sql sqlite sqrt square squares squash squeeze squelch squelched sr src srcdir ss sscanf ssen ssh sshd ssl ssn
    sso stab stability stable stabs stack stacked stacking stacklevel stacks stacktrace staff stage staged stages staging stale stall
    stalled stalling stalls stamp stamps stance stand standalone standard standardize standardized standards standing stands stanza
    stanzas stapling star stars start started starting starts starttls startup stash stat state stated stateful stateless statement
    statements states statfs static statically staticmethod stating station statistical statistically statistics stats status statuses
    statutory stay stayed staying stays std stdarg stdbool stddef stderr stdin stdint stdio stdlib stdout steal stealing steer stem
    stemming step stepping steps stereotypes stick sticky still stilted stimulate stipulations stitches stmt stock stolen stood stop
    stoppage stopped stopping stops storage store stored stores stories storing story storyteller storytelling str strace straight
    strange strangely strangle strategic strategies strategy stray strbuf strcasecmp strcat strchr strchrnul strcmp strcpy strdup
    stream streamed streaming streamline streamlined streamreader streams streamwriter street strength strengths strerror stress
    stretch strftime strict stricter strictly stride strike strikethrough striking string stringent stringified stringify strings
    strip stripped stripping strips strive strlcpy strlen strncasecmp strncat strncmp strncpy strndup strnlen stroke strong stronger
    strongest strongly strptime strrchr strstr strtod strtok strtol strtoul strtoull struct structs structure structured structures
    struggle struggles struggling stty stub stubs stuck student students studied studies studio study studying stuff stumbled stunning
    stupid style styled styles stylesheet stylesheets styling stylistic sua sub subclass subclassed subclasses subclassing subcommand
    subcommands subdir subdirectories subdirectory subdirs subexpressions subject subjective subjects subkeys sublicense
    sublicenseable sublicensed submenu submission submissive submit submitted submitting submodule submodules suboptimal subpackage
    subpath subpixel subprocess subprocesses subproject subreddit subroutine subroutines subs subscribe subscript subscription
    subscripts subsection subsequent subsequently subset subsets subshell subst substance substances substantial substantially
    substitition substitute substituted substitutes substituting substitution substitutions substr substring substrings substvar
    substvars subsumed subsystem subsystems subtests subtitle subtle subtly subtract subtracted subtracting subtraction subtree
    subtype subtypes subversion subwindows succeed succeeded succeeding succeeds success successful successfully succession successive
    successor successors such suche suck sucks sudden suddenly sudo suffer suffered suffering suffers suffice suffices sufficient
    sufficiently suffix suffixed suffixes sugar suggest suggested suggesting suggestion suggestions suggests suicide suid suit
    suitability suitable suite suited suites sulogin sum summaries summarize summarized summarizes summarizing summary summer sums sup
    super superblock superceeded superclass superficial superfluous superior supernatural superproject supersede superseded supersedes
    superseding superset superuser suport supplemental supplementary supplied supplies supply supplying support supported supporting
    supports suppose supposed supposedly suppress suppressed suppresses suppressing suppression suppressions sure surely surf surface
    surfaces surgery surname surpass surplus surprise surprised surprises surprising surprisingly surrogate surround surrounded
    surrounding survival survive susceptible suspect suspend suspended suspicious sustainability sustainable sustainably sv sve svg
    svima svn sw swallowed swap swapon swapped swapping swaps swear swearing swears sweet swift switch switched switches switching
    swtpm sym symbol symbolic symbols symlink symlinked symlinking symlinks symmetric symmetry symphony symptom symptoms syms sync
    synced synching synchronize synchronized synchronizes synchronizing synchronous synchronously syncing syncs synonym synonymous
    synonyms synopsis syntactic syntactical syntactically syntax synthesize synthesized synthesizing synthetic sys sysadmin syscall
    syscalls sysconf sysconfdir sysconfig sysctl sysfs syslimits syslog sysname sysroot system systematically systemctl systemd
    systems sysusers sysvinit sz ta tab table tables tablet tablets taboo tabs tack tackle tactics tag tagged tagging tagname tags
    tail tailored taint tainted take taken takeover takes taking tale talent tales talk talked talking talks tall tap tape tar tarball
    tarballs tarfile target targeted targeting targets targetting task taskbar tasked tasks taskset taste taught tax taxes tb tbl
    tbody tcl tcp tcsh td te teach teacher teaching team teams tech technical technically technique techniques technological
    technologies technology teenager teenagers tell telling tells telnet temp temperature temperatures tempfile template templates
    temporarily temporary ten tend tendencies tendency tends tense tentative term termcap terminal terminals terminate terminated
    terminates terminating termination terminator terminators terminfo terminology termio termios terms ternary terrible territories
    territory terrorism terse test testament testbed testcase testcases tested tester testers testing testname tests testsuite
    testsuites texinfo text textconv textdomain texts textual texture textwrap th than thank thanks that thats thead theft their
    theirs them theme themes themselves then theoretical theoretically theories theory therapist therapy there thereafter thereby
    therefore therein thereof thereto these thesis they thickness thin thing things think thinking thinko thinks third thirty this
    thorough thoroughly those though thought thoughts thousand thousands thread threaded threading threadpool threads threadsafe
    threat threats three threshold thresholds threw thrill thriller thrilling throne through throughout throughput throw throwing
    thrown throws thru thumb thus tick ticket tickets tid tidied tidy tidying tie tied tienes tienne ties tiff tige tight tighten
    tightened tighter tightly tilde tile tiled tilegx tiles till time timed timeframe timegm timeline timelines timely timeout
    timeouts timer timers times timespec timestamp timestamps timeval timezone timezones timing timings tinderbox tiny tip tips tired
    title titled titles tium tk tls tm tmp tmpdir tmpfile tmpfiles tmpfs tmux tn to toc today todo together toggle toggled toggles
    token tokenization tokenize tokenizer tokens told tolerance tolerant tolerate tolerated tolerates tolower tomorrow ton tone tongue
    tonight too took tool toolbar toolchain toolchains tooling toolkit tools toolset tooltip tooltips top topic topics toplevel
    topology torn tort torture total totally totals touch touched touches touching touchpad touchscreen tough tour tourist toward
    towards town tox toxic tp tpm tr trace traceback tracebacks traced traces tracing track tracked tracker tracking tracks trade
    trademark trademarks tradeoff trading tradition traditional traditionally traditions traffic tragic trail trailer trailers
    trailing trained trainer training trait traits trans transaction transactions transcended transcoding transfer transferable
    transferred transferring transfers transform transformation transformed transforming transforms transient transition transitional
    transitioned transitions transitive translatable translate translated translates translating translation translations translator
    translators transmission transmit transmits transmitted transmitting transparency transparent transparently transport transports
    trap trapped trapping traps trash trashing trauma travel traversal traverse traversing trba treat treated treating treatment
    treats treaty treba tree trees treeview trends trial triangle trick tricked trickery tricks tricky tried tries trigger triggered
    triggering triggers trim trimmed trimming trims trio trip triple triples triplet triplets tripped trips trivia trivial trivially
    troff trouble troubles trough true truly trump trunc truncate truncated truncates truncating truncation trunk trust trusted
    trusting truth truthful truthy try trying ts tt ttermann ttsche tty ttys tun tunable tune tuned tuning tunneling tuple tuples turn
    turned turning turns tutorial tv tweak tweaked tweaking tweaks tweet twice twist twisted twitter two txt ty typ type typeahead
    typecast typecasts typed typedef typedefs typename typenames typeof types typesafe typical typically typing typo typofixes
    typographical typography typos tz tzdata ubsan ubuntu ucf uchar uclibc udeb udebs udev udevadm udp uevents uft ug ugly uh ui uid
    uids uint ukasz ulimit ulong ultimate ultimately ultra ultrix um umask umount un una unable unacceptable unaffected unaligned
    unallocated unaltered unambiguous unambiguously uname unary unassigned unauthorized unavailable unavoidable unaware unbalanced
    unbiased unbind unblock unborn unbound unbounded unbreak unbuffered unbundled uncaught uncensored uncertainties unchanged
    unchecked unclear unclosed uncomment uncommitted uncommon uncompress uncompressed unconditional uncontrolled unconventional
    uncover uncovered uncovering und undeclared undecorated undef undefine undefined under underflow undergone underground underline
    underlines underlying underneath underscore underscores understand understandable understanding understandings understands
    understood undertake undesirable undesired undetectable undetected undo undocumented undone uneasy unencrypted unenforceable
    unescape unescaped unethical unexpected unexpectedly unexported unfair unfairly unfiltered unfinished unfixed unfolds unforeseen
    unfortunate unfortunately ungerecht ungetc ungrabbed unhandled unhealthy unhelpful unhinged unicast unicode unifdef unification
    unified unifies uniform uniformly unify unimplemented uninit uninitialised uninitialized uninstall uninstallation uninstalled
    unintended unintentional union unions uniq unique uniquely uniqueness unistd unit unitialized units unittest unity universal
    universally universe university unix unjust unknown unleash unless unlike unlikely unlimited unlink unlinked unlinking unlinks
    unload unloaded unloading unlock unlocked unlocking unlocks unmaintained unmanaged unmapped unmatched unmerged unmodified unmount
    unnamed unneccessary unnecessarily unnecessary unneeded unnoticed unofficial unpack unpacked unpacking unpadded unparalleled
    unpatched unportable unpredictable unprintable unprivileged unprocessed unquote unquoted unravel unreachable unread unreadable
    unrecognised unrecognized unrecoverable unref unreferenced unregister unregistered unrelated unreleased unreliable unreproducible
    unrequired unresolved unresponsive unrestrained unrestricted unroll unrolling unsafe unsatisfied unserialize unset unsetenv unsets
    unsetting unshare unsigned unsolicited unsorted unspecified unstable unsuccessful unsuitable unsupported unsure unterminated
    untested until untouched untracked untranslated untrue untrusted unusable unused unusual unverified unversioned unwanted
    unwavering unwind unwinding unwrap unwrapped unwritable unzip up upcoming update updated updates updating upgrade upgraded
    upgrades upgrading upload uploaded uploader uploaders uploading uploads upon upper uppercase ups upset upstart upstream upstreamed
    upward upwards ur urge urgency urgently uris url urllib urls us usability usable usage usages usb uscan usd use used useful
    usefull usefully usefulness useless user userdb userinfo userland username usernames users userspace uses using usleep usrmerge
    usual usually utc util utilities utility utilization utilize utilizes utilizing utils utime utimes utmost utmp utterly uuid uuidd
    uuidgen uv ux uz vague val valgrind valid validate validated validates validating validation validations validator validity
    valuable valuator value valued values van var varargs vard variable variables variadic variance variant variants variation
    variations varies variety various vars vary varying vasprintf vast vastly vat vcs ve vector vectors vendor vendored vendors
    venture venv ver verb verbal verbatim verbose verbosity verbs verification verifications verified verifies verify verifying verity
    versa version versioned versioning versions versus vertical vertically very vestiges vestigial vfat vfork vfprintf vi viable
    vibrant vice victim victims victory video videos viel view viewed viewer viewers viewing viewport views villains vim violate
    violated violates violating violation violations violence violent vipw viral virtual virtualenv virtually visibility visible
    vision visit visited visiting visual visually visuals vital vivid vm vms vocabulary voice void volatile volume volumes voluntarily
    voluntary volunteers von vor vorherigen vot vote vpn vs vsnprintf vsprintf vtable vulgar vulgarity vulkan vulnerability vulnerable
    wait waited waiter waiters waiting waitpid waits waive waived waiver waives wake wal walk walked walking walks wall wanna want
    wanted wanting wants war warm warn warned warning warnings warns warranties warrants warranty warum was wasi wasm wasn wasnt waste
    wasted wasteful wastes wasting watch watched watches watching water way wayland ways wb wc wchar wcwidth we weak weaker weaknesses
    weakref wealth wealthy weapons wear wearing weather weave weaving web webcrypto webpage website websites week weekend weekly
    weight weighted weights weird weirdness welche welcome welcomed welfare well wellbeing went wer werde werden were wet wget what
    whatever whatis whats whatsoever wheel wheels when whence whenever where whereas whereby wherein whereis wherever whether which
    whichever while whilst whimsical white whitelist whitelisted whitelisting whitespace whitespaces who whoever whole wholly whom
    whose why wi wicked wide widely wider widespread widget widgets width widths wie wife wifi wiki wild wildcard wildcards will
    willing willingly willingness win window windowing windows windres wine wing winner wins winsock wipe wiped wipefs wir wird wire
    wireless wisdom wise wish wishes wishing wissen wit witch with withdraw withdrawn within without witness witty wizard wm wo woken
    woman women won wonder wonderful wondering wont word wording words work workaround workarounds worked worker workers workflow
    workflows working workings workload workloads workplace works workspace worktree worktrees world worlds worldwide worried worry
    worrying worse worst worth worthless would wound wrap wrapped wrapper wrappers wrapping wraps writable write writeable writer
    writers writes writev writing written wrong wrongly wrote wrt ws wtmp www xalloc xargs xattr xauth xcalloc xcb xcl xdg xdmcp
    xenial xevie xff xfixes xgettext xhtml xi xid xinerama xinput xkb xlc xlib xlibs xlocale xlsclients xmalloc xml xmlns xmlto xnu
    xor xorg xp xpm xprint xproto xrealloc xref xres xserver xsfbs xsl xsltproc xstrdup xt xterm xtrans xv xvfb xx xxx xxxx xy xyz xz
    yacc yaml yay yeah year years yellow yes yesterday yet yield yielded yielding yields you young younger your yours yourself
    yourselves yr zd zero zeroed zeroes zeroing zeros zh zip zipfile zlib zombie zone zones zoom zs zsh zstd zu zum zwei
    """

  static let compoundHeads: StaticString = """
    abteilung abteilungen adgangskode afspraak afspraken anleitung anleitungen antrag antrage antragen antwort antworten anvisning
    anvisningar anweisung anweisungen aufgabe aufgaben auftrag auftrage ausbildung befehl befehle befehlen behandlung behandlungen
    beitrag beitrage beratung bericht berichte berichten bestand bestanden bestellung bestellungen betrag betrage betrieb betriebe
    bewegung bewegungen bewertung bewertungen bildschirm bildung brief briefe briefen buchung buchungen buro buros datei dateien daten
    datenbank datenbanken datensatz datensatze druck drucker einkauf einstellung einstellungen fahrrad fahrrader fahrzeug fahrzeuge
    fehler fehlern file files firmware flugzeug flugzeuge forsakring forsikring frage fragen fuhrung funktion funktionen gebuhr
    gebuhren gegevens gerat gerate geraten gesetz gesetze gruppe gruppen haare haaren handbuch handbucher handleiding handlung
    handlungen handy hardware heit heiten heizung hose hosen indstillinger installning installningar instructie instructies
    instruktion instruktionen instruktioner ismus jacke jacken jahr jahre jahren kamera kameras karte karten keit keiten kennwort
    kennworter kennwortern klasse klassen kleidung konflikt konflikte konflikten konten konto kosten krankheit krankheiten kuche
    kuchen lampe lampen leitung leitungen lieferung lieferungen lijst lijsten listan liste listen losenord losenordet losung losungen
    maschine maschinen meddelande meddelanden meddelandet meddelelse meddelelser melding meldingen meldung meldungen messung messungen
    methode methoden modell modelle modellen modellet modells monat monate motor motoren nachricht nachrichten nummer nummern nummers
    nutzung opleiding ordnung ordnungen papier papiere passwort passworter passwortern pflanzung pflanzungen planung praxis preis
    preise preisen problem probleme problemen programm programme programmen programmet programms prompt promptarna prompte prompten
    prompter prompterna prompts protokoll protokolle protokollen prufung prufungen rakning rakningar rechnung rechnungen regel regeln
    regels rekening rekeningen richtlijn richtlijnen richtlinie richtlinien riktlinje riktlinjer salat salate sammlung sammlungen satz
    satze schaft schaften schmerz schmerzen schnittstelle schnittstellen schrank schranke sendung sendungen server servern servers
    sicherung software speicher stelle stellen stellung stellungen steuer steuern steuerung storung storungen stuhl stuhle stunde
    stunden suppe suppen systeem system systeme systemen systemet tabel tabelle tabellen tagebuch tasche taschen tastatur telefon text
    texte texten tidning tidningar tisch tische titel umschlag variante varianten verfahren vergadering vergaderingen verkauf verkehr
    versammlung versammlungen versicherung versicherungen version versionen verteidigung vertrag vertrage vertragen verwaltung
    verzekering vorgang vorgange vorlage vorlagen vorschrift vorschriften wachtwoord wachtwoorden warnung warnungen weisung weisungen
    werkzeug werkzeuge wirkung wirkungen woche wochen wohnung wohnungen worterbuch zahlung zahlungen zeichnung zeichnungen zeit zeiten
    zeitung zeitungen
    """
}
