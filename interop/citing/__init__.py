"""How the archive is cited: one item of CSL-JSON for each citable thing, and all made from it.

`build` makes items from what `gather` fetched; the styles write them for people (`chicago`, `mla`,
`apa`, `gost`, `thai`), the formats for programs (`bibtex`, `ris`, `csljson`), `openurl` and
`metadata` for whoever reads our pages. `styles` and `formats` list them.
"""
