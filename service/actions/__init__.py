"""Everything that can happen: one file, one verb, one transaction. Nothing below commits."""
