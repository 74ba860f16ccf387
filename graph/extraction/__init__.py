"""What one article says: mentions, entities, statements, events, relations, each with the sentence it came from.

`extract.extract` is the whole road; every other module is one step of it.
"""
