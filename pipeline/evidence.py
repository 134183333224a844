"""Why a value stands in a record: the rule that reads its printed text, and the rows of the vocabularies that decide.

A run's tables hold the printed text beside each value, so the rule is found by reading that text again. Where that
gives another value than the table holds (a correction, a neighbour's year), the rule is not claimed for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from schemas import vocab

Row = Mapping[str, Any]

_LONGEST = 70


def lead_evidence(lead: Row, acronyms: Sequence[Row]) -> Iterator[str]:
    """Who says what a printed lead stands for, and which rows name its agency, function and seniority.

    Args:
        lead: A row of `leads`.
        acronyms: Rows of `acronyms` of the same plan.
    """
    printed = lead["acronym"] or lead["lead_raw"]
    yield _rule_and_flags(lead, acronyms)
    if lead["resolved_by"] == "verbatim":
        yield from _title_words(lead["role"])
    if lead["resolved_by"] in {"document_key", "document_glossary", "fuzzy"}:
        yield from _from_document(lead, printed, acronyms)
    if lead["resolved_by"] in {"lexicon", "unresolved"}:
        words = set(re.findall(r"[A-Za-z][\w&]*", lead["lead_raw"]))
        rows = [row for row in vocab.load("lexicon") if row["acronym"] in words | {word.rstrip("s") for word in words}]
        yield from (f"lexicon: {row['acronym']} = {row['expansion']} ({row['kind']}, {row['source']})" for row in rows)
    for table, column in (("agencies", "agency"), ("functions", "function"), ("seniority", "seniority")):
        rule = _deciding(table, column, lead)
        if rule:
            yield f"{column}: {rule}"


def _rule_and_flags(lead: Row, acronyms: Sequence[Row]) -> str:
    """How the lead was resolved and with what doubt, as its printed text reads with the plan's key."""
    from pipeline.normalise.leads import make_keybook, read_leads
    from schemas.readings import Acronym

    entries = [Acronym(row["acronym"], row["expansion"], row["page"] or 1, row["source"]) for row in acronyms]
    read = read_leads(lead["lead_raw"], make_keybook(entries)).leads
    same = [each.flags for each in read if each.resolved_by == lead["resolved_by"]]
    doubts = {"fuzzy": ("lead_fuzzy",), "unresolved": ("lead_unknown",)}.get(lead["resolved_by"], ())
    flags = same[0] if len(same) == 1 else doubts
    return f"rule: {lead['resolved_by']}; flags: {', '.join(flags) or 'none'}"


def _title_words(role: str) -> Iterator[str]:
    """The word that makes a printed text a title, with its row."""
    words = role.casefold().split()
    nouns = [row["words"] for row in vocab.load("roles") if row["part"] == "title_noun" and row["words"] in words]
    yield from (f"title: {word!r} (title_noun, roles.csv)" for word in nouns[:1])


def _from_document(lead: Row, printed: str, acronyms: Sequence[Row]) -> Iterator[str]:
    from pipeline.normalise.keybook import code_key

    wanted = code_key(printed)
    for entry in acronyms:
        if code_key(entry["acronym"]) == wanted or entry["acronym"] in printed.split():
            yield f"{entry['source']}: {entry['acronym']} = {entry['expansion']} (page {entry['page']})"
    if lead["resolved_by"] == "fuzzy":
        score, nearest = _nearest(printed, [entry["acronym"] for entry in acronyms] or [lead["role"]])
        yield f"fuzzy: {printed!r} read as {nearest!r}, likeness {score:.2f} of 1"


def _nearest(printed: str, choices: Sequence[str]) -> tuple[float, str]:
    from rapidfuzz import fuzz

    from pipeline.normalise.keybook import code_key

    scored = [(fuzz.ratio(code_key(printed), code_key(choice)) / 100, choice) for choice in choices]
    return max(scored, default=(0.0, ""))


def _deciding(table: str, column: str, lead: Row) -> str:
    """The first row of a table that gives a lead the value it has."""
    texts = (lead["role"], lead["lead_raw"])
    for row in vocab.load(table):
        for text in texts if row[column] == lead[column] else ():
            hit = re.search(row["pattern"], text, re.IGNORECASE)
            if hit:
                return f"{row[column]} by {hit.group()!r} ({table}.csv)"
    return ""


def reading_rules(action: Row) -> dict[str, str]:
    """The rule behind deadline and status, by the title of its chain; none where the text now reads otherwise."""
    from pipeline.normalise.deadlines import read_deadline
    from pipeline.normalise.status import read_status
    from schemas.readings import DateContext

    known = action["due_date"] or action["progress_as_at"]
    due = read_deadline(action["deadline_raw"], DateContext(known.year if known else None))
    status = read_status(action["status_raw"] or action["progress_raw"])
    rules = {}
    if action["deadline_raw"] and (due.kind, due.due) == (action["due_kind"], action["due_date"]):
        rules["deadline"] = due.rule
    if status.status == action["status"]:
        rules["progress"] = status.rule
    return rules


def matches(table: str, column: str, value: str, text: str) -> list[str]:
    """The words of a text that a table's patterns find for a value: `policy by 'protocol' (change_types.csv)`."""
    found: dict[str, None] = {}
    for row in vocab.load(table):
        if row[column] == value:
            for hit in re.finditer(row["pattern"], text, re.IGNORECASE):
                words = " ".join(hit.group().split())[:_LONGEST]
                if words:
                    found.setdefault(words)
    shown = ", ".join(repr(words) for words in found)
    return [f"{value} by {shown} ({table}.csv)"] if shown else [f"{value}, since no other holds"]
