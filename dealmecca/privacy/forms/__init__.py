"""The shape of what comes in to people's rights by HTML."""
