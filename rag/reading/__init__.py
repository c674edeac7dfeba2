"""A file to mended articles and their passages."""
