"""Forms of the outlook."""
