"""What goes into a file: the rows of a list, in its order, and one's own exports."""

from dealmecca.exports.queries.own import recent_exports
from dealmecca.exports.queries.tables import Cell, Chosen, choose, header_of, rows_of

__all__ = ["Cell", "Chosen", "choose", "header_of", "recent_exports", "rows_of"]
