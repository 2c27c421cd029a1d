"""The names that made-up people, firms and streets are put together from."""

from itertools import accumulate
from random import Random

from dealmecca.lib.nicknames import NICKNAMES
from dealmecca.operations.demo.names import FIRST_NAMES, LAST_NAMES
from dealmecca.operations.demo.words import COINED, COMPOUND_HEADS, COMPOUND_TAILS, FOUND, SURNAMES

COMMON_SURNAMES = """
Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson
Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young
Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts
Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez
Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood James
Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez Powell Jenkins
Perry Russell Sullivan Bell Coleman Butler Henderson Barnes Fisher Vasquez Simmons Romero Jordan Patterson Alexander
Hamilton Graham Reynolds Griffin Wallace Moreno West Cole Hayes Bryant Herrera Gibson Ellis Tran Medina Aguilar Stevens
Murray Ford Castro Marshall Owens Harrison Fernandez McDonald Woods Washington Kennedy Wells Vargas Henry Chen Freeman
Webb Tucker Guzman Burns Crawford Olson Simpson Porter Hunter Gordon Mendez Silva Shaw Snyder Mason Dixon Munoz Hunt
Hicks Holmes Palmer Wagner Black Robertson Boyd Rose Stone Salazar Fox Warren Mills Meyer Rice Schmidt Garza Daniels
Müller Schröder Björk Núñez O'Neil O'Brien D'Angelo MacLeod Van Dyke De la Cruz Weiß Østergaard Françoise Šimek Łukasik
""".replace("Van Dyke De la Cruz", "VanDyke").split()
TITLES = tuple(
    f"{rank} {field}".strip()
    for rank in (
        "Media",
        "Senior Media",
        "VP, Media",
        "Director of",
        "Associate Director,",
        "Head of",
        "Chief",
        "Group",
    )
    for field in ("Buyer", "Planner", "Planning", "Investment", "Strategy", "Partnerships", "Analytics", "Operations")
)
CITIES = (
    ("New York", "NY", "212"), ("Chicago", "IL", "312"), ("Los Angeles", "CA", "213"), ("San Francisco", "CA", "415"),
    ("Atlanta", "GA", "404"), ("Austin", "TX", "512"), ("Dallas", "TX", "214"), ("Boston", "MA", "617"),
    ("Detroit", "MI", "313"), ("Minneapolis", "MN", "612"), ("Seattle", "WA", "206"), ("Miami", "FL", "305"),
    ("Denver", "CO", "303"), ("Portland", "OR", "503"), ("Philadelphia", "PA", "215"), ("Washington", "DC", "202"),
    ("Houston", "TX", "713"), ("Phoenix", "AZ", "602"), ("San Diego", "CA", "619"), ("Nashville", "TN", "615"),
    ("St. Louis", "MO", "314"), ("Charlotte", "NC", "704"), ("Columbus", "OH", "614"), ("Cleveland", "OH", "216"),
)  # fmt: skip
STREETS = "Main Park Oak Madison Hudson Lake Market State Spring Mercer Walnut Franklin Canal Harbor Union".split()
FORMS = ("Street", "Avenue", "Road", "Boulevard", "Place", "Drive")
KINDS = ("Media", "Group", "Partners", "Communications", "Creative", "Digital", "Advertising", "Collective", "Agency")
FIRST_WITH_SHORT_FORMS = tuple(name for name, shorts in NICKNAMES.items() if shorts)


class Names:
    """Draws people's names, the usual ones often and the others seldom; `rare` leans towards the others."""

    def __init__(self, random: Random, *, rare: bool) -> None:
        self.random = random
        usual = list(FIRST_WITH_SHORT_FORMS)
        random.shuffle(usual)
        self.first = [name.title() for name in usual] + random.sample(FIRST_NAMES, 250 if not rare else 500)
        self.last = [*COMMON_SURNAMES, *random.sample(LAST_NAMES, 600 if not rare else 950)]
        if rare:
            random.shuffle(self.last)
        self._first = list(accumulate(1 / (place + 30) for place in range(len(self.first))))
        self._last = list(accumulate(1 / (place + (20 if not rare else 80)) for place in range(len(self.last))))

    def draw(self) -> tuple[str, str]:
        first = self.random.choices(self.first, cum_weights=self._first)[0]
        return first, self.surname()

    def surname(self) -> str:
        return self.random.choices(self.last, cum_weights=self._last)[0]


def firm_name(random: Random) -> tuple[str, ...]:
    """Two or three words, the last often a word of the trade: "Halden Pike Media"."""
    telling = random.choice((FOUND, SURNAMES, COINED))
    words = [random.choice(telling)]
    roll = random.random()
    if roll < 0.3:
        words.append(random.choice(SURNAMES))
    elif roll < 0.5:
        words = [random.choice(COMPOUND_HEADS) + random.choice(COMPOUND_TAILS)]
    elif roll < 0.6:
        words.append(random.choice(FOUND))
    if random.random() < 0.85 or len(words) == 1:
        words.append(random.choice(KINDS))
    return tuple(words)
