"""`python -m bench.linking`: how long a post of 15 kB takes to be read against 50,000 names.

The directory and the posts are made here, the same each time: names of rare and of ordinary words, and posts whose
words nearly all begin one of them. Time is that of the thread alone, the best and the median of many.
"""

import argparse
import gc
import random
import statistics
import time

from dealmecca.forum.linking import Lexicon, Named, link
from dealmecca.forum.linking.words import ordinary_words

LONGEST = 0.005  # seconds: the goal
LENGTH = 15_000
_PARTS = "ka lo mi ren tal vor sen di ba chu nor el quin tor mas ver ost har fen gil bra ley ron wick".split()
_KINDS = "Media Foods Bank Motors Group Health Partners Labs Energy Air Beverages Insurance".split()
_CITIES = ["Chicago", "Boston", "Denver", "Atlanta", ""]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=50_000)
    parser.add_argument("--times", type=int, default=50)
    options = parser.parse_args()
    chance = random.Random(16)
    names = directory(chance, options.names)
    begun = time.perf_counter()
    lexicon = Lexicon(names)
    print(f"{len(names):,} names made ready in {time.perf_counter() - begun:.1f} s")
    written = [company.name for company in names]
    typical = post(chance, written, named=0.03)
    for words, text in (
        ("a post of prose", typical),
        ("every seventh word a company", post(chance, written, named=0.15)),
        ("without a capital", typical.lower()),
    ):
        measure(words, text, lexicon, options.times)


def measure(words: str, text: str, lexicon: Lexicon, times: int) -> None:
    took = []
    gc.collect()
    gc.freeze()
    for _ in range(times):
        begun = time.thread_time()
        found = link(text, lexicon)
        took.append(time.thread_time() - begun)
    best, median = min(took), statistics.median(took)
    verdict = "as wanted" if best < LONGEST else "TOO LONG"
    print(f"{words}: {len(found)} names, best {best * 1000:.1f} ms, median {median * 1000:.1f} ms: {verdict}")


def directory(chance: random.Random, count: int) -> list[Named]:
    words = sorted(ordinary_words())
    names: dict[str, None] = {}
    while len(names) < count:
        rare = "".join(chance.choices(_PARTS, k=chance.randint(2, 4))).capitalize()
        first = rare if chance.random() < 0.6 else chance.choice(words).capitalize()
        second = chance.choice(_KINDS) if chance.random() < 0.7 else f"& {rare}"
        names[first if chance.random() < 0.15 else f"{first} {second}"] = None
    return [Named(f"c{place}", name, city=chance.choice(_CITIES)) for place, name in enumerate(names)]


def post(chance: random.Random, names: list[str], named: float) -> str:
    words, sentences, length = sorted(ordinary_words()), [], 0
    while length < LENGTH:
        said = [chance.choice(names if chance.random() < named else words) for _ in range(chance.randint(6, 18))]
        sentence = " ".join(said)
        sentences.append(sentence[0].upper() + sentence[1:] + chance.choice([". ", "? ", ".\n\n"]))
        length += len(sentences[-1])
    return "".join(sentences)[:LENGTH]


if __name__ == "__main__":
    main()
