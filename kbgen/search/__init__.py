"""Search: a Whoosh index of the rendered site and its export for browsers. Only this folder knows Whoosh."""
