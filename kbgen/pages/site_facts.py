"""What pages are told of the site as a whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SiteFacts:
    """The site.

    Attributes:
        name: Its name.
        url: Where it is published, ending in `/`; empty where nobody has said.
        language: BCP 47.
        publisher: Who answers for it.
        description: One or two sentences on it, may be empty.
        logo: Path of the publisher's picture, site-relative; may be empty.
    """

    name: str = ""
    url: str = ""
    language: str = "en"
    publisher: str = ""
    description: str = ""
    logo: str = ""

    def absolute(self, url: str) -> str:
        """Return the full address of a site-relative URL, empty where the site's own is not known."""
        if "://" in url:
            return url
        return self.url + ("" if url == "." else url) if self.url else ""
