# SPDX-License-Identifier: Apache-2.0
"""Checks an image archive, and runs it with a read-only root and without privileges: image.py ARCHIVE VECTORS"""
import gzip
import hashlib
import io
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.request

archive, vectors = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
assert archive.stat().st_size < 60_000_000, archive.stat().st_size
with tarfile.open(archive) as layout:
    files = {member.name: layout.extractfile(member).read() for member in layout if member.isfile()}  # type: ignore[union-attr]


def blob(descriptor: dict) -> bytes:
    content = files["blobs/" + descriptor["digest"].replace(":", "/")]
    assert len(content) == descriptor["size"]
    assert hashlib.sha256(content).hexdigest() == descriptor["digest"].partition(":")[2]
    return content


assert json.loads(files["oci-layout"]) == {"imageLayoutVersion": "1.0.0"}
manifest = json.loads(blob(json.loads(files["index.json"])["manifests"][0]))
configuration = json.loads(blob(manifest["config"]))
layer = gzip.decompress(blob(manifest["layers"][0]))
assert configuration["rootfs"]["diff_ids"] == ["sha256:" + hashlib.sha256(layer).hexdigest()]
settings = configuration["config"]
user = int(settings["User"].partition(":")[0])
assert user > 0 and settings["Healthcheck"]["Test"][0] == "CMD"
assert settings["Labels"]["org.opencontainers.image.licenses"] == "Apache-2.0"
if os.getuid() != 0:
    print("running the image needs root")
    sys.exit(77)
if subprocess.run(["unshare", "--mount", "--pid", "--fork", "mount", "-t", "proc", "proc", "/proc"]).returncode != 0:
    print("file systems cannot be mounted here")
    sys.exit(77)

with tempfile.TemporaryDirectory() as root:
    # The image's user must reach its root, which is created for this user only.
    os.chmod(root, 0o755)
    # A Swift program reads its arguments from /proc, which every container has.
    pathlib.Path(root, "proc").mkdir(exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(layer)) as content:
        content.extractall(root, filter="fully_trusted")
    environment = dict(variable.split("=", 1) for variable in settings["Env"]) | {"CSRKIT_PORT": "18081"}

    def command(program: list[str]) -> list[str]:
        """The program in the root of the image, which is read-only, as the image's user."""
        inner = (
            'mount --bind "$0" "$0" && mount -t proc proc "$0/proc" && mount -o remount,ro,bind "$0" && '
            'exec chroot --userspec="$1" "$0" "${@:2}"'
        )
        return ["unshare", "--mount", "bash", "-c", inner, root, f"{user}:{user}", *program]

    def ask() -> subprocess.CompletedProcess[bytes]:
        """The image's own health check."""
        check = command(settings["Healthcheck"]["Test"][1:])
        return subprocess.run(check, env=environment, capture_output=True, timeout=20)

    assert ask().returncode == 1, "healthy without a server"
    server = subprocess.Popen(command(settings["Entrypoint"]), env=environment, stderr=subprocess.PIPE)
    try:
        for _ in range(100):
            health = ask()
            if health.returncode == 0:
                break
            time.sleep(0.1)
        assert health.returncode == 0, health.stderr
        request = urllib.request.Request(
            "http://127.0.0.1:18081/v1/inspect",
            data=(vectors / "readme/shop.example.com.txt").read_bytes(),
            headers={"content-type": "text/plain"},
        )
        with urllib.request.urlopen(request, timeout=20) as response:
            report = json.load(response)
        assert report[0]["request"]["commonName"] == "shop.example.com"
        assert pathlib.Path(f"/proc/{server.pid}").stat().st_uid == user
    finally:
        server.terminate()
        assert server.wait(20) == 0, "SIGTERM does not end the server"
print("1 image passed")
