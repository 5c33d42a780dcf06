"""PDFs as people have them, each made by a program that people use, and not one refused: LaTeX, LibreOffice (also by way of Word's
format, and as PDF/A), Ghostscript, Cairo, groff, enscript, Chromium, ReportLab, the app's own jsPDF, and scans (img2pdf and
Ghostscript's pictures of pages).

    everyday_pdfs.py PROGRAM [FOLDER]

The real program judges each, as it does for an upload. With FOLDER they stay there. What is not on this machine is installed from
Debian. A few minutes.
"""

import collections
import html
import itertools
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from provide import provide, provide_file

ROOT = Path(__file__).resolve().parents[2]
LARGEST, AT_LEAST = 2_097_152, 200  # max_pdf_bytes, common/attachment.hpp
WORDS = {
    "letter": ["To the Academic Registrar", "I kindly ask for a transcript of my results, as my scholarship needs it by Friday."],
    "receipt": ["Receipt 2026/0417", "Received with thanks: 1,250,000 UGX for tuition, first instalment.", "Balance due: 350,000 UGX"],
    "form": ["Change of programme", "Name: ______________________", "Registration number: ____________", "Signature: ________________"],
    "essay": ["On patience", *["A queue is a promise that everybody keeps for everybody else. " * 12] * 6],
    "timetable": ["Timetable", "Mon 08:00 Algebra, LT 2", "Tue 10:00 Databases, Lab 1", "Wed 14:00 Networks, LT 4"],
    "accents": ["Réclamation", "Łukasz et Zoë étaient à l'université ; les frais s'élèvent à 12 €.", "Größe, naïve, façade, señor"],
}


def run(*command, **settings):
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300, **settings)


def page(name, paragraphs):
    """As a web page, with a list, a table and a link."""
    text = "".join(f"<p>{html.escape(each)}</p>" for each in paragraphs[1:])
    rows = "".join(f"<tr><td>{row}</td><td>{row * 17} UGX</td></tr>" for row in range(1, 9))
    return (f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>{name}</title><h1>{html.escape(paragraphs[0])}</h1>{text}<h2>Fees</h2>"
            f"<table border=1>{rows}</table><ul><li>one<li>two</ul><p><a href='https://example.edu/fees'>More</a></p></html>")


def latex(folder):
    provide("pdflatex", "texlive-latex-base")
    kinds = (("article", "", ""), ("article", "twocolumn,a4paper", r"\pdfminorversion=4"), ("report", "12pt", r"\pdfcompresslevel=0"),
             ("book", "", r"\pdfminorversion=7 \pdfobjcompresslevel=2"), ("article", "landscape", r"\usepackage[colorlinks]{hyperref}"))
    escaped = str.maketrans({"_": r"\_", "€": "EUR"})
    for (name, paragraphs), (kind, options, more) in itertools.product(WORDS.items(), kinds):
        chapter = "section" if kind == "article" else "chapter"
        body = "\n\n".join(paragraphs[1:]).translate(escaped)
        file = folder / f"latex-{name}-{kind}-{options or 'plain'}.tex"
        file.write_text(rf"\documentclass[{options}]{{{kind}}}{more}\usepackage[utf8]{{inputenc}}\usepackage[T1]{{fontenc}}\begin{{document}}"
                        rf"\tableofcontents\{chapter}{{{paragraphs[0]}}}{body}\begin{{equation}}\sum_{{i=1}}^n i^2=\frac{{n(n+1)(2n+1)}}{{6}}"
                        r"\end{equation}\begin{tabular}{|l|r|}\hline Tuition & 12\\ \hline\end{tabular}\end{document}", "utf-8")
        for _ in range(2):  # the second time with its table of contents
            run("pdflatex", "-interaction=batchmode", file.name, cwd=folder)


def libreoffice(folder):
    provide("soffice", "libreoffice-writer-nogui")
    home = f"-env:UserInstallation=file://{folder}/office"
    sources = folder / "office-sources"
    sources.mkdir()
    for name, paragraphs in WORDS.items():
        (sources / f"{name}.html").write_text(page(name, paragraphs), "utf-8")
        (sources / f"{name}-plain.txt").write_text("\n\n".join(paragraphs), "utf-8")
    for form, source in (("docx", "*.html"), ("odt", "*.txt"), ("doc", "*.html")):
        run("soffice", home, "--headless", "--infilter=HTML (StarWriter)" if source == "*.html" else "--infilter=Text (encoded):UTF8",
            "--convert-to", form, "--outdir", sources, *sorted(sources.glob(source)))
    documents = [*sorted(sources.glob("*.docx")), *sorted(sources.glob("*.doc")), *sorted(sources.glob("*.odt"))]
    for version in (0, 1, 2, 3):  # as it comes, and PDF/A-1b, -2b, -3b
        made = folder / f"libreoffice-{version}"
        for suffix in (".docx", ".doc", ".odt"):
            run("soffice", home, "--headless", "--convert-to",
                f'pdf:writer_pdf_Export:{{"SelectPdfVersion":{{"type":"long","value":"{version}"}},"UseTaggedPDF":{{"type":"boolean","value":"true"}}}}',
                "--outdir", made / suffix[1:], *(each for each in documents if each.suffix == suffix))


def cairo(folder):
    provide("rsvg-convert", "librsvg2-bin")
    for number, (name, paragraphs) in itertools.product(range(3), WORDS.items()):
        lines = "".join(f'<text x="30" y="{60 + 20 * nth}" font-size="12">{html.escape(each[:80])}</text>' for nth, each in enumerate(paragraphs))
        drawing = folder / f"cairo-{name}-{number}.svg"
        drawing.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="595" height="842"><defs><linearGradient id="g"><stop offset="0" '
                           f'stop-color="navy"/><stop offset="1" stop-color="white" stop-opacity="{number / 3}"/></linearGradient></defs>'
                           f'<rect width="595" height="40" fill="url(#g)"/>{lines}<circle cx="300" cy="600" r="{50 + number}" fill="none" stroke="red"/></svg>', "utf-8")
        run("rsvg-convert", "-f", "pdf", "-o", drawing.with_suffix(".pdf"), drawing)


def groff(folder):
    provide("groff", "groff")
    provide("gs", "ghostscript")
    for name, paragraphs in WORDS.items():
        source = folder / f"groff-{name}.ms"
        source.write_text(f".TL\n{paragraphs[0]}\n" + "".join(f".PP\n{each}\n" for each in paragraphs[1:]), "utf-8")
        with open(folder / f"gropdf-{name}.pdf", "wb") as out:
            subprocess.run(["groff", "-Kutf8", "-ms", "-Tpdf", source], stdout=out, stderr=subprocess.DEVNULL, check=True)
        with open(folder / f"groff-{name}.ps", "wb") as out:
            subprocess.run(["groff", "-Kutf8", "-ms", "-Tps", source], stdout=out, stderr=subprocess.DEVNULL, check=True)


def enscript(folder):
    provide("enscript", "enscript")
    for name, paragraphs in WORDS.items():
        source = folder / f"enscript-{name}.txt"
        source.write_text("\n".join(paragraphs), "latin-1", "replace")
        run("enscript", "-q", "-o", source.with_suffix(".ps"), source)


def chromium(folder):
    for name, paragraphs in WORDS.items():
        source = folder / f"chromium-{name}.html"
        source.write_text(page(name, paragraphs), "utf-8")
        run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium", "--no-first-run",
            f"--print-to-pdf={source.with_suffix('.pdf')}", source.as_uri())


REPORTLAB = """
import sys
from reportlab.lib.pagesizes import A4, letter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
for number in range(20):
    protected = StandardEncryption("", "owner", canPrint=1, canModify=0) if number % 5 == 4 else None
    canvas = Canvas(f"{sys.argv[1]}/reportlab-{number}.pdf", pagesize=(A4, letter)[number % 2], pageCompression=number % 3 > 0, encrypt=protected,
                    pdfVersion=(1, 3 + number % 5))
    for page in range(1 + number):
        canvas.bookmarkPage(str(page))
        canvas.addOutlineEntry(f"Page {page}", str(page))
        canvas.drawString(72, 700, f"Statement {number}, page {page}")
        canvas.linkURL("https://example.edu", (72, 690, 200, 710))
        if number % 4 == 1:
            canvas.acroForm.textfield(name=f"field{page}", x=72, y=600)
            canvas.acroForm.checkbox(name=f"box{page}", x=72, y=500)
        canvas.showPage()
    canvas.save()
"""

JSPDF = """
const { jsPDF } = require(process.argv[1]);
const fs = require('fs');
for (let number = 0; number < 10; number++) {
  const document = new jsPDF({ unit: 'pt', format: number % 2 ? 'a4' : 'letter', compress: number % 3 === 0 });
  for (let page = 0; page <= number; page++) {
    if (page) document.addPage();
    document.text(`Page ${page} of ${number}`, 72, 72);
    document.link(72, 60, 100, 20, { url: 'https://example.edu' });
  }
  fs.writeFileSync(`${process.argv[2]}/jspdf-${number}.pdf`, Buffer.from(document.output('arraybuffer')));
}
"""


def libraries(folder):
    provide_file("/usr/lib/python3/dist-packages/reportlab/__init__.py", "python3-reportlab")
    run("/usr/bin/python3", "-c", REPORTLAB, folder)
    run("node", "-e", JSPDF, "--", ROOT / "node_modules/jspdf/dist/jspdf.node.js", folder)


def ghostscript(folder):
    """Whatever is PostScript by now, and some of the PDFs once more."""
    for source in sorted(folder.glob("*.ps")):
        for level in ("1.2", "1.4", "1.7"):
            run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-dCompatibilityLevel={level}", f"-sOutputFile={source.with_suffix('')}-gs-{level}.pdf", source)
    for source, quality in itertools.product(sorted(folder.glob("latex-*-article-plain.pdf")), ("screen", "ebook", "printer", "prepress")):
        run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-dPDFSETTINGS=/{quality}", f"-sOutputFile={source.with_suffix('')}-gs-{quality}.pdf", source)


def scans(folder):
    """Pages as pictures, as scanners and their programs store them."""
    provide("img2pdf", "img2pdf")
    for source in sorted(folder.glob("latex-*-article-plain.pdf")):
        for device, suffix in (("jpeg", "jpg"), ("pnggray", "png"), ("tiffg4", "tif")):
            picture = source.with_suffix("." + suffix)
            run("gs", "-q", "-dBATCH", "-dNOPAUSE", f"-sDEVICE={device}", "-r100", "-dFirstPage=1", "-dLastPage=1", f"-sOutputFile={picture}", source)
            run("img2pdf", "-o", f"{source.with_suffix('')}-scan-{suffix}.pdf", picture)
        for device in ("pdfimage8", "pdfimage24"):
            run("gs", "-q", "-dBATCH", "-dNOPAUSE", f"-sDEVICE={device}", "-r100", f"-sOutputFile={source.with_suffix('')}-{device}.pdf", source)


def main():
    with tempfile.TemporaryDirectory(prefix="stuticket-pdfs-") as temporary:
        folder = Path(os.path.abspath(sys.argv[2])) if len(sys.argv) > 2 else Path(temporary)
        folder.mkdir(exist_ok=True)
        made, before, verdicts, refused = [], set(), collections.Counter(), []
        for maker in (latex, libreoffice, cairo, groff, enscript, chromium, libraries, ghostscript, scans):
            maker(folder)
            new = sorted(set(folder.rglob("*.pdf")) - before)
            before |= set(new)
            made.append(f"{maker.__name__} {len(new)}")
            for file in new:
                content = file.read_bytes()
                assert len(content) <= LARGEST, f"{file.name} is larger than what may be sent"
                said = subprocess.run([sys.argv[1], "inspect-pdf"], input=content, capture_output=True, timeout=60, env={}, check=False).stdout
                verdict = said.decode().strip()
                verdicts[verdict] += 1
                if verdict != "fine":
                    refused.append(f"{file.relative_to(folder)}: {verdict}")
    print(f"{len(before)} PDFs ({', '.join(made)}), of which {len(refused)} were refused", *refused, sep="\n  ")
    if refused or len(before) < AT_LEAST:
        sys.exit(1)


main()
