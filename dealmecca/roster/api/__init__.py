"""The roster's JSON door: one router per resource."""
