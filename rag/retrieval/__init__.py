"""Passages to an index on disk, and a query to hits."""
