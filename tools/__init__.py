"""What `./dev` does, one subject per file; standard library only, because it runs before anything is installed."""
