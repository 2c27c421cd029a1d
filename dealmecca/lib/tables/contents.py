"""What a file seems to be, from its contents, and in which encoding its text is written."""

import codecs
import re
import zipfile
import zlib
from pathlib import Path

from dealmecca.lib.tables.shapes import UnusableFile

MAX_UNPACKED_BYTES = 400 * 1024 * 1024
MAX_UNPACKED_RATIO = 100
MAX_ENTRIES = 5_000
MIN_BOMB_BYTES = 10 * 1024 * 1024  # below this any ratio is harmless

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"8BPS", "a Photoshop image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
)
_TEXTUAL_SIGNATURES = (
    (re.compile(rb"%PDF-"), "a PDF document"),
    (re.compile(rb"\{\\rtf"), "an RTF document"),
    (re.compile(rb"\s*(<!doctype html|<(html|head|body|table|meta|style)\b)", re.IGNORECASE), "a web page"),
    (re.compile(rb"\s*<\?xml", re.IGNORECASE), "an XML document"),
    (re.compile(rb"\s*(\{\s*\"|\[\s*[\[{])"), "a JSON document"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL_CHARACTERS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b")
_BEGINNING = 64 * 1024
_XML_BEGINNING = 4 * 1024
_CHUNK = 1024 * 1024


def recognise(path: Path) -> str:
    """ "workbook" or "text". Raises UnusableFile, naming what the file seems to be, for anything else."""
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    if not beginning:
        raise UnusableFile("This file is empty. Choose a file with a header row and some rows below it.")
    if beginning.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _recognise_zip(path)
    if beginning.startswith(_OLD_OFFICE):
        return "workbook"  # .xls or .doc: the workbook reader tells them apart
    is_binary = not (_has_mark(beginning) or _wide_encoding(beginning)) and _looks_binary(beginning)
    for signature, description in _SIGNATURES:
        if beginning.startswith(signature) and (is_binary or not signature.isascii()):
            raise _not_a_table(description)
    text = beginning.removeprefix(codecs.BOM_UTF8)
    for pattern, description in _TEXTUAL_SIGNATURES:
        if pattern.match(text):
            raise _not_a_table(description)
    if is_binary:
        is_film = beginning.startswith(b"RIFF") or beginning[4:8] == b"ftyp"
        raise _not_a_table("an image, a sound or a film" if is_film else "a file of binary data")
    return "text"


def detect_encoding(path: Path) -> str:
    """A codec name, after reading the whole file in chunks.

    A byte order mark decides; then UTF-16 by where its zero bytes stand; then UTF-8 if all of it is valid. A file with
    some invalid bytes is UTF-8 as long as it holds more valid multi-byte characters than invalid bytes (those hardly
    ever come about by chance): the invalid ones are then read as cp1252, one by one. Otherwise it is cp1252.
    """
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
        for mark, encoding in _BYTE_ORDER_MARKS:
            if beginning.startswith(mark):
                return encoding
        if wide := _wide_encoding(beginning):
            return wide
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape")
        valid = invalid = 0
        while True:
            chunk = file.read(_CHUNK)
            text = decoder.decode(chunk, final=not chunk)
            if not text.isascii():
                wrong = len(re.findall("[\udc80-\udcff]", text))
                invalid += wrong
                valid += len(re.findall("[^\x00-\x7f]", text)) - wrong
            if not chunk:
                return "utf-8" if valid > invalid or not invalid else "cp1252"


def check_encoding(name: str) -> str:
    """The codec's own name. Raises UnusableFile when there is no such text encoding."""
    try:
        codec = codecs.lookup(name)
        b"a,b".decode(codec.name, "replace")  # refuses codecs that do not make text, such as "hex"
    except (LookupError, ValueError, TypeError):
        raise UnusableFile(f"There is no text encoding called {name!r}. Try utf-8, utf-16 or cp1252.") from None
    return codec.name


def decoding_errors(encoding: str) -> str:
    """Which error handler goes with an encoding, so that a broken byte never stops an import."""
    return _FROM_CP1252 if encoding == "utf-8" else "replace"


_FROM_CP1252 = "dealmecca.from_cp1252"


def _from_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_FROM_CP1252, _from_cp1252)


def _recognise_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            entries = archive.infolist()
            has_entities = len(entries) <= MAX_ENTRIES and any(_declares_entities(archive, entry) for entry in entries)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        raise UnusableFile("This file is a damaged workbook or ZIP archive. Save it again and try again.") from None
    if len(entries) > MAX_ENTRIES:
        raise UnusableFile(
            f"This workbook has {len(entries):,} parts, far more than it should. Save the sheet as CSV and try again."
        )
    if has_entities:
        raise UnusableFile("This workbook declares entities of XML, which no spreadsheet does. Save the sheet as CSV.")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > MAX_UNPACKED_BYTES or (unpacked > MIN_BOMB_BYTES and unpacked > packed * MAX_UNPACKED_RATIO):
        raise UnusableFile("This workbook unpacks to far more than it should. Save the sheet as CSV and try again.")
    if any(name.startswith("xl/workbook.") for name in names):
        return "workbook"
    if any(name.startswith("word/") for name in names):
        raise _not_a_table("a Word document")
    if any(name.startswith("ppt/") for name in names):
        raise _not_a_table("a PowerPoint presentation")
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        raise _not_a_table("a document of Apple Numbers, Pages or Keynote")
    if "content.xml" in names and "mimetype" in names:
        return "workbook"  # OpenDocument: the workbook reader refuses what is not a spreadsheet
    raise _not_a_table("a ZIP archive")


def _declares_entities(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """A document type stands at the beginning of XML, and from it all that grows by naming itself."""
    if not entry.filename.lower().endswith((".xml", ".rels", ".vml")) or entry.flag_bits & 1:
        return False
    with archive.open(entry) as part:
        beginning = part.read(_XML_BEGINNING).replace(b"\x00", b"")  # UTF-16 as well
    return b"<!DOCTYPE" in beginning.upper() or b"<!ENTITY" in beginning.upper()


def _has_mark(beginning: bytes) -> bool:
    return any(beginning.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS)


def _wide_encoding(beginning: bytes) -> str:
    """UTF-16 without a mark: its delimiters and line ends leave zero bytes, nearly all on one side of each pair."""
    pairs = len(beginning) // 2
    left, right = beginning[0 : pairs * 2 : 2].count(0), beginning[1 : pairs * 2 : 2].count(0)
    if max(left, right) < max(1, pairs // 20) or min(left, right) * 20 > max(left, right):
        return ""
    encoding = "utf-16-be" if left > right else "utf-16-le"
    text = beginning[: pairs * 2].decode(encoding, "replace")
    odd = sum(1 for character in text if character == "\ufffd" or (character < " " and character not in "\t\n\r"))
    has_ends = any(character in text for character in ",;\t|\r\n")  # or a few zero bytes stray in other text
    return encoding if has_ends and odd * 100 <= len(text) else ""


def _looks_binary(beginning: bytes) -> bool:
    """More than one control character (a zero byte is one) in two hundred bytes; a few are only dirt."""
    count = len(beginning) - len(beginning.translate(None, _CONTROL_CHARACTERS))
    return count > 4 + len(beginning) // 200


def _not_a_table(description: str) -> UnusableFile:
    return UnusableFile(f"This is {description}, not a table. Save the sheet as CSV or XLSX and try again.")
