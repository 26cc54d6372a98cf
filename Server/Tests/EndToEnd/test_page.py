# SPDX-License-Identifier: Apache-2.0
"""The page while a CSR is checked: input, findings, order, names, keyboard, widths, colors."""

import base64
import re
import subprocess
import time

import pytest
from browser import WIDTHS, expect, names_option, screenshot, serious
from conftest import der_of


def test_findings_are_shown_while_typing(visit, request_of):
    page = visit()
    screenshot(page, "empty")
    assert serious(page) == []
    page.get_by_label("One or more certificate signing requests").fill(request_of("/C=GB/O=Example Ltd/CN=www.example.com"))
    expect(page.locator("#problems-0 h2")).to_contain_text("www.example.com")
    expect(page.get_by_role("status")).to_contain_text("1 CSR: 0 errors")
    page.locator("#contents-0 summary").click()
    expect(page.locator("#contents-0")).to_contain_text("EC P-256")
    screenshot(page, "pasted")
    assert serious(page) == []


def test_an_input_without_a_request_is_identified_with_the_next_step(visit):
    page = visit()
    page.locator("#csr").fill("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")
    expect(page.locator(".failure")).to_be_visible()
    expect(page.locator("h1")).to_have_text("No CSR found")
    expect(page.get_by_role("status")).to_have_text("No CSR: 1 error, 0 warnings, 0 notes")
    assert serious(page) == []


def private_keys():
    """Private keys of several kinds, in PEM and without its lines."""
    commands = {
        "PKCS #8, RSA": "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048",
        "PKCS #1": "genrsa -traditional 2048",
        "PKCS #8, EC": "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256",
        "SEC 1, P-256": "ecparam -name prime256v1 -genkey -noout",
        "SEC 1, P-521": "ecparam -name secp521r1 -genkey -noout",
        "PKCS #8, Ed25519": "genpkey -algorithm ED25519",
    }
    for name, command in commands.items():
        run = subprocess.run(["openssl", *command.split()], capture_output=True, text=True, check=True)
        lines = [line for line in run.stdout.splitlines() if "-----" not in line]
        yield pytest.param(run.stdout, lines[0], id=name)
        yield pytest.param("\n".join(lines) + "\n", lines[0], id=name + " in bare Base64")
        yield pytest.param("".join(lines) + "\n", lines[0], id=name + " in one line")


@pytest.mark.parametrize("key, start", list(private_keys()))
def test_a_private_key_never_leaves_the_browser(visit, request_of, key, start):
    page = visit()
    bodies = []
    page.on("request", lambda request: bodies.append(request.post_data or ""))
    page.locator("#csr").fill(request_of() + key)
    expect(page.get_by_role("alert")).to_contain_text("private key")
    expect(page.locator("#csr")).not_to_have_value(re.compile(re.escape(start)))
    expect(page.locator("#problems-0")).to_be_visible()
    assert bodies and not any(start in body for body in bodies)
    screenshot(page, "private-key")
    page.locator("#csr").fill(request_of())
    expect(page.get_by_role("alert")).to_have_count(0)


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
    expect(page.locator(".request > summary h2")).to_have_text([f"{name}.example.com" for name in "abcde"])
    page.locator(".request > summary").first.click()
    expect(page.locator(".request[open] .names").first).to_be_visible()
    screenshot(page, "several")
    assert serious(page) == []


def test_a_wildcard_product_for_a_plain_name_shows_the_predicted_error_and_a_fix(visit, request_of):
    page = visit()
    page.locator("#csr").fill(request_of())
    page.get_by_label("Product").select_option("489")
    expect(page.locator("#problems-0 .verdict")).to_contain_text("-6")
    expect(page.locator("#problems-0 .verdict")).to_contain_text("MUST contain ONE wildcard")
    expect(page.locator("h1")).to_contain_text("to fix")
    expect(page.locator("#problems-0 .fix").first).to_be_visible()
    screenshot(page, "wildcard")
    page.locator("#csr").fill(request_of("/CN=*.example.com"))
    expect(page.locator("#problems-0 .verdict")).not_to_contain_text("-6")
    assert serious(page) == []


def test_parameters_depend_on_the_product_and_keep_entered_values(visit, request_of):
    page = visit()
    page.locator("#csr").fill(request_of("/O=Example Ltd/CN=www.example.com"))
    page.get_by_label("Product").select_option("7")
    expect(page.locator("#p-organizationIdentifier")).to_have_count(0)
    page.get_by_label("Postal code").first.fill("LS1 4AP")
    expect(page.locator("#effective-0 table")).to_contain_text("LS1 4AP")
    expect(page.locator("#p-postalCode")).to_have_value("LS1 4AP")
    expect(page.locator("#p-postalCode")).to_be_focused()
    page.get_by_label("If the CSR and the form both have a value").select_option("P")
    expect(page.locator("#effective-0 table")).to_contain_text("Example Ltd is not used")
    page.get_by_label("TrustLogo 36").check()
    expect(page.locator("#fields")).to_have_attribute("data-key", "7,36")
    expect(page.locator("#p-postalCode")).to_have_value("LS1 4AP")
    screenshot(page, "order")


def test_each_name_has_a_method_of_its_own(visit, request_of):
    page = visit(viewport={"width": 1280, "height": 900})
    names = ["a.example.com", "b.example.com", "10.0.0.1", "intranet.local"]
    page.locator("#csr").fill(request_of("/CN=a.example.com", *names_option(names)))
    row = page.get_by_role("row", name="a.example.com")
    expect(row).to_contain_text("CNAME record 1")
    page.get_by_label("Method for a.example.com").focus()
    page.get_by_label("Method for a.example.com").select_option("http")
    expect(row).to_contain_text("http://a.example.com/.well-known/pki-validation/")
    expect(page.get_by_label("Method for a.example.com")).to_be_focused()
    expect(page.get_by_role("row", name="10.0.0.1")).to_contain_text("Not certified.")
    expect(page.get_by_role("row", name="intranet.local")).not_to_contain_text("sectigo.com")
    expect(page.locator("#names-0 h2")).to_contain_text("2 of 4 names cannot be certified")
    screenshot(page, "names")
    assert serious(page) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_width_shows_everything_without_scrolling_sideways(visit, request_of, width, script, scheme):
    page = visit(viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script)
    names = [f"{'a' * 40}-{n}.example.com" for n in range(4)]
    page.locator("#csr").fill(request_of("/O=Example Ltd/CN=shop_1.example.com", *names_option(names)))
    page.get_by_role("button", name="Check", exact=True).first.click()
    expect(page.locator("#problems-0")).to_be_visible()
    page.get_by_label("Product").select_option("335")
    if not script:
        page.get_by_role("button", name="Check", exact=True).first.click()
    expect(page.locator("#effective-0")).to_be_attached()
    expect(page.locator("#bar")).to_be_in_viewport()
    if script:
        for part in page.locator("details").all():
            part.evaluate("(details) => { details.open = true }")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for pane in ["#work", "#result"]:
            assert page.locator(pane).evaluate("(pane) => pane.scrollWidth <= pane.clientWidth + 1")
        assert serious(page) == []
    screenshot(page, f"page-{width}-{scheme}{'' if script else '-no-script'}")


def test_the_verdict_stays_in_sight_while_scrolling(visit, request_of):
    for width in WIDTHS:
        page = visit(viewport={"width": width, "height": 700})
        page.locator("#csr").fill(request_of())
        expect(page.locator("#problems-0")).to_be_attached()
        page.locator("#report").scroll_into_view_if_needed()
        expect(page.locator("#bar")).to_be_in_viewport()
        expect(page.locator("#report")).to_be_in_viewport()


def test_the_results_for_four_names_fit_on_two_screens(visit, request_of):
    page = visit(viewport={"width": 1280, "height": 900})
    names = ["example.com", "www.example.com", "mail.example.com", "shop.example.com"]
    page.locator("#csr").fill(request_of("/CN=example.com", *names_option(names)))
    page.get_by_label("Product").select_option("492")
    expect(page.locator("#problems-0 .verdict")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") <= 900
    height = page.locator("#result").evaluate("(pane) => pane.scrollHeight")
    print(f"results of four names: {height} pixels")
    assert height <= 1800
    screenshot(page, "four-names")


def test_250_names_are_shown_in_300_ms_and_filtered_at_once(visit, request_of):
    page = visit(viewport={"width": 1280, "height": 900})
    names = [f"host-{n}.example{n % 7}.com" for n in range(250)]
    pem = request_of("/CN=host-0.example0.com", *names_option(names))
    page.get_by_label("Product").select_option("492")
    page.evaluate(
        """() => { window.times = []; const before = window.show;
          window.show = (page) => { const start = performance.now(); before(page); document.body.offsetHeight;
            window.times.push(performance.now() - start); }; }""")
    page.locator("#csr").fill(pem)
    expect(page.locator("#table-0 tbody tr")).to_have_count(250)
    shown = page.evaluate("window.times.at(-1)")
    start = time.monotonic()
    page.get_by_label("Filter names").fill("host-17.")
    expect(page.locator("#table-0 tbody tr:visible")).to_have_count(1)
    filtered = (time.monotonic() - start) * 1000
    print(f"250 names: shown in {shown:.0f} ms, filtered in {filtered:.0f} ms")
    assert shown < 300
    page.get_by_label("Method for host-17.example3.com").select_option("http")
    expect(page.get_by_role("row", name="host-17.example3.com")).to_contain_text("http://")
    expect(page.locator("#table-0 tbody tr:visible")).to_have_count(1)
    page.get_by_label("Filter names").fill("")
    screenshot(page, "many-names")


def test_the_page_can_be_used_with_the_keyboard_only(visit, request_of):
    page = visit(viewport={"width": 1280, "height": 900})
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the results")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#csr")).to_be_focused()
    page.keyboard.insert_text(request_of())
    expect(page.locator("#problems-0")).to_be_visible()
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
    wanted = ["file", "Check", "p-product", "p-mode", "result", "Copy name", "methods"]
    assert wanted == [each for each in reached if each in wanted][: len(wanted)]
    page.evaluate("document.querySelector('.skip').focus()")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "result"


def test_names_are_escaped(visit, request_of):
    page = visit()
    page.locator("#csr").fill(request_of("/CN=<img src=x onerror=alert(1)>"))
    expect(page.locator("#problems-0 h2")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("main img").count() == 0


def test_the_page_can_be_printed(visit, request_of):
    page = visit(viewport={"width": 1280, "height": 900})
    page.locator("#csr").fill(request_of())
    expect(page.locator("#problems-0")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#order")).to_be_hidden()
    expect(page.locator("#problems-0")).to_be_visible()
    assert page.locator("button:visible").count() == 0
    assert page.locator("#result").evaluate("(pane) => pane.scrollHeight <= pane.clientHeight + 1")
    screenshot(page, "print")
