"""Company names made comparable; the names that people see are never rewritten."""

import re
from functools import lru_cache

from cleanco.clean import get_unique_terms, normalize_terms

from dealmecca.lib.text_keys import fold, name_key

# Legal forms that mean nothing else at the end of a name, however they are written.
_LEGAL_FORMS = """
    inc, incorporated, corp, corporation, co, company, and co, and company, llc, llp, lllp, pllc, ltd, limited, plc,
    public limited company, private limited, pvt ltd, pvt limited, pte ltd, pty ltd, pty limited, proprietary limited,
    gmbh, gmbh and co kg, gmbh and co kgaa, mbh, ag and co kg, ag and co kgaa, kgaa, sab de cv, sa de cv, sapi de cv,
    s de rl de cv, sa rl, sarl, sprl, bvba, ltda, eireli, bhd, sdn bhd, aktiengesellschaft, societe anonyme
"""
# These are words or names too: they only count in capitals or with points ("Volvo AB", "Nestlé S.A.").
_SHORT_FORMS = "ab ag aps as asa bv eg ev kg kk lp nv ou oy oyj pc sa sas sca se sl srl spa"
# Of the legal forms that cleanco knows, those that are no legal form in the names of agencies and advertisers.
_NO_FORMS = {"private", "unlimited", "unltd", "coop", "koop", "scoop", "scop", "etat", "amba", "peec"}
_ABBREVIATIONS = {
    "intl": "international", "natl": "national", "mfg": "manufacturing", "mgmt": "management", "svc": "service",
    "svcs": "services", "grp": "group", "bros": "brothers", "hldgs": "holdings", "assocs": "associates",
}  # fmt: skip

_SHARE_CLASS = re.compile(r"\s*\((?:class|series)\s+[a-z0-9]{1,2}\)", re.IGNORECASE)
_TRAILING_ARTICLE = re.compile(r"(?:\s*\(the\)|,\s*the)\s*$", re.IGNORECASE)
_AND = re.compile(r"&|(?<=\s)\+(?=\s)")
_CHUNK = re.compile(r"[^\s,;()\[\]/]+|[()]")


@lru_cache(maxsize=4_096)  # a file of people names their companies again and again
def company_key(name: str) -> str:
    """The name without case, accents, punctuation, spaces, legal form, share class and article: equal keys, one name.

    "The Coca-Cola Company", "Coca-Cola Company (The)" and "coca cola" are "cocacola". "&" and "and" are one, and stay
    ("AT&T" is "atandt"), as does a "+" within a word ("Disney+" is not Disney). Words are not turned round, and nothing
    is dropped that would leave no name: "The Limited" is "thelimited". Only a name without letters and digits, such
    as "!!!", is its own key; "" stays "".
    """
    words = _words(_SHARE_CLASS.sub("", _TRAILING_ARTICLE.sub("", name)))
    core = _without_legal_forms(words)
    if core[:1] == ["the"]:
        core = core[1:]
    if not core or core == ["and"]:
        core = [word.lower() for word in _words(name) if word not in "()"]
    return "".join(_ABBREVIATIONS.get(word, word) for word in core) or name_key(name)


def without_legal_form(name: str) -> str:
    """As people write it: "Kestrel Cola, Inc." is "Kestrel Cola". A name that is nothing else stays as it is."""
    words = _words(name)
    dropped = len(words) - len(_shortened(words))
    written = name.split()
    if not 0 < dropped < len(written):
        return name
    return " ".join(written[:-dropped]).rstrip(" ,")


def _words(name: str) -> list[str]:
    """Folded, but short legal forms written in capitals or with points come in capitals; brackets stay as words."""
    words = []
    for chunk in _CHUNK.findall(_AND.sub(" and ", name)):
        folded = fold(chunk.replace("+", " plus ")).replace(" ", "")
        if folded in _SHORT and (chunk.isupper() or "." in chunk or chunk == "SpA"):
            words.append(folded.upper())
        elif folded or chunk in "()":
            words.append(folded or chunk)
    return words


def _without_legal_forms(words: list[str]) -> list[str]:
    """Legal forms go at the end, and before a bracket: "Halden Inc. (Chicago)" is "Halden (Chicago)"."""
    if "(" in words:
        cut = words.index("(")
        words = (_shortened(words[:cut]) or words[:cut]) + [word for word in words[cut:] if word not in "()"]
    return [word.lower() for word in _shortened(words)]


def _shortened(words: list[str]) -> list[str]:
    while words:
        for count in range(min(_LONGEST, len(words)), 0, -1):
            if tuple(words[-count:]) in _FORMS:
                words = words[:-count]
                break
        else:
            return words
    return words


def _known_forms() -> set[tuple[str, ...]]:
    forms = {tuple(form.split()) for form in " ".join(_LEGAL_FORMS.split()).split(",")}
    forms = {tuple(form) for form in forms if form}
    for form in normalize_terms(get_unique_terms()):
        words = form.replace("&", "and").split()
        if len("".join(words)) >= 4 and form not in _NO_FORMS and "".join(words).isalpha():
            forms.add(tuple(words))
    # each of its short words may stand in capitals: "GmbH & Co. KG", "S.A. de C.V."
    return forms | {tuple(_capitals(word) for word in form) for form in forms} | {(word.upper(),) for word in _SHORT}


def _capitals(word: str) -> str:
    return word.upper() if word in _SHORT else word


_SHORT = frozenset(_SHORT_FORMS.split())
_FORMS = _known_forms()
_LONGEST = max(len(form) for form in _FORMS)
