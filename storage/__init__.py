"""The database and the files: what was seen, weighed, judged and told; rows stay inside, domain values go out."""
