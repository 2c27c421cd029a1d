"""How sure we are of a record: points for what is known, a level for who stands behind it, and how both fade.

Pure functions over plain values: the same facts on the same day give the same answer, in whatever order they come.
"""
