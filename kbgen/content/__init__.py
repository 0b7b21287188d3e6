"""What writers write, parsed into records: sources, front matter, catalog, flows, specs, links."""
