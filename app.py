"""The page: `python app.py` serves it, as `huiwen serve` does."""

from __future__ import annotations

import sys

from rag.errors import HuiwenError
from rag.settings import Settings
from rag.ui import web


def main() -> None:
    try:
        web.serve(Settings.load())
    except HuiwenError as error:
        sys.exit(f"huiwen: {error}")


if __name__ == "__main__":
    main()
