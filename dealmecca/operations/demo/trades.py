"""What demo advertisers sell: one trade per industry code, with the nouns that their names and products end in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trade:
    industry: str
    weight: int
    company_nouns: tuple[str, ...]
    product_nouns: tuple[str, ...]
    sells: str


def _trade(industry: str, weight: int, sells: str, company_nouns: str, product_nouns: str) -> Trade:
    return Trade(industry, weight, tuple(company_nouns.split(",")), tuple(product_nouns.split(",")), sells)


# Weights fall off as in life: a few industries buy most of the media.
TRADES = (
    _trade(
        "RETAIL", 150, "shops and an online store",
        "Outfitters,Stores,Market,Supply,Mercantile,Grocers,Department Stores,Goods,Bazaar,Emporium,Superette",
        "Basics,Market Pantry Line,Rewards,Essentials,Fresh",
    ),
    _trade(
        "FOOD_BEVERAGE", 118, "food and drink",
        "Cola,Foods,Snacks,Springs,Tea,Dairy,Bakery,Coffee,Cereals,Juice,Creamery,Kitchens,Provisions,Pasta",
        "Zero,Sparkling,Crunch,Original,Oat,Cold Brew,Minis,Iced Tea",
    ),
    _trade(
        "FINANCIAL_SERVICES", 100, "banking and cards",
        "Bank,Trust,Savings,Credit Union,Capital,Wealth,Financial,Bancorp,Lending,Payments",
        "Rewards Card,Checking,Home Loans,Wallet,Invest",
    ),
    _trade(
        "AUTOMOTIVE", 84, "cars and what keeps them running",
        "Motors,Automotive,Auto Group,Tire,Mobility,Motor Works,Car Care,Electric Vehicles,Motorcycles",
        "GT,Trailer,Wagon,EV,Roadster,Service Plus",
    ),
    _trade(
        "TRAVEL", 70, "journeys and rooms",
        "Air,Hotels,Cruises,Resorts,Rail,Airways,Travel,Lodges,Vacations,Coach Lines",
        "Suites,Rewards,Holidays,Express,Inn",
    ),
    _trade(
        "CONSUMER_GOODS", 62, "household products",
        "Home Care,Paper,Household,Clean,Diapers,Laundry,Brands,Products,Soap Company",
        "Wipes,Bright,Fresh Linen,Tissue,Pods,Baby",
    ),
    _trade(
        "RESTAURANTS", 56, "quick meals",
        "Burgers,Pizza,Grill,Tacos,Chicken,Diner,Sandwich Company,Noodles,Smokehouse,Donuts",
        "Express,Drive-In,To Go,Catering",
    ),
    _trade(
        "TECHNOLOGY", 52, "software and devices",
        "Software,Systems,Cloud,Labs,Devices,Computing,Data,Robotics,Semiconductor,Networks",
        "Cloud,Home Hub,Desk,Watch,Assistant",
    ),
    _trade(
        "TELECOM", 44, "mobile and internet service",
        "Wireless,Fiber,Mobile,Broadband,Telecom,Communications,Cable",
        "Unlimited,Prepaid,Home Internet,Business",
    ),
    _trade(
        "INSURANCE", 42, "insurance",
        "Insurance,Mutual,Assurance,Cover,Life,Indemnity",
        "Auto Cover,Home Cover,Pet Cover,Term Life",
    ),
    _trade(
        "PHARMA", 40, "medicines",
        "Pharma,Therapeutics,Biosciences,Laboratories,Remedies,Vaccines",
        "Relief,Allergy,Night,Immune",
    ),
    _trade(
        "HEALTHCARE", 38, "care for patients",
        "Health,Clinics,Medical Group,Hospitals,Dental,Eye Care,Hearing,Urgent Care",
        "At Home,Kids,Senior Care,Virtual",
    ),
    _trade(
        "ENTERTAINMENT", 36, "films, shows and parks",
        "Pictures,Studios,Records,Theatres,Streaming,Parks,Live,Animation",
        "Plus,Kids,Originals,Festival",
    ),
    _trade(
        "BEAUTY", 34, "beauty and care",
        "Beauty,Skin,Cosmetics,Hair,Fragrance,Botanicals,Grooming,Apothecary",
        "Glow,Men,Sun,Night Cream,Color",
    ),
    _trade(
        "FASHION", 32, "clothes and shoes",
        "Apparel,Denim,Footwear,Knitwear,Leather,Jewelers,Tailors,Activewear,Eyewear",
        "Kids,Sport,Studio,Outlet",
    ),
    _trade(
        "HOME", 28, "things for the house and garden",
        "Furniture,Home,Mattress,Paint,Hardware,Garden,Lighting,Kitchen & Bath,Flooring",
        "Outdoor,Loft,Nursery,Pro",
    ),
    _trade(
        "ALCOHOL", 26, "beer, wine and spirits",
        "Brewing,Distillers,Cellars,Vineyards,Cider,Rum Company,Ales",
        "Lager,Light,Reserve,Seltzer,Gin",
    ),
    _trade(
        "GAMING", 24, "games",
        "Games,Casino,Interactive,Arcade,Sportsbook,Lottery",
        "Mobile,Legends,Online,Poker",
    ),
    _trade(
        "EDUCATION", 20, "courses and degrees",
        "University,College,Academy,Learning,Online School,Tutors",
        "Online,Extension,Prep,Junior",
    ),
    _trade(
        "HEALTHCARE", 10, "wellness products",
        "Wellness,Vitamins,Pharmacy,Nutrition",
        "Daily,Kids,Sleep,Active",
    ),
    _trade(
        "MEDIA", 16, "news and reading",
        "News,Magazines,Books,Podcasts",
        "Daily,Weekend,Kids,Plus",
    ),
    _trade(
        "SPORTS", 16, "sport and training",
        "Fitness,Athletic,Cycles,Golf,Outdoors,Sporting Goods",
        "Trail,Studio,Junior,Pro",
    ),
    _trade(
        "PETS", 15, "food and care for pets",
        "Pet Foods,Pets,Veterinary,Kennels,Pet Supply",
        "Puppy,Senior,Treats,Grain Free",
    ),
    _trade(
        "ENERGY", 14, "fuel and power",
        "Energy,Petroleum,Solar,Fuels,Renewables",
        "Home Solar,Fleet,Charge",
    ),
    _trade(
        "UTILITIES", 12, "power and water",
        "Power,Gas & Electric,Water,Light & Power",
        "Green Rate,Smart Home",
    ),
    _trade(
        "REAL_ESTATE", 12, "homes",
        "Homes,Realty,Properties,Communities,Apartments",
        "Rentals,Villas,Senior Living",
    ),
    _trade(
        "INDUSTRIALS", 12, "machines and transport",
        "Freight,Tools,Manufacturing,Logistics,Aerospace,Elevator,Machinery",
        "Pro,Rental,Parts",
    ),
    _trade(
        "CONSUMER_DISCRETIONARY", 10, "things people treat themselves to",
        "Toys,Luggage,Weddings,Moving,Rentals,Appliances",
        "Junior,Travel,Plus",
    ),
    _trade(
        "PROFESSIONAL_SERVICES", 10, "services to firms",
        "Legal,Staffing,Tax,Payroll,Advisors",
        "Small Business,Online,Express",
    ),
    _trade(
        "GOVERNMENT", 8, "public services",
        "Tourism Board,Transit Authority,Health Department,Port Authority",
        "Visit,Rides",
    ),
    _trade(
        "NONPROFIT", 8, "a cause",
        "Foundation,Relief Fund,Conservancy,Food Bank",
        "Walk,Gala",
    ),
    _trade(
        "MATERIALS", 6, "materials",
        "Chemical,Paper Mills,Glass,Packaging,Steel",
        "Pro,Eco",
    ),
    _trade(
        "AGRICULTURE", 6, "crops and seed",
        "Farms,Seeds,Orchards,Feed & Grain",
        "Organic,Select",
    ),
    _trade(
        "OTHER", 4, "several things",
        "Enterprises,Ventures,Company",
        "One,Plus",
    ),
)  # fmt: skip

PUBLISHER_NOUNS = (
    "Media,TV,Audio,Outdoor,Network,Broadcasting,Publishing,Magazines,Radio,Podcasts,Streaming,Transit Media".split(",")
)
ADTECH_NOUNS = "DSP,Exchange,Measurement,Identity,Ad Server,Attribution,Data Cloud,Signals,Verification".split(",")
CONSULTANCY_NOUNS = "Consulting,Media Auditors,Advisory,Search Consultants,Partners,Review".split(",")
PUBLIC_RELATIONS_NOUNS = ("Public Relations", "Communications", "PR")
PRODUCTION_NOUNS = ("Productions", "Post", "Film Works")
