"""`python -m bench.duplicates`: how well doubles are found in made-up directories, and how well Splink finds them."""

import argparse
import resource
import time
from pathlib import Path

from bench.duplicates import companies, people, slips
from bench.duplicates.other_tool import people_by_splink
from bench.duplicates.scoring import Score, best_f1, office_rows, person_rows, score
from dealmecca.quality.matching.finding import find_people
from dealmecca.quality.matching.finding_offices import find_offices

# Style: the first was used to tune the weights, the second is only ever scored.
PEOPLE = {"workshop": (slips.WORKSHOP, slips.workshop), "held out": (slips.HELD_OUT, slips.held_out)}
COMPANIES = {
    "workshop": (companies.WORKSHOP, companies.workshop),
    "held out": (companies.HELD_OUT, companies.held_out),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("people", "companies"))
    parser.add_argument("--style", choices=PEOPLE)
    parser.add_argument("--splink", type=Path, metavar="FOLDER", help="an environment for Splink, made when missing")
    options = parser.parse_args()
    styles = [options.style] if options.style else list(PEOPLE)
    for style in styles:
        if options.only != "companies":
            drawn = people.draw(options.size, options.seed, *PEOPLE[style])
            started = time.perf_counter()
            found = find_people(person_rows(drawn))
            seconds = time.perf_counter() - started
            _tell(f"people, {style}", len(drawn.rows), seconds, score(found, drawn.duplicates, drawn.moves))
            print(f"  moves called duplicates: {score(found, drawn.duplicates, drawn.moves).moves_as_duplicates}")
            if options.splink:
                started = time.perf_counter()
                others = people_by_splink(drawn, options.splink)
                seconds = time.perf_counter() - started
                others = [one for one in others if people.pair(one.id_a, one.id_b) not in drawn.moves]
                _tell(f"the same by Splink, {style}", len(drawn.rows), seconds, score(others, drawn.duplicates, set()))
                print(f"  moves left out; best F1 with hindsight {best_f1(others, drawn.duplicates):.3f}")
        if options.only != "people":
            offices = companies.draw_companies(options.size, options.seed, *COMPANIES[style])
            started = time.perf_counter()
            pairs = find_offices(office_rows(offices))
            seconds = time.perf_counter() - started
            _tell(f"companies, {style}", len(offices.rows), seconds, score(pairs, offices.duplicates, set()))
            merged = {people.pair(*pair[:2]) for pair in pairs if pair.label == "duplicate"}
            trapped = [kind for key, kind in offices.traps.items() if key in merged]
            print(f"  other offices merged: {trapped.count('other office')}; all traps: {len(trapped)}")
    print(f"\nmost memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def _tell(what: str, size: int, seconds: float, scored: Score) -> None:
    print(
        f"{what}: {size:,} records in {seconds:.1f} s\n"
        f"  F1 {scored.f1:.3f} (precision {scored.precision:.3f}, recall {scored.recall:.3f}); "
        f"sure: precision {scored.sure_precision:.4f}, recall {scored.sure_recall:.3f}; moves: F1 {scored.move_f1:.3f}"
    )
    steps = ", ".join(f"{low:.2f} on: {share:.2f} of {count}" for low, count, share in scored.calibration)
    print(f"  right of those with confidence {steps}")


if __name__ == "__main__":
    main()
