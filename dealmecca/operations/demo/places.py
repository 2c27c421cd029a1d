"""Where demo companies sit: sixty real cities; streets, postal codes and telephone numbers are made up."""

import random
from dataclasses import dataclass
from itertools import accumulate

# (city, state, country, weight, postal pattern, telephone pattern); in patterns # is a digit and @ a letter.
# The telephone patterns are the ranges that each country's regulator keeps for fiction: nobody's phone rings.
_US, _CA, _UK = "United States", "Canada", "United Kingdom"


@dataclass(frozen=True, slots=True)
class Place:
    city: str
    state: str
    country: str
    weight: int
    postal_pattern: str
    phone_pattern: str

    @property
    def location(self) -> str:
        """How people write it: "Chicago, IL", but "Toronto, ON, Canada"."""
        parts = [self.city, self.state] if self.country == _US else [self.city, self.state, self.country]
        return ", ".join(part for part in parts if part)


def _united_states(line: str) -> Place:
    city, state, weight, postal, area = (part.strip() for part in line.split(","))
    return Place(city, state, _US, int(weight), f"{postal}##", f"+1 {area} 555 01##")


PLACES: tuple[Place, ...] = (
    *map(
        _united_states,
        """\
New York, NY, 210, 100, 212
Chicago, IL, 120, 606, 312
Los Angeles, CA, 110, 900, 213
San Francisco, CA, 60, 941, 415
Atlanta, GA, 55, 303, 404
Austin, TX, 40, 787, 512
Dallas, TX, 48, 752, 214
Boston, MA, 42, 021, 617
Detroit, MI, 34, 482, 313
Minneapolis, MN, 36, 554, 612
Seattle, WA, 34, 981, 206
Miami, FL, 32, 331, 305
Denver, CO, 28, 802, 303
Portland, OR, 22, 972, 503
Philadelphia, PA, 26, 191, 215
Washington, DC, 24, 200, 202
Houston, TX, 26, 770, 713
Phoenix, AZ, 18, 850, 602
San Diego, CA, 16, 921, 619
Nashville, TN, 16, 372, 615
Charlotte, NC, 18, 282, 704
Raleigh, NC, 12, 276, 919
Columbus, OH, 14, 432, 614
Cleveland, OH, 12, 441, 216
Cincinnati, OH, 16, 452, 513
Pittsburgh, PA, 12, 152, 412
St. Louis, MO, 16, 631, 314
Kansas City, MO, 16, 641, 816
Milwaukee, WI, 12, 532, 414
Indianapolis, IN, 10, 462, 317
Richmond, VA, 12, 232, 804
Baltimore, MD, 10, 212, 410
Tampa, FL, 10, 336, 813
Orlando, FL, 8, 328, 407
New Orleans, LA, 6, 701, 504
San Antonio, TX, 8, 782, 210
Salt Lake City, UT, 12, 841, 801
Las Vegas, NV, 8, 891, 702
Sacramento, CA, 6, 958, 916
San José, CA, 12, 951, 408
Omaha, NE, 8, 681, 402
Des Moines, IA, 6, 503, 515
Louisville, KY, 6, 402, 502
Memphis, TN, 6, 381, 901
Birmingham, AL, 5, 352, 205
Boise, ID, 5, 837, 208
Stamford, CT, 10, 069, 203
Winston-Salem, NC, 4, 271, 336
Honolulu, HI, 3, 968, 808""".splitlines(),
    ),
    Place("Toronto", "ON", _CA, 44, "M5@ #@#", "+1 416 555 01##"),
    Place("Montréal", "QC", _CA, 20, "H3@ #@#", "+1 514 555 01##"),
    Place("Vancouver", "BC", _CA, 16, "V6@ #@#", "+1 604 555 01##"),
    Place("Calgary", "AB", _CA, 8, "T2@ #@#", "+1 403 555 01##"),
    Place("London", "", _UK, 50, "W1@ #@@", "+44 20 7946 0###"),
    Place("Manchester", "", _UK, 10, "M1 #@@", "+44 161 496 0###"),
    Place("Edinburgh", "", _UK, 5, "EH1 #@@", "+44 131 496 0###"),
    Place("Birmingham", "", _UK, 5, "B2 #@@", "+44 121 496 0###"),
    Place("Düsseldorf", "", "Germany", 6, "402##", ""),
    Place("Hamburg", "", "Germany", 6, "200##", ""),
    Place("Paris", "", "France", 8, "750##", "+33 1 99 00 ## ##"),
    Place("São Paulo", "SP", "Brazil", 6, "01###-###", ""),
    Place("Sydney", "NSW", "Australia", 8, "20##", "+61 2 5550 ####"),
)
PLACE_OF = {(place.city, place.country): place for place in PLACES}

_STREETS = (
    "Alder St,Almond Row,Archway Ave,Ashbury Blvd,Baker's Yard,Beacon Way,Birchfield Rd,Bluff St,Brickfield Ave,"
    "Bridge Plaza,Canal St,Cannery Row,Cedar Ave,Chandler Blvd,Clocktower Sq,Cobbler Ln,Cooper St,Copperfield Dr,"
    "Court Plaza,Dockside Way,Eastgate Ave,Elm St,Exchange Pl,Fairview Ave,Ferry Landing,Foundry St,Founders Way,"
    "Garden Ct,Glassworks Rd,Granary Row,Harbor Dr,Hawthorn St,Hillside Ave,Ironworks Way,Juniper St,Kiln Rd,"
    "Lakeshore Plaza,Lantern Sq,Larch St,Linden Ave,Market Sq,Mercer's Row,Mill St,Millrace Rd,Newgate Ave,"
    "Northgate Blvd,Orchard Pl,Paper Mill Ln,Park Row,Pearl Plaza,Printers Alley,Quarry Rd,Quay St,River Walk,"
    "Rope Walk,Sawmill Dr,Signal St,Silverleaf Rd,Spruce St,Station Plaza,Stonecutter Ave,Summit Ave,Tanner St,"
    "Tilden Ave,Tower Hill,Union Pl,Viaduct St,Wabash Row,Warehouse Way,Water St,Weaver St,Westbank Blvd,Wharf Rd,"
    "Willow St,Woodyard Ln"
).split(",")
_FLOORS = ("", "", "", "", "Suite {0}00", "Suite {0}20", "Suite {0}50", "Floor {0}", "Unit {0}")


class Places:
    """Draws places by weight, and addresses and telephone numbers in them."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._weights = list(accumulate(place.weight for place in PLACES))

    def draw(self) -> Place:
        return self._rng.choices(PLACES, cum_weights=self._weights)[0]

    def draw_distinct(self, count: int) -> list[Place]:
        found: dict[Place, None] = {}
        while len(found) < min(count, len(PLACES)):
            found[self.draw()] = None
        return list(found)

    def address(self) -> str:
        street = f"{self._rng.randrange(1, 2400)} {self._rng.choice(_STREETS)}"
        floor = self._rng.choice(_FLOORS).format(self._rng.randrange(1, 40))
        return f"{street}, {floor}" if floor else street

    def postal_code(self, place: Place) -> str:
        return fill_pattern(place.postal_pattern, self._rng)

    def phone(self, place: Place) -> str:
        return fill_pattern(place.phone_pattern, self._rng)


def fill_pattern(pattern: str, rng: random.Random) -> str:
    return "".join(
        rng.choice("0123456789") if sign == "#" else rng.choice("ABCEGHJKLMNPRSTVXY") if sign == "@" else sign
        for sign in pattern
    )
