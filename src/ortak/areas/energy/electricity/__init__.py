"""The electricity of the region: facts with their sources, a market of every hour made from them, and what-ifs."""
