"""Told inside the transaction that adds evidence: whoever derives something from evidence listens.

`evidence_recorded` carries `indicators` (codes), `marks` (codes of the vision) and `audiences` (ids) that were
touched.
"""

from django.dispatch import Signal

evidence_recorded = Signal()
