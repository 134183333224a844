"""Texts that files, databases, spreadsheets and web pages stumble over, and a dataset that is full of them."""

from __future__ import annotations

import datetime as dt

from schemas import (
    AcronymRow,
    Action,
    Change,
    Dataset,
    Deadline,
    Finding,
    Lead,
    Milestone,
    Plan,
    Provenance,
    Recommendation,
    Update,
)

TEXTS = (
    "=SUM(A1)",
    "=cmd|' /C calc'!A0",
    '@HYPERLINK("http://example.org")',
    "+44 20 7946 0000",
    "- 1+1",
    "'=1",
    "'already quoted'",
    "007",
    "1e5",
    "2012-03-31",
    "31/03/2012",
    "TRUE",
    "NULL",
    "nan",
    "#N/A",
    'a "quoted" word, and a comma',
    "semi; colon",
    "one\ntwo\n\nthree",
    "carriage\r\nreturn\rhere",
    "\ttab first",
    " blanks around ",
    "\x00nul \x01\x08\x0b\x0c\x1b\x1f\x7f controls \x85",
    "_x0041_ _x000D_ _x005F_",
    "line\u2028and\u2029paragraph separators",
    "<script>alert(1)</script> & <b>bold</b> &amp;",
    "<r><t>raw run</t></r>",
    "]]> <!-- --> <?xml?>",
    "emoji \U0001f469\u200d\U0001f467 e\u0301 \ufeff \u202e right to left \ufffe \uffff",
    "'; DROP TABLE actions; --",
    "{{ template }} ${jndi:x} %s {0}",
    "C:\\path\\n \\u0041",
    "https://example.org/plan.pdf#page=2",
    "mailto:someone@example.org",
    "internal:'Cover'!A1",
    "x" * 32_767,
    "long " * 9_000,
    "\U0001f600" * 17_000,
    "=" + "1+" * 20_000,
)


def dataset(texts: tuple[str, ...] = TEXTS) -> Dataset:
    """Every text as an action, an entry of a list, a heading and a value of another column, an update and a finding."""
    numbered = list(enumerate(texts, 1))
    return Dataset(
        plans=(
            Plan(
                "p1",
                council=texts[0],
                title=texts[1 % len(texts)],
                version="2.0",
                plan_date="2012-01-31",
                source_file="=plan.pdf",
                source_url="javascript:alert(1)",
                sha256="0" * 64,
                page_count=3,
            ),
            Plan("p2", council="Borsetshire", plan_date="2012-05", source_file="b.pdf", sha256="1" * 64, page_count=1),
        ),
        recommendations=(Recommendation("r1", "p1", recommendation=texts[0], themes=("health", "education")),),
        actions=tuple(
            Action(
                f"p1-a{number}",
                "p1",
                "r1",
                action_ref=f"0{number}",
                action=text,
                leads=tuple(part for part in (text.replace(";", ","), "Chair") if part),
                progress_raw=text[::-1],
                due_date=dt.date(1899, 12, 31) if number == 1 else dt.date(2012, 1, 1) + dt.timedelta(days=number),
                due_kind="date",
                is_ongoing=(True, False, None)[number % 3],
                overdue=(None, True, False)[number % 3],
                status="completed" if number % 2 else "delayed",
                percent_complete=number % 101,
                extra=((text or "heading", text),),
                page=number,
                confidence=0.125,
            )
            for number, text in numbered
        ),
        leads=tuple(Lead("p1-a1", number, role=text, is_responsible=number == 1) for number, text in numbered),
        deadlines=(Deadline("p1-a1", 1, "'=x", end=dt.date(2012, 3, 31), in_force=False, flags=("a", "b")),),
        updates=tuple(Update("p1-a1", number, as_at=dt.date(2012, 3, 31), text=text) for number, text in numbered),
        changes=(Change("c1", "p0", "p1", change="deadline_brought_forward", days=-30, old=texts[0]),),
        milestones=(Milestone("p1-a1", 1, "3 months", texts[0]),),
        acronyms=(AcronymRow("p1", "HoS", 1, texts[0]),),
        findings=tuple(
            Finding(f"p1-f{number}", "p1", code="doubt", message=text, page=1, x0=-1.5) for number, text in numbered
        ),
        provenance=(Provenance("p1-a1", "action", 1, page=2, x0=36.0, top=120.125, x1=560.5, bottom=0.333),),
    )
