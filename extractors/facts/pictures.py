"""Pictures as arrays, and what places on them are made of.

Images everywhere: uint8, height x width x 3, BGR, origin top left, never mutated.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]


Matrix = npt.NDArray[np.float64]


Point = tuple[float, float]
