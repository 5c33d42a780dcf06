"""Valid PDFs of a given size."""


def pdf_of(size):
    """One empty page and a stream that fills the file to exactly `size` bytes, at least 700."""
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
             b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 144] >>"]
    filling = 0
    while True:
        written = written_with([*parts, b"<< /Length %d >>\nstream\n%b\nendstream" % (filling, b"x" * filling)])
        if len(written) == size:
            return written
        filling += size - len(written)


def written_with(objects):
    content, offsets = b"%PDF-1.4\n", b""
    for number, body in enumerate(objects, 1):
        offsets += b"%010d 00000 n \n" % len(content)
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, offsets)
    return content + table + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(content))
