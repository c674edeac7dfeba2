"""Measurements of speed, scale and reading; nothing of it ships."""
