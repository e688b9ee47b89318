"""What is configured: settings, watch file, catalog files, lexicons."""
