"""Records into what templates show, and into the pages that nobody writes."""
