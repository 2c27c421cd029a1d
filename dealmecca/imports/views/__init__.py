"""The pages of the imports, one file each."""
