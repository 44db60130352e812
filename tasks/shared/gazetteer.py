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
South China Sea; Mediterranean; Silicon Valley; Wall Street; Capitol Hill; White House; Downing Street; Kremlin;
Pentagon; Manhattan; Brooklyn; Hollywood
"""
