"""The shape of what comes in by HTML: searches, people, companies."""
