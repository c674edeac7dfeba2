"""Every error Huiwen raises on purpose.

    HuiwenError
    ├── SettingsError     a setting that cannot be used
    ├── SourceError       a file that cannot be read: missing, empty, binary, no text
    ├── ModelError        weights that cannot be had or loaded
    │   └── ChecksumError     weights whose SHA-256 is not the catalogue's
    ├── IndexVersionError an index that cannot be opened: none, damaged, another model
    │   └── LockedError       another process is writing it
    ├── QuestionError     a question that cannot be asked: empty, too long
    ├── FeedbackError     a file of readers' verdicts that cannot be written or read
    └── GeneratorError    a generator that is away or failed

The message of each is one sentence or two that a reader can act on: what is
wrong, with which file, and what to do.
"""

from __future__ import annotations


class HuiwenError(Exception):
    """Base of all of them; its text is fit to be shown to a reader."""


class SettingsError(HuiwenError):
    """A setting that cannot be used."""


class SourceError(HuiwenError):
    """A file that cannot be read into a `Source`."""


class ModelError(HuiwenError):
    """Weights that cannot be fetched or loaded."""


class ChecksumError(ModelError):
    """Weights that are not the bytes the catalogue names."""


class IndexVersionError(HuiwenError):
    """An index version that is missing, damaged or built with other settings."""


class LockedError(IndexVersionError):
    """Another process holds the writer's lock."""


class QuestionError(HuiwenError):
    """A question that cannot be asked."""


class FeedbackError(HuiwenError):
    """A file of readers' verdicts that cannot be written or read."""


class GeneratorError(HuiwenError):
    """A generator that cannot be reached or failed while answering."""
