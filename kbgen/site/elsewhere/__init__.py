"""Work on pages where the site is not in memory: in processes that are not forked, and on other machines."""
