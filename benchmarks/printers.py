"""Programs that print HTML as PDF; each can be missing."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path


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


def libreoffice(html: str, target: Path) -> None:
    """Print with LibreOffice Writer."""
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


PRINTERS: dict[str, Callable[[str, Path], None]] = {
    "weasyprint": weasyprint,
    "chromium": chromium,
    "libreoffice": libreoffice,
}


def installed(name: str) -> bool:
    """Whether a printer can be used."""
    if name == "weasyprint":
        return find_spec(name) is not None
    return shutil.which("soffice" if name == "libreoffice" else name) is not None
