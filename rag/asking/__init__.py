"""A question to what it is about, of what time, and what it leans on."""
