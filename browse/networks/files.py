"""A network as a file: a list of edges, GEXF 1.3 (gexf.net) and GraphML (graphml.graphdrawing.org).

Nodes are named by their permanent identifier. Every writer yields its text in pieces.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from browse.addresses import absolute
from browse.networks.whole import Joint, WholeNetwork
from browse.pages.claims import End
from interop.taking.tables import harmless

COLUMNS: Final = (
    *("source", "source_name", "source_kind", "target", "target_name", "target_kind"),
    *("property", "property_name", "date", "calendar", "certainty", "statement"),
)
NODE_DATA: Final = ("kind", "address")
EDGE_DATA: Final = ("property", "date", "calendar", "certainty", "statement")
MANY: Final = 500


def write_csv(network: WholeNetwork) -> Iterator[str]:
    """Yield a row for each pair that a statement joins; isolated entries have none."""
    yield _row(COLUMNS)
    rows = (
        _row(
            (
                *(source.pid, _name(source, network), source.kind),
                *(target.pid, _name(target, network), target.kind),
                *(one.code, one.label, one.date, one.calendar, one.certainty, one.uid),
            )
        )
        for one, source, target in network.joints_with_ends()
    )
    yield from _joined(rows)


def write_gexf(network: WholeNetwork) -> Iterator[str]:
    """Yield all entries of the result set and all edges between them."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield f"<meta><description>{escape(_about(network))}</description></meta>\n"
    yield '<graph mode="static" defaultedgetype="directed">\n'
    for owner, names in (("node", NODE_DATA), ("edge", EDGE_DATA)):
        yield f'<attributes class="{owner}">'
        yield from (f'<attribute id="{one}" title="{one}" type="string"/>' for one in names)
        yield "</attributes>\n"
    yield "<nodes>\n"
    yield from _joined(_gexf_node(node, network) for node in network.nodes())
    yield "</nodes>\n<edges>\n"
    yield from _joined(
        _gexf_edge(one, source, target) for one, source, target in network.joints_with_ends()
    )
    yield "</edges>\n</graph>\n</gexf>\n"


def write_graphml(network: WholeNetwork) -> Iterator[str]:
    """Yield the same as GraphML; names of entries and properties are the key `label`."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield f"<desc>{escape(_about(network))}</desc>\n"
    for owner, names in (("node", NODE_DATA), ("edge", EDGE_DATA)):
        for name in ("label", *names):
            key = f"{owner}-{name}"
            yield f'<key id="{key}" for="{owner}" attr.name="{name}" attr.type="string"/>\n'
    yield '<graph id="network" edgedefault="directed">\n'
    yield from _joined(_graphml_node(node, network) for node in network.nodes())
    yield from _joined(
        _graphml_edge(one, source, target) for one, source, target in network.joints_with_ends()
    )
    yield "</graph>\n</graphml>\n"


def _about(network: WholeNetwork) -> str:
    """Say where the file comes from, and whether it was cut."""
    about = absolute(network.address)
    if network.total > len(network.keys):
        cut = _("%(shown)s of %(total)s entries are in this file.")
        about += "\n" + cut % {"shown": len(network.keys), "total": network.total}
    return about


def _gexf_node(node: End, network: WholeNetwork) -> str:
    values = _values(NODE_DATA, (node.kind, absolute(f"/id/{node.pid}")))
    return f"<node id={_at(node.pid)} label={_at(_name(node, network))}>{values}</node>\n"


def _gexf_edge(one: Joint, source: End, target: End) -> str:
    ends = f"source={_at(source.pid)} target={_at(target.pid)}"
    values = _values(EDGE_DATA, _edge_values(one))
    return f'<edge id="{one.number}" {ends} label={_at(one.label)}>{values}</edge>\n'


def _values(names: Iterable[str], values: Iterable[str]) -> str:
    pairs = zip(names, values, strict=True)
    given = "".join(f'<attvalue for="{name}" value={_at(one)}/>' for name, one in pairs if one)
    return f"<attvalues>{given}</attvalues>"


def _graphml_node(node: End, network: WholeNetwork) -> str:
    values = (_name(node, network), node.kind, absolute(f"/id/{node.pid}"))
    return f"<node id={_at(node.pid)}>{_data('node', NODE_DATA, values)}</node>\n"


def _graphml_edge(one: Joint, source: End, target: End) -> str:
    ends = f"source={_at(source.pid)} target={_at(target.pid)}"
    data = _data("edge", EDGE_DATA, (one.label, *_edge_values(one)))
    return f'<edge id="e{one.number}" {ends}>{data}</edge>\n'


def _data(owner: str, names: Iterable[str], values: Iterable[str]) -> str:
    pairs = zip(("label", *names), values, strict=True)
    return "".join(
        f'<data key="{owner}-{name}">{_clean(escape(one))}</data>' for name, one in pairs if one
    )


def _edge_values(one: Joint) -> tuple[str, ...]:
    return one.code, one.date, one.calendar, one.certainty, one.uid


def _name(end: End, network: WholeNetwork) -> str:
    return end.label_in(network.language).text or end.pid


def _at(text: str) -> str:
    """Return a text as the value of an attribute, with its quotes."""
    return _clean(quoteattr(text))


def _clean(text: str) -> str:
    """Leave out the control characters that XML does not know."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n\r")


def _row(cells: Iterable[str]) -> str:
    """Return a line of CSV, nothing in it a formula."""
    line = io.StringIO()
    csv.writer(line).writerow([harmless(one) for one in cells])
    return line.getvalue()


def _joined(pieces: Iterable[str]) -> Iterator[str]:
    """Yield many pieces at a time: each that is sent costs."""
    waiting: list[str] = []
    for piece in pieces:
        waiting.append(piece)
        if len(waiting) == MANY:
            yield "".join(waiting)
            waiting = []
    yield "".join(waiting)
