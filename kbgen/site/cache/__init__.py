"""What one build keeps for the next, in `.kbgen/cache`: never trusted further than its keys and digests."""
