"""Forms: one small table for each action, with labels that come again form after form in the words of the document.

Labels are told by coming again, and their meaning by their words or by what stands behind them. A row of another
shape over a form (`1.1 | Return home interviews | On track`) is its head.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.contract import Colour, Line
from pipeline.card_table import TableRow, make_table
from pipeline.contents import is_order
from pipeline.form_heads import Form, head_columns, numbered_head, take_lines_above
from pipeline.form_rows import FormRow, Pair, candidates, form_rows, key_of, rows_over
from pipeline.label_fields import day_of, label_field, tells_dated_progress
from pipeline.labels import read_label
from pipeline.logical_table import LogicalTable, StitchedCell
from pipeline.passages import clean

_AGAIN = 2
_KNOWN = 0.6
"""Share of a form's labels that must come again."""
_LEAST_LABELS = 3
_LEAST_PAIRS = 2
_OWNED = frozenset({"lead", "lead_accountable", "lead_agency", "lead_delivery", "deadline"})
_TITLE_WORDS = 6
_TITLED = 0.8
"""Share of the forms over which bands stand that are their titles."""


@dataclass(frozen=True, slots=True)
class _Labels:
    """Labels that come again in forms, with the field of each, and rows of labels alone."""

    fields: Mapping[str, str]
    over: frozenset[tuple[str, ...]]

    @property
    def name_action(self) -> bool:
        return "action" in self.fields.values()

    def share(self, table: LogicalTable) -> float:
        """Share of a table's labels that are known; 0 where it has none."""
        found = [key_of(label) in self.fields for label, _ in candidates(table, self.over) if label]
        return sum(found) / len(found) if len(found) >= _LEAST_PAIRS else 0.0


def read_forms(
    tables: Sequence[LogicalTable], body: Sequence[Line] = (), *, only_named: bool = False
) -> list[LogicalTable]:
    """The tables, those that hold forms with a row for each.

    Args:
        tables: Logical tables in reading order, without those that have headings.
        body: Lines outside tables; where nothing in a form says what is to be done, a line above it may.
        only_named: Whether a label must name the action, since tables with headings have the actions of what such
            forms describe.
    """
    labels = _labels(tables)
    if not labels.fields or (only_named and not labels.name_action):
        return list(tables)
    held = [t for t in tables if labels.share(t) >= _KNOWN]
    found = [_forms(form_rows(t, labels.fields, labels.over), labels) for t in held]
    _continue_forms(found, labels.fields)
    if not labels.name_action:
        take_lines_above(held, found, body)
    dated = Counter(p.label for forms in found for f in forms for p in f.pairs if tells_dated_progress(p.label))
    main = dated.most_common(1)[0][0] if dated else ""
    heads = head_columns([f.head for forms in found for f in forms if f.head], named=labels.name_action)
    stood = {id(t): _stood_up(forms, labels.fields, heads, main) for t, forms in zip(held, found, strict=True)}
    return [stood.get(id(t)) or t for t in tables]


def _labels(tables: Sequence[LogicalTable]) -> _Labels:
    """Labels that come again in forms, and the field of each; none where they name nobody and no time."""
    over = rows_over(tables)
    counts = Counter(key_of(label) for t in tables for label, _ in candidates(t, over) if label)
    again = _Labels({key: "" for key, n in counts.items() if n >= _AGAIN and key}, over)
    values: dict[str, list[str]] = {}
    printed: dict[str, str] = {}
    for label, value in (pair for t in tables if again.share(t) >= _KNOWN for pair in candidates(t, over)):
        if key_of(label) in again.fields:
            printed.setdefault(key_of(label), label)
            values.setdefault(key_of(label), []).append(value)
    fields = {key: label_field(printed[key], texts) for key, texts in values.items()}
    named = set(fields.values()) - {""}
    return _Labels(fields if len(named) >= _LEAST_LABELS and named & _OWNED else {}, over)


def _forms(rows: Sequence[FormRow], labels: _Labels) -> list[Form]:
    """The forms of one table."""
    forms: list[Form] = []
    titled = _are_titled(rows, named=labels.name_action)
    for row in rows:
        if row.is_band and not (titled and _may_be_title(row, named=labels.name_action)):
            forms.append(Form(band=row.cells[0].lines))
        elif row.cells:
            if not forms or forms[-1].pairs or forms[-1].band:
                forms.append(Form())
            forms[-1].head += row.cells
        for pair in row.pairs:
            _take(pair, forms)
    return forms


def _take(pair: Pair, forms: list[Form]) -> None:
    if not pair.label and forms and forms[-1].pairs:
        last = forms[-1].pairs[-1]
        forms[-1].pairs[-1] = Pair(last.label, last.printed, last.value + pair.value, last.fill)
        return
    if not forms or forms[-1].band or forms[-1].holds(pair.label):
        forms.append(Form())
    forms[-1].pairs.append(pair)


def _are_titled(rows: Sequence[FormRow], *, named: bool) -> bool:
    """Whether a title over the whole width opens nearly every form of a table."""
    keys = Counter(key_of(p.label) for row in rows for p in row.pairs if not tells_dated_progress(p.label))
    forms = max(keys.values(), default=0)
    over = sum(row.is_band and bool(below.pairs) and _may_be_title(row, named=named) for row, below in pairwise(rows))
    return over >= _TITLED * forms


def _may_be_title(row: FormRow, *, named: bool) -> bool:
    """Whether a text over the whole width may be the title of a form, or its action where no label names that."""
    text = clean(row.cells[0].text)
    label = read_label(text)
    if label is not None and label.kind != "priority":
        return False
    if not named:
        return label is None
    short = label is None and len(text.split()) <= _TITLE_WORDS and not is_order(text)
    return short or bool(numbered_head(text))


def _continue_forms(tables: Sequence[list[Form]], labels: Mapping[str, str]) -> None:
    """Put the rest of a form that a page break cut, at the top of a table of its own, to the form before it."""
    acts = {key for key, name in labels.items() if name == "action"}
    for before, after in pairwise(tables):
        if not before or not after or not before[-1].pairs or not acts:
            continue
        last, first = before[-1], after[0]
        rest = first.pairs and not first.head and not any(key_of(p.label) in acts for p in first.pairs)
        if rest and not any(last.holds(p.label) for p in first.pairs):
            last.pairs += first.pairs
            after.pop(0)


def _stood_up(
    forms: Sequence[Form], labels: Mapping[str, str], heads: Mapping[int, str], main: str
) -> LogicalTable | None:
    """The forms of one table as rows, or nothing where they hold no actions."""
    names = {name for f in forms for p in f.pairs if (name := labels.get(key_of(p.label)))}
    if not ("action" in names or "Action" in heads.values()) or not names & _OWNED:
        return None
    rows: list[dict[str, _Value]] = []
    printed: list[Line] = []
    for form in forms:
        cells = _head_values(form.head, heads)
        taken = _with_entries(form.pairs, main)
        for label, value in taken:
            held = cells.get(label)
            cells[label] = _Value(held.lines + value.lines, held.fill) if held else value
        printed += [n for p in form.pairs if not _is_prefixed(p, form.pairs, main) for n in p.printed]
        rows.append(cells)
    columns = list(dict.fromkeys([*heads.values(), *(label for cells in rows for label in cells)]))
    columns = [c for c in columns if any(c in cells for cells in rows)]
    made = [
        TableRow((f.band,), band=True)
        if f.band
        else TableRow(tuple(_lines(r, c) for c in columns), fills=tuple(_fill(r, c) for c in columns))
        for f, r in zip(forms, rows, strict=True)
    ]
    fields = {c.casefold(): labels.get(key_of(c), "") for c in columns if c not in heads.values()}
    return replace(
        make_table(columns, [row for row in made if any(row.cells)], tuple(printed), "upright"), fields=fields
    )


@dataclass(frozen=True, slots=True)
class _Value:
    lines: tuple[Line, ...]
    fill: Colour | None = None


def _lines(cells: Mapping[str, _Value], column: str) -> tuple[Line, ...]:
    return cells[column].lines if column in cells else ()


def _fill(cells: Mapping[str, _Value], column: str) -> Colour | None:
    return cells[column].fill if column in cells else None


def _head_values(head: Sequence[StitchedCell], heads: Mapping[int, str]) -> dict[str, _Value]:
    """What a head says, by the columns that its cells make; a number in front of a title has one of its own."""
    cells: dict[str, _Value] = {}
    for cell in head:
        name = heads.get(cell.col0, "")
        number = numbered_head(clean(cell.text)) if name != "Ref" and "Ref" not in cells else ""
        lines = cell.lines
        if number and len(lines) > 0:
            first = lines[0]
            cells["Ref"] = _Value((Line(first.page, (), first.box, number),))
            lines = (Line(first.page, first.words, first.box, _after(first.text, number)), *lines[1:])
        if name and any(n.text for n in lines):
            cells[name] = _Value(tuple(n for n in lines if n.text), cell.fill)
    return cells


def _after(text: str, number: str) -> str:
    """A text without the number in front of it."""
    return text[text.find(number) + len(number) :].lstrip(" .:)–-")


def _is_prefixed(pair: Pair, pairs: Sequence[Pair], main: str) -> bool:
    """Whether the day of a label stands in front of its value, since its form has other days or another than most."""
    dated = [p for p in pairs if tells_dated_progress(p.label)]
    return pair in dated and bool(pair.value) and (len(dated) > 1 or pair.label != main)


def _with_entries(pairs: Sequence[Pair], main: str) -> list[tuple[str, _Value]]:
    """Labels and values; each entry of dated progress with its day where there are several."""
    found = []
    for pair in pairs:
        lines = pair.value
        if _is_prefixed(pair, pairs, main):
            words = tuple(word for line in pair.printed for word in line.words)
            first = pair.printed[0]
            lines = (Line(first.page, words, first.box, f"{day_of(pair.label)}:"), *lines)
        found.append((clean(pair.label).strip(" :"), _Value(lines, pair.fill)))
    return found
