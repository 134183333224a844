"""Programs that print HTML as PDF; each can be missing."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def weasyprint(html: str, target: Path) -> None:
    """Print with WeasyPrint."""
    import_module("weasyprint").HTML(string=html).write_pdf(target)


def chromium(html: str, target: Path) -> None:
    """Print with Chromium, without header and footer."""
    with tempfile.TemporaryDirectory() as name:
        page = Path(name) / "page.html"
        page.write_text(html, encoding="utf-8")
        options = (
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={name}/profile",
        )
        command = ["chromium", *options, f"--print-to-pdf={target}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=180)


def inlined(html: str) -> str:
    """The same page with the rules of its style sheets at the elements, for programs that read no others."""
    tree = import_module("tinyhtml5").parse(html, namespace_html_elements=False)
    root = import_module("cssselect2").ElementWrapper.from_html_root(tree)
    elements = list(root.iter_subtree())
    own = {id(e.etree_element): e.etree_element.get("style", "") for e in elements}
    for sheet in [e.etree_element.text or "" for e in elements if e.local_name == "style"]:
        for rule in import_module("tinycss2").parse_stylesheet(sheet, skip_whitespace=True):
            if rule.type == "qualified-rule":
                for element in _chosen(elements, rule.prelude):
                    said = element.get("style", "").removesuffix(own[id(element)])
                    declared = import_module("tinycss2").serialize(rule.content)
                    element.set("style", f"{said}{declared};{own[id(element)]}")
    return import_module("xml.etree.ElementTree").tostring(tree, encoding="unicode", method="html")


def _chosen(elements: Sequence[Any], prelude: Any) -> list[Any]:
    """Elements that any of the selectors means."""
    selectors = import_module("cssselect2").compile_selector_list(prelude)
    return [e.etree_element for e in elements if any(s.test(e) for s in selectors)]


def libreoffice(html: str, target: Path) -> None:
    """Print with LibreOffice Writer."""
    html = inlined(html)
    with tempfile.TemporaryDirectory() as name:
        page = Path(name) / "page.html"
        page.write_text(html, encoding="utf-8")
        profile = f"-env:UserInstallation=file://{name}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            "--infilter=HTML (StarWriter)",
            "--convert-to",
            "pdf:writer_pdf_Export",
        ]
        subprocess.run([*command, "--outdir", name, str(page)], check=True, capture_output=True, timeout=180)
        shutil.move(page.with_suffix(".pdf"), target)


def reportlab(html: str, target: Path) -> None:
    """Draw what WeasyPrint laid out again with ReportLab: a word at a time, in other faces, every line half a point."""
    variants = import_module("benchmarks.variants")
    with tempfile.TemporaryDirectory() as name:
        laid = Path(name) / "laid.pdf"
        weasyprint(html, laid)
        variants.write_variant(laid, variants.VARIANTS["redrawn"], target)


PRINTERS: dict[str, Callable[[str, Path], None]] = {
    "weasyprint": weasyprint,
    "chromium": chromium,
    "libreoffice": libreoffice,
    "reportlab": reportlab,
}


def installed(name: str) -> bool:
    """Whether a printer can be used."""
    if name in {"weasyprint", "reportlab"}:
        return find_spec("weasyprint") is not None
    return shutil.which("soffice" if name == "libreoffice" else name) is not None
