"""Makes the weights that come with the package, and measures them."""
