# SPDX-License-Identifier: Apache-2.0
"""Publishes what `csrkit dcv --format …` prints with the software that the format is for, and reads it back.

Usage: publishing.py PROGRAM REQUEST CASE
Exit status: 0 if the records or files are those of the JSON, 77 if the software is not installed, 1 otherwise.
"""
import contextlib, http.client, http.server, io, json, os, pathlib, re, shutil, signal, socket, subprocess, sys
import tempfile, threading, time
import xml.dom.minidom

sys.dont_write_bytecode = True
import windows_forms

PROGRAM, REQUEST, CASE = sys.argv[1:]
# Threads of the test runner block signals, which the servers would inherit.
signal.pthread_sigmask(signal.SIG_SETMASK, [])
NAMES = ["www.example.com", "*.shop.example.net", "xn--bcher-kva.example.org"]
MODULES = "/usr/lib/apache2/modules"


def skip(what):
    print(f"not installed: {what}")
    sys.exit(77)


def tool(name):
    path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    return path or skip(name)


def library(name):
    try:
        return __import__(name)
    except ImportError:
        skip(name)


def csrkit(method, *arguments, names=NAMES):
    domains = [part for name in names for part in ("--domain", name)]
    done = subprocess.run([PROGRAM, "dcv", REQUEST, "--method", method, *domains, *arguments], capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def plan(method, names=NAMES):
    return json.loads(csrkit(method, "--format", "json", names=names))


def records(names=NAMES):
    """Owner and target of each record, as absolute names in lower case."""
    return {(record["owner"].lower(), record["target"].lower()) for record in plan("cname", names)["records"]}


def equal(found, expected):
    assert found == expected, f"found {sorted(found)}, expected {sorted(expected)}"


def absolute(host, zone):
    return f"{host}.{zone}.".lower()


def free_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]


@contextlib.contextmanager
def process(*arguments, port):
    """A server until the end of the block; its port answers at the start."""
    running = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        deadline = time.monotonic() + 20
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            assert running.poll() is None, running.stderr.read().decode()
            assert time.monotonic() < deadline, "the server does not start"
            time.sleep(0.05)
        yield
    finally:
        running.terminate()
        running.wait(timeout=20)


# Records


def panel():
    text = csrkit("cname", "--format", "dns-panel")
    found, zone, host = set(), None, None
    for line in text.splitlines():
        if line.startswith("Add in the DNS zone "):
            zone = line.split()[-1].rstrip(":")
        elif match := re.fullmatch(r"  (Host|Target) +(\S+)", line):
            if match[1] == "Host":
                host = match[2]
            else:
                found.add((absolute(host, zone), match[2]))
    equal(found, records())
    assert "Delete in the DNS zone example.com:" in csrkit("cname", "--format", "dns-panel", "--undo")


def nsupdate():
    named, client, dig = tool("named"), tool("nsupdate"), tool("dig")
    with tempfile.TemporaryDirectory() as folder:
        port, key = free_port(), pathlib.Path(folder, "key.conf")
        key.write_text('key "update" { algorithm hmac-sha256; secret "c2VjcmV0IG9mIHRoZSB0ZXN0"; };\n')
        zones = ""
        for zone in ["example.com", "example.net", "example.org"]:
            pathlib.Path(folder, zone).write_text(
                "$TTL 60\n@ IN SOA ns hostmaster 1 7200 900 1209600 60\n@ IN NS ns\nns IN A 127.0.0.1\n")
            zones += f'zone "{zone}" {{ type primary; file "{zone}"; allow-update {{ key update; }}; }};\n'
        config = pathlib.Path(folder, "named.conf")
        config.write_text(
            f'include "{key}";\noptions {{ directory "{folder}"; listen-on port {port} {{ 127.0.0.1; }};'
            f' listen-on-v6 {{ none; }}; recursion no; pid-file none; session-keyfile none; }};\ncontrols {{ }};\n{zones}')

        def run(*arguments):
            script = f"server 127.0.0.1 {port}\n" + csrkit("cname", "--format", "nsupdate", *arguments)
            done = subprocess.run([client, "-k", key], input=script.encode(), capture_output=True, timeout=30)
            assert done.returncode == 0, done.stderr.decode()

        def look(owner):
            return subprocess.run(
                [dig, "+short", "@127.0.0.1", "-p", str(port), owner, "CNAME"],
                capture_output=True, timeout=30).stdout.decode().strip().lower()

        with process(named, "-f", "-c", config, port=port):
            run()
            equal({(owner, look(owner)) for owner, _ in records()}, records())
            run()
            run("--undo")
            equal({look(owner) for owner, _ in records()}, {""})


def windows(form, commands, add, remove):
    """The commands that the tool would run, and the comments for records outside the zone."""
    def published(*arguments):
        text = csrkit("cname", "--format", form, *arguments)
        assert text.count("\n") == text.count("\r\n"), text
        return commands(text)

    found, comments = published()
    equal({add(command) for command in found}, records())
    equal(comments, [])
    found, _ = published("--undo")
    equal({remove(command) for command in found}, {owner for owner, _ in records()})
    found, comments = published("--zone", "example.com")
    inside = {record for record in records() if record[0].endswith(".example.com.")}
    equal({add(command) for command in found}, inside)
    outside = {f"outside example.com, publish in its own zone: {owner} CNAME {target}"
               for owner, target in records() - inside}
    equal({comment.lower() for comment in comments}, {line.lower() for line in outside})


def dnscmd():
    def add(words):
        verb, zone, host, ttl, kind, target = words
        assert (verb, ttl, kind) == ("/RecordAdd", "300", "CNAME"), words
        return absolute(host, zone), target

    def remove(words):
        verb, zone, host, kind, target, force = words
        assert (verb, kind, force) == ("/RecordDelete", "CNAME", "/f"), words
        assert (absolute(host, zone), target) in records(), words
        return absolute(host, zone)

    windows("dnscmd", windows_forms.dnscmd, add, remove)


def powershell():
    assert windows_forms.PowerShell("Verb-Noun -A 'it''s; $x' -B -C ([T]::F(1))\r\n# c\r\n").statements == [
        ("Verb-Noun", {"A": "it's; $x", "B": True, "C": "([T]::F(1))"})]

    def commands(text):
        script = windows_forms.PowerShell(text)
        return script.statements, script.comments

    def add(statement):
        cmdlet, parameters = statement
        zone, host, target = (parameters.pop(name) for name in ("ZoneName", "Name", "HostNameAlias"))
        assert cmdlet == "Add-DnsServerResourceRecordCName", cmdlet
        assert parameters == {"TimeToLive": "([TimeSpan]::FromSeconds(300))"}, parameters
        return absolute(host, zone), target

    def remove(statement):
        cmdlet, parameters = statement
        zone, host = (parameters.pop(name) for name in ("ZoneName", "Name"))
        assert cmdlet == "Remove-DnsServerResourceRecord", cmdlet
        assert parameters == {"RRType": "CName", "Force": True}, parameters
        return absolute(host, zone)

    windows("powershell", commands, add, remove)


def route53():
    botocore = library("botocore")
    import botocore.session, botocore.validate
    model = botocore.session.get_session().get_service_model("route53").operation_model("ChangeResourceRecordSets")

    def changes(*arguments):
        found = []
        for line in csrkit("cname", "--format", "route53", *arguments).splitlines():
            batch = json.loads(line)
            report = botocore.validate.ParamValidator().validate(
                {"HostedZoneId": "Z", "ChangeBatch": batch}, model.input_shape)
            assert not report.has_errors(), report.generate_report()
            found += [(change["Action"], change["ResourceRecordSet"]) for change in batch["Changes"]]
        return found

    for arguments, action in [((), "UPSERT"), (("--undo",), "DELETE")]:
        found = changes(*arguments)
        equal({verb for verb, _ in found}, {action})
        equal({(record["Name"], record["ResourceRecords"][0]["Value"]) for _, record in found}, records())


def terraform(form, resource, target):
    hcl2 = library("hcl2")

    def plain(value):
        if isinstance(value, dict):
            return {plain(key): plain(item) for key, item in value.items() if not str(key).startswith("__")}
        if isinstance(value, list):
            return [plain(item) for item in value]
        return value.strip('"') if isinstance(value, str) else value

    document = plain(hcl2.load(io.StringIO(csrkit("cname", "--format", form))))
    found = [list(block.values())[0] for block in document["resource"] if resource in block]
    equal(len(document["resource"]), len(records()))
    resources = [list(block[resource].values())[0] for block in document["resource"]]
    equal({(item["name"] + ".", target(item)) for item in resources}, records())
    removal = plain(hcl2.load(io.StringIO(csrkit("cname", "--format", form, "--undo"))))
    origins = {str(block["from"]).strip("${}") for block in removal["removed"]}
    equal(origins, {f"{resource}.{name}" for block in document["resource"] for name in block[resource]})
    assert found


def terraform_route53():
    terraform("terraform", "aws_route53_record", lambda item: item["records"][0])


def terraform_cloudflare():
    def target(item):
        assert item["proxied"] in (False, "false"), item
        return item["content"] + "."
    terraform("terraform-cloudflare", "cloudflare_dns_record", target)


def by_zone(form):
    """The output for each zone."""
    for zone in ["example.com", "example.net", "example.org"]:
        yield zone, csrkit("cname", "--format", form, "--zone", zone), csrkit(
            "cname", "--format", form, "--zone", zone, "--undo")


def octodns():
    library("octodns")
    from octodns.provider.yaml import YamlProvider
    from octodns.zone import Zone
    found = set()
    for zone, text, removal in by_zone("octodns"):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, f"{zone}.yaml")
            for content in (removal + "{}\n", text):
                file.write_text(content)
                read = Zone(f"{zone}.", [])
                YamlProvider("config", folder).populate(read)
                if content != text:
                    equal(len(read.records), 0)
        found |= {(record.fqdn, record.value) for record in read.records}
    equal(found, records())


def dnscontrol():
    esprima = library("esprima")
    found = set()
    for statement in esprima.parseScript(csrkit("cname", "--format", "dnscontrol")).body:
        call = statement.expression
        assert call.callee.name == "D_EXTEND"
        zone = call.arguments[0].value
        for record in call.arguments[1:]:
            assert record.callee.name == "CNAME" and record.arguments[2].callee.name == "TTL"
            found.add((absolute(record.arguments[0].value, zone), record.arguments[1].value))
    equal(found, records())
    equal(len(esprima.parseScript(csrkit("cname", "--format", "dnscontrol", "--undo")).body), 0)


def powerdns():
    server, dig = tool("pdns_server"), tool("dig")
    schema = pathlib.Path("/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql")
    if not schema.exists():
        skip("pdns-backend-sqlite3")
    import sqlite3
    with tempfile.TemporaryDirectory() as folder:
        port, api = free_port(), free_port()
        sqlite3.connect(f"{folder}/db").executescript(schema.read_text())
        options = {
            "launch": "gsqlite3", "gsqlite3-database": f"{folder}/db", "local-address": "127.0.0.1", "local-port": port,
            "webserver": "yes", "webserver-port": api, "api": "yes", "api-key": "test", "socket-dir": folder,
            "config-dir": folder, "cache-ttl": 0, "query-cache-ttl": 0, "negquery-cache-ttl": 0, "guardian": "no",
            "daemon": "no", "zone-cache-refresh-interval": 0,
        }

        def call(method, path, body):
            connection = http.client.HTTPConnection("127.0.0.1", api, timeout=20)
            connection.request(method, f"/api/v1/servers/localhost/zones{path}", body, {"X-API-Key": "test"})
            answer = connection.getresponse()
            text = answer.read().decode()
            assert answer.status in (201, 204), f"{answer.status} {text}"

        def look():
            return {
                (owner, subprocess.run(
                    [dig, "+short", "@127.0.0.1", "-p", str(port), owner, "CNAME"], capture_output=True,
                    timeout=30).stdout.decode().strip()) for owner, _ in records()}

        with process(server, *[f"--{name}={value}" for name, value in options.items()], port=api):
            for zone, text, _ in by_zone("powerdns"):
                call("POST", "", json.dumps({"name": f"{zone}.", "kind": "Native", "nameservers": [f"ns.{zone}."]}))
                call("PATCH", f"/{zone}.", text)
            equal(look(), records())
            for zone, _, text in by_zone("powerdns"):
                call("PATCH", f"/{zone}.", text)
            equal({target for _, target in look()}, {""})


def cloudflare():
    """The batch, and the script of the removal against a server that speaks the two calls of Cloudflare's API."""
    tool("curl"), tool("jq")
    stored = {}
    for zone, text, removal in by_zone("cloudflare"):
        for record in json.loads(text)["posts"]:
            assert record["type"] == "CNAME" and record["proxied"] is False and record["ttl"] == 300
            stored[f"id{len(stored)}"] = (record["name"] + ".", record["content"] + ".")

        class API(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                assert self.headers["Authorization"] == "Bearer secret"
                query = dict(part.split("=") for part in self.path.split("?")[1].split("&"))
                wanted = (query["name"] + ".", query["content"] + ".")
                found = [{"id": key} for key, value in stored.items() if value == wanted]
                self.answer({"result": found})

            def do_DELETE(self):
                del stored[self.path.rsplit("/", 1)[1]]
                self.answer({"result": {}})

            def answer(self, document):
                body = json.dumps(document).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        if zone == "example.org":
            equal(set(stored.values()), records())
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), API)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        kept = {key: value for key, value in stored.items() if not value[0].endswith(f"{zone}.")}
        environment = dict(
            os.environ, CLOUDFLARE_API=f"http://127.0.0.1:{server.server_port}", CLOUDFLARE_ZONE_ID="z",
            CLOUDFLARE_API_TOKEN="secret")
        if zone == "example.org":
            done = subprocess.run(["sh", "-c", removal], env=environment, capture_output=True, timeout=60)
            assert done.returncode == 0, done.stderr.decode()
            equal(stored, kept)
        server.shutdown()


# Files

HOSTS = ["www.example.com"]


def fetch(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Host": HOSTS[0]})
    answer = connection.getresponse()
    return answer.status, answer.read().decode("latin-1"), answer.getheader("Content-Type")


def served(port):
    """The file is served as the JSON says, and another path is not."""
    proof = plan("http", HOSTS)["names"][0]["http"]
    status, body, kind = fetch(port, "/" + proof["path"])
    assert (status, body) == (200, proof["body"]), (status, body)
    assert kind.startswith("text/plain"), kind
    assert fetch(port, "/other")[0] != 200


NGINX = {
    "redirect": "return 301 https://$host$request_uri;",
    "rewrite": "rewrite ^ https://$host$request_uri permanent;",
    "location": "location / { return 301 https://$host$request_uri; }",
    "if": "if ($scheme = http) { return 301 https://$host$request_uri; }",
    "front controller": "location / { try_files /missing /index.php; } location ~ \\.php$ { return 404; }",
    "hidden files": "location ~ /\\. { deny all; }",
    "login": 'auth_basic "login"; auth_basic_user_file /dev/null; location / { return 404; }',
}


def nginx():
    program = tool("nginx")
    for name, directives in NGINX.items():
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            port = free_port()
            snippet = pathlib.Path(folder, "snippet.conf")
            snippet.write_text(csrkit("http", "--format", "nginx", names=HOSTS))
            config = pathlib.Path(folder, "nginx.conf")
            config.write_text(
                f"pid {folder}/pid; error_log stderr; daemon off; events {{}}\n"
                f"http {{ access_log off; types {{ text/plain txt; }} client_body_temp_path {folder}/b;\n"
                f"server {{ listen 127.0.0.1:{port}; include {snippet};\n{directives} }} }}\n")
            try:
                with process(program, "-p", folder, "-c", config, port=port):
                    served(port)
            except AssertionError as error:
                raise AssertionError(f"nginx, {name}: {error}") from error


APACHE = {
    "redirect": "Redirect permanent / https://www.example.com/",
    "redirect match": "RedirectMatch 301 ^/(.*)$ https://www.example.com/$1",
    "rewrite": "RewriteEngine On\nRewriteCond %{HTTPS} off\nRewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]",
    "front controller": "RewriteEngine On\nRewriteCond %{REQUEST_FILENAME} !-f\nRewriteRule . /index.php [L]",
    "login": '<Location "/">\nAuthType Basic\nAuthName login\nAuthUserFile /dev/null\nRequire valid-user\n</Location>',
    "denied": '<LocationMatch "/\\.">\nRequire all denied\n</LocationMatch>',
}

HTACCESS = {
    "redirect": "RewriteEngine On\nRewriteCond %{HTTPS} off\nRewriteRule ^(.*)$ https://%{HTTP_HOST}/$1 [R=301,L]",
    "front controller": "RewriteEngine On\nRewriteBase /\nRewriteRule ^index\\.php$ - [L]\n"
                        "RewriteCond %{REQUEST_FILENAME} !-f\nRewriteRule . /index.php [L]",
    "login": "AuthType Basic\nAuthName login\nAuthUserFile /dev/null\nRequire valid-user",
    "hidden files": 'RewriteEngine On\nRewriteRule "(^|/)\\." - [F]',
}


def with_apache(virtual_host, root, folder):
    program = tool("apache2")
    if not pathlib.Path(MODULES).exists():
        skip("apache2")
    port = free_port()
    modules = "mpm_event authz_core authn_core authz_user auth_basic authn_file alias mime rewrite".split()
    config = pathlib.Path(folder, "apache.conf")
    config.write_text(
        "".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so\n" for name in modules)
        + f'ServerRoot "{folder}"\nPidFile "{folder}/pid"\nErrorLog "{folder}/log"\nServerName localhost\n'
        f"DefaultRuntimeDir {folder}\nListen 127.0.0.1:{port}\nTypesConfig /dev/null\nUser www-data\nGroup www-data\n"
        f'<VirtualHost *:{port}>\nServerName www.example.com\nDocumentRoot "{root}"\n'
        f'<Directory "{root}">\nAllowOverride All\nRequire all granted\n</Directory>\n{virtual_host}\n</VirtualHost>\n')
    with process(program, "-X", "-f", config, port=port):
        served(port)


def apache():
    for name, directives in APACHE.items():
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            root = pathlib.Path(folder, "web root")
            root.mkdir()
            snippet = csrkit("http", "--format", "apache", "--write", root, names=HOSTS)
            try:
                with_apache(snippet + directives, root, folder)
            except AssertionError as error:
                raise AssertionError(f"Apache, {name}: {error}") from error


def htaccess():
    for name, directives in HTACCESS.items():
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            root = pathlib.Path(folder, "www")
            root.mkdir()
            snippet = csrkit("http", "--format", "htaccess", "--write", root, names=HOSTS)
            pathlib.Path(root, ".htaccess").write_text(snippet + directives + "\n")
            try:
                with_apache("", root, folder)
            except AssertionError as error:
                raise AssertionError(f".htaccess, {name}: {error}") from error


def web_config():
    """What IIS would read: the sections, their collections in order, and where the comment says to save the file."""
    file = plan("http", HOSTS)["names"][0]["http"]
    *folder, name = file["path"].split("/")

    def read(*arguments):
        text = csrkit("http", "--format", "web-config", *arguments, names=HOSTS)
        assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n'), text
        comment, root = xml.dom.minidom.parseString(text.encode()).childNodes
        assert comment.nodeType == comment.COMMENT_NODE and root.tagName == "configuration"
        return " ".join(comment.data.split()), root

    comment, root = read()
    assert comment == (
        f"{file['url']} Save this file as web.config in the folder {chr(92).join(folder)} below the site's root, "
        f"next to {name}."), comment
    extension = "." + name.rsplit(".", 1)[1]
    assert windows_forms.tree(root)[2] == [
        ("system.webServer", {}, [
            ("httpRedirect", {"enabled": "false"}, []),
            ("handlers", {}, [
                ("clear", {}, []),
                ("add", {"name": "StaticFile", "path": "*", "verb": "GET,HEAD", "modules": "StaticFileModule",
                         "resourceType": "File"}, [])]),
            ("staticContent", {}, [
                ("remove", {"fileExtension": extension}, []),
                ("mimeMap", {"fileExtension": extension, "mimeType": "text/plain"}, [])])]),
        ("system.web", {}, [("authorization", {}, [("clear", {}, []), ("allow", {"users": "*"}, [])])]),
    ], windows_forms.tree(root)
    # The line that the comment offers to activate is one element.
    [hidden] = [node.data for node in root.getElementsByTagName("system.webServer")[0].childNodes
                if node.nodeType == node.COMMENT_NODE]
    offered = xml.dom.minidom.parseString(hidden[hidden.index("<"):].strip()).documentElement
    assert windows_forms.tree(offered) == ("rewrite", {}, [("rules", {}, [("clear", {}, [])])]), hidden

    comment, root = read("--undo")
    assert comment == f"{file['url']} Delete this file and {name} from the folder {chr(92).join(folder)}.", comment
    assert windows_forms.tree(root) == ("configuration", {}, [])


def comments():
    """The removals of server formats are comments, which change nothing when they are included."""
    for form in ("nginx", "apache", "htaccess"):
        text = csrkit("http", "--format", form, "--undo", names=HOSTS)
        assert all(line.startswith("#") for line in text.splitlines()), text
    for form in ("zone", "bind"):
        text = csrkit("cname", "--format", form, "--undo", *(["--zone", "example.com"] if form == "bind" else []))
        assert all(line.startswith(";") for line in text.splitlines()), text


def folder():
    """--write and --undo change the file only if it is ours."""
    proof = plan("http", HOSTS)["names"][0]["http"]
    with tempfile.TemporaryDirectory() as root:
        file = pathlib.Path(root, proof["path"])
        csrkit("http", "--write", root, names=HOSTS)
        assert file.read_text() == proof["body"]
        csrkit("http", "--write", root, "--undo", names=HOSTS)
        assert not file.exists()
        csrkit("http", "--write", root, "--undo", names=HOSTS)
        file.write_text("another file\n")
        command = [PROGRAM, "dcv", REQUEST, "--method", "http", "--domain", HOSTS[0], "--write", root, "--undo"]
        done = subprocess.run(command, capture_output=True)
        assert done.returncode == 66 and b"different content" in done.stderr, done
        assert file.read_text() == "another file\n"


try:
    globals()[CASE.replace("-", "_")]()
except AssertionError as error:
    print(error)
    sys.exit(1)
