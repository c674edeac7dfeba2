"""The page: asking, browsing, adding, trying it out."""
