"""Makes the HDF5 cases of packages/imaging/test/fixtures/dataset, and those of fixtures/hdf5 whose values lie in other files or whose
slices come first: python hdf5_cases.py (needs h5py)."""

from pathlib import Path

import h5py
import numpy as np

FIXTURES = Path(__file__).parents[2] / "packages" / "imaging" / "test" / "fixtures"
FOLDER = FIXTURES / "dataset"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    rng = np.random.default_rng(0)
    for name, labelled in (("labelled", True), ("unlabelled", False)):
        with h5py.File(FOLDER / f"{name}.h5", "w") as file:
            file.create_dataset("image", data=rng.normal(size=(6, 5, 4)).astype(np.float32), compression="gzip")
            if labelled:
                file.create_dataset("label", data=rng.integers(0, 2, (6, 5, 4)).astype(np.uint8), compression="gzip")


def elsewhere() -> None:
    folder = FIXTURES / "hdf5"
    folder.mkdir(exist_ok=True)
    values = np.arange(2 * 3 * 4, dtype=np.float32).reshape(2, 3, 4) + 1
    values.tofile(folder / "values.raw")
    with h5py.File(folder / "source.h5", "w") as file:
        file["image"] = values
    for name, source in (("virtual", "source.h5"), ("virtual-missing", "gone.h5")):
        with h5py.File(folder / f"{name}.h5", "w") as file:
            layout = h5py.VirtualLayout(values.shape, np.float32)
            layout[...] = h5py.VirtualSource(source, "image", values.shape)
            file.create_virtual_dataset("image", layout, fillvalue=7)
    for name, source in (("external-storage", "values.raw"), ("external-storage-missing", "gone.raw")):
        with h5py.File(folder / f"{name}.h5", "w") as file:
            file.create_dataset("image", values.shape, np.float32, external=[(source, 0, values.nbytes)])
    for name, source in (("external-link", "source.h5"), ("external-link-missing", "gone.h5")):
        with h5py.File(folder / f"{name}.h5", "w") as file:
            file["image"] = h5py.ExternalLink(source, "/image")
            file["label"] = np.zeros(values.shape, np.uint8)
    with h5py.File(folder / "slices.h5", "w") as file:  # 3 slices of 8 × 6, as SSL4MIS's files of the heart
        file["image"] = np.arange(3 * 8 * 6, dtype=np.int16).reshape(3, 8, 6)
        file["label"] = np.ones((3, 8, 6), np.uint8)
        file["slice"] = np.arange(8 * 6, dtype=np.int16).reshape(8, 6)
        file["cube"] = np.arange(4 * 6 * 5, dtype=np.int16).reshape(4, 6, 5)
    with h5py.File(folder / "too-large.h5", "w") as file:
        file.create_dataset("image", (1024, 1024, 1024), np.float32, chunks=(64, 64, 64), compression=9)
        file.create_dataset("wraps", (2, 1, (1 << 28) + 1), np.float64, chunks=(1, 1, 1 << 20), compression=9)


if __name__ == "__main__":
    main()
    elsewhere()
