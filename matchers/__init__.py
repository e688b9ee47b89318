"""Weighs a listing against the catalog: pure functions that return evidence."""
