"""The SPARQL endpoint: strangers' queries, each in a process that can be killed.

    request -> protocol (what is asked) -> pool -> worker (one process a query) -> answer

A query in this process could neither be stopped nor kept from exhausting the stack or the memory.
`routes` puts it together; `pool` serves the pages' own queries as well.
"""
