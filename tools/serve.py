"""What `make run` does once everything is installed: take in the bundled corpus, then serve the page.

    python tools/serve.py [PORT]
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from records import MonitorError  # noqa: E402


def main(port_said: str = "8501") -> int:
    """Returns the exit status: 0 when the page was ended, 1 when it could not be served, 2 when the port is no port."""
    if not port_said.isdigit() or not 1024 <= int(port_said) <= 65535:
        print(f"PORT={port_said} is not a port: choose a number from 1024 to 65535.", file=sys.stderr)
        return 2
    port = int(port_said)
    if taken(port):
        print(f"Port {port} is in use, perhaps by this page started earlier: try http://localhost:{port}\n"
              f"To serve on another port: PORT={port + 1} make run", file=sys.stderr)
        return 1
    try:
        import sample   # here, for its libraries take seconds to load
        print("Taking in the bundled corpus (once; then a matter of seconds) ...", flush=True)
        sample.sample_store()
    except MonitorError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"The page: http://localhost:{port}    (Ctrl-C ends it)", flush=True)
    os.chdir(ROOT)
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    os.execv(sys.executable, command)   # Streamlit takes this process over, so Ctrl-C reaches it alone


def taken(port: int) -> bool:
    """Does something answer on this machine's port already?"""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
