"""Huiwen 汇问: answers about a newspaper archive, every sentence with the words it came from."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("huiwen")
except PackageNotFoundError:  # run from a checkout that was never installed
    __version__ = "0.0.0"
