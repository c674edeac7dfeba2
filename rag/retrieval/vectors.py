"""Vectors of a segment, and the nearest of them. Sole owner of faiss.

The rule:

- Every segment keeps its unit vectors as 16-bit floats (`vectors.faiss`), memory-mapped.
  They are half of what 32 bits take, are read twice as fast, and put a cosine wrong by
  less than 0.001. Up to `EXACT` vectors a search scans them all, a few milliseconds.
- A larger segment has an inverted file beside them (`near.faiss`): about 6·√n cells of
  8-bit codes, of which a search looks into the `PROBED` share nearest to the query; what it
  proposes is scored anew from the 16-bit vectors. recall@10 against exact is 0.99 or more
  (bench/results/retrieval-scale.md, where HNSW is beside it).
- A scope that leaves at most `EXACT` vectors is scanned exactly in any segment, so that a
  narrow filter loses nothing.

Each search takes one thread: a pool of faiss's own gets in the way of the encoder's, and
one thread is enough for what is looked at. Cells are trained with a fixed seed.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Vectors = NDArray[np.float32]

EXACT = 50_000
PROBED = 0.3
VECTORS, NEAR = "vectors.faiss", "near.faiss"

_CANDIDATES = 2  # times k that the cells are asked for
_TRAINED = 39  # vectors for each cell, the fewest that faiss asks for
_ROUNDS = 4  # of k-means: with a third of the cells looked into, ten find no more
_BLOCK = 16384


class VectorIndex:
    """The vectors of one segment, open for reading, in rows from 0."""

    def __init__(self, folder: Path) -> None:
        """Raises RuntimeError where a file is not one of faiss's."""
        import faiss

        # Of a flat index only IFC maps the file; of an inverted one only the older flag.
        self._all = faiss.read_index(str(folder / VECTORS), faiss.IO_FLAG_MMAP_IFC)
        self._cells: Any = None
        if (folder / NEAR).exists():
            self._cells = faiss.read_index(str(folder / NEAR), faiss.IO_FLAG_MMAP)

    def __len__(self) -> int:
        return int(self._all.ntotal)

    @property
    def dimensions(self) -> int:
        return int(self._all.d)

    def nearest(self, vector: Vectors, k: int, alive: NDArray[np.bool_]) -> tuple[Rows, Vectors]:
        """The `k` rows among `alive` nearest to `vector`, best first, and their cosines."""
        import faiss

        faiss.omp_set_num_threads(1)  # of the calling thread, so it must be said each time
        asked = int(np.count_nonzero(alive))
        k = min(k, asked)
        if not k:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        selector = None
        if asked < len(self):
            selector = faiss.IDSelectorBitmap(np.packbits(alive, bitorder="little"))
        if self._cells is None or asked <= EXACT:
            exact = faiss.SearchParameters(sel=selector)
            found, rows = self._all.search(vector[None, :], k, params=exact)
            return rows[0], found[0]
        probed = faiss.SearchParametersIVF(sel=selector, nprobe=probes(self._cells.nlist))
        _, proposed = self._cells.search(vector[None, :], _CANDIDATES * k, params=probed)
        rows = np.sort(proposed[0][proposed[0] >= 0])
        cosines = self.cosines(vector, rows)
        best = np.argsort(-cosines, kind="stable")[:k]
        return rows[best], cosines[best]

    def cosines(self, vector: Vectors, rows: Rows) -> Vectors:
        """The cosine of each of `rows` with `vector`."""
        out: Vectors = self._all.reconstruct_batch(rows) @ vector
        return out

    def blocks(self, kept: NDArray[np.bool_]) -> list[Rows]:
        """The rows that are kept, in runs of a size to be held in memory."""
        rows = np.flatnonzero(kept)
        return [rows[i : i + _BLOCK] for i in range(0, len(rows), _BLOCK)]

    def read(self, rows: Rows) -> Vectors:
        """The vectors in `rows`, shape (len(rows), dimensions)."""
        out: Vectors = self._all.reconstruct_batch(rows)
        return out


class VectorBuilder:
    """Takes vectors as they come; holds 2 bytes for each dimension of each."""

    def __init__(self, dimensions: int) -> None:
        import faiss

        half, inner = faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        self._all = faiss.IndexScalarQuantizer(dimensions, half, inner)
        self._all.train(np.zeros((1, dimensions), np.float32))  # nothing is learned of 16 bits

    def add(self, vectors: Vectors) -> None:
        self._all.add(np.ascontiguousarray(vectors, np.float32))

    def save(self, folder: Path) -> list[str]:
        """Write the files of a segment into `folder`; their names."""
        import faiss

        faiss.write_index(self._all, str(folder / VECTORS))
        if self._all.ntotal <= EXACT:
            return [VECTORS]
        faiss.write_index(self._in_cells(), str(folder / NEAR))
        return [VECTORS, NEAR]

    def _in_cells(self) -> Any:
        import faiss

        faiss.omp_set_num_threads(1)  # its waiting threads would take the time of those beside
        total = self._all.ntotal
        cells = 2 ** round(math.log2(6 * math.sqrt(total)))
        near = faiss.index_factory(self._all.d, f"IVF{cells},SQ8", faiss.METRIC_INNER_PRODUCT)
        near.cp.seed, near.cp.niter = 1, _ROUNDS
        sample = np.linspace(0, total - 1, min(total, _TRAINED * cells)).astype(np.int64)
        near.train(self._all.reconstruct_batch(sample))
        for start in range(0, total, _BLOCK):
            near.add(self._all.reconstruct_n(start, min(_BLOCK, total - start)))
        return near


def probes(cells: int) -> int:
    """How many of an inverted file's cells a search looks into."""
    return math.ceil(PROBED * cells)
