# Make the virtual environment $1 with Python 3.11 or newer; say what to do where there is none.
# PYTHON=/path/to/python names one; 3.11 is tried first, for the tests run on it.
set -eu

for python in ${PYTHON:-python3.11 python3.12 python3.13 python3 python3.14}; do
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    found=$python
    if "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        exec "$python" -m venv "$1"
    fi
done

if [ -n "${found:-}" ]; then
    version=$("$found" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    echo "$found cannot make a virtual environment: its venv module is missing." >&2
    echo "On Debian or Ubuntu:  sudo apt-get install $version-venv   then repeat the command." >&2
else
    echo "Python 3.11 or newer was not found${PYTHON:+ under PYTHON=$PYTHON}." >&2
    echo "On Debian or Ubuntu:  sudo apt-get install python3.11 python3.11-venv   then repeat the command." >&2
    echo "If it is installed elsewhere:  PYTHON=/path/to/python3.11 make run" >&2
fi
exit 1
