"""Collects listings: spiders walk, readers parse, middlewares keep the crawl polite and safe."""
