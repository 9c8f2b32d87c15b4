"""Reads title, first h1 and all links of HTML files with Python's own parser; prints a JSON object by page.

Usage: read-pages.py FOLDER BASE-URL < list of pages, one a line
"""
import json
import sys
from html.parser import HTMLParser
from urllib.parse import urljoin


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.text = {"title": [], "h1": []}
        self.done = set()
        self.links = []

    def handle_starttag(self, tag, attrs):
        if tag in self.text and tag not in self.done:
            self.open.append(tag)
        if tag == "a":
            href = dict(attrs).get("href")
            if href is not None:
                self.links.append(href)

    def handle_endtag(self, tag):
        if tag in self.open:
            self.open.remove(tag)
            self.done.add(tag)

    def handle_data(self, data):
        for tag in self.open:
            self.text[tag].append(data)


def words(pieces):
    return " ".join("".join(pieces).split())


def resolved(url, href):
    """As the URL standard has it: an empty fragment stays, which urljoin drops."""
    return urljoin(url, href) + ("#" if href.endswith("#") else "")


folder, base = sys.argv[1:3]
found = {}
for line in sys.stdin:
    page = line.rstrip("\n")
    reader = Reader()
    with open(f"{folder}/{page}", encoding="utf-8") as file:
        reader.feed(file.read())
    url = base + page
    found[url] = {
        "title": words(reader.text["title"]),
        "heading": words(reader.text["h1"]),
        "links": [resolved(url, href.strip()) for href in reader.links],
    }
json.dump(found, sys.stdout)
