"""Debian's nginx on loopback with the example of `deploy/`: TLS, a path, a site that frames the atlas."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from pathlib import Path

HOUSE = Path(__file__).parents[2]
NGINX = "/usr/sbin/nginx"
EXAMPLE = HOUSE / "deploy" / "nginx.conf"
TOWN, MUSEUM, STRANGER = "town.example", "www.museum.example", "stranger.example"
FRAMING = """<!DOCTYPE html><title>Museum</title>
<iframe src="{address}" allow="geolocation; fullscreen" style="width: 1200px; height: 800px"></iframe>
"""
AROUND = """
pid {folder}/nginx.pid; error_log {folder}/error.log;{user}
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {example}
    server {{
        listen 127.0.0.1:{port} ssl; server_name {others};
        ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem;
        root {folder}/framing;
    }}
}}
"""


def missing() -> str:
    """Return why there is no nginx to ask; empty where there is one."""
    if not Path(NGINX).exists():
        return "nginx is not installed"
    return (
        "" if shutil.which("openssl") else "openssl, which nginx needs a certificate from, is not installed"
    )


@contextlib.contextmanager
def before(atlas_port: int, port: int, folder: Path):
    """Run nginx with the example of `deploy/` before an atlas; another site shows that in a frame."""
    _certificate(folder)
    framing = folder / "framing"
    framing.mkdir()
    page = FRAMING.format(address=f"https://{TOWN}:{port}/atlas/parcelles")
    (framing / "index.html").write_text(page, encoding="utf-8")
    configuration = folder / "nginx.conf"
    configuration.write_text(_configuration(atlas_port, port, folder), encoding="utf-8")
    nginx = [NGINX, "-p", str(folder), "-c", str(configuration)]
    # It goes to the background once it listens.
    started = subprocess.run(nginx, check=False, capture_output=True, text=True, timeout=20)
    assert started.returncode == 0, started.stderr
    try:
        yield
    finally:
        subprocess.run([*nginx, "-s", "stop"], check=True, capture_output=True, timeout=20)


def _configuration(atlas_port: int, port: int, folder: Path) -> str:
    example = EXAMPLE.read_text(encoding="utf-8").replace("127.0.0.1:8501", f"127.0.0.1:{atlas_port}")
    example = re.sub(r"server \{\s+listen 80;.*?\n\}\n", "", example, flags=re.DOTALL)
    example = example.replace("listen 443", f"listen 127.0.0.1:{port}")
    example = re.sub(r"/etc/letsencrypt\S+fullchain.pem", str(folder / "cert.pem"), example)
    example = re.sub(r"/etc/letsencrypt\S+privkey.pem", str(folder / "key.pem"), example)
    user = " user root;" if os.getuid() == 0 else ""
    others = f"{MUSEUM} {STRANGER}"
    return AROUND.format(folder=folder, example=example, port=port, others=others, user=user)


def _certificate(folder: Path) -> None:
    names = f"subjectAltName=DNS:{TOWN},DNS:{MUSEUM},DNS:{STRANGER}"
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    command = ["openssl", "req", "-x509", *curve, *files, "-subj", f"/CN={TOWN}", "-addext", names]
    subprocess.run(command, check=True, capture_output=True)
