"""The spec sheets of a site as the search for products takes them: with names, pictures and addresses."""

from __future__ import annotations

from kbgen.content.model import Product
from kbgen.content.record import Record
from kbgen.pages.knowledge_base import KnowledgeBase
from kbgen.search.finder.sheets import ListedProduct, SpecData, build_spec_data


def spec_data(kb: KnowledgeBase) -> SpecData:
    """Return all sheets of a site."""
    sheets, families = kb.catalog.sheets, kb.catalog.families
    products = [_listed(kb, record) for name, record in kb.catalog.products.items() if name in sheets]
    compared = {name: kb.urls.by_uri.get(f"compare/{name}.md", "") for name in families}
    return build_spec_data(sheets, families, products, compared)


def _listed(kb: KnowledgeBase, record: Record) -> ListedProduct:
    front = record.front
    if not isinstance(front, Product):
        message = f"{record.uri} is no product"
        raise TypeError(message)
    maker = kb.catalog.manufacturers.get(front.manufacturer)
    return ListedProduct(
        id=record.id,
        name=record.title,
        url=kb.urls.of(record.uri),
        family=front.family,
        picture=front.image or "",
        maker=front.manufacturer if maker else "",
        maker_names=(maker.title, *maker.front.aliases) if maker else (),
        names=(*front.aliases, *front.model_numbers),
    )
