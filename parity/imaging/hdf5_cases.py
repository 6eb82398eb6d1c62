"""Makes the HDF5 cases of packages/imaging/test/fixtures/dataset: python hdf5_cases.py (needs h5py)."""

from pathlib import Path

import h5py
import numpy as np

FOLDER = Path(__file__).parents[2] / "packages" / "imaging" / "test" / "fixtures" / "dataset"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    rng = np.random.default_rng(0)
    for name, labelled in (("labelled", True), ("unlabelled", False)):
        with h5py.File(FOLDER / f"{name}.h5", "w") as file:
            file.create_dataset("image", data=rng.normal(size=(6, 5, 4)).astype(np.float32), compression="gzip")
            if labelled:
                file.create_dataset("label", data=rng.integers(0, 2, (6, 5, 4)).astype(np.uint8), compression="gzip")


if __name__ == "__main__":
    main()
