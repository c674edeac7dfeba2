"""The expected answer type: what a question wants to be told, and whether words tell it."""
