"""Find the browser that the tests drive, or install it.

    python tools/browser.py             print its path
    python tools/browser.py --install   install the distribution's package first if there is none
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

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
    apt = ["apt-get"]
    if os.geteuid() != 0:
        if not shutil.which("sudo"):
            return
        apt = ["sudo", "apt-get"]
    print("No Chrome or Chromium found: installing the distribution's package with", " ".join(apt), flush=True)
    asking_nothing = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*apt, "update", "-qq"], env=asking_nothing)
    for package in PACKAGES:
        command = [*apt, "install", "-y", "-qq", "--no-install-recommends", package]
        if subprocess.run(command, env=asking_nothing).returncode == 0:
            return


def main(arguments: list[str]) -> int:
    if "--install" in arguments and find() is None:
        install()
    path = find()
    print(path or MISSING, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
