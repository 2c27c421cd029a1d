"""The forum's JSON door: one router per resource."""
