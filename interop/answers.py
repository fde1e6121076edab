"""What answers of this room have in common."""

from typing import TypeVar

from django.http import HttpResponseBase, HttpResponseRedirect

Response = TypeVar("Response", bound=HttpResponseBase)


class HttpResponseSeeOther(HttpResponseRedirect):
    """303: what is identified is no document; here is one about it."""

    status_code = 303


def open_to_scripts(response: Response) -> Response:
    """Let scripts of any site read the answer (CORS): all of it is public."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "Link, Memento-Datetime"
    return response
