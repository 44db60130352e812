"""A small gazetteer, written by hand for this project: countries with capital and demonym, large cities, US states.

Facts only, no coordinates. Small on purpose: it serves to read datelines and to know that "South Korea" or "White
House" is no person. Entries are `name|capital|demonyms` and `name: cities`, separated by `;`.
"""

COUNTRIES = """
Afghanistan|Kabul|Afghan; Albania|Tirana|Albanian; Algeria|Algiers|Algerian; Andorra|Andorra la Vella|Andorran;
Angola|Luanda|Angolan; Argentina|Buenos Aires|Argentine,Argentinian; Armenia|Yerevan|Armenian;
Australia|Canberra|Australian; Austria|Vienna|Austrian; Azerbaijan|Baku|Azerbaijani,Azeri; Bahamas|Nassau|Bahamian;
Bahrain|Manama|Bahraini; Bangladesh|Dhaka|Bangladeshi; Barbados|Bridgetown|Barbadian; Belarus|Minsk|Belarusian;
Belgium|Brussels|Belgian; Belize|Belmopan|Belizean; Benin|Porto-Novo|Beninese; Bhutan|Thimphu|Bhutanese;
Bolivia|La Paz|Bolivian; Bosnia and Herzegovina|Sarajevo|Bosnian; Botswana|Gaborone|Botswanan;
Brazil|Brasília|Brazilian; Brunei||Bruneian; Bulgaria|Sofia|Bulgarian; Burkina Faso|Ouagadougou|Burkinabe;
Burundi|Gitega|Burundian; Cambodia|Phnom Penh|Cambodian; Cameroon|Yaoundé|Cameroonian; Canada|Ottawa|Canadian;
Cape Verde|Praia|Cape Verdean; Central African Republic|Bangui|Central African; Chad|N'Djamena|Chadian;
Chile|Santiago|Chilean; China|Beijing|Chinese; Colombia|Bogotá|Colombian; Comoros|Moroni|Comorian;
Congo|Brazzaville|Congolese; Costa Rica|San Jose|Costa Rican; Croatia|Zagreb|Croatian; Cuba|Havana|Cuban;
Cyprus|Nicosia|Cypriot; Czech Republic|Prague|Czech; Czechia|Prague|Czech; Denmark|Copenhagen|Danish;
Djibouti||Djiboutian; Dominica|Roseau|; Dominican Republic|Santo Domingo|Dominican; East Timor|Dili|Timorese;
Ecuador|Quito|Ecuadorian; Egypt|Cairo|Egyptian; El Salvador|San Salvador|Salvadoran; Equatorial Guinea|Malabo|;
Eritrea|Asmara|Eritrean; Estonia|Tallinn|Estonian; Eswatini|Mbabane|Swazi; Ethiopia|Addis Ababa|Ethiopian;
Fiji|Suva|Fijian; Finland|Helsinki|Finnish; France|Paris|French; Gabon|Libreville|Gabonese; Gambia|Banjul|Gambian;
Georgia|Tbilisi|Georgian; Germany|Berlin|German; Ghana|Accra|Ghanaian; Greece|Athens|Greek;
Grenada|St. George's|Grenadian; Guatemala|Guatemala City|Guatemalan; Guinea|Conakry|Guinean; Guinea-Bissau|Bissau|;
Guyana|Georgetown|Guyanese; Haiti|Port-au-Prince|Haitian; Honduras|Tegucigalpa|Honduran; Hungary|Budapest|Hungarian;
Iceland|Reykjavík|Icelandic; India|New Delhi|Indian; Indonesia|Jakarta|Indonesian; Iran|Tehran|Iranian;
Iraq|Baghdad|Iraqi; Ireland|Dublin|Irish; Israel|Jerusalem|Israeli; Italy|Rome|Italian;
Ivory Coast|Yamoussoukro|Ivorian; Jamaica|Kingston|Jamaican; Japan|Tokyo|Japanese; Jordan|Amman|Jordanian;
Kazakhstan|Astana|Kazakh; Kenya|Nairobi|Kenyan; Kiribati|Tarawa|; Kosovo|Pristina|Kosovar; Kuwait|Kuwait City|Kuwaiti;
Kyrgyzstan|Bishkek|Kyrgyz; Laos|Vientiane|Lao,Laotian; Latvia|Riga|Latvian; Lebanon|Beirut|Lebanese; Lesotho|Maseru|;
Liberia|Monrovia|Liberian; Libya|Tripoli|Libyan; Liechtenstein|Vaduz|; Lithuania|Vilnius|Lithuanian;
Luxembourg||Luxembourger; Madagascar|Antananarivo|Malagasy; Malawi|Lilongwe|Malawian; Malaysia|Kuala Lumpur|Malaysian;
Maldives|Male|Maldivian; Mali|Bamako|Malian; Malta|Valletta|Maltese; Marshall Islands|Majuro|Marshallese;
Mauritania|Nouakchott|Mauritanian; Mauritius|Port Louis|Mauritian; Mexico|Mexico City|Mexican;
Micronesia|Palikir|Micronesian; Moldova|Chisinau|Moldovan; Monaco||Monegasque; Mongolia|Ulaanbaatar|Mongolian;
Montenegro|Podgorica|Montenegrin; Morocco|Rabat|Moroccan; Mozambique|Maputo|Mozambican; Myanmar|Naypyidaw|Burmese;
Namibia|Windhoek|Namibian; Nauru|Yaren|Nauruan; Nepal|Kathmandu|Nepali,Nepalese; Netherlands|Amsterdam|Dutch;
New Zealand|Wellington|New Zealander; Nicaragua|Managua|Nicaraguan; Niger|Niamey|Nigerien; Nigeria|Abuja|Nigerian;
North Korea|Pyongyang|North Korean; North Macedonia|Skopje|Macedonian; Norway|Oslo|Norwegian; Oman|Muscat|Omani;
Pakistan|Islamabad|Pakistani; Palau|Ngerulmud|Palauan; Palestine|Ramallah|Palestinian; Panama|Panama City|Panamanian;
Papua New Guinea|Port Moresby|; Paraguay|Asunción|Paraguayan; Peru|Lima|Peruvian;
Philippines|Manila|Filipino,Philippine; Poland|Warsaw|Polish; Portugal|Lisbon|Portuguese; Qatar|Doha|Qatari;
Romania|Bucharest|Romanian; Russia|Moscow|Russian; Rwanda|Kigali|Rwandan; Saint Lucia|Castries|; Samoa|Apia|Samoan;
San Marino||Sammarinese; Saudi Arabia|Riyadh|Saudi,Saudi Arabian; Senegal|Dakar|Senegalese; Serbia|Belgrade|Serbian;
Seychelles|Victoria|; Sierra Leone|Freetown|Sierra Leonean; Singapore||Singaporean; Slovakia|Bratislava|Slovak;
Slovenia|Ljubljana|Slovenian; Solomon Islands|Honiara|; Somalia|Mogadishu|Somali; South Africa|Pretoria|South African;
South Korea|Seoul|South Korean; South Sudan|Juba|South Sudanese; Spain|Madrid|Spanish; Sri Lanka|Colombo|Sri Lankan;
Sudan|Khartoum|Sudanese; Suriname|Paramaribo|Surinamese; Sweden|Stockholm|Swedish; Switzerland|Bern|Swiss;
Syria|Damascus|Syrian; Taiwan|Taipei|Taiwanese; Tajikistan|Dushanbe|Tajik; Tanzania|Dodoma|Tanzanian;
Thailand|Bangkok|Thai; Togo|Lome|Togolese; Tonga|Nuku'alofa|Tongan; Trinidad and Tobago|Port of Spain|Trinidadian;
Tunisia|Tunis|Tunisian; Turkey|Ankara|Turkish; Turkmenistan|Ashgabat|Turkmen; Tuvalu|Funafuti|;
Uganda|Kampala|Ugandan; Ukraine|Kyiv|Ukrainian; United Arab Emirates|Abu Dhabi|Emirati; United Kingdom|London|British;
United States|Washington|American; Uruguay|Montevideo|Uruguayan; Uzbekistan|Tashkent|Uzbek; Vanuatu|Port Vila|;
Vatican City||; Venezuela|Caracas|Venezuelan; Vietnam|Hanoi|Vietnamese; Yemen|Sanaa|Yemeni; Zambia|Lusaka|Zambian;
Zimbabwe|Harare|Zimbabwean
"""

OTHER_COUNTRY_NAMES = """
United States: U.S., US, USA, U.S.A., United States of America, America; United Kingdom: U.K., UK, Britain,
Great Britain; South Korea: Republic of Korea, ROK; North Korea: DPRK; Turkey: Türkiye; Myanmar: Burma;
United Arab Emirates: UAE, U.A.E.; Congo: Democratic Republic of Congo, DRC; Ivory Coast: Côte d'Ivoire;
China: People's Republic of China
"""

CITIES = """
United States: New York, New York City, Los Angeles, Chicago, Houston, Phoenix, Philadelphia, San Antonio, San Diego,
Dallas, Austin, San Francisco, Seattle, Denver, Boston, Detroit, Nashville, Memphis, Portland, Las Vegas, Baltimore,
Milwaukee, Atlanta, Miami, Minneapolis, Cleveland, New Orleans, Tampa, Pittsburgh, Cincinnati, St. Louis, Orlando,
Sacramento, Kansas City, Charlotte, Charleston, Salt Lake City, Honolulu, Anchorage, Indianapolis, Columbus, Richmond,
Newark, Oakland, Washington DC; United Kingdom: Manchester, Birmingham, Liverpool, Leeds, Sheffield, Bristol,
Edinburgh, Glasgow, Cardiff, Belfast, Oxford, Cambridge; Japan: Osaka, Kyoto, Yokohama, Nagoya, Sapporo, Hiroshima,
Nagasaki, Fukuoka, Kobe, Sendai; South Korea: Busan, Incheon, Daegu; China: Shanghai, Hong Kong, Shenzhen, Guangzhou,
Wuhan, Chengdu, Tianjin, Chongqing, Nanjing, Macau; Taiwan: Kaohsiung; India: Mumbai, Delhi, Kolkata, Chennai,
Bengaluru, Bangalore, Hyderabad, Ahmedabad, Pune, Jaipur, Lucknow, Srinagar; Pakistan: Karachi, Lahore, Peshawar,
Quetta; Bangladesh: Chittagong; Indonesia: Surabaya, Bandung; Vietnam: Ho Chi Minh City; Myanmar: Yangon, Mandalay;
Philippines: Quezon City, Davao, Cebu; Thailand: Phuket; Australia: Sydney, Melbourne, Brisbane, Perth, Adelaide,
Hobart, Darwin; New Zealand: Auckland, Christchurch; Canada: Toronto, Montreal, Vancouver, Calgary, Edmonton,
Winnipeg, Quebec City, Halifax; Mexico: Tijuana, Guadalajara, Monterrey, Cancún, Acapulco; Brazil: São Paulo,
Rio de Janeiro, Salvador, Recife; Argentina: Córdoba, Rosario; Colombia: Medellín, Cali; Ecuador: Guayaquil;
Venezuela: Maracaibo; Germany: Munich, Hamburg, Frankfurt, Cologne, Stuttgart, Dresden, Leipzig; France: Marseille,
Lyon, Nice, Toulouse, Strasbourg, Bordeaux; Italy: Milan, Naples, Turin, Venice, Florence, Genoa, Bologna, Palermo;
Spain: Barcelona, Valencia, Seville, Bilbao; Portugal: Porto, Coimbra, Faro, Braga; Netherlands: Rotterdam, The Hague,
Utrecht; Belgium: Antwerp, Ghent; Switzerland: Zürich, Geneva, Basel, Davos; Poland: Kraków, Gdańsk;
Austria: Salzburg; Norway: Bergen; Sweden: Gothenburg, Malmö; Denmark: Aarhus; Ireland: Cork; Greece: Thessaloniki;
Turkey: Istanbul, Izmir; Russia: St. Petersburg, Kursk, Grozny, Vladivostok; Ukraine: Kiev, Kharkiv, Odesa, Odessa,
Lviv, Mariupol, Donetsk, Kherson; Israel: Tel Aviv, Haifa; Palestine: Gaza City, Gaza; Egypt: Alexandria;
Saudi Arabia: Jeddah, Mecca, Medina; United Arab Emirates: Dubai; Iraq: Mosul, Basra, Erbil; Iran: Isfahan, Mashhad;
Syria: Aleppo, Homs, Idlib; Libya: Benghazi; Nigeria: Lagos, Kano; Kenya: Mombasa; Tanzania: Dar es Salaam;
Morocco: Casablanca, Marrakesh; South Africa: Johannesburg, Cape Town, Durban; Ivory Coast: Abidjan;
Sudan: Port Sudan; Afghanistan: Kandahar, Herat; Kazakhstan: Almaty
"""

MORE_CITIES = """
United States: Worcester, Providence, Hartford, Buffalo, Rochester, Syracuse, Albany, Newark, Jersey City, Trenton,
Harrisburg, Allentown, Annapolis, Norfolk, Virginia Beach, Raleigh, Durham, Greensboro, Charleston, Savannah,
Jacksonville, Tampa, Orlando, Tallahassee, Fort Lauderdale, St. Petersburg, Birmingham, Montgomery, Mobile, Huntsville,
Knoxville, Chattanooga, Louisville, Lexington, Cincinnati, Columbus, Toledo, Akron, Dayton, Youngstown, Ann Arbor,
Flint, Lansing, Grand Rapids, Madison, Green Bay, Duluth, St. Paul, Des Moines, Omaha, Wichita, Tulsa, Little Rock,
Baton Rouge, Shreveport, Jackson, Fort Worth, Corpus Christi, Lubbock, Galveston, Santa Fe, Tucson, Mesa, Boise, Reno,
Salem, Spokane, Tacoma, Anchorage, Honolulu, Fresno, Bakersfield, Stockton, Oakland, Berkeley, Long Beach, Anaheim,
Riverside, San Bernardino, Santa Barbara, Santa Monica, Santa Rosa, Palm Springs, Malibu, Cheyenne, Billings, Helena,
Bismarck, Fargo, Sioux Falls, Concord, Burlington, Augusta, Ferguson, Charlottesville, Parkland, Newtown, Sandy Hook,
Provo, Colorado Springs, Boulder, Springfield, Peoria, Evansville, Fort Wayne, South Bend, Gary, Roanoke, Camden;
United Kingdom: Leicester, Coventry, Nottingham, Derby, Stoke-on-Trent, Wolverhampton, Bradford, Hull, York, Sunderland,
Middlesbrough, Durham, Hexham, Plymouth, Exeter, Bath, Bournemouth, Southampton, Portsmouth, Brighton, Norwich,
Cambridge, Oxford, Winchester, Ipswich, Swansea, Newport, Aberdeen, Dundee, Inverness, Falkirk, Perth, Londonderry,
Luton, Milton Keynes, Northampton, Peterborough, Gloucester, Cheltenham, Swindon, Salisbury, Blackpool, Preston,
Bolton, Rochdale, Warrington; Ireland: Limerick, Galway, Waterford; France: Nantes, Montpellier, Lille, Rennes, Reims,
Le Havre, Saint-Étienne, Toulon, Grenoble, Dijon, Nîmes, Aix-en-Provence, Brest, Calais, Cannes, Avignon, Perpignan,
Metz, Nancy, Rouen, Caen, Orléans, Tours, Limoges; Germany: Bonn, Bremen, Hanover, Hannover, Leipzig, Nuremberg,
Duisburg, Bochum, Wuppertal, Bielefeld, Mannheim, Karlsruhe, Augsburg, Kiel, Lübeck, Rostock, Erfurt, Mainz, Kassel,
Freiburg, Potsdam, Chemnitz, Magdeburg, Aachen, Essen, Dortmund, Düsseldorf, Flensburg, Göttingen; Austria: Innsbruck,
Graz, Linz, Klagenfurt; Switzerland: Lausanne, Lucerne, St. Gallen, Lugano, Winterthur; Italy: Genoa, Bari, Catania,
Verona, Trieste, Padua, Brescia, Parma, Modena, Perugia, Ravenna, Cagliari, Pisa, Siena, L'Aquila, Amatrice;
Spain: Zaragoza, Málaga, Murcia, Palma, Granada, Alicante, Córdoba, Valladolid, Vigo, Gijón, A Coruña, Santander,
San Sebastián, Pamplona, Oviedo, Almería, Cádiz; Portugal: Aveiro, Funchal, Setúbal, Évora; Netherlands: Eindhoven,
Groningen, Tilburg, Breda, Maastricht, Leiden, Delft, Nijmegen, Arnhem; Belgium: Bruges, Liège, Charleroi, Leuven,
Ostend; Poland: Łódź, Wrocław, Poznań, Szczecin, Lublin, Katowice; Czech Republic: Brno, Ostrava, Plzeň;
Slovakia: Košice; Hungary: Debrecen, Szeged, Pécs, Győr; Romania: Cluj-Napoca, Timișoara, Iași, Constanța, Brașov;
Bulgaria: Plovdiv, Varna, Burgas; Greece: Patras, Heraklion, Larissa; Croatia: Split, Rijeka, Dubrovnik;
Slovenia: Maribor; Serbia: Novi Sad, Niš; Bosnia and Herzegovina: Mostar, Banja Luka, Srebrenica;
Sweden: Uppsala, Örebro, Linköping, Umeå, Lund, Luleå, Kiruna; Norway: Trondheim, Stavanger, Tromsø, Tromso, Bodø;
Denmark: Odense, Aalborg, Kolding, Esbjerg; Finland: Tampere, Turku, Oulu, Espoo; Estonia: Tartu; Latvia: Daugavpils;
Lithuania: Kaunas, Klaipėda; Ukraine: Dnipro, Zaporizhzhia, Mykolaiv, Luhansk, Bakhmut, Sumy, Chernihiv, Bucha,
Sevastopol, Simferopol, Chernobyl; Russia: Kazan, Samara, Omsk, Rostov-on-Don, Ufa, Volgograd, Perm, Sochi, Krasnodar,
Novosibirsk, Yekaterinburg, Murmansk, Belgorod, Bryansk; Belarus: Grodno, Gomel; Georgia: Batumi; Turkey: Bursa, Adana,
Gaziantep, Konya, Antalya, Diyarbakir, Malatya, Trabzon; Syria: Raqqa, Latakia, Deir ez-Zor; Iraq: Kirkuk, Najaf,
Karbala, Fallujah, Ramadi, Tikrit; Iran: Tabriz, Shiraz, Qom, Natanz, Ahvaz; Israel: Beersheba, Eilat, Sderot, Nazareth;
Palestine: Khan Younis, Rafah, Hebron, Nablus, Jenin, Bethlehem; Lebanon: Sidon, Tyre; Jordan: Aqaba, Irbid;
Yemen: Aden, Hodeidah, Taiz; Oman: Salalah; Egypt: Giza, Suez, Luxor, Sharm el-Sheikh, Port Said; Libya: Misrata,
Sirte; Tunisia: Sfax, Sousse; Algeria: Oran, Constantine; Morocco: Fez, Tangier, Agadir; Nigeria: Ibadan, Kaduna,
Maiduguri, Port Harcourt, Jos, Benin City; Ghana: Kumasi; Kenya: Kisumu, Nakuru, Eldoret, Garissa;
Ethiopia: Mekelle, Gondar; Somalia: Kismayo; Uganda: Entebbe; Tanzania: Arusha, Zanzibar; Cameroon: Douala;
Congo: Kinshasa, Goma, Lubumbashi, Bukavu; Mozambique: Beira, Pemba; Zimbabwe: Bulawayo; South Africa: Port Elizabeth,
Bloemfontein, Soweto; Madagascar: Toamasina; India: Bengaluru, Bangalore, Hyderabad, Ahmedabad, Pune, Surat, Jaipur,
Lucknow, Kanpur, Nagpur, Indore, Bhopal, Patna, Varanasi, Amritsar, Srinagar, Chandigarh, Guwahati, Kochi, Imphal;
Pakistan: Faisalabad, Rawalpindi, Multan, Peshawar, Quetta; Bangladesh: Chittagong, Sylhet, Cox's Bazar;
Sri Lanka: Kandy, Jaffna; Nepal: Pokhara; Myanmar: Yangon, Mandalay; Thailand: Chiang Mai, Phuket, Pattaya;
Vietnam: Ho Chi Minh City, Da Nang, Haiphong, Hue; Cambodia: Siem Reap; Malaysia: Penang, Johor Bahru, Port Klang;
Indonesia: Surabaya, Bandung, Medan, Semarang, Makassar, Denpasar, Palu, Banda Aceh, Yogyakarta; Philippines: Davao,
Cebu, Quezon City, Marawi, Tacloban; China: Tianjin, Chengdu, Wuhan, Xi'an, Nanjing, Hangzhou, Chongqing, Shenyang,
Harbin, Qingdao, Dalian, Kunming, Lhasa, Urumqi, Suzhou, Xiamen, Zhengzhou, Changsha, Macau; Taiwan: Kaohsiung,
Taichung, Tainan, Hualien; Japan: Nagoya, Sapporo, Fukuoka, Kobe, Kyoto, Yokohama, Sendai, Hiroshima, Nagasaki, Naha,
Okinawa, Fukushima, Niigata, Kumamoto, Nara, Kanazawa, Shizuoka; South Korea: Incheon, Daegu, Daejeon, Gwangju, Ulsan,
Suwon, Pyeongchang, Panmunjom, Jeju; North Korea: Kaesong, Wonsan; Australia: Darwin, Hobart, Cairns, Gold Coast,
Newcastle, Geelong, Alice Springs; New Zealand: Christchurch, Dunedin, Hamilton, Rotorua; Canada: Regina, Saskatoon,
Victoria, Hamilton, London, St. John's, Moncton, Fredericton, Windsor, Yellowknife; Mexico: Puebla, Ciudad Juárez,
Oaxaca, Mérida, Veracruz, Culiacán, Toluca, León; Guatemala: Antigua; Honduras: San Pedro Sula; Cuba: Guantánamo;
Puerto Rico: San Juan, Ponce; Colombia: Barranquilla, Cartagena, Bucaramanga; Venezuela: Valencia, Ciudad Guayana;
Ecuador: Cuenca; Peru: Arequipa, Cusco, Trujillo; Bolivia: Santa Cruz, Cochabamba, Sucre; Chile: Valparaíso,
Concepción, Antofagasta; Brazil: Belo Horizonte, Fortaleza, Curitiba, Manaus, Porto Alegre, Belém, Campinas;
Argentina: Mendoza, La Plata, Mar del Plata, Tucumán; Paraguay: Ciudad del Este; Uruguay: Punta del Este
"""

# Houses and streets that stand for what is decided there.
LANDMARKS = """
Washington: White House, Capitol Hill, Pentagon, Oval Office, West Wing; London: Downing Street, Westminster,
Buckingham Palace; Moscow: Kremlin; New York: Wall Street, Manhattan, Brooklyn, Broadway, Trump Tower;
Los Angeles: Hollywood; Paris: Élysée; Beijing: Tiananmen Square
"""

# As datelines shorten them (AP style); one abbreviation a state or province.
STATE_ABBREVIATIONS = """
Alabama: Ala.; Arizona: Ariz.; Arkansas: Ark.; California: Calif.; Colorado: Colo.; Connecticut: Conn.;
Delaware: Del.; Florida: Fla.; Georgia: Ga.; Illinois: Ill.; Indiana: Ind.; Kansas: Kan.; Kentucky: Ky.;
Louisiana: La.; Maryland: Md.; Massachusetts: Mass.; Michigan: Mich.; Minnesota: Minn.; Mississippi: Miss.;
Missouri: Mo.; Montana: Mont.; Nebraska: Neb.; Nevada: Nev.; New Hampshire: N.H.; New Jersey: N.J.; New Mexico: N.M.;
New York: N.Y.; North Carolina: N.C.; North Dakota: N.D.; Oklahoma: Okla.; Oregon: Ore.; Pennsylvania: Pa.;
Rhode Island: R.I.; South Carolina: S.C.; South Dakota: S.D.; Tennessee: Tenn.; Vermont: Vt.; Virginia: Va.;
Washington: Wash.; West Virginia: W.Va.; Wisconsin: Wis.; Wyoming: Wyo.; Ontario: Ont.; Quebec: Que.;
British Columbia: B.C.; Alberta: Alta.; Saskatchewan: Sask.; Manitoba: Man.
"""

US_STATES = """
Alabama; Alaska; Arizona; Arkansas; California; Colorado; Connecticut; Delaware; Florida; Hawaii; Idaho; Illinois;
Indiana; Iowa; Kansas; Kentucky; Louisiana; Maine; Maryland; Massachusetts; Michigan; Minnesota; Mississippi;
Missouri; Montana; Nebraska; Nevada; New Hampshire; New Jersey; New Mexico; North Carolina; North Dakota; Ohio;
Oklahoma; Oregon; Pennsylvania; Rhode Island; South Carolina; South Dakota; Tennessee; Texas; Utah; Vermont; Virginia;
West Virginia; Wisconsin; Wyoming; Puerto Rico
"""

REGIONS = """
Africa; Antarctica; Asia; East Asia; Southeast Asia; South Asia; Central Asia; Europe; Eastern Europe; Western Europe;
North America; South America; Latin America; Central America; Middle East; Caribbean; Pacific; Atlantic; Balkans;
Scandinavia; European Union; Korea; Korean Peninsula; West Bank; Crimea; Kashmir; Tibet; Xinjiang; Siberia; England;
Scotland; Wales; Northern Ireland; Ontario; Quebec; Catalonia; Bavaria; Gulf of Mexico; Red Sea; Black Sea;
South China Sea; Mediterranean; Silicon Valley
"""
