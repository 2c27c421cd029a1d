"""The shape of what comes in by HTML: events, filters, answers."""
