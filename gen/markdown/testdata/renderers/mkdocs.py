"""Renders IN/*.md to OUT/*.html as MkDocs does by default."""
import pathlib
import sys

import markdown

source, target = map(pathlib.Path, sys.argv[1:])
for page in source.glob("*.md"):
    html = markdown.markdown(page.read_text("utf-8"), extensions=["toc", "tables", "fenced_code"])
    (target / page.with_suffix(".html").name).write_text(html, "utf-8")
