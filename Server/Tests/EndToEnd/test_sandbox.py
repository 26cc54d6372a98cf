# SPDX-License-Identifier: Apache-2.0
"""curl and a client from PyPI against the sandbox."""

import collections
import collections.abc
import json
import subprocess

import pytest
from conftest import BINARY, certificate
from sandbox import ORDER, PASSWORD, accounts, curl, order

# The sample request of the API reference, except for the CSR, the URL and the account.
SAMPLE = {
    "product": "732", "days": "365", "appRepForename": "John", "appRepSurname": "Doe",
    "appRepEmailAddress": "john@test.net", "appRepTelephone": "201-123-1233",
    "organizationName": "organizational_name", "appRepTitle": "title", "streetAddress1": "Lincoln Road 50",
    "localityName": "Houston", "stateOrProvinceName": "TX", "postalCode": "12345", "countryName": "US",
    "prioritiseCSRValues": "N", "joiCountryName": "US", "stubOrderNumber": "1234567",
    "dcvEmailAddresses": "admin@test.net,admin@sample.net", "domainNames": "test.net,sample.net",
    "primaryDomainName": "test.net", "serverSoftware": "31", "isCustomerValidated": "N", "responseFormat": "1",
}


@pytest.fixture
def orders(start, tmp_path):
    """A server with an account that has a credit of 15.00, and a separate ledger."""
    flags = ["--sandbox-accounts", accounts(tmp_path, credit="15.00"), "--sandbox-ledger", str(tmp_path / "ledger.sqlite")]
    return start(*flags)


def test_an_order_gets_a_response_in_both_formats(orders, request_of):
    url = f"{orders.url}/products/!AutoApplySSL"
    pem = request_of()
    type, body = curl(url, {**ORDER, "csr": pem, "responseFormat": "0"})
    assert type == "text/plain" and body == "0\n8000001\n10.00\n48\n"
    type, body = curl(url, {**ORDER, "csr": pem, "test": "Y"})
    assert type == "application/x-www-form-urlencoded"
    assert body.startswith("errorCode=0&orderNumber=8000002&totalCost=0.00&expectedDeliveryTime=48&uniqueValue=")
    body = curl(url, {**ORDER, "csr": request_of("/CN=other.example.com")})[1]
    assert body.startswith("errorCode=-15")
    assert PASSWORD not in orders.log()


def test_the_sample_request_of_the_reference_is_accepted_after_one_change(orders, request_of):
    url = f"{orders.url}/products/!AutoApplySSL"
    login = {"loginName": "fjord", "loginPassword": PASSWORD}
    fields = {**login, "csr": request_of("/CN=*.kickass.net/O=kickass"), **SAMPLE}
    # This parameter of the sample is not in the list of parameters.
    assert "errorCode=-2" in (body := curl(url, fields)[1]) and "errorItem=stubOrderNumber" in body
    del fields["stubOrderNumber"]
    # The list of products does not have its product, which is contested: no refusal is predicted.
    answer = curl(url, fields)[1]
    assert answer == "errorCode=0&orderNumber=8000001&totalCost=10.00&expectedDeliveryTime=48"


def test_orders_are_refused_with_the_errors_of_the_ca(orders, request_of):
    url = f"{orders.url}/products/!AutoApplySSL"
    assert order(orders, loginPassword="wrong", csr=request_of())["errorCode"] == "-16"
    assert order(orders, colour="red", csr=request_of())["errorItem"] == "colour"
    assert curl(url, ORDER, "-G")[1].startswith("errorCode=-17") and curl(url, {}, "-G")[1].startswith("-17")
    pem = request_of()
    assert order(orders, csr=pem, uniqueValue="abc123")["errorCode"] == "0"
    assert order(orders, csr=pem, uniqueValue="abc123", test="Y")["errorCode"] == "-55"


def test_orders_can_require_tls(start, tmp_path, request_of):
    flags = ["--sandbox-accounts", accounts(tmp_path), "--sandbox-ledger", str(tmp_path / "ledger.sqlite")]
    plain = start(*flags, "--sandbox-tls-only", "true")
    assert order(plain, csr=request_of())["errorCode"] == "-1"
    chain, key = certificate(tmp_path)
    secure = start(*flags, "--sandbox-tls-only", "true", "--tls-certificate", chain, "--tls-key", key, scheme="https")
    answer = curl(f"{secure.url}/products/!AutoApplySSL", {**ORDER, "csr": request_of()}, "--cacert", chain)[1]
    assert answer.startswith("errorCode=0")
    hashes = {"csr": request_of(), "showCSRHashes2": "Y"}
    lines = curl(f"{secure.url}/products/!DecodeCSR", hashes, "--cacert", chain)[1].split("\n")
    assert lines[0] == "0" and [line.split("=")[0] for line in lines[1:4]] == ["md5", "sha1", "sha256"]


@pytest.mark.parametrize("options", [[], ["-G"]])
@pytest.mark.parametrize("mark", ["!", "%21"])
def test_decodecsr_supports_get_and_post(server, request_of, options, mark):
    fields = {"csr": request_of("/C=NO/CN=www.example.com"), "showCN": "Y"}
    type, body = curl(f"{server.url}/products/{mark}DecodeCSR", fields, *options)
    assert type == "text/plain" and body == "0\nCN=www.example.com\n"


def test_decodecsr_shows_hashes_over_tls_only(server, request_of):
    body = curl(f"{server.url}/products/!DecodeCSR", {"csr": request_of(), "showCSRHashes": "Y"})[1]
    assert body.split("\n")[1].startswith("-1")


def test_a_client_from_pypi_decodes_and_orders(orders, request_of):
    # The client's base library uses the location of this class in older versions of Python.
    collections.Mapping = collections.abc.Mapping
    client = pytest.importorskip("tapioca_sectigo_api_ssl.tapioca_sectigo_api_ssl", reason="the client is not installed")

    class Adapter(client.Sectigo_api_sslClientAdapter):
        api_root = orders.url
        # The client has AutoApplyOrder, which accepts a superset of these parameters.
        resource_mapping = {
            **client.RESOURCE_MAPPING,
            "auto_apply_ssl": {**client.RESOURCE_MAPPING["auto_apply_ssl"], "resource": "/products/!AutoApplySSL"},
        }

    api = client.generate_wrapper_from_adapter(Adapter)()
    pem = request_of("/C=NO/O=Fjord AS/CN=www.example.com")
    decoded = api.csr_decoder().post(data={"csr": pem, "showCN": "Y", "showKeySize": "Y"})
    assert decoded.text().data == "0\nCN=www.example.com\nKey Size=256\n"
    placed = api.auto_apply_ssl().post(data={**ORDER, "csr": pem})
    assert placed.text().data.startswith("errorCode=0&orderNumber=8000001&totalCost=10.00")
    refused = api.auto_apply_ssl().post(data={**ORDER, "csr": pem, "product": "489", "servers": "1"})
    assert refused.text().data.startswith("errorCode=-6&errorMessage=")


def test_without_accounts_orders_get_404(server):
    assert '"status":404' in curl(f"{server.url}/products/!AutoApplySSL", ORDER)[1]


def test_a_body_over_40_kib_gets_413(server):
    assert '"status":413' in curl(f"{server.url}/products/!DecodeCSR", {"csr": "A" * 41_000})[1]


def test_hash_password_prints_a_hash_for_the_accounts_file(start, tmp_path, request_of):
    command = [BINARY, "--hash-password"]
    shown = subprocess.run(command, input="of the fjord\n", capture_output=True, text=True, timeout=20, check=True).stdout
    file = tmp_path / "accounts.json"
    file.write_text(json.dumps({"accounts": [{"loginName": "fjord", "passwordHash": shown.strip()}]}))
    server = start("--sandbox-accounts", str(file), "--sandbox-ledger", str(tmp_path / "ledger.sqlite"))
    assert order(server, loginPassword="of the fjord", csr=request_of())["errorCode"] == "0"
