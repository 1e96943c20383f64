"""Named questions and their answers, as rows of plain values."""
