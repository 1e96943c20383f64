"""One file a page: its handlers and its `ROUTES`, of which `kg.web.app` makes the application.

A handler is a plain function, which Starlette runs in a thread: queries would hold up all others.
"""
