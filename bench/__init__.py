"""Measurements: agreement with readers, speed. Nothing here is needed to run the page."""
