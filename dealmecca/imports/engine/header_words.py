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
website: website|web site|url|web|homepage|home page|site|web address|website url|internet|webseite|site web|sitio web|www
domain: domain|web domain|domain name|email domain|primary domain|website domain
industry: industry|sector|gics sector|vertical|category|industry group|primary industry|industries|branche|secteur|sub industry|industria
company_type: type|company type|organization type|account type|record type|classification
size: employees|employee count|number of employees|no of employees|headcount|head count|size|employee range|employee size|staff count|num employees|employees range|mitarbeiter|effectif|number employees|company size
location: location|city state|city and state|place|locality|region and city|standort|headquarters location|city state country
address: address|street|street address|address 1|address line 1|address1|street 1|mailing street|billing street|mailing address|strasse|adresse|anschrift|rue|direccion|shipping street
postal_code: zip|zip code|zipcode|postal code|postcode|post code|postal|zip postal code|mailing zip|billing zip|mailing zip postal code|billing zip postal code|mailing postal code|billing postal code|plz|postleitzahl|code postal|codigo postal|cap
city: city|town|mailing city|billing city|shipping city|city name|municipality|stadt|ort|ville|ciudad|citta
state: state|province|region|state province|state or province|mailing state|billing state|mailing state province|billing state province|state region|state code|shipping state|bundesland|estado|provincia
country: country|country name|mailing country|billing country|country region|shipping country|nation|country code|land|pays|pais|paese
description: description|about|overview|summary|bio|short description|company description|beschreibung|notes about company
linkedin_url: linkedin|linkedin url|linkedin profile|linkedin profile url|linkedin link|linkedin page|linkedin company page|li url|linkedin address|profile url
twitter_url: twitter|twitter url|x|x url|x twitter|twitter profile|twitter handle url|twitter link
facebook_url: facebook|facebook url|facebook page|facebook company page|facebook link
logo_url: logo|logo url|logo link
phone: direct phone|work direct phone|direct|direct line|direct dial|phone direct|work phone|business phone|phone|phone number|telephone|telephone number|tel|work phone number|office phone|main phone|mobile phone|mobile|cell phone|cell|mobile number|mobile phone number|phone 1|phone 1 value|switchboard|main number|telefon|telefonnummer|telefono|telephone fixe|handy|corporate phone|other phone|home phone|phone 2
email: email|e mail|email address|e mail address|mail|work email|business email|email 1|email 1 value|primary email|emailaddress|mail address|courriel|correo|correo electronico|e mail adresse|emailadresse|adresse mail|adresse e mail|posta elettronica|personal email|email 2|secondary email|home email
external_id: record id|id|external id|uid|uuid|guid|identifier|object id|hubspot id|salesforce id|crm id|number id|ref|reference
"""

_COMPANY = """
name: company|company name|organization|organisation|organization name|organisation name|account|account name|employer|employer name|current company|current employer|associated company|associated company name|primary associated company|company account|company organization|business name|security|security name|legal name|trade name|firm|firm name|agency|agency name|client|client name|advertiser|advertiser name|brand|brand name|organization 1 name|firma|firmenname|unternehmen|societe|nom de la societe|raison sociale|entreprise|empresa|nombre de la empresa|azienda|ragione sociale|bedrijf|company name for emails|issuer|constituent
alias: symbol|ticker|ticker symbol|stock symbol|alias|aliases|aka|also known as|other name|other names|dba|doing business as|short name|former name|former names|previous name|abbreviation|acronym
external_id: company id|account id|organization id|organisation id|company record id|associated company id|cik|duns|duns number|lei
parent: parent|parent company|parent account|parent name|parent organization|parent organisation|holding company|holding|ultimate parent|parent agency|agency network|network|owned by|owner company|parent company name|parent account name|muttergesellschaft|maison mere
"""

_CONTACT = """
first_name: first name|firstname|first|given name|givenname|forename|fname|first names|vorname|prenom|nombre|nome
last_name: last name|lastname|last|surname|family name|familyname|lname|second name|nachname|familienname|nom de famille|nom|apellido|apellidos|cognome
full_name: full name|fullname|contact name|main contact|primary contact|key contact|main contact name|primary contact name|key contact name|person name|employee name|name of contact|contact full name|contact|contact person|person|display name|lead name|member name|attendee|attendee name|executive name|people|ansprechpartner|ansprechpartnerin|nombre completo|nom complet|kontaktperson
title: job title|title|position|job|role|job role|designation|work title|current title|current position|occupation|organization 1 title|jobtitle|headline|funktion|berufsbezeichnung|poste|fonction|cargo|puesto|ruolo
department: department|departments|dept|division|job function|function|functional area|team|abteilung|service|departamento
seniority: seniority|seniority level|management level|job level|level|career level
personal_website: personal website|personal site|blog|portfolio|personal web|personal url
"""

# Headers that look like a field and are none: they are left out rather than put where they do not belong.
NEVER = frozenset(
    """
    county|date added|founded|year founded|revenue|annual revenue|created date|create date|created at|updated at|last modified|last modified date|
    last activity date|fax|fax number|company fax|business fax|latitude|longitude|currency|owner|contact owner|account owner|company owner|record owner|lead owner|
    email status|email confidence|email verified|number of retail locations|middle name|salutation|prefix|suffix|
    email bounce|do not call|email opt out|lead source|lead status|lifecycle stage|stage|birthday|gender|assistant|assistant phone|
    email sent|email open|account site|catch all status|email source|phone source|name suffix|sic codes|naics codes|technologies|keywords|total funding
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
PLAIN_NAMES = frozenset({"name", "names", "nom", "nombre", "nome"})
# Whose account it is, in a list of agencies and their clients: not the employer of the people in it.
CLIENT_WORDS = frozenset({"client", "advertiser", "brand"})
# They say which one, not whose.
FILLERS = frozenset({"main", "primary", "key"})
# A person's, but rather the number and address at work where a file has both.
PRIVATE = frozenset({"mobile", "cell", "home", "private", "privat", "personal", "handy", "other", "secondary"})
# Outlook's "business phone" is a person's at work.
EITHER_SIDE = frozenset({"business phone", "business email", "office phone", "corporate email", "main phone"})
# Names so general that the cells must bear them out: the share of samples that the vocabulary knows.
DOUBTFUL = frozenset({"type", "classification", "record type", "category", "level", "account type"})
