"""A local gateway that speaks the marketplaces' interfaces, for the tests and for the demo."""
