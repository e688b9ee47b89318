"""A fictional brand and a marketplace on loopback, for the demo and the tests."""
