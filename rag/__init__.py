"""Huiwen 汇问: answers about a newspaper archive, every sentence with the words it came from."""

import os

__version__ = "0.1.0"

# Threads that wait for one another sleep instead of spinning: with another program at work on
# the same cores, a draft is several times as fast. OpenMP reads it when torch is imported.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
