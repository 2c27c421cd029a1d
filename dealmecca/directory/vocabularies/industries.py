"""What a company sells. The eleven GICS sectors (MSCI and S&P) and the common names of CRMs are aliases."""

from dealmecca.lib.vocabulary import Term, Vocabulary

INDUSTRY = Vocabulary(
    "industry",
    (
        Term("ADVERTISING", "Advertising and marketing", (
            "advertising", "marketing", "advertising agency", "marketing and advertising", "advertising services",
            "media buying", "marketing services", "ad agency", "media agency", "agency",
        )),
        Term("AUTOMOTIVE", "Automotive", ("auto", "automobile", "automobiles", "cars", "motor vehicles", "automotive retail")),
        Term("CONSUMER_GOODS", "Consumer packaged goods", (
            "cpg", "fmcg", "consumer staples", "consumer goods", "packaged goods", "household products",
        )),
        Term("CONSUMER_DISCRETIONARY", "Consumer products and services", (
            "consumer discretionary", "consumer products", "consumer services", "consumer durables", "consumer",
        )),
        Term("FOOD_BEVERAGE", "Food and beverage", (
            "food", "beverage", "beverages", "food beverage", "food and drink", "soft drinks", "packaged foods",
        )),
        Term("ALCOHOL", "Beer, wine and spirits", ("alcohol", "spirits", "beer", "wine", "brewers", "distillers", "alcoholic beverages")),
        Term("RESTAURANTS", "Restaurants", ("qsr", "quick service restaurants", "restaurant", "fast food", "food service")),
        Term("BEAUTY", "Beauty and personal care", ("beauty", "cosmetics", "personal care", "personal care products")),
        Term("FASHION", "Fashion and apparel", ("fashion", "apparel", "clothing", "footwear", "luxury", "apparel accessories and luxury goods")),
        Term("RETAIL", "Retail", ("retailer", "retailing", "ecommerce", "e-commerce", "grocery", "supermarkets", "broadline retail")),
        Term("FINANCIAL_SERVICES", "Financial services", (
            "finance", "financial", "financials", "banking", "bank", "banks", "investment", "fintech", "asset management",
            "diversified banks", "credit cards", "payments",
        )),
        Term("INSURANCE", "Insurance", ("insurer", "property and casualty insurance", "life and health insurance")),
        Term("HEALTHCARE", "Health care", (
            "health", "healthcare", "medical", "hospital", "hospitals", "health care equipment", "health services",
        )),
        Term("PHARMA", "Pharmaceuticals", ("pharma", "pharmaceutical", "biotech", "biotechnology", "life sciences")),
        Term("TECHNOLOGY", "Technology", (
            "tech", "it", "information technology", "software", "hardware", "saas", "internet", "semiconductors", "computer software",
        )),
        Term("TELECOM", "Telecommunications", ("telecom", "telco", "wireless", "cable", "telecommunication services")),
        Term("MEDIA", "Media and communication", (
            "media", "communication services", "communications", "publishing", "broadcasting", "news", "media services", "television", "radio",
        )),
        Term("ENTERTAINMENT", "Entertainment", ("film", "movies", "movies and entertainment", "music", "streaming", "theme parks")),
        Term("GAMING", "Gaming and betting", ("games", "video games", "gambling", "casinos", "casinos and gaming", "sports betting", "betting")),
        Term("SPORTS", "Sports and fitness", ("sport", "fitness", "sporting goods", "sports teams")),
        Term("TRAVEL", "Travel and hospitality", (
            "travel", "hospitality", "hotels", "airlines", "airline", "tourism", "cruise", "travel and tourism", "leisure",
            "hotels resorts and cruise lines", "passenger airlines",
        )),
        Term("REAL_ESTATE", "Real estate", ("property", "reit", "reits", "realty", "real estate services")),
        Term("HOME", "Home and garden", ("home", "furniture", "home improvement", "home furnishings", "home and garden", "diy")),
        Term("INDUSTRIALS", "Industrials", (
            "industrial", "manufacturing", "aerospace", "aerospace and defense", "construction", "machinery", "logistics", "transportation",
        )),
        Term("MATERIALS", "Materials and chemicals", ("materials", "chemicals", "mining", "paper and packaging", "metals")),
        Term("ENERGY", "Energy", ("oil and gas", "oil", "gas", "renewables", "solar", "petroleum")),
        Term("UTILITIES", "Utilities", ("utility", "electric utilities", "water utilities", "power")),
        Term("EDUCATION", "Education", ("higher education", "schools", "universities", "edtech", "e-learning")),
        Term("GOVERNMENT", "Government and politics", ("government", "political", "public sector", "politics", "public administration", "military")),
        Term("NONPROFIT", "Nonprofit", ("non profit", "ngo", "charity", "charities", "not for profit", "philanthropy")),
        Term("PROFESSIONAL_SERVICES", "Professional services", (
            "professional services", "consulting", "legal", "law", "accounting", "business services", "staffing", "b2b", "human resources",
        )),
        Term("PETS", "Pets", ("pet", "pet care", "pet food", "veterinary")),
        Term("AGRICULTURE", "Agriculture", ("farming", "agribusiness", "agricultural products")),
        Term("OTHER", "Other", ("misc", "miscellaneous", "diversified")),
    ),
)  # fmt: skip
