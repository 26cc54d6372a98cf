# SPDX-License-Identifier: Apache-2.0
"""The page in headless Chromium: fixtures that check every visit, and helpers."""

import subprocess

import pytest
from conftest import OUT

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

expect = playwright.expect
WIDTHS = [320, 800, 1280, 1920]


@pytest.fixture(scope="session")
def chromium():
    import shutil

    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, server):
    """Opens the page in a new profile; afterwards checks for external requests, cookies and errors."""
    contexts = []

    def make(**options):
        context = chromium.new_context(**options)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.urls, page.errors = [], []
        page.on("request", lambda request: page.urls.append(request.url))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda line: page.errors.append(line.text) if line.type == "error" else None)
        page.goto(server.url)
        contexts.append((context, page))
        return page

    yield make
    for context, page in contexts:
        assert all(url.startswith(server.url) for url in page.urls), "a request to another origin"
        assert context.cookies() == []
        assert not page.errors, page.errors
        context.close()


def screenshot(page, name):
    OUT.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(OUT / f"{name}.png"), full_page=True)


def serious(page):
    """The serious and critical violations that axe finds."""
    found = axe.Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in ("serious", "critical")]


def names_option(names):
    """The option of `openssl req` for alternative names."""
    return ["-addext", "subjectAltName=" + ",".join(("IP:" if name[0].isdigit() else "DNS:") + name for name in names)]


def certificate_for(request, folder, *options):
    """A certificate for a request, signed by a key of its own."""
    (folder / "request.pem").write_text(request)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
         "-subj", "/CN=Test CA", "-keyout", folder / "ca.key", "-out", folder / "ca.pem"], check=True, capture_output=True)
    return subprocess.run(
        ["openssl", "x509", "-req", "-in", folder / "request.pem", "-CA", folder / "ca.pem", "-CAkey", folder / "ca.key",
         "-days", "90", "-copy_extensions", "copyall", *options], check=True, capture_output=True, text=True).stdout


ORDER = {
    "days": "365", "serverSoftware": "36", "streetAddress1": "Bryggen 1", "localityName": "Bergen", "postalCode": "5003",
    "responseFormat": "1",
}


def fill_order(page, fields=ORDER):
    """Fills the parameters of the order."""
    for group in page.locator("#fields details").all():
        group.evaluate("(details) => { details.open = true }")
    for name, value in fields.items():
        field = page.locator(f"#p-{name}")
        if field.evaluate("(field) => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
