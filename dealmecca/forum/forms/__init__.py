"""What the forum's pages ask for."""
