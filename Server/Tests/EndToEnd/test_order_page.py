# SPDX-License-Identifier: Apache-2.0
"""The page from a CSR to the certificate: publishing, sending, the CA's answer, the certificate, a corrected CSR."""

import hashlib
import io
import json
import pathlib
import subprocess
import urllib.parse
import urllib.request
import zipfile

import pytest
from browser import certificate_for, expect, fill_order, names_option, screenshot, serious
from conftest import ROOT, der_of


def clipboard(page):
    return page.evaluate("navigator.clipboard.readText()")


def tokens(pem):
    der = der_of(pem)
    return hashlib.md5(der).hexdigest(), hashlib.sha256(der).hexdigest()


def test_records_can_be_copied_and_the_file_downloaded(visit, request_of):
    page = visit()
    pem = request_of()
    page.locator("#csr").fill(pem)
    page.get_by_role("button", name="Copy record for www.example.com").click()
    md5, sha256 = tokens(pem)
    assert clipboard(page) == f"_{md5}.www.example.com. CNAME {sha256[:32]}.{sha256[32:]}.sectigo.com."
    page.get_by_role("button", name="Copy value").first.click()
    assert clipboard(page) == f"{sha256[:32]}.{sha256[32:]}.sectigo.com."
    page.get_by_label("Prove all names by").select_option("http")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download file").click()
    assert download.value.suggested_filename == f"{md5.upper()}.txt"
    assert download.value.path().read_text() == f"{sha256}\nsectigo.com\n"


@pytest.mark.parametrize("script", [True, False])
def test_everything_to_publish_can_be_downloaded(visit, request_of, script):
    page = visit(java_script_enabled=script)
    pem = request_of()
    page.locator("#csr").fill(pem)
    page.get_by_role("button", name="Check", exact=True).first.click()
    page.locator("#downloads-0 > summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download ZIP").click()
    archive = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))
    md5, sha256 = tokens(pem)
    assert archive.testzip() is None
    assert archive.read(f".well-known/pki-validation/{md5.upper()}.txt").decode() == f"{sha256}\nsectigo.com\n"
    assert f"_{md5}.www.example.com." in archive.read("records.zone").decode()
    page.get_by_label("For", exact=True).select_option("nsupdate")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download", exact=True).click()
    assert "update add" in download.value.path().read_text()


def test_an_order_is_filled_in_sent_answered_and_compared(visit, request_of, tmp_path):
    page = visit(viewport={"width": 1280, "height": 900})
    pem = request_of("/C=NO/CN=www.example.com", *names_option(["www.example.com"]))
    page.locator("#csr").fill(pem)
    page.get_by_label("Product").select_option("488")
    expect(page.locator("h1")).to_contain_text("missing")
    fill_order(page)
    expect(page.locator("h1")).to_have_text("Ready to order")
    page.locator("#request-body-0 > summary").click()
    page.get_by_role("button", name="Copy body").click()
    body = dict(urllib.parse.parse_qsl(clipboard(page)))
    assert body["loginPassword"] == "***" and body["csr"] == pem and body["dcvMethod"] == "CNAME_CSR_HASH"
    screenshot(page, "ready")
    assert serious(page) == []

    page.locator("#group-answer > summary").click()
    page.get_by_label("The CA’s answer", exact=True).fill("errorCode=-4&errorMessage=x&errorItem=days")
    expect(page.locator("#answer-result h2")).to_have_text("The CA refused the order with error -4")
    page.get_by_label("The CA’s answer", exact=True).fill("errorCode=0&orderNumber=8000001&totalCost=10.00&expectedDeliveryTime=1")
    expect(page.locator("#answer-result h2")).to_have_text("Order 8000001 was placed")

    page.locator("#group-certificate > summary").click()
    box = page.get_by_label("The certificate", exact=True)
    box.fill(certificate_for(pem, tmp_path))
    expect(page.locator("#certificate-result")).to_contain_text("Compared with the CSR for www.example.com.")
    assert page.locator("#certificate-result li.error", has_text="key-differs").count() == 0
    box.fill(certificate_for(request_of(), tmp_path))
    expect(page.locator("#certificate-result h2")).to_have_text("The certificate is not as ordered")
    expect(page.locator("#certificate-result")).to_contain_text("key-differs")
    screenshot(page, "answered")
    assert serious(page) == []


def run(command, folder):
    return subprocess.run(["sh", "-c", command], cwd=folder, check=True, capture_output=True, text=True)


def test_the_commands_for_a_corrected_csr_create_one_without_errors(visit, request_of, tmp_path):
    page = visit()
    names = ["https://www.example.com/", "10.0.0.1", "mail.example.com"]
    page.locator("#csr").fill(request_of("/C=uk/ST=Some-State/O=Fjord + Søn/CN=www.example.com", "-utf8", *names_option(names)))
    expect(page.locator("#correct-0 h2")).to_have_text("Create a corrected CSR")
    screenshot(page, "correct")
    page.get_by_role("button", name="Copy openssl command").click()
    run(clipboard(page), tmp_path)
    page.get_by_role("button", name="Copy csrkit command").click()
    command = clipboard(page)
    page.locator("#csr").fill((tmp_path / "www.example.com.csr").read_text())
    expect(page.locator("h1")).to_have_text("This CSR has no problems")
    expect(page.locator("#table-0 tbody tr")).to_have_count(2)
    program = next((p for p in [ROOT / ".build/release/csrkit", ROOT / ".build/debug/csrkit"] if p.exists()), None)
    if program is None:
        pytest.skip("csrkit is not built")
    folder = tmp_path / "csrkit"
    folder.mkdir()
    run(f"csrkit() {{ '{program}' \"$@\"; }}; {command}", folder)
    page.locator("#csr").fill(next(folder.glob("*.csr")).read_text())
    expect(page.locator("h1")).to_have_text("This CSR has no problems")


def test_the_report_can_be_copied(visit, request_of):
    page = visit()
    page.locator("#csr").fill(request_of("/CN=shop_1.example.com"))
    page.get_by_role("button", name="Copy the report as Markdown").click()
    expect(page.get_by_role("button", name="Copy the report as Markdown")).to_have_text("Copied")
    assert clipboard(page).startswith("# 1 problem to fix") and "Fix: " in clipboard(page)
    page.get_by_role("button", name="Copy the report as JSON").click()
    expect(page.get_by_role("button", name="Copy the report as JSON")).to_have_text("Copied")
    assert json.loads(clipboard(page))[0]["findings"]


def test_the_page_works_without_javascript(visit, request_of, tmp_path):
    page = visit(java_script_enabled=False)
    file = tmp_path / "file.der"
    file.write_bytes(der_of(request_of("/CN=file.example.com")))
    page.locator("#csr").fill(request_of())
    page.locator("#file").set_input_files(str(file))
    check = page.get_by_role("button", name="Check", exact=True).first
    check.click()
    expect(page.locator(".request > summary h2")).to_have_text(["www.example.com", "file.example.com"])
    page.get_by_label("Product").select_option("489")
    check.click()
    expect(page.locator(".verdict").first).to_contain_text("-6")
    assert page.get_by_role("button", name="Copy").count() == 0
    screenshot(page, "no-script")
    page.get_by_label("Prove all names by").select_option("http")
    page.locator("#csr").fill(file_pem := request_of("/CN=one.example.com"))
    page.get_by_label("Product").select_option("488")
    check.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download file").first.click()
    assert tokens(file_pem)[1] in download.value.path().read_text()
    page.locator("#group-answer > summary").click()
    page.get_by_label("The CA’s answer", exact=True).fill("0\n8000001\n10.00\n48\n")
    page.get_by_role("button", name="Explain").first.click()
    expect(page.locator("#answer-result h2")).to_have_text("Order 8000001 was placed")
    page.get_by_role("button", name="Open the report as text").click()
    expect(page.locator("body")).to_contain_text("Publish")


def test_the_server_keeps_nothing_of_the_boxes_in_the_log(server):
    body = urllib.parse.urlencode({"answer": "secret-answer", "certificate": "secret-certificate"}).encode()
    with urllib.request.urlopen(server.url, body, timeout=20) as answer:
        assert answer.status == 200
    assert "secret" not in pathlib.Path(server.file.name).read_text()
