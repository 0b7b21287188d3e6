"""The spec sheets of the demonstration, as the search for products takes them, without building the site."""

from functools import cache

from running import ROOT

from kbgen.content.catalog import build_catalog
from kbgen.content.folder import find_content
from kbgen.search.finder.sheets import ListedProduct, build_spec_data


@cache
def demo_catalog():
    return build_catalog(find_content(ROOT / "content", "content"), "content")[0]


@cache
def demo_specs():
    return specs_of(demo_catalog())


def specs_of(catalog, compare=()):
    """The data of a catalog's sheets."""
    return build_spec_data(
        catalog.sheets,
        catalog.families,
        [listed(catalog, record) for record in catalog.products.values()],
        dict(compare),
    )


def listed(catalog, record):
    front = record.front
    maker = catalog.manufacturers.get(front.manufacturer)
    return ListedProduct(
        id=record.id,
        name=record.title,
        url=record.uri.replace(".md", "/"),
        family=front.family,
        picture=front.image or "",
        maker=front.manufacturer if maker else "",
        maker_names=(maker.title, *maker.front.aliases) if maker else (),
        names=(*front.aliases, *front.model_numbers),
    )
