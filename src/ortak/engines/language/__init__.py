"""Turkic languages as written.

`scripts` converts between alphabets with reasons and says how right a conversion is; `distance` compares written forms.
Pure Python on the standard library.
"""
