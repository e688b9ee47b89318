"""One reader a marketplace: its item pages, its result pages, and the answers of its official interface."""
