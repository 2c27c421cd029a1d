"""Words that decide whether a name is one: ordinary words, and what may stand beside a company."""

from functools import cache, lru_cache
from pathlib import Path

from dealmecca.lib.nicknames import is_given_name

SMALL = frozenset("a an and at by de for from in la le of on or plus s the to und with".split())


@cache
def ordinary_words() -> frozenset[str]:
    """English words that are written small; of names that are never anything else, none is here."""
    return frozenset((Path(__file__).parent / "ordinary_words.txt").read_text(encoding="utf-8").split())


def is_ordinary(keys: tuple[str, ...]) -> bool:
    """Whether such a name says something else when it is written small: "Target", "Best Buy"."""
    return all(map(_is_ordinary_word, keys))


@lru_cache(maxsize=50_000)
def _is_ordinary_word(key: str) -> bool:
    words = ordinary_words()
    return key in SMALL or key.isdigit() or any(form in words for form in _forms(key))


def _forms(key: str) -> list[str]:
    """The word, and what it may be made of: "linings", "moving", "planners"."""
    forms = [key]
    if key.endswith("s") and len(key) > 3:
        forms.append(key[:-1])
    for ending in ("es", "ed", "ing", "er", "ers", "ly", "y", "ness", "ful", "less", "ment"):
        stem = key[: -len(ending)]
        if not key.endswith(ending) or len(stem) < 3 or (ending == "es" and stem[-1] not in "sxzho"):
            continue
        forms += [stem, f"{stem}e"] if stem[-1] != stem[-2] else [stem, stem[:-1]]
    return forms


# Always written with a capital, and mostly something else: a capital of theirs is no sign at all.
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)
CITIES = frozenset(
    """abilene akron albany albuquerque alexandria anaheim anchorage arlington atlanta augusta aurora austin
    bakersfield baltimore bangor berlin birmingham boise boston boulder bridgeport brooklyn brussels buffalo burbank
    cambridge charleston charlotte chattanooga chicago cincinnati cleveland columbia columbus concord dallas dayton
    denver detroit dublin durham edmonton fresno geneva glendale greensboro hartford helena henderson hollywood
    houston indianapolis irvine irving jackson jacksonville jersey knoxville lancaster lansing lexington lincoln
    lisbon london louisville lubbock madison madrid manhattan manchester melbourne memphis mesa miami milan
    milwaukee minneapolis mobile modesto montgomery montreal nashville newark norfolk oakland ogden omaha orlando
    oslo oxford paris pasadena peoria philadelphia phoenix pittsburgh plano portland prague providence provo quebec
    queens raleigh reno richmond riverside rochester rockford rome sacramento salem savannah scottsdale seattle
    shreveport spokane springfield stamford stockholm stockton sydney syracuse tacoma tallahassee tampa toledo
    topeka toronto tucson tulsa vancouver vienna warsaw washington wichita wilmington worcester zurich california
    texas florida georgia virginia carolina ohio michigan illinois indiana kentucky tennessee alabama mississippi
    louisiana arkansas missouri iowa minnesota wisconsin nebraska kansas oklahoma colorado utah nevada arizona
    oregon idaho montana wyoming dakota maine vermont massachusetts connecticut delaware maryland pennsylvania
    america canada mexico france germany spain italy england ireland scotland europe asia africa australia china
    japan india""".split()
)
# After a name: it is a place.
PLACE_WORDS = frozenset(
    """road rd street st avenue ave boulevard blvd lane drive highway park island lake county beach hill hills valley
    creek springs square tower hall museum university college school stadium arena festival airport bridge river bay
    township heights field""".split()
)


# Given names that have no short form, and so stand in no list of those.
_GIVEN = frozenset(
    """aaron adam adrian aidan aisha alana alicia amy ana anita anna anne ashley blake brandon brenda brent brian
    brittany bruce bryan caleb carla carlos carmen chad chelsea chloe claire claudia colin connor corey courtney
    craig dana darren dean denise derek devin diana diane donna dylan eileen elaine elena emma eric erica erin ethan
    evan fatima fiona gary gavin gina glenn gloria hannah heidi hugo ian irene ivan jared joel jordan juan julian
    justin karen karl keith kerry kirk kurt kyle lance lara laura lauren leah leon linda logan lorena lucas luis
    luke lydia marco maria marie mario marissa martha mason maya megan meredith mia miguel miles molly monica morgan
    naomi neil nina noah noel nolan oscar owen pablo paige parker paula pedro phoebe priya quinn rafael raj ramon
    regina rita rosa ross ruth ryan sabrina sara sean selena serena seth shane shannon sheila simon sonia sophia
    tanya tara taylor tiffany todd tracy travis trevor troy vanessa vera wanda warren wayne whitney wyatt yolanda
    yvonne zoe""".split()
)


def is_somebody_or_somewhere(key: str) -> bool:
    """A given name, a city, a state, a day: "Ask Martin", "in Lincoln"."""
    return key in CALENDAR or key in CITIES or key in _GIVEN or is_given_name(key)


# What people do as well as companies: beside a given name it is no sign of a company.
PEOPLE_DO = frozenset(
    """said says called calls told tells asked asks thinks thought knows knew likes loves hates wants wanted went
    goes got gets gave gives left leaves sent confirms confirmed announced works worked joined needs needed
    keeps kept""".split()
)


# Capitals that make no other name of the word beside them.
BENIGN = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur
    thurs fri sat sun cmo ceo cfo coo cto cro cdo cio vp svp evp avp director directors manager managers planner
    planners buyer buyers head chief president chairman founder exec executive executives account client clients
    brand advertiser retailer agency agencies aor rfp rfi rfps ctv ott ooh dooh tv dma seo sem ppc dsp ssp cpm cpms
    roi roas kpi kpis b2b b2c q1 q2 q3 q4 h1 h2 fy us uk usa eu emea apac latam na nyc la ad ads hq pr dm dms re fyi
    hi hey hello thanks thank update breaking news anyone somebody someone who what when where why how does did do
    is are was has have had can could will would should if as so but yet just also even still now then not no yes ok
    and or vs via per for with without from to at by of on in into over under about after before since until while
    the a an our their his her my your this that these those both all any some each every team pitch review edit ps
    tl dr tldr q a i we they he she it you upfront upfronts scatter newfront newfronts super bowl olympics christmas
    easter halloween thanksgiving""".split()
)

# After a company: what companies do. At the beginning of a sentence a capital alone is no sign.
DOES = frozenset(
    """moved moves shifts shifted names named picks picked puts put taps tapped hires hired launches launched awards
    awarded reviews reviewed consolidates consolidated drops dropped splits fires fired appoints appointed cuts
    spends spent buys bought sponsors sponsored wins won loses lost plans planned announces announced says said
    wants wanted needs needed opens opened signs signed renews renewed knows knew likes liked loves hates thinks
    thought goes went keeps kept runs ran pays paid asks asked confirms confirmed invites invited hands handed parts
    parted stays stayed left leaves takes took brings brought seeks sought called calls briefed briefs chose chooses
    doubled doubles expanded expands extended extends paused pauses pitched pitches pulled pulls ended ends started
    starts begins began acquired acquires merged merges rehired retained retains selected selects sold sells
    shortlisted uses used works worked tested tests tripled trims trimmed rolled rolls retired returns returned
    replaced replaces switched switches sent sends told tells issued invests invested increased increases joined
    joins hosted hosts handles handled gave gives got gets found finds filed files reportedly recently officially
    quietly allegedly apparently finally""".split()
)
IS = frozenset("is was isn wasn has had hasn".split())
HAS_WHAT = frozenset("a an the new its two three already just no".split())
IS_WHAT = frozenset(
    """been cut put left won lost sold made gone chosen taken begun hit set in out back still now also not with up
    under finally reportedly""".split()
)

# Short forms that mean something else to everybody who sells media.
TRADE_CAPITALS = frozenset(
    """ctv ott ooh dooh tv dma seo sem ppc dsp ssp cpm cpms roi roas kpi rfp rfi aor b2b b2c cmo ceo cfo coo cto vp svp
    evp us usa uk eu nyc la hq pr dm ad ads crm cdp dmp vod avod svod fast iab mrc ana ana api sdk pos qsr cpg dtc
    d2c hr it eod eom eoy fyi asap tbd tba nda msa sow q1 q2 q3 q4 faq diy ai ml ar vr ip id""".split()
)
