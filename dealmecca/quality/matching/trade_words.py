"""Words of the trade that many firms have in their names, so that sharing one says nothing."""

TRADE_WORDS = frozenset(
    """
    media group partners communications creative digital advertising collective agency agencies marketing worldwide
    global international national usa us uk america american holdings holding company co inc llc ltd corp network
    networks studio studios interactive entertainment solutions services service labs lab works house north south east
    west new the and of brands brand public relations pr consulting consultants associates ventures technologies
    technology tech systems online outdoor television tv radio publishing press news foods food beverages health
    healthcare financial bank insurance
    """.split()
)
# Beside the same name without one of them they are another house: a foundation is not the firm that pays for it.
APART = frozenset("foundation foundations charity trust fund institute school academy university museum union".split())
ABBREVIATED = {
    "grp": "group", "comms": "communications", "comm": "communications", "communication": "communications",
    "intl": "international", "adv": "advertising", "advtg": "advertising", "mktg": "marketing", "mgmt": "management",
    "svcs": "services", "bros": "brothers", "assoc": "associates", "assocs": "associates", "ptnrs": "partners",
    "partner": "partners", "natl": "national", "mfg": "manufacturing", "hldgs": "holdings", "tech": "technology",
    "technologies": "technology", "dept": "department", "univ": "university", "fdn": "foundation",
}  # fmt: skip
