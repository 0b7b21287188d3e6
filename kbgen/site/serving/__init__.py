"""`kbgen serve`: a server that shows the site, and a process of its own that builds it.

What is saved is shown at once: pages that were edited are written ahead of everything else, then the rest
follows. Whatever a build does, the server goes on showing the last one that went well.
"""
