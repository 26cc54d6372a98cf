# SPDX-License-Identifier: Apache-2.0
"""The page in headless Chromium."""

import base64
import hashlib
import re

import pytest
from conftest import OUT, der_of

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

expect = playwright.expect


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
        assert page.errors == []
        context.close()


def screenshot(page, name):
    OUT.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(OUT / f"{name}.png"), full_page=True)


def serious(page):
    """The serious and critical violations that axe finds."""
    found = axe.Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in ("serious", "critical")]


def test_findings_are_shown_while_typing(visit, request_of):
    page = visit()
    screenshot(page, "empty")
    assert serious(page) == []
    page.get_by_label("One or more certificate signing requests").fill(request_of("/C=GB/O=Example Ltd/CN=www.example.com"))
    expect(page.locator("#wrong h3")).to_have_text("www.example.com")
    expect(page.locator("#wrong")).to_contain_text("EC P-256")
    expect(page.get_by_role("status")).to_contain_text("1 CSR")
    screenshot(page, "pasted")


def test_an_input_without_a_request_is_identified(visit):
    page = visit()
    page.locator("#csr").fill("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")
    expect(page.locator("#wrong .failure")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("No CSR found.")


def test_dropped_files_may_be_der_or_pem_in_any_encoding(visit, request_of):
    page = visit()
    pem, der = request_of("/CN=a.example.com"), der_of(request_of("/CN=b.example.com"))
    latin = ("Schöne Grüße\n" + request_of("/CN=c.example.com") + request_of("/CN=d.example.com")).encode("latin-1")
    wide = request_of("/CN=e.example.com").encode("utf-32")
    page.evaluate(
        """([pem, ...others]) => {
          const data = new DataTransfer();
          data.items.add(new File([pem], "a.pem"));
          for (const other of others) data.items.add(new File([Uint8Array.from(atob(other), (c) => c.charCodeAt(0))], "b"));
          for (const type of ["dragenter", "dragover", "drop"])
            document.body.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        [pem, *(base64.b64encode(octets).decode() for octets in [der, latin, wide])])
    expect(page.locator("#wrong summary h3")).to_have_text([f"{name}.example.com" for name in "abcde"])
    page.locator("#wrong summary").first.click()
    expect(page.locator("#wrong details[open] .facts").first).to_be_visible()
    screenshot(page, "several")


def test_a_wildcard_product_for_a_plain_name_shows_the_predicted_error_and_a_fix(visit, request_of):
    page = visit()
    page.locator("#csr").fill(request_of())
    page.get_by_label("Product").select_option("489")
    expect(page.locator("#answers .verdict")).to_contain_text("-6")
    expect(page.locator("#answers .verdict")).to_contain_text("MUST contain ONE wildcard")
    expect(page.locator("#wrong .fix").first).to_be_visible()
    screenshot(page, "wildcard")
    page.locator("#csr").fill(request_of("/CN=*.example.com"))
    expect(page.locator("#answers .verdict")).not_to_contain_text("-6")
    assert serious(page) == []


def test_parameters_depend_on_the_product_and_keep_entered_values(visit, request_of):
    page = visit()
    page.locator("#csr").fill(request_of("/O=Example Ltd/CN=www.example.com"))
    page.get_by_label("Product").select_option("7")
    expect(page.locator("#p-organizationIdentifier")).to_have_count(0)
    page.get_by_label("postalCode", exact=False).first.fill("LS1 4AP")
    expect(page.locator("#effective table")).to_contain_text("LS1 4AP")
    expect(page.locator("#p-postalCode")).to_have_value("LS1 4AP")
    expect(page.locator("#p-postalCode")).to_be_focused()
    page.get_by_label("If the CSR and the form both have a value").select_option("P")
    expect(page.locator("#effective table")).to_contain_text("Example Ltd is not used")
    screenshot(page, "order")


def test_records_can_be_copied_and_the_file_downloaded(visit, request_of):
    page = visit()
    pem = request_of()
    page.locator("#csr").fill(pem)
    page.get_by_role("button", name="Copy record for www.example.com").click()
    der = der_of(pem)
    md5, sha256 = hashlib.md5(der).hexdigest(), hashlib.sha256(der).hexdigest()
    record = f"_{md5}.www.example.com. CNAME {sha256[:32]}.{sha256[32:]}.sectigo.com."
    assert page.evaluate("navigator.clipboard.readText()") == record
    page.get_by_role("button", name="Copy value for www.example.com").click()
    assert page.evaluate("navigator.clipboard.readText()") == f"{sha256[:32]}.{sha256[32:]}.sectigo.com."
    with page.expect_download() as download:
        page.get_by_role("button", name="Download file").click()
    assert download.value.suggested_filename == f"{md5.upper()}.txt"
    assert download.value.path().read_text() == f"{sha256}\nsectigo.com\n"


def test_the_page_works_without_javascript(visit, request_of, tmp_path):
    page = visit(java_script_enabled=False)
    file = tmp_path / "file.der"
    file.write_bytes(der_of(request_of("/CN=file.example.com")))
    page.locator("#csr").fill(request_of())
    page.locator("#file").set_input_files(str(file))
    page.get_by_role("button", name="Check").first.click()
    expect(page.locator("#wrong summary h3")).to_have_text(["www.example.com", "file.example.com"])
    page.get_by_label("Product").select_option("489")
    page.get_by_role("button", name="Check").first.click()
    expect(page.locator("#answers .verdict").first).to_contain_text("-6")
    assert page.get_by_role("button", name="Copy").count() == 0
    screenshot(page, "no-script")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download file").nth(1).click()
    assert hashlib.sha256(file.read_bytes()).hexdigest() in download.value.path().read_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_narrow_screens_do_not_scroll_horizontally(visit, request_of, scheme):
    page = visit(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    names = ",".join(f"DNS:{'a' * 40}-{n}.example.com" for n in range(4))
    page.locator("#csr").fill(request_of("/O=Example Ltd/CN=www.example.com", "-addext", f"subjectAltName={names}"))
    page.get_by_label("Product").select_option("335")
    expect(page.locator("#effective table")).to_be_visible()
    for group in page.locator("details.group").all():
        group.evaluate("(details) => { details.open = true }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    screenshot(page, f"narrow-{scheme}")
    assert serious(page) == []


def test_dark_and_light_modes_have_enough_contrast(visit, request_of):
    for scheme in ["light", "dark"]:
        page = visit(color_scheme=scheme, viewport={"width": 1100, "height": 800})
        page.locator("#csr").fill(request_of("/O=Example Ltd/CN=shop_1.example.com"))
        page.get_by_label("Product").select_option("7")
        expect(page.locator("#effective table")).to_be_visible()
        screenshot(page, f"page-{scheme}")
        assert serious(page) == []


def test_the_page_can_be_used_with_the_keyboard_only(visit, request_of):
    page = visit()
    page.keyboard.press("Tab")
    expect(page.locator("#csr")).to_be_focused()
    page.keyboard.insert_text(request_of())
    expect(page.locator("#wrong h3")).to_have_text("www.example.com")
    reached = []
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
    assert ["file", "Check", "p-product", "p-mode"] == [each for each in reached if each in ("file", "Check", "p-product", "p-mode")][:4]
    assert any(each == "Download file" for each in reached) and any(each == "Copy name" for each in reached)


def test_names_are_escaped(visit, request_of):
    page = visit()
    page.locator("#csr").fill(request_of("/CN=<img src=x onerror=alert(1)>"))
    expect(page.locator("#wrong h3")).to_have_text(re.compile(r"<img src=x onerror=alert\(1\)>"))
    assert page.locator("main img").count() == 0
