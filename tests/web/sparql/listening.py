"""A server of the explorer that listens on a socket, in a thread of this process."""

import socket
import threading
import time
from contextlib import contextmanager

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
LOCAL = ("localhost", "127.0.0.1", "::1")


@contextmanager
def running(location, limits=None, hosts=LOCAL):
    """The host and port of a server that listens on a socket, as `kg serve` does."""
    import uvicorn

    from kg.web.app import make

    application = make(location, limits, hosts)
    server = uvicorn.Server(uvicorn.Config(application, log_level="critical", lifespan="on"))
    with socket.create_server(("127.0.0.1", 0)) as heard:
        thread = threading.Thread(target=server.run, args=([heard],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield heard.getsockname()
        server.should_exit = True
        thread.join(20)
