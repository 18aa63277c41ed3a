"""How the model is made: sources (`corpus`), made scripts (`spellings`), pieces (`windows`), weights (`fitting`), and
all of it together (`recipe`).

    >>> from ortak.engines.language.identification.training.recipe import pieces_of
    >>> pieces_of("ba-Cyrl")
    60000
"""
