"""Markdown by people who mean harm: the same documents for the same seed."""

import random
from collections.abc import Iterator

_SCHEMES = (
    "javascript:alert(1) JaVaScRiPt:alert(1) java&#115;cript:alert(1) &#x6A;avascript:alert(1) javascript&colon;x "
    "javascript&#58;x %6aavascript:x vbscript:x data:text/html,<script>x</script> data:image/svg+xml,<svg/onload=x> "
    "file:///etc //evil.example \\\\evil.example /\\evil.example https:evil.example http:\\\\evil.example "
    "https://a@evil.example https://ok.example/?a=1&b=2 mailto:a@b.example blob:x about:blank jar:x view-source:x "
    "feed:javascript:x ftp://x.example \x01javascript:x java\tscript:x java\nscript:x javascript\x00:x "
    '\u200bjavascript:x https://ok.example/"onmouseover="x https://ok.example/\'><script>x</script> <javascript:x> '
    '<https://ok.example/"onclick=x>'
).split(" ")
_HANDLERS = """onerror=alert(1) onload=x onclick=x onmouseover=x ONFOCUS=x autofocus style=position:fixed
style="background:url(javascript:x)" srcdoc=<script>x</script> href=javascript:x src=x formaction=javascript:x
xlink:href=javascript:x action=javascript:x class=mention id=csrf name=getElementById target=_top is=x""".split()
_TAGS = """script style iframe object embed form input button svg math img a p base meta link video audio body html
details marquee template noscript textarea title xmp plaintext select isindex frameset applet bgsound noembed""".split()
_MARKS = (
    "* ** _ __ ~~ ` `` ``` ~~~ [ ] ( ) ![ [] ]( )[ < > & | \\ # ## - + 1. > >> : \" ' ! @ @[ = --- *** |-| {{ }} {% %} "
    "<!-- --> <![CDATA[ ]]> <? ?> <! </ /> \n \n\n \t \r \x00 \x0b \u2028 \u202e \ufeff \ud800 é 你 😀"
).split(" ")
_WHOLE = [
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=x>",
    '<a href="jav&#x09;ascript:x">a</a>',
    "<img src=`x` onerror=x>",
    '"><img src=x onerror=x>',
    "</p></div><script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<noscript><p title='</noscript><img src=x onerror=x>'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=x&amp;gt;",
    '[a](<javascript:alert(1)> "t")',
    '[a]: javascript:alert(1) "x"\n[a]',
    "[a][b]\n\n[b]: data:text/html,x",
    "![x](javascript:alert(1))",
    "[![x](y)](javascript:x)",
    "@[<script>x</script>](user:abc)",
    "@[a](user:known)",
    "@[a](company:known)",
    "@[](contact:x)",
    "@[a](user:javascript:x)",
    "@[a](user:x\" onclick=\"x)",
    "[a @[b](user:known) c](https://ok.example)",
    "|a|<script>|\n|-|:-:|\n|<img onerror=x>|[x](javascript:x)|",
    "```<script>\n</code></pre><script>x</script>\n```",
    "``` \"><img src=x onerror=x>\nx\n```",
    "# <h1 onclick=x>\n===",
    "> - > <iframe src=//evil.example>",
    "\\<script>\\</script>",
    "<a\nhref=javascript:x>x</a>",
    "https://ok.example/<script>",
    "https://ok.example/\"><script>x</script>",
    "https://ok.example/&quot;onclick=x",
    "<https://ok.example/<script>>",
    "<a@b.example\"onclick=x>",
]  # fmt: skip


def documents(seed: int, count: int) -> Iterator[str]:
    chance = random.Random(seed)
    for _ in range(count):
        pieces = min(chance.randint(1, 7), chance.randint(1, 7))  # mostly few: each more is one more of these
        yield "".join(_piece(chance) for _ in range(pieces))


def _piece(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.3:
        return chance.choice(_MARKS)
    if kind < 0.5:
        return chance.choice(_WHOLE)
    if kind < 0.65:
        return f"[{chance.choice(_MARKS)}]({chance.choice(_SCHEMES)})"
    if kind < 0.8:
        return f"<{chance.choice(_TAGS)} {chance.choice(_HANDLERS)}{chance.choice(('>', '/>', ' ', '/'))}"
    if kind < 0.9:
        return f"<{chance.choice(_SCHEMES)}>"
    return chance.choice(("word ", "a", "</", chance.choice(_TAGS), chance.choice(_HANDLERS))) + chance.choice("> \n")
