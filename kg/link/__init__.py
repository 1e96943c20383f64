"""What spans articles: agents, claims, repeats and rebuttals."""
