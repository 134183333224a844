"""The title of a plan: the line of the front matter that names a plan and stands out."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PLAN = re.compile(
    r"\b(?:improvement|action|development|delivery|response|recovery|implementation|inspection|transformation|progress|"
    r"priority|assurance|strategic|year[- ]ahead)\b.{0,40}\b(?:plan|programme|tracker)\b|"
    r"\bplan\b.{0,60}\b(?:response|inspection|ofsted)\b|"
    r"\bwritten statement of action\b|\bresponse to\b.{0,60}\b(?:ofsted|inspection)\b|\bplan\b|"
    r"\bprogress (?:report|update)\b|\baction tracker\b",
    re.IGNORECASE,
)
_SPECIFIC = re.compile(
    r"\b(?:improvement|action|delivery|priority|progress) plan\b|written statement of action|\bresponse to\b|"
    r"improvement tracker",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:title|document title|name of (?:document|plan))\s*[:–-]\s*", re.IGNORECASE)
_ORDINAL = re.compile(
    r"^(?:(?:appendix|annexe?|enclosure|(?:agenda )?item|schedule)(?:\s+no\.?)?\s+\w+\s*[:–-]?\s*)+", re.IGNORECASE
)
_APART = re.compile(
    r"^(?:(?:appendix|annexe?|enclosure|(?:agenda )?item|schedule)(?:\s+no\.?)?\s+\w+|"
    r"(?:london |royal |metropolitan )*borough of .{0,40}|"
    r"(?:progress )?updated? (?:of|for|to|at|as at|on)\b.*|(?:position|status|progress) (?:at|as at|to)\b.*|"
    r"(?:not )?protectively marked|official.{0,20}|public|restricted|contents|foreword|(?:draft|final|version|v)\b.*|"
    r"[\W\d]*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]*\.?\s+20\d\d|.{0,60}\b(?:council|department|directorate))\W*$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?:\S+\s+){2,}(?:plan|programme|tracker)$", re.IGNORECASE)
_AS_AT = re.compile(
    r"\s*[:–—-]\s*(?:progress|updated?|position|status)(?: (?:report|statement))?\s+"
    r"(?:to|at|as at|of|for|on)\b.*20\d\d\W*$",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?:\b(?:of|and|for|the|to|in|on|with|from|by|following)|[&,–:-])$", re.IGNORECASE)
_RESPONDS = re.compile(r"^(?:in response to|following|arising from|after) (?:the|an?|our)\b.{0,100}[^.]$")
_ABOUT = re.compile(
    r"\b(?:ofsted|inspection|improvement|improving|response|recommendations?|safeguarding|children|send|journey)\b",
    re.IGNORECASE,
)
_PAGES = 3
_SHORT = 6
_NAME = 1.5
"""How many times the size of any other type on the first page the name of a plan is set in."""
_FEW = 6
"""Lines of a page up to which the smallest type is that of the body."""
_DISPLAY = 1.3
"""Type larger than that of the body by this factor is display type."""
_WORDS = 32
_SAME_SIZE = 0.6


def _clean(text: str) -> str:
    return " ".join(text.split())


def _blocks(lines: Sequence[tuple[int, str, float]]) -> list[tuple[int, str, float]]:
    """Lines put together where a title runs over several: one page, one size larger than the body, or an open end."""
    sizes = sorted(size for _, text, size in lines if text.strip())
    body = sizes[len(sizes) // 2] if sizes else 0.0
    blocks: list[tuple[int, str, float]] = []
    for page, raw, size in lines:
        text = _clean(raw)
        if not text:
            continue
        if blocks and _runs_on(blocks[-1], (page, text, size), body):
            blocks[-1] = (page, f"{blocks[-1][1]} {text}", size)
        else:
            blocks.append((page, text, size))
    return blocks


def _runs_on(before: tuple[int, str, float], line: tuple[int, str, float], body: float) -> bool:
    if before[0] != line[0] or re.search(r"[.!?]$", before[1]):
        return False
    if _RESPONDS.match(line[1]) and _PLAN.search(before[1]) and len(before[1].split()) <= _SHORT:
        return True
    if abs(before[2] - line[2]) > _SAME_SIZE or _is_subtitle(before[1], line[1]):
        return False
    if _APART.match(before[1]) or _APART.match(line[1]) or (_SPECIFIC.search(line[1]) and len(line[1].split()) > 3):
        alone = len(before[1].split()) > _SHORT or bool(_PLAN.search(before[1])) or bool(_APART.match(before[1]))
        display = line[2] > _DISPLAY * body and not _APART.match(line[1])
        return bool(_OPEN.search(before[1])) or (display and not alone)
    named = re.match(r"(?:plan|programme|tracker)\b", line[1], re.IGNORECASE) and not _PLAN.search(before[1])
    large = line[2] > body + 1 or bool(named)
    return bool(_OPEN.search(before[1])) or (line[1][:1].islower() and len(before[1].split()) < _WORDS) or large


def _is_subtitle(title: str, line: str) -> bool:
    """Whether a line below a title that is whole says more about it, and is no part of it."""
    whole = _WHOLE.match(title) and _SPECIFIC.search(title) and not _OPEN.search(title)
    return bool(whole) and line[:1].isupper() and not _PLAN.search(line)


def _score(index: int, block: tuple[int, str, float], largest: float) -> float:
    page, text, size = block
    words = len(text.split())
    sentence = bool(re.search(r"[.;:]$|\b(?:will|has been|are|describes|is|was)\b", text))
    if not _PLAN.search(text) or words > _WORDS or sentence:
        return 0.0
    score = 1.0 + 2.0 * bool(_SPECIFIC.search(text)) + 3.0 * (size / largest if largest else 0) ** 2
    return score - 0.02 * index - 0.8 * (page - 1) - 1.0 * (words < 3) - 0.5 * text[:1].islower()


def read_title(lines: Sequence[tuple[int, str, float]]) -> str:
    """The printed title, or an empty text where no line of the first pages names a plan.

    Example:
        >>> read_title([(1, "Anytown Council", 12.0), (1, "Children’s Improvement", 24.0), (1, "Plan 2015", 24.0)])
        'Children’s Improvement Plan 2015'
    """
    first = min((page for page, _, _ in lines), default=1)
    front = [(page - first + 1, text, size) for page, text, size in lines if page - first < _PAGES]
    blocks = _blocks(front)
    largest = max((size for _, text, size in blocks if _PLAN.search(text)), default=0.0)
    ranked = [(_score(index, block, largest), -index, block[1]) for index, block in enumerate(blocks)]
    best = max(ranked, default=(0.0, 0, ""))
    found = _name(blocks, [text for page, text, _ in lines if page > first]) if best[2] else ""
    found = found or (best[2] if best[0] > 0 else _largest(blocks))
    return _AS_AT.sub("", _ORDINAL.sub("", _LABEL.sub("", found))).strip()


def _name(blocks: Sequence[tuple[int, str, float]], later: Sequence[str]) -> str:
    """The name that a plan has beside the line that says it is one: far the largest type, and in the running lines."""
    sizes = sorted({size for page, _, size in blocks if page == 1}, reverse=True)
    if len(sizes) < 2 or sizes[0] < _NAME * sizes[1]:
        return ""
    block = next(text for page, text, size in blocks if page == 1 and size == sizes[0])
    opening = re.compile(rf"\W*{re.escape(block)}\s*(?:[–—|:,-]|$)", re.IGNORECASE)
    short = 1 < len(block.split()) <= _SHORT and not _APART.match(block)
    return block if short and sum(bool(opening.match(text)) for text in later) > 1 else ""


def _largest(blocks: Sequence[tuple[int, str, float]]) -> str:
    """The display line of the first page where no line names a plan, but the council's name, a date or an appendix."""
    sizes = sorted(size for _, _, size in blocks)
    body = sizes[len(sizes) // 2 if len(sizes) > _FEW else 0] if sizes else 0.0
    fit = [
        (size, -index, text)
        for index, (page, text, size) in enumerate(blocks)
        if page == 1 and size > _DISPLAY * body and _ABOUT.search(text) and not _APART.match(text)
        if 1 < len(text.split()) <= _WORDS
    ]
    return max(fit, default=(0.0, 0, ""))[2]
