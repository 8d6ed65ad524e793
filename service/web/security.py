"""What every page tells the browser it may and may not do."""

from __future__ import annotations

from flask import Response, g, request

LONG = "public, max-age=31536000, immutable"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{more}; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'; manifest-src 'self'"
)
NOT_OURS = ("/api/", "/healthz", "/readyz", "/metrics")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def allow_diagram() -> None:
    """This page draws with bpmn-js, which writes style attributes of its own."""
    g.draws_diagram = True


def guard(response: Response) -> Response:
    """The headers of one answer of the pages."""
    if request.path.startswith(NOT_OURS):
        return response
    more = "; style-src-attr 'unsafe-inline'" if g.get("draws_diagram") else ""
    response.headers.setdefault("Content-Security-Policy", POLICY.format(more=more))
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "web.static":
        built = "/built/" in request.path
        response.headers["Cache-Control"] = LONG if built else "public, max-age=3600"
    else:
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    return response
