"""The shape of what comes in to the roster by HTML."""
