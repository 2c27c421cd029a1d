"""The verbs of `dealmecca privacy`, one a file: SUMMARY, `add_arguments(parser)` and `run(command, options)`."""
