"""The names of countries, and of the states of the three countries where addresses name them."""

US_STATES = """
AL Alabama|Ala
AK Alaska
AZ Arizona|Ariz
AR Arkansas|Ark
CA California|Calif|Cal
CO Colorado|Colo
CT Connecticut|Conn
DE Delaware|Del
DC District of Columbia|D.C.|Washington D.C.|Washington DC
FL Florida|Fla
GA Georgia
HI Hawaii|Hawai'i
ID Idaho
IL Illinois|Ill
IN Indiana|Ind
IA Iowa
KS Kansas|Kans|Kan
KY Kentucky|Ky
LA Louisiana
ME Maine
MD Maryland|Md
MA Massachusetts|Mass
MI Michigan|Mich
MN Minnesota|Minn
MS Mississippi|Miss
MO Missouri|Mo
MT Montana|Mont
NE Nebraska|Neb|Nebr
NV Nevada|Nev
NH New Hampshire
NJ New Jersey
NM New Mexico|N Mex
NY New York|New York State|NYS
NC North Carolina|N Carolina|N Car
ND North Dakota|N Dakota|N Dak
OH Ohio
OK Oklahoma|Okla
OR Oregon|Ore|Oreg
PA Pennsylvania|Penn|Penna
RI Rhode Island
SC South Carolina|S Carolina|S Car
SD South Dakota|S Dakota|S Dak
TN Tennessee|Tenn
TX Texas|Tex
UT Utah
VT Vermont
VA Virginia|Virg
WA Washington|Wash|Washington State
WV West Virginia|W Virginia|W Va
WI Wisconsin|Wis|Wisc
WY Wyoming|Wyo
PR Puerto Rico
GU Guam
VI U.S. Virgin Islands|US Virgin Islands
"""

CANADIAN_PROVINCES = """
AB Alberta|Alta
BC British Columbia
MB Manitoba|Man
NB New Brunswick
NL Newfoundland and Labrador|Newfoundland|Newfoundland & Labrador
NS Nova Scotia
NT Northwest Territories
NU Nunavut
ON Ontario|Ont
PE Prince Edward Island|PEI
QC Quebec|Québec|Que|PQ
SK Saskatchewan|Sask
YT Yukon|Yukon Territory
"""

# Codes that a state of the United States or a province of Canada has already are written out.
AUSTRALIAN_STATES = """
NSW New South Wales
VIC Victoria
QLD Queensland
SA South Australia
TAS Tasmania
ACT Australian Capital Territory
AU-WA Western Australia
AU-NT Northern Territory
"""

COUNTRIES = """
AD Andorra
AE United Arab Emirates|UAE|Emirates
AF Afghanistan
AG Antigua and Barbuda
AL Albania
AM Armenia
AO Angola
AR Argentina
AT Austria|Österreich
AU Australia|AUS
AW Aruba
AZ Azerbaijan
BA Bosnia and Herzegovina|Bosnia
BB Barbados
BD Bangladesh
BE Belgium|Belgique|België
BF Burkina Faso
BG Bulgaria
BH Bahrain
BI Burundi
BJ Benin
BM Bermuda
BN Brunei
BO Bolivia
BR Brazil|Brasil
BS Bahamas|The Bahamas
BT Bhutan
BW Botswana
BY Belarus
BZ Belize
CA Canada|CAN
CD Democratic Republic of the Congo|DR Congo
CG Congo|Republic of the Congo
CH Switzerland|Schweiz|Suisse|Svizzera
CI Ivory Coast|Côte d'Ivoire
CL Chile
CM Cameroon
CN China|People's Republic of China|PRC|Mainland China
CO Colombia
CR Costa Rica
CU Cuba
CV Cape Verde
CW Curaçao
CY Cyprus
CZ Czechia|Czech Republic
DE Germany|Deutschland
DK Denmark|Danmark
DM Dominica
DO Dominican Republic
DZ Algeria
EC Ecuador
EE Estonia
EG Egypt
ES Spain|España
ET Ethiopia
FI Finland|Suomi
FJ Fiji
FR France
GA Gabon
GB United Kingdom|UK|U.K.|Great Britain|Britain|GBR|United Kingdom of Great Britain and Northern Ireland
GD Grenada
GE Georgia (country)|Republic of Georgia|Sakartvelo
GG Guernsey
GH Ghana
GI Gibraltar
GL Greenland
GM Gambia
GN Guinea
GR Greece|Hellas
GT Guatemala
GY Guyana
HK Hong Kong|Hong Kong SAR
HN Honduras
HR Croatia|Hrvatska
HT Haiti
HU Hungary
ID Indonesia
IE Ireland|Republic of Ireland|Éire
IL Israel
IM Isle of Man
IN India|IND
IQ Iraq
IR Iran
IS Iceland
IT Italy|Italia
JE Jersey
JM Jamaica
JO Jordan
JP Japan|Nippon
KE Kenya
KG Kyrgyzstan
KH Cambodia
KN Saint Kitts and Nevis
KR South Korea|Korea|Republic of Korea
KW Kuwait
KY Cayman Islands
KZ Kazakhstan
LA Laos
LB Lebanon
LC Saint Lucia
LI Liechtenstein
LK Sri Lanka
LR Liberia
LS Lesotho
LT Lithuania
LU Luxembourg
LV Latvia
LY Libya
MA Morocco
MC Monaco
MD Moldova
ME Montenegro
MG Madagascar
MK North Macedonia|Macedonia
ML Mali
MM Myanmar|Burma
MN Mongolia
MO Macau|Macao
MR Mauritania
MT Malta
MU Mauritius
MV Maldives
MW Malawi
MX Mexico|México|MEX
MY Malaysia
MZ Mozambique
NA Namibia
NE Niger
NG Nigeria
NI Nicaragua
NL Netherlands|The Netherlands|Holland|Nederland
NO Norway|Norge
NP Nepal
NZ New Zealand|Aotearoa
OM Oman
PA Panama
PE Peru|Perú
PG Papua New Guinea
PH Philippines|The Philippines
PK Pakistan
PL Poland|Polska
PS Palestine
PT Portugal
PY Paraguay
QA Qatar
RO Romania
RS Serbia
RU Russia|Russian Federation
RW Rwanda
SA Saudi Arabia|KSA|Kingdom of Saudi Arabia
SC Seychelles
SD Sudan
SE Sweden|Sverige
SG Singapore
SI Slovenia
SK Slovakia
SL Sierra Leone
SM San Marino
SN Senegal
SO Somalia
SR Suriname
SS South Sudan
SV El Salvador
SY Syria
SZ Eswatini|Swaziland
TD Chad
TG Togo
TH Thailand
TJ Tajikistan
TL Timor-Leste|East Timor
TM Turkmenistan
TN Tunisia
TR Turkey|Türkiye
TT Trinidad and Tobago|Trinidad & Tobago|Trinidad
TW Taiwan
TZ Tanzania
UA Ukraine
UG Uganda
US United States|United States of America|USA|U.S.A.|U.S.|America|The United States
UY Uruguay
UZ Uzbekistan
VA Vatican City|Holy See
VC Saint Vincent and the Grenadines
VE Venezuela
VG British Virgin Islands
VN Vietnam|Viet Nam
VU Vanuatu
WS Samoa
XK Kosovo
YE Yemen
ZA South Africa|RSA
ZM Zambia
ZW Zimbabwe
"""

# Places that are a city and a country (or nearly one) at once.
CITY_STATES = ("SG", "HK", "MC", "LU", "MO", "GI", "VA", "SM")
