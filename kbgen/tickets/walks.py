"""All ways to answer the fields on which others depend: what conditions are proven with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kbgen.content.conditions import Condition, comparisons, holds
from kbgen.content.form import AnyField, CheckboxesField
from kbgen.tickets.choices import Choices, expand, option_values

MOST = 20_000
"""Ways beyond which nothing is proven: a form that branches so often is reviewed by people."""

Answers = dict[str, tuple[str, ...]]


class Branching:
    """The fields of a form that conditions name, with all that they depend on."""

    def __init__(self, fields: Sequence[AnyField], choices: Choices) -> None:
        """Expand the conditions of all fields once."""
        self._fields = {field.id: field for field in fields}
        self._choices = choices
        self._shown = {field.id: self.expand(field.show_if) for field in fields if field.show_if is not None}

    def expand(self, condition: Condition) -> Condition:
        """Return a condition about ids alone; see `kbgen.tickets.choices.expand`."""
        return expand(condition, self._fields, self._choices)

    def shown_if(self, field: AnyField) -> Condition | None:
        """Return when a field is shown, None for always."""
        return self._shown.get(field.id)

    def ways(self, conditions: Iterable[Condition]) -> Iterator[Answers] | None:
        """Yield every way to answer what some conditions depend on; None where there are more than `MOST`.

        Values that no condition tells apart are represented by one of them; an answer is missing where the
        field is not shown, or where it need not be given.
        """
        told = self._told_apart([*conditions])
        names = [name for name in self._fields if name in told]
        domains = {name: self._domain(self._fields[name], told[name]) for name in names}
        number = 1
        for domain in domains.values():
            number *= len(domain)
        return self._walk(names, domains, {}) if number <= MOST else None

    def _told_apart(self, conditions: list[Condition]) -> dict[str, set[str]]:
        """Return field → the values that matter: of the fields named, and of those that decide on them."""
        told: dict[str, set[str]] = {}
        while conditions:
            for named in comparisons(conditions.pop()):
                if named.field in self._shown and named.field not in told:
                    conditions.append(self._shown[named.field])
                told.setdefault(named.field, set()).update(named.values)
        return told

    def _domain(self, field: AnyField, told: set[str]) -> list[tuple[str, ...]]:
        values = option_values(field, self._choices) or ()
        known = [value for value in values if value in told]
        other = next(([value] for value in values if value not in told), [])
        if isinstance(field, CheckboxesField):
            subsets: list[tuple[str, ...]] = [()]
            for value in [*known, *other]:
                subsets += [(*subset, value) for subset in subsets]
            return subsets[1:] if field.required and len(subsets) > 1 else subsets
        single: list[tuple[str, ...]] = [(value,) for value in [*known, *other]]
        return single if field.required and single else [(), *single]

    def _walk(
        self, names: Sequence[str], domains: Mapping[str, list[tuple[str, ...]]], given: Answers
    ) -> Iterator[Answers]:
        if not names:
            yield given
            return
        name, rest = names[0], names[1:]
        shown = self._shown.get(name)
        domain = domains[name] if shown is None or holds(shown, given) else [()]
        for values in domain:
            yield from self._walk(rest, domains, {**given, name: values})
