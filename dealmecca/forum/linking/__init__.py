"""Which companies a text names: found by the directory's names, kept or dropped by what stands around them. Offline.

lexicon = Lexicon([Named("c1", "Target", city="Minneapolis"), …])
link("Target moved its CTV to Halden & Pike.", lexicon)  # [Span(0, 6, "c1", 0.75), …]
"""

from dealmecca.forum.linking.lexicon import Lexicon, Named
from dealmecca.forum.linking.spans import VERSION, Span, link

__all__ = ["VERSION", "Lexicon", "Named", "Span", "link"]
