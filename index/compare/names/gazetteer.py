"""A small gazetteer: the countries with their capitals, further cities and demonyms, and the names they go by.

Holds data only, written for this program from general knowledge; refuses to be complete.
"""

from __future__ import annotations

# country | capital, further cities and regions | demonyms | other names
_ROWS = """
Afghanistan|Kabul,Kandahar,Herat|Afghan,Afghans
Albania|Tirana|Albanian,Albanians
Algeria|Algiers|Algerian,Algerians
Andorra|Andorra la Vella|Andorran
Angola|Luanda|Angolan,Angolans
Antigua and Barbuda|Saint John's|Antiguan
Argentina|Buenos Aires,Córdoba,Rosario|Argentine,Argentinian,Argentines
Armenia|Yerevan|Armenian,Armenians
Australia|Canberra,Sydney,Melbourne,Brisbane,Perth,Adelaide|Australian,Australians
Austria|Vienna,Salzburg,Graz|Austrian,Austrians
Azerbaijan|Baku|Azerbaijani,Azerbaijanis
Bahamas|Nassau|Bahamian
Bahrain|Manama|Bahraini,Bahrainis
Bangladesh|Dhaka,Chittagong|Bangladeshi,Bangladeshis
Barbados|Bridgetown|Barbadian
Belarus|Minsk|Belarusian,Belarusians,Belarussian
Belgium|Brussels,Antwerp,Ghent|Belgian,Belgians
Belize|Belmopan|Belizean
Benin|Porto-Novo,Cotonou|Beninese
Bhutan|Thimphu|Bhutanese
Bolivia|La Paz,Sucre|Bolivian,Bolivians
Bosnia and Herzegovina|Sarajevo|Bosnian,Bosnians|Bosnia,Bosnia-Herzegovina
Botswana|Gaborone|Botswanan
Brazil|Brasilia,Brasília,São Paulo,Sao Paulo,Rio de Janeiro,Salvador|Brazilian,Brazilians
Brunei|Bandar Seri Begawan|Bruneian
Bulgaria|Sofia,Plovdiv|Bulgarian,Bulgarians
Burkina Faso|Ouagadougou|Burkinabe
Burundi|Bujumbura,Gitega|Burundian
Cambodia|Phnom Penh|Cambodian,Cambodians
Cameroon|Yaoundé,Yaounde,Douala|Cameroonian
Canada|Ottawa,Toronto,Montreal,Vancouver,Calgary,Quebec|Canadian,Canadians
Cape Verde|Praia|Cape Verdean|Cabo Verde
Central African Republic|Bangui|Central African
Chad|N'Djamena|Chadian,Chadians
Chile|Santiago,Valparaíso|Chilean,Chileans
China|Beijing,Shanghai,Guangzhou,Shenzhen,Wuhan,Chengdu,Tianjin,Nanjing,Xinjiang,Tibet,Lhasa|Chinese,Sino|
 People's Republic of China,PRC
Colombia|Bogotá,Bogota,Medellín,Cali|Colombian,Colombians
Comoros|Moroni|Comorian
Republic of the Congo|Brazzaville|
Democratic Republic of the Congo|Kinshasa,Goma|Congolese|Congo,DR Congo,DRC
Costa Rica|San José|Costa Rican
Croatia|Zagreb,Dubrovnik|Croatian,Croatians,Croat
Cuba|Havana,Guantánamo,Guantanamo|Cuban,Cubans
Cyprus|Nicosia|Cypriot,Cypriots
Czech Republic|Prague,Brno|Czech,Czechs|Czechia
Denmark|Copenhagen,Aarhus|Danish,Dane,Danes
Djibouti||Djiboutian
Dominica|Roseau|
Dominican Republic|Santo Domingo|Dominican,Dominicans
East Timor|Dili|Timorese|Timor-Leste
Ecuador|Quito,Guayaquil|Ecuadorean,Ecuadorian
Egypt|Cairo,Alexandria,Sinai,Suez|Egyptian,Egyptians
El Salvador|San Salvador|Salvadoran,Salvadorans
Equatorial Guinea|Malabo|
Eritrea|Asmara|Eritrean,Eritreans
Estonia|Tallinn|Estonian,Estonians
Eswatini|Mbabane|Swazi|Swaziland
Ethiopia|Addis Ababa,Tigray|Ethiopian,Ethiopians
Fiji|Suva|Fijian
Finland|Helsinki,Turku|Finnish,Finn,Finns
France|Paris,Marseille,Lyon,Nice,Strasbourg,Bordeaux,Toulouse,Calais|French,Frenchman
Gabon|Libreville|Gabonese
Gambia|Banjul|Gambian
Georgia|Tbilisi|Georgian,Georgians
Germany|Berlin,Munich,Hamburg,Frankfurt,Cologne,Bonn,Stuttgart,Dresden,Leipzig|German,Germans
Ghana|Accra|Ghanaian,Ghanaians
Greece|Athens,Thessaloniki|Greek,Greeks
Grenada||Grenadian
Guatemala|Guatemala City|Guatemalan,Guatemalans
Guinea|Conakry|Guinean
Guinea-Bissau|Bissau|
Guyana|Georgetown|Guyanese
Haiti|Port-au-Prince|Haitian,Haitians
Honduras|Tegucigalpa|Honduran,Hondurans
Hong Kong|Kowloon|Hongkonger,Hong Konger
Hungary|Budapest|Hungarian,Hungarians
Iceland|Reykjavik,Reykjavík|Icelandic
India|New Delhi,Delhi,Mumbai,Bombay,Kolkata,Calcutta,Bangalore,Bengaluru,Chennai,Hyderabad,Kashmir,Gujarat|
 Indian,Indians
Indonesia|Jakarta,Bali,Aceh,Sumatra,Java|Indonesian,Indonesians
Iran|Tehran,Teheran,Isfahan,Natanz,Qom|Iranian,Iranians|Islamic Republic of Iran
Iraq|Baghdad,Basra,Mosul,Fallujah,Erbil,Kirkuk|Iraqi,Iraqis
Ireland|Dublin,Cork|Irish,Irishman
Israel|Jerusalem,Tel Aviv,Haifa|Israeli,Israelis
Italy|Rome,Milan,Naples,Turin,Venice,Florence,Sicily,Lampedusa|Italian,Italians
Ivory Coast|Abidjan,Yamoussoukro|Ivorian|Côte d'Ivoire
Jamaica|Kingston|Jamaican,Jamaicans
Japan|Tokyo,Osaka,Kyoto,Hiroshima,Nagasaki,Fukushima,Okinawa,Sapporo|Japanese
Jordan|Amman|Jordanian,Jordanians
Kazakhstan|Astana,Almaty,Nur-Sultan|Kazakh,Kazakhs,Kazakhstani
Kenya|Nairobi,Mombasa|Kenyan,Kenyans
Kiribati|Tarawa|
Kosovo|Pristina|Kosovar,Kosovan
Kuwait|Kuwait City|Kuwaiti,Kuwaitis
Kyrgyzstan|Bishkek|Kyrgyz
Laos|Vientiane,Luang Prabang|Laotian,Lao
Latvia|Riga|Latvian,Latvians
Lebanon|Beirut,Tripoli|Lebanese
Lesotho|Maseru|
Liberia|Monrovia|Liberian,Liberians
Libya|Benghazi,Misrata,Sirte|Libyan,Libyans
Liechtenstein|Vaduz|
Lithuania|Vilnius|Lithuanian,Lithuanians
Luxembourg||Luxembourgish
Macau||Macanese|Macao
Madagascar|Antananarivo|Malagasy
Malawi|Lilongwe|Malawian
Malaysia|Kuala Lumpur,Putrajaya|Malaysian,Malaysians
Maldives|Malé|Maldivian
Mali|Bamako,Timbuktu|Malian,Malians
Malta|Valletta|Maltese
Marshall Islands|Majuro|
Mauritania|Nouakchott|Mauritanian
Mauritius|Port Louis|Mauritian
Mexico|Mexico City,Tijuana,Guadalajara,Monterrey,Ciudad Juárez|Mexican,Mexicans
Micronesia|Palikir|
Moldova|Chisinau|Moldovan,Moldovans
Monaco||Monegasque
Mongolia|Ulan Bator,Ulaanbaatar|Mongolian,Mongolians
Montenegro|Podgorica|Montenegrin
Morocco|Rabat,Casablanca,Marrakesh|Moroccan,Moroccans
Mozambique|Maputo|Mozambican
Myanmar|Naypyidaw,Yangon,Rangoon|Burmese|Burma
Namibia|Windhoek|Namibian
Nauru||
Nepal|Kathmandu|Nepalese,Nepali
Netherlands|Amsterdam,The Hague,Hague,Rotterdam,Utrecht|Dutch|Holland
New Zealand|Wellington,Auckland,Christchurch|New Zealander,New Zealanders
Nicaragua|Managua|Nicaraguan,Nicaraguans
Niger|Niamey|Nigerien
Nigeria|Abuja,Lagos,Kano,Maiduguri|Nigerian,Nigerians
North Korea|Pyongyang,Yongbyon|North Korean,North Koreans|DPRK
North Macedonia|Skopje|Macedonian|Macedonia
Norway|Oslo,Bergen|Norwegian,Norwegians
Oman|Muscat|Omani,Omanis
Pakistan|Islamabad,Karachi,Lahore,Peshawar,Rawalpindi,Abbottabad|Pakistani,Pakistanis
Palau||
Palestinian territories|Gaza,Gaza City,Gaza Strip,West Bank,Ramallah,Rafah,Hebron,Bethlehem|Palestinian,
 Palestinians|Palestine
Panama|Panama City|Panamanian
Papua New Guinea|Port Moresby|
Paraguay|Asunción,Asuncion|Paraguayan
Peru|Lima,Cusco|Peruvian,Peruvians
Philippines|Manila,Mindanao,Cebu|Filipino,Filipinos,Philippine
Poland|Warsaw,Krakow,Gdansk|Polish,Pole,Poles
Portugal|Lisbon,Porto|Portuguese
Qatar|Doha|Qatari,Qataris
Romania|Bucharest|Romanian,Romanians
Russia|Moscow,St. Petersburg,Saint Petersburg,Sochi,Vladivostok,Chechnya,Grozny,Siberia|Russian,Russians|
 Russian Federation
Rwanda|Kigali|Rwandan,Rwandans
Saint Lucia|Castries|
Samoa|Apia|Samoan
San Marino||
Saudi Arabia|Riyadh,Jeddah,Mecca,Medina|Saudi,Saudis,Saudi Arabian
Senegal|Dakar|Senegalese
Serbia|Belgrade|Serbian,Serbians,Serb,Serbs
Seychelles||
Sierra Leone|Freetown|Sierra Leonean
Singapore||Singaporean,Singaporeans
Slovakia|Bratislava|Slovak,Slovaks,Slovakian
Slovenia|Ljubljana|Slovenian,Slovene
Solomon Islands|Honiara|
Somalia|Mogadishu,Kismayo|Somali,Somalis
South Africa|Pretoria,Johannesburg,Cape Town,Durban,Soweto|South African,South Africans
South Korea|Seoul,Busan,Incheon,Pyeongchang|South Korean,South Koreans|Republic of Korea
South Sudan|Juba|South Sudanese
Spain|Madrid,Barcelona,Valencia,Seville,Catalonia,Bilbao|Spanish,Spaniard,Spaniards
Sri Lanka|Colombo|Sri Lankan,Sri Lankans
Sudan|Khartoum,Darfur|Sudanese
Suriname|Paramaribo|
Sweden|Stockholm,Gothenburg,Malmö,Malmo|Swedish,Swede,Swedes
Switzerland|Bern,Geneva,Zurich,Zürich,Davos,Basel,Lausanne|Swiss
Syria|Damascus,Aleppo,Homs,Raqqa,Idlib,Palmyra|Syrian,Syrians
Taiwan|Taipei|Taiwanese
Tajikistan|Dushanbe|Tajik
Tanzania|Dar es Salaam,Dodoma,Zanzibar|Tanzanian
Thailand|Bangkok,Phuket,Chiang Mai|Thai,Thais
Togo|Lomé,Lome|Togolese
Tonga||Tongan
Trinidad and Tobago|Port of Spain|Trinidadian
Tunisia|Tunis,Sousse|Tunisian,Tunisians
Turkey|Ankara,Istanbul,Izmir,Incirlik|Turkish,Turk,Turks|Türkiye
Turkmenistan|Ashgabat|Turkmen
Tuvalu||
Uganda|Kampala,Entebbe|Ugandan,Ugandans
Ukraine|Kyiv,Kiev,Odesa,Odessa,Kharkiv,Kherson,Mariupol,Donetsk,Luhansk,Lviv,Donbas,Crimea,Bakhmut|Ukrainian,
 Ukrainians
United Arab Emirates|Abu Dhabi,Dubai|Emirati|UAE,U.A.E.
United Kingdom|London,Manchester,Birmingham,Liverpool,Leeds,Edinburgh,Glasgow,Belfast,Cardiff,England,Scotland,
 Wales,Northern Ireland,Bristol,Oxford,Cambridge|British,Briton,Britons,English,Scottish,Scots,Welsh|UK,U.K.,
 Britain,Great Britain
United States|Washington,New York,Los Angeles,Chicago,Houston,Philadelphia,San Francisco,Boston,Miami,Dallas,
 Seattle,Detroit,Atlanta,Denver,Baltimore,Las Vegas,New Orleans,St. Louis,Cleveland,San Diego,Phoenix,
 Pittsburgh,Honolulu,Anchorage,Charlotte,Ferguson,Orlando,Minneapolis,Manhattan,Brooklyn|American,Americans|US,
 U.S.,USA,U.S.A.,United States of America,America
Uruguay|Montevideo|Uruguayan
Uzbekistan|Tashkent,Samarkand|Uzbek
Vanuatu|Port Vila|
Vatican City||Vatican|Holy See
Venezuela|Caracas|Venezuelan,Venezuelans
Vietnam|Hanoi,Ho Chi Minh City,Saigon,Da Nang|Vietnamese
Yemen|Sanaa,Sana,Aden,Hodeidah|Yemeni,Yemenis
Zambia|Lusaka|Zambian
Zimbabwe|Harare|Zimbabwean,Zimbabweans
"""

# Names of larger regions and of waters: a place, though never the scene of one event alone.
_REGIONS = """
Africa|Asia|Europe|Latin America|Middle East|North America|South America|Southeast Asia|East Asia|Central Asia
South Asia|Eastern Europe|Western Europe|Balkans|Caribbean|South China Sea|East China Sea|Black Sea|Red Sea
Mediterranean|Persian Gulf|Indo-Pacific|Pacific|Atlantic|Arctic|Antarctica|Taiwan Strait|Strait of Hormuz
Golan Heights|Sahel|Horn of Africa
"""

_REGIONAL = """
European Europeans Asian Asians African Africans Arab Arabs Latino Latinos Latin_American Latin_Americans
Southeast_Asian Southeast_Asians East_Asian South_Asian Central_Asian Middle_Eastern Western Eastern Kurdish Kurds
Jewish Muslim Muslims Christian Christians Hispanic Hispanics African-American African-Americans Asian-American
Texan Texans Californian New_Yorker New_Yorkers Scandinavian Balkan Baltic Persian Slavic
"""

_STATES = """
Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho Illinois Indiana
Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana
Nebraska Nevada New_Hampshire New_Jersey New_Mexico New_York_City North_Carolina North_Dakota Ohio Oklahoma Oregon
Pennsylvania Rhode_Island South_Carolina South_Dakota Tennessee Texas Utah Vermont Virginia West_Virginia
Wisconsin Wyoming Puerto_Rico Silicon_Valley Washington_DC
"""


def _table() -> list[str]:
    return _ROWS.strip().replace("\n ", "").splitlines()  # a row goes on where a line begins with a space


def _read() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    countries: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    for row in _table():
        country, cities, people, others = ([*row.split("|"), "", ""])[:4]
        names[country] = country
        names.update((other, country) for other in others.split(",") if other)
        for city in filter(None, cities.split(",")):
            names.setdefault(city, city)
            countries.setdefault(city, country)
        demonyms.update((demonym, country) for demonym in people.split(",") if demonym)
    for state in _STATES.split():
        name = state.replace("_", " ")
        names.setdefault(name, name)
        countries.setdefault(name, "United States")
    demonyms.update((word.replace("_", " "), "") for word in _REGIONAL.split())
    for region in _REGIONS.strip().replace("\n", "|").split("|"):
        names.setdefault(region, region)
    return names, countries, demonyms


PLACES, COUNTRY_OF, DEMONYMS = _read()
"""Name as written → the place's own name; city → its country; demonym → country, empty for wider ones."""

REGIONS: frozenset[str] = frozenset(_REGIONS.strip().replace("\n", "|").split("|"))
"""Places too wide to be the scene of an event."""

COUNTRIES: frozenset[str] = frozenset(row.split("|")[0] for row in _table())
"""The countries' own names."""
