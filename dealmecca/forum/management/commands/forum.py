"""`dealmecca forum …`: which companies posts name, reading posts, counters against their rows, what search finds."""

from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dealmecca.accounts.viewers import operator
from dealmecca.forum.actions.counting import drifts, recount
from dealmecca.forum.actions.lines import rebuild_lines
from dealmecca.forum.actions.reading import read_all, read_left_over
from dealmecca.forum.linking import VERSION, Lexicon
from dealmecca.forum.linking.files import read_directory, read_labelled, read_posts, write_links
from dealmecca.forum.linking.scoring import Score, score
from dealmecca.forum.queries import named_companies
from dealmecca.forum.reading import VERSION as READING


class Command(BaseCommand):
    help = "Find the companies that posts name, offline, and score that; read posts; recount; rebuild the search."

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        finding = steps.add_parser("link", help='posts as JSON lines {"id", "text"} in, spans as JSON lines out')
        finding.add_argument("--in", dest="posts", type=Path, required=True)
        finding.add_argument("--out", type=Path, required=True)
        scoring = steps.add_parser("score", help="precision and recall on sentences with [[names]] marked")
        scoring.add_argument("--labelled", type=Path, required=True)
        scoring.add_argument("--show", action="store_true", help="each line that was read wrong")
        counting = steps.add_parser("recount", help="set every stored counter of the forum to what its rows say")
        counting.add_argument("--check", action="store_true", help="change nothing; fail when one differs")
        steps.add_parser("rebuild-search", help="make the words by which search finds posts and comments anew")
        reading = steps.add_parser("read", help="read posts that no job read: summary, tags, companies, people")
        reading.add_argument("--all", action="store_true", dest="every", help="all posts anew")
        for step in (finding, scoring):
            step.add_argument("--directory", type=Path, help="a CSV with id, name, aliases, city; else the database")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["step"] == "recount":
            self._recount(is_check=options["check"])
            return
        if options["step"] == "rebuild-search":
            self.stdout.write(f"{rebuild_lines():,} posts are found by their words and their comments'.")
            return
        if options["step"] == "read":
            count = read_all() if options["every"] else read_left_over(limit=None)
            self.stdout.write(f"{count:,} posts read ({READING}).")
            return
        try:
            lexicon = self._lexicon(options["directory"])
            if options["step"] == "link":
                started = monotonic()
                posts, spans = write_links(options["out"], read_posts(options["posts"]), lexicon)
                self.stdout.write(f"{spans:,} names in {posts:,} posts, {monotonic() - started:.1f} s ({VERSION}).")
            else:
                self._tell(score(read_labelled(options["labelled"], lexicon), lexicon), show=options["show"])
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from None

    def _recount(self, *, is_check: bool) -> None:
        if not is_check:
            self.stdout.write(f"{recount():,} counters were wrong, and are right now.")
            return
        wrong = drifts()
        for drift in wrong:
            self.stdout.write(f"{drift.table} {drift.id} {drift.column}: {drift.stored}, counted {drift.counted}")
        if wrong:
            raise CommandError(f"{len(wrong):,} counters differ from their rows: run `dealmecca forum recount`.")
        self.stdout.write("Every counter equals its rows.")

    def _lexicon(self, path: Path | None) -> Lexicon:
        return Lexicon(read_directory(path) if path else named_companies(viewer=operator()))

    def _tell(self, found: Score, *, show: bool) -> None:
        if show:
            for text, extra, missed in found.wrong:
                self.stdout.write(
                    f"{text}\n    too many: {', '.join(extra) or '-'}; missed: {', '.join(missed) or '-'}"
                )
        self.stdout.write(
            f"{found.lines} lines, {found.right} right, {found.extra} too many, {found.missed} missed: "
            f"precision {found.precision:.3f}, recall {found.recall:.3f} ({VERSION})."
        )
