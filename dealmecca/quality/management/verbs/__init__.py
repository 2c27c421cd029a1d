"""The verbs of `dealmecca quality`, one a file: SUMMARY, `add_arguments(parser)` and `run(command, options)`."""
