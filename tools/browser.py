"""Find the browser that the tests drive, or install it.

    python tools/browser.py             print its path
    python tools/browser.py --install   install the distribution's package first if there is none
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome", "msedge")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
PACKAGES = ("chromium", "chromium-browser")   # Debian's name, then Ubuntu's
MISSING = (
    "No Chrome or Chromium was found, and the browser tests need one. Install Google Chrome or Chromium "
    "(on Debian: apt-get install chromium), or name yours: MONITOR_BROWSER=/path/to/chrome make test"
)


def find() -> str | None:
    """Path of the browser: $MONITOR_BROWSER, else the system's Chrome or Chromium; None when there is none."""
    named = os.environ.get("MONITOR_BROWSER")
    if named:
        return shutil.which(named)
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in (*on_path, *filter(os.path.exists, ELSEWHERE)) if path), None)


def install() -> None:
    """Install the distribution's browser with apt-get, as root or through sudo. Fails silently: find() is asked next."""
    if not shutil.which("apt-get"):
        return
    if os.name == "posix" and os.geteuid() != 0:
        if not shutil.which("sudo"):
            return
        apt = ["sudo", "apt-get"]
    else:
        apt = ["apt-get"]
    print("No Chrome or Chromium found: installing the distribution's package with", " ".join(apt), flush=True)
    quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "stdin": None}
    subprocess.run([*apt, "update", "-qq"], **quiet)
    for package in PACKAGES:
        if subprocess.run([*apt, "install", "-y", "-qq", "--no-install-recommends", package], **quiet).returncode == 0:
            return


if __name__ == "__main__":
    if "--install" in sys.argv[1:] and find() is None:
        install()
    sys.exit(MISSING) if (path := find()) is None else print(Path(path))
