"""Pages and forms of what people follow, one file for each."""
