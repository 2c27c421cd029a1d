"""`./dev check --mutants`: take away each permission check in turn; the tests must notice every one."""
