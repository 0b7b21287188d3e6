"""Building and publishing: the knowledge base of a folder, the site folder, search files."""
