"""The directory's JSON door: one router per resource."""
