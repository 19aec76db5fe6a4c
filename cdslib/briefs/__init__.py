"""A brief to take away: one province on two A4 pages, as editable Word or as one self-contained page.

Inside, data flows one way: the composed profile of the page becomes a :class:`~cdslib.briefs.document.Brief`, which
two writers set, so that both formats say the same by construction.
"""
