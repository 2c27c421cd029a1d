"""What somebody wrote, as it is stored: with its lines, without what nobody sees, within its length."""

from django.core.exceptions import ValidationError

from dealmecca.lib.visible_text import is_text, one_line, without_invisible


def cleaned_line(text: str, field: str, longest: int) -> str:
    """One line. Raises ValidationError for nothing, and for too much."""
    return _checked(one_line(text), field, longest)


def cleaned_text(text: str, field: str, longest: int) -> str:
    """As it was written, with its lines; without what nobody sees. Raises ValidationError as `cleaned_line` does."""
    seen = without_invisible("".join(filter(is_text, text.replace("\r\n", "\n"))))
    return _checked(seen.strip(), field, longest)


def _checked(text: str, field: str, longest: int) -> str:
    if not text:
        raise ValidationError({field: ["Write something first."]})
    if len(text) > longest:
        raise ValidationError({field: [f"This is {len(text):,} characters long; {longest:,} is the most."]})
    return text
