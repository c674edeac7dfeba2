"""Huiwen 汇问: answers about a newspaper archive, every sentence with the words it came from."""

__version__ = "0.1.0"
