"""The list of service centres: by country, with everything that one needs on the way there."""

from __future__ import annotations

from typing import Any

from kbgen.content.catalog import Catalog
from kbgen.content.record import Record
from kbgen.content.serving import all_centres, served_products
from kbgen.pages.links import Urls
from kbgen.pages.support import centre_view, product_choices, scope_view


def centres_view(catalog: Catalog, urls: Urls) -> dict[str, Any]:
    """Return the service centres by country, and what the list can be narrowed to."""
    centres = [_centre(catalog, centre, urls) for centre in all_centres(catalog)]
    countries = sorted({centre["country"] for centre in centres}, key=str.casefold)
    served = {country for centre in centres for country in (centre["country"], *centre["countries"])}
    return {
        "countries": [
            {"name": country, "centres": [centre for centre in centres if centre["country"] == country]}
            for country in countries
        ],
        "choices": sorted(served, key=str.casefold),
        "products": product_choices(catalog, all_centres(catalog)),
    }


def _centre(catalog: Catalog, record: Record, urls: Urls) -> dict[str, Any]:
    return {**centre_view(record, urls), **scope_view(served_products(catalog, record), catalog, urls)}
