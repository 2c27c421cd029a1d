"""Pages of the person who runs the product: is it healthy, and who uses it."""
