"""Pages of what members are told, one file each."""
