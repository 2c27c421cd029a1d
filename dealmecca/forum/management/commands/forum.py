"""`dealmecca forum link` and `dealmecca forum score`: which companies posts name, and how well that is found."""

from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dealmecca.accounts.viewers import operator
from dealmecca.forum.linking import VERSION, Lexicon
from dealmecca.forum.linking.files import read_directory, read_labelled, read_posts, write_links
from dealmecca.forum.linking.scoring import Score, score
from dealmecca.forum.queries import named_companies


class Command(BaseCommand):
    help = "Find the companies that posts name, offline; or score that against labelled sentences."

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        finding = steps.add_parser("link", help='posts as JSON lines {"id", "text"} in, spans as JSON lines out')
        finding.add_argument("--in", dest="posts", type=Path, required=True)
        finding.add_argument("--out", type=Path, required=True)
        scoring = steps.add_parser("score", help="precision and recall on sentences with [[names]] marked")
        scoring.add_argument("--labelled", type=Path, required=True)
        scoring.add_argument("--show", action="store_true", help="each line that was read wrong")
        for step in (finding, scoring):
            step.add_argument("--directory", type=Path, help="a CSV with id, name, aliases, city; else the database")

    def handle(self, *args: Any, **options: Any) -> None:
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
