"""One file a format: what the store holds, for other programs."""
