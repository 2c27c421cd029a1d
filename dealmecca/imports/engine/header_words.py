"""What files call their columns: the trade's, the CRMs' and the spreadsheets' names for each field."""

# Words that say whose field it is; what is left of the header then says which.
COMPANY_WORDS = frozenset(
    """
    company companies account accounts organization organisation org employer firm corporate agency advertiser business
    client brand office hq headquarters headquarter firma unternehmen societe entreprise empresa azienda bedrijf
    """.split()
)
PERSON_WORDS = frozenset(
    """
    contact contacts person persons people employee individual lead leads prospect personal member executive work private home
    direct mobile cell kontakt personne persona privat
    """.split()
)

# Names of fields without a side. The first of a line is the field; where two columns fit, the earlier name wins.
_FIELDS = """
website: website|web site|url|web|homepage|home page|site|web address|website url|internet|webseite|site web|sitio web|www|web page|webpage|website value|website address|site internet|pagina web|hemsida|webbplats
domain: domain|web domain|domain name|email domain|primary domain|website domain
industry: industry|sector|gics sector|vertical|category|industry group|primary industry|industries|branche|secteur|sub industry|industria|primary sector|market sector|business sector|branch|bransch|sektor|settore
company_type: type|company type|organization type|account type|record type|classification
size: employees|employee count|number of employees|no of employees|headcount|head count|size|employee range|employee size|staff count|num employees|employees range|mitarbeiter|effectif|number employees|company size|mitarbeiterzahl|anzahl mitarbeiter|employees total|total employees|nombre de salaries|numero de empleados|empleados|funcionarios|numero de funcionarios|dipendenti|aantal medewerkers|antal anstallda
location: location|city state|city and state|place|locality|region and city|standort|headquarters location|city state country|city st|city state zip|city and st|office location|office|lieu|ubicacion
address: address|street|street address|address line|mailing street|billing street|mailing address|strasse|adresse|anschrift|rue|direccion|shipping street|address street|address formatted|full address|endereco|indirizzo|adres|adress|gata|straat
postal_code: zip|zip code|zipcode|postal code|postcode|post code|postal|zip postal code|mailing zip|billing zip|mailing zip postal code|billing zip postal code|mailing postal code|billing postal code|plz|postleitzahl|code postal|codigo postal|cap|address postal code|code postale|postnummer|postcode zip|cep
city: city|town|mailing city|billing city|shipping city|city name|municipality|stadt|ort|ville|ciudad|citta|address city|cidade|plaats|stad|woonplaats|comune|localidad|poblacion|miasto
state: state|province|region|state province|state or province|mailing state|billing state|mailing state province|billing state province|state region|state code|shipping state|bundesland|estado|provincia|address region|provincie|kanton|departement
country: country|country name|mailing country|billing country|country region|shipping country|nation|country code|land|pays|pais|paese|address country|pais region|kraj
description: description|about|overview|summary|bio|short description|company description|beschreibung|notes about company
linkedin_url: linkedin|linkedin url|linkedin profile|linkedin profile url|linkedin link|linkedin page|linkedin company page|li url|linkedin address|profile url|linkedin contact profile url|linkedin company profile url
twitter_url: twitter|twitter url|x|x url|x twitter|twitter profile|twitter handle url|twitter link|twitter profile url
facebook_url: facebook|facebook url|facebook page|facebook company page|facebook link|facebook profile url|facebook profile
logo_url: logo|logo url|logo link
phone: direct phone|work direct phone|direct|direct line|direct dial|phone direct|work phone|business phone|phone|phone number|telephone|telephone number|tel|work phone number|office phone|mobile phone|mobile|cell phone|cell|mobile number|mobile phone number|phone value|telefon|telefonnummer|telefono|telephone fixe|handy|corporate phone|other phone|home phone|phone 2|telefone|telefoon|telefoonnummer|numero de telephone|numero de telefono|tel mobile|portable|telemovel|celular|movil|cellulare|mobiel|mobil|mobilnummer|gsm|cell number|phone no|tel no|telephone no|mobile no|contact number
email: email|email address|mail|work email|business email|email value|primary email|emailaddress|emailadres|mail address|courriel|correo|correo electronico|emailadresse|adresse mail|adresse email|posta elettronica|personal email|email 2|secondary email|home email|indirizzo email|e post|epost|e postadress|endereco de email|adres email|email addresses|emails
external_id: record id|id|external id|uid|uuid|guid|identifier|object id|hubspot id|salesforce id|crm id|number id|ref|reference|hub spot id|apollo id|zoominfo id|zoom info id|pipedrive id|zoho id|freshsales id
"""

_COMPANY = """
name: company|company name|organization|organisation|organization name|organisation name|account|account name|employer|employer name|current company|current employer|associated company|associated company name|primary associated company|company account|company organization|business name|security|security name|legal name|trade name|firm|firm name|agency|agency name|client|client name|advertiser|advertiser name|brand|brand name|firma|firmenname|unternehmen|societe|nom de la societe|raison sociale|entreprise|empresa|nombre de la empresa|azienda|ragione sociale|bedrijf|company name for emails|issuer|constituent|bedrijfsnaam|organisatie|foretag|foretagsnamn|bolag|virksomhed|selskap|razao social|nome da empresa|nome empresa|nombre empresa|nom entreprise|nom de l entreprise|nom societe|firmenbezeichnung|unternehmensname|arbeitgeber|agentur|agence|agencia|agenzia|organisme|organizacao|organizacion
alias: symbol|ticker|ticker symbol|stock symbol|alias|aliases|aka|also known as|other name|other names|dba|doing business as|short name|former name|former names|previous name|abbreviation|acronym
external_id: company id|account id|organization id|organisation id|company record id|associated company id|cik|duns|duns number|lei|primary associated company id
parent: parent|parent company|parent account|parent name|parent organization|parent organisation|holding company|holding|ultimate parent|parent agency|agency network|network|owned by|owner company|parent company name|parent account name|muttergesellschaft|maison mere|parent holdco|holdco|holding group|parent group|agency group|agency holding company|konzern|moederbedrijf|empresa matriz|casa madre|societe mere|groupe
phone: main number|main phone|main phone number|main line|main telephone|main office number|main office phone|switchboard|switchboard number|general phone|hq phone
"""

_CONTACT = """
first_name: first name|firstname|first|given name|givenname|forename|fname|first names|vorname|prenom|nombre|nome|voornaam|fornamn|fornavn|primeiro nome|primer nombre|nombre de pila|imie|given names
last_name: last name|lastname|last|surname|family name|familyname|lname|second name|nachname|familienname|nom de famille|nom|apellido|apellidos|cognome|sobrenome|apelido|ultimo nome|achternaam|efternamn|etternavn|efternavn|nazwisko|familjenamn|zuname|primer apellido|surnames
full_name: full name|fullname|contact name|main contact|primary contact|key contact|main contact name|primary contact name|key contact name|person name|employee name|name of contact|contact full name|contact|contact person|person|display name|lead name|member name|attendee|attendee name|executive name|people|ansprechpartner|ansprechpartnerin|nombre completo|nom complet|kontaktperson|nome completo|volledige naam|fullstandigt namn|imie i nazwisko|kontakt|contactpersoon|contacto|contatto|contato|persona de contacto|personne de contact|vor und nachname|nom et prenom|nom prenom|prenom nom|nome e cognome|nombre y apellidos|name of person
title: job title|title|position|job|role|job role|designation|work title|current title|current position|occupation|jobtitle|headline|funktion|berufsbezeichnung|poste|fonction|cargo|puesto|ruolo|organization title|functie|functietitel|titre|intitule du poste|titulo|stellenbezeichnung|tjanst|befattning|stilling|stanowisko|posizione|qualifica|puesto de trabajo|job position|business title|position title
department: department|departments|dept|division|job function|function|functional area|team|abteilung|service|departamento|organization department|afdeling|avdelning|avdeling|departement|reparto|bereich|setor
seniority: seniority|seniority level|management level|job level|level|career level
suffix: suffix|name suffix|generation|generational suffix
personal_website: personal website|personal site|blog|portfolio|personal web|personal url
"""

# Headers that look like a field and are none: they are left out rather than put where they do not belong.
NEVER = frozenset(
    """
    county|date added|founded|year founded|revenue|annual revenue|created date|create date|created at|updated at|last modified|last modified date|
    last activity date|fax|fax number|company fax|business fax|latitude|longitude|currency|owner|contact owner|account owner|company owner|record owner|lead owner|
    email status|email confidence|email verified|number of retail locations|middle name|salutation|prefix|
    email bounce|do not call|email opt out|lead source|lead status|lifecycle stage|stage|birthday|gender|assistant|assistant phone|
    email sent|email open|account site|catch all status|email source|phone source|sic codes|naics codes|technologies|keywords|total funding
    """.replace("\n", "").split("|")
) - {""}  # fmt: skip


def _read(lines: str) -> dict[str, tuple[str, int]]:
    """{header words: (field, how well they name it: 100 for the first, one less for each after it)}."""
    found: dict[str, tuple[str, int]] = {}
    for line in lines.strip().splitlines():
        field, _, names = line.partition(": ")
        for rank, name in enumerate(names.split("|")):
            found.setdefault(name.strip(), (field, 100 - rank))
    return found


SHARED = _read(_FIELDS)
COMPANY_ONLY = _read(_COMPANY)
CONTACT_ONLY = _read(_CONTACT)
# A company or a person, or the part of a person's name that no other column holds.
PLAIN_NAMES = frozenset({"name", "names", "nom", "nombre", "nome", "naam", "namn"})
# Whose account it is, in a list of agencies and their clients: not the employer of the people in it.
CLIENT_WORDS = frozenset({"client", "advertiser", "brand"})
# Two of them, or one and "name", are a company's name.
EMPLOYER_WORDS = CLIENT_WORDS | frozenset(
    {"company", "account", "organization", "organisation", "employer", "firm", "agency", "business"}
)
# They say which one, not whose.
FILLERS = frozenset({"main", "primary", "key"})
# A person's, but rather the number and address at work where a file has both.
PRIVATE = frozenset({"mobile", "cell", "home", "private", "privat", "personal", "handy", "other", "secondary"})
# Outlook's "business phone" is a person's at work.
EITHER_SIDE = frozenset({"office", "business phone", "business email", "office phone", "corporate email"})
# Names so general that the cells must bear them out: the share of samples that the vocabulary knows.
DOUBTFUL = frozenset(
    {"type", "organization type", "classification", "record type", "category", "level", "account type"}
)
