"""JSON shapes of the forum: what the API answers and what it takes.

No shape holds an id of a member as an author: who wrote under their name is told by name, who wrote under a handle by
the handle.
"""
