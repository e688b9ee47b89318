"""The database and the content-addressed files: domain values go in and come out."""
