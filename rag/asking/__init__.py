"""A question to what it wants, what it is about, and of what time."""
