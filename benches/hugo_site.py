"""A portal of policies as a Hugo site with the same text: the yardstick of build speed.

    python3 hugo_site.py PORTAL SITE      then      hugo --quiet --source SITE --destination SITE/public

Each version of each policy becomes one page, each folder of policies a section with a list, and the theme is next to
nothing: what Hugo then does is to read, to turn Markdown into HTML, and to write. It checks no citation, finds no
clause, and renders no page with more on it than its text.
"""

import json
import pathlib
import re
import shutil
import sys

CONFIGURATION = """\
baseURL = "http://localhost/"
title = "Yardstick"
languageCode = "zh"
defaultContentLanguage = "zh"
hasCJKLanguage = true
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]

[markup.goldmark.renderer]
unsafe = true
"""

LAYOUTS = {
    "_default/baseof.html": """\
<!doctype html>
<html lang="zh">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>
<header><nav><a href="/">home</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
""",
    "_default/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}\n',
    "_default/list.html": """\
{{ define "main" }}<ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>{{ end }}
""",
    "index.html": '{{ define "main" }}home{{ end }}\n',
}


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def front_matter(title):
    return f"+++\ntitle = {json.dumps(title, ensure_ascii=False)}\n+++\n"


def page(policy):
    """A policy's title and text; what Hugo would take for a shortcode or a template is kept apart."""
    _, front, body = policy.read_text(encoding="utf-8").split("+++", 2)
    title = json.loads(re.search(r'^title = (".*")$', front, re.MULTILINE).group(1))
    return front_matter(title) + body.replace("{{", "{ {").replace("{%", "{ %")


def make(portal, site):
    """Writes the site and returns how many documents it has."""
    shutil.rmtree(site, ignore_errors=True)
    policies = sorted(portal.glob("content/policies/*/*.md"))
    for policy in policies:
        write(site / "content/docs" / policy.parent.name / policy.name, page(policy))
    write(site / "content/docs/_index.md", front_matter("docs"))
    for section in sorted({policy.parent.name for policy in policies}):
        write(site / "content/docs" / section / "_index.md", front_matter(section))
    write(site / "hugo.toml", CONFIGURATION)
    for name, layout in LAYOUTS.items():
        write(site / "layouts" / name, layout)
    return len(policies)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(make(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])), "documents")
