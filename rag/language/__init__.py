"""Chinese and English: words, dates, numbers, names."""
