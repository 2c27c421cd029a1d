"""The roster's command line door."""
