"""How others take part in recording without being known here.

`milestones_offered` carries `rows` before any is stored: a listener raises `EvidenceError` for a row that names what it
does not hold. `evidence_recorded` is sent inside the transaction that adds evidence, to whoever derives something from
it; it carries `indicators` (codes), `marks` (codes of the vision) and `audiences` (ids) that were touched.
"""

from django.dispatch import Signal

milestones_offered = Signal()
evidence_recorded = Signal()
