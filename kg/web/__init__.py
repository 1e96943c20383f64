"""The explorer: pages, a SPARQL endpoint and pictures of one store, for browsers and programs.

    from kg.web.app import make
    application = make("claims.kg")     # ASGI; `kg serve` runs it with uvicorn

Every IRI of the graph is a path of this server. What a page shows is worked out by `kg.ask`; the
modules of `kg.web.pages` choose what to ask, and templates how it looks. Only `kg serve` imports
this package.
"""
