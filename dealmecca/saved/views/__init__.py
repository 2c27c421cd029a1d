"""Pages and forms of saved searches, one file for each."""
