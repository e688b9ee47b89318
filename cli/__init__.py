"""The command line: parses, calls one job, exits."""
