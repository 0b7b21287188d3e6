"""What results can be narrowed by: product, with its family and manufacturer, type, and language.

A chosen product hides nothing: its pages and those of no product come first, pages of other products after
them. Types and languages do hide. theme/js/facets.js does the same.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbgen.search.documents import Document


@dataclass(frozen=True)
class ProductFacet:
    """A product that results can be chosen by."""

    id: str
    name: str
    url: str
    """Of its hub, relative to the site."""
    family: str = ""
    family_name: str = ""
    manufacturer: str = ""
    manufacturer_name: str = ""


@dataclass(frozen=True)
class Chosen:
    """What a customer has chosen; what the site does not have chooses nothing."""

    product: str = ""
    family: str = ""
    manufacturer: str = ""
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class FacetSet:
    """What many documents have alike."""

    type: str
    language: str
    products: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """What was chosen of what a site has."""

    own: frozenset[str] | None
    """Ids of the products that fit, None where none was chosen."""
    types: frozenset[str]
    languages: frozenset[str]

    def tier(self, kept: FacetSet) -> int | None:
        """0 for documents that fit, 1 for those of other products, None for those that are hidden."""
        if not (_holds(self.types, kept.type) and _holds(self.languages, kept.language)):
            return None
        return int(self.own is not None and bool(kept.products) and self.own.isdisjoint(kept.products))


@dataclass(frozen=True)
class Counts:
    """How many matching documents there are of each id, under the filters of the other kinds."""

    products: Mapping[str, int]
    families: Mapping[str, int]
    manufacturers: Mapping[str, int]
    types: Mapping[str, int]
    languages: Mapping[str, int]


@dataclass(frozen=True)
class Facets:
    """The facets of a site."""

    products: tuple[ProductFacet, ...] = ()
    sets: tuple[FacetSet, ...] = ()
    set_of: tuple[int, ...] = ()
    """Document → its place in `sets`."""

    @cached_property
    def product(self) -> dict[str, ProductFacet]:
        """Product by id."""
        return {each.id: each for each in self.products}

    def choice(self, chosen: Chosen) -> Choice:
        """What was chosen, as far as the site has it."""
        types = frozenset(each.type for each in self.sets).intersection(chosen.types)
        languages = frozenset(each.language for each in self.sets).intersection(chosen.languages)
        return Choice(self._chosen_products(chosen), types, languages)

    def counts(self, documents: Iterable[int], choice: Choice) -> Counts:
        """Counts the documents that match a query; a chosen product hides none, so it changes no count."""
        types: Counter[str] = Counter()
        languages: Counter[str] = Counter()
        products, families, makers = (Counter[str]() for _ in range(3))
        for at, count in Counter(self.set_of[document] for document in documents).items():
            kept = self.sets[at]
            typed, spoken = _holds(choice.types, kept.type), _holds(choice.languages, kept.language)
            types[kept.type] += count * spoken
            languages[kept.language] += count * typed
            named = [self.product[each] for each in kept.products if each in self.product]
            for counter, ids in (
                (products, [each.id for each in named]),
                (families, [each.family for each in named]),
                (makers, [each.manufacturer for each in named]),
            ):
                counter.update(dict.fromkeys(filter(None, ids), count * (typed and spoken)))
        return Counts(*(+each for each in (products, families, makers, types, languages)))

    def _chosen_products(self, chosen: Chosen) -> frozenset[str] | None:
        wanted = [
            (name, value)
            for name, value in (
                ("id", chosen.product),
                ("family", chosen.family),
                ("manufacturer", chosen.manufacturer),
            )
            if value and any(getattr(each, name) == value for each in self.products)
        ]
        if not wanted:
            return None
        fitting = (
            each for each in self.products if all(getattr(each, name) == value for name, value in wanted)
        )
        return frozenset(each.id for each in fitting)

    def as_data(self) -> dict[str, Any]:
        """The facets as JSON has them."""
        return {
            "products": [list(astuple(each)) for each in self.products],
            "sets": [[each.type, each.language, list(each.products)] for each in self.sets],
            "setOf": list(self.set_of),
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Facets:
        """The inverse of `as_data`."""
        sets = tuple(FacetSet(kind, language, tuple(products)) for kind, language, products in data["sets"])
        return cls(tuple(ProductFacet(*each) for each in data["products"]), sets, tuple(data["setOf"]))


def facets_of(documents: Iterable[Document], products: tuple[ProductFacet, ...], language: str) -> Facets:
    """The facets of the documents of a site in a language; the products as they are to be listed."""
    places: dict[FacetSet, int] = {}
    kept = (FacetSet(each.type, each.language or language, each.products) for each in documents)
    set_of = tuple([places.setdefault(each, len(places)) for each in kept])
    return Facets(products, tuple(places), set_of)


def _holds(filtered: frozenset[str], value: str) -> bool:
    return not filtered or value in filtered
